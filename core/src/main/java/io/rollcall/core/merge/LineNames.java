package io.rollcall.core.merge;

import io.rollcall.core.merge.Clauses.Clause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** What a line is called, or each of several that it tells of: its label, or what stands before a state begins. */
final class LineNames {

    /** As {@link Typed#width} counts: what is wider is a sentence. */
    private static final int MAX_NAME = 20;

    private final LineReader reader;
    private final Map<String, String> byLine = new HashMap<>();

    LineNames(LineReader reader) {
        this.reader = reader;
    }

    /** The label, or what stands before the first word of a state; empty when nobody can tell. */
    static String name(String text, int body) {
        if (body > 0) {
            return text.substring(0, body).replaceAll("[\\s:：]+$", "").strip();
        }
        Clause first = Clauses.places(text, 0).get(0);
        String clause = Typed.fold(first.of(text));
        Matcher state = Words.STATE_BEGINS.matcher(clause);
        int end = state.find() ? state.start() : clause.length();
        String name = text.substring(0, end).strip();
        return Typed.width(name) < 2 || Typed.width(name) > MAX_NAME ? "" : name;
    }

    String name(String text) {
        return byLine.computeIfAbsent(text, line -> name(line, bodyStart(line)));
    }

    /** The place behind the label's colon and the blanks after it; 0 when there is no label. */
    int bodyStart(String text) {
        String label = reader.read(text).label();
        if (label == null) {
            return 0;
        }
        int at = text.indexOf(label);
        int colon = at < 0 ? -1 : colonFrom(text, at + label.length());
        if (colon < 0) {
            return 0;
        }
        int body = colon + 1;
        while (body < text.length() && Character.isWhitespace(text.charAt(body))) {
            body++;
        }
        return body;
    }

    private static int colonFrom(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == ':' || text.charAt(i) == '：' || text.charAt(i) == '∶') {
                return i;
            }
        }
        return -1;
    }

    /** One of several that a line tells of, and where; {@code 存管 12/5上线；分账 12/10上线} has two. */
    record Part(String name, int start, int end) {}

    /** Those with a name and a state of their own; none where the line tells of one thing only. */
    List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        String line = text.substring(0, Typed.contentEnd(text));
        for (Clause clause : Clauses.places(line, Math.min(line.length(), bodyStart(text)))) {
            String words = clause.of(line);
            String name = subject(words.strip());
            if (!name.isEmpty()) {
                parts.add(new Part(name, clause.end() - words.stripLeading().length(), clause.end()));
            } else if (!parts.isEmpty()) {
                Part before = parts.remove(parts.size() - 1);
                parts.add(new Part(before.name(), before.start(), clause.end()));
            }
        }
        long names = parts.stream().map(Part::name).distinct().count();
        return parts.size() > 1 && names == parts.size() ? List.copyOf(parts) : List.of();
    }

    private String subject(String clause) {
        Matcher state = Words.STATE_BEGINS.matcher(Typed.fold(clause));
        if (!state.find() || state.start() == 0) {
            return "";
        }
        String name = clause.substring(0, state.start()).strip();
        LineReader.Line said = reader.read(clause);
        boolean tells = said.status() != null
                || said.isPlanned()
                || reader.readWeekBefore(clause).isPlanned();
        return tells && Typed.width(name) >= 2 && Typed.width(name) <= MAX_NAME ? name : "";
    }
}
