package io.rollcall.core.understand;

import java.util.Arrays;

/** The words of the {@link Lexicon} in a line, from left to right, none within another. */
final class Words {

    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private long[] senses = new long[8];
    private int size;

    static Words of(String text) {
        return new Words().read(text);
    }

    /** Forgets the words of the line before, and finds those of this one. */
    Words read(String text) {
        size = 0;
        WordTree tree = Lexicon.words();
        int i = 0;
        while (i < text.length()) {
            WordTree.Node word = tree.longest(text, i);
            if (word == null) {
                i++;
            } else {
                add(i, i + word.length(), word.senses());
                i += word.length();
            }
        }
        return this;
    }

    private void add(int start, int end, long sense) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            senses = Arrays.copyOf(senses, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        senses[size++] = sense;
    }

    int size() {
        return size;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    boolean is(int i, Sense sense) {
        return (senses[i] & sense.bit) != 0;
    }

    boolean isAny(int i, long mask) {
        return (senses[i] & mask) != 0;
    }

    /** The first word that starts at or after the place; {@link #size()} when there is none. */
    int from(int place) {
        int found = Arrays.binarySearch(starts, 0, size, place);
        return found >= 0 ? found : -found - 1;
    }

    /** The first word of this sense within the stretch, or -1. */
    int first(Sense sense, int from, int to) {
        for (int i = from(from); i < size && ends[i] <= to; i++) {
            if (is(i, sense)) {
                return i;
            }
        }
        return -1;
    }

    /** The last word of this sense within the stretch, or -1. */
    int last(Sense sense, int from, int to) {
        for (int i = from(to) - 1; i >= 0 && starts[i] >= from; i--) {
            if (ends[i] <= to && is(i, sense)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(Sense sense, int from, int to) {
        return first(sense, from, to) >= 0;
    }

    /** Whether a word of this sense starts exactly here. */
    boolean startsAt(int place, Sense sense) {
        int i = from(place);
        return i < size && starts[i] == place && is(i, sense);
    }

    /** Whether a word starts exactly here that keeps a shorter one, of this length, from being read. */
    boolean namesBeyond(int place, int length) {
        int i = from(place);
        return i < size && starts[i] == place && senses[i] == 0 && ends[i] - place > length;
    }

    /** Whether a word of this sense ends exactly here. */
    boolean endsAt(int place, Sense sense) {
        int i = from(place) - 1;
        return i >= 0 && ends[i] == place && is(i, sense);
    }
}
