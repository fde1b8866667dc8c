package io.rollcall.core.understand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a line is taken apart on, one line after another, so that reading a line makes little but its facts. What a
 * {@link Passage} has of it is good until the next line is laid out.
 */
final class Desk {

    private final Reading.Reader reader = new Reading.Reader();
    private final Words words = new Words();
    private final Clauses clauses = new Clauses();
    private final BitSet taken = new BitSet();
    private final List<Passage.Found> found = new ArrayList<>();
    private final List<Passage.Found> dates = new ArrayList<>();
    private final List<Passage.Period> periods = new ArrayList<>();
    private final List<Passage.Found> others = new ArrayList<>();

    Reading read(String source, int from, int to) {
        return reader.read(source, from, to);
    }

    Words words(String text) {
        return words.read(text);
    }

    /** The words that are taken: none yet. */
    BitSet taken() {
        taken.clear();
        return taken;
    }

    List<Passage.Found> found() {
        found.clear();
        return found;
    }

    List<Passage.Found> dates() {
        dates.clear();
        return dates;
    }

    List<Passage.Found> others() {
        others.clear();
        return others;
    }

    List<Passage.Period> periods() {
        periods.clear();
        return periods;
    }

    Clauses clauses(String text, int from, int body) {
        return clauses.read(text, from, body);
    }
}
