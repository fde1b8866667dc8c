package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the input as it is read: {@linkplain Fold folded}, without the marks of Markdown ({@code **}, backticks,
 * escapes), without the targets of links, without pictures. Rules work on {@link #text()}; a place in it leads back to
 * the place in the input.
 */
final class Reading {

    /** Stands for an address, which says nothing that a rule could read. */
    static final char ADDRESS = '\uFFFC';

    private final String source;
    private final String text;
    /** Source offset of each character read, or null when nothing was left out and the offsets simply count on. */
    private final int @Nullable [] offsets;

    private final int from;
    private final int to;
    private final boolean holdsDigit;

    private Reading(String source, String text, int @Nullable [] offsets, int from, int to, boolean holdsDigit) {
        this.source = source;
        this.text = text;
        this.offsets = offsets;
        this.from = from;
        this.to = to;
        this.holdsDigit = holdsDigit;
    }

    static Reading of(String source, int from, int to) {
        return new Reader().read(source, from, to);
    }

    /** What is read. */
    String text() {
        return text;
    }

    /** The whole stretch as it stands in the input, but for a backslash that keeps its number from being a marker. */
    String whole() {
        boolean same = offsets == null && source.startsWith(text, from);
        return same ? text : Escapes.text(source, from, to);
    }

    /** Whether there is a digit in what is read: without one there is no figure. */
    boolean holdsDigit() {
        return holdsDigit;
    }

    /** The words as typed, without the marks that are not read. */
    String typed(int start, int end) {
        if (offsets == null) {
            return source.substring(from + start, from + end);
        }
        StringBuilder typed = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            typed.append(text.charAt(i) == ADDRESS ? ADDRESS : source.charAt(offsets[i]));
        }
        return typed.toString();
    }

    /** Where a part of what is read stands in the input; not empty. */
    Span span(int start, int end) {
        return new Span(offset(start), offset(end - 1) + 1);
    }

    /** The input at {@link #span}. */
    String quote(int start, int end) {
        return source.substring(offset(start), offset(end - 1) + 1);
    }

    private int offset(int i) {
        return offsets == null ? from + i : offsets[i];
    }

    /**
     * Reads one stretch after another, each in one pass. A search that failed once is not tried again, so the pass
     * stays linear.
     */
    static final class Reader {

        private String source = "";
        private int from;
        private int to;
        private char[] read = new char[128];
        private int @Nullable [] offsets;
        private int length;
        private boolean holdsDigit;
        private boolean linksEnd;
        private int bracket;
        private boolean tagsEnd;

        Reading read(String text, int start, int end) {
            source = text;
            from = start;
            to = end;
            offsets = null;
            length = 0;
            holdsDigit = false;
            linksEnd = true;
            bracket = -1;
            tagsEnd = true;
            if (read.length < end - start) {
                read = new char[Math.max(end - start, 2 * read.length)];
            }
            int i = from;
            while (i < to) {
                char c = source.charAt(i);
                int skipped = c < 0x80 ? skip(i) : i;
                if (skipped > i) {
                    leaveOut();
                    i = skipped;
                    continue;
                }
                int folded = Fold.of(c);
                if (folded == Fold.NOTHING) {
                    leaveOut();
                } else {
                    append((char) folded, i);
                }
                i++;
            }
            return new Reading(source, new String(read, 0, length), offsets, from, to, holdsDigit);
        }

        private void append(char c, int offset) {
            if (offsets != null) {
                offsets[length] = offset;
            }
            holdsDigit |= Fold.isDigit(c);
            read[length++] = c;
        }

        private void leaveOut() {
            if (offsets == null) {
                offsets = new int[to - from];
                for (int i = 0; i < length; i++) {
                    offsets[i] = from + i;
                }
            }
        }

        /** The offset after a mark that starts here and is not read, or the same offset. */
        private int skip(int i) {
            return switch (source.charAt(i)) {
                case '*' -> at(i + 1, '*') ? i + 2 : i;
                case '_' -> at(i + 1, '_') ? i + 2 : i;
                case '~' -> at(i + 1, '~') ? i + 2 : i;
                case '`' -> i + 1;
                case '\\' -> i + 1 < to && Escapes.isEscapable(source.charAt(i + 1)) ? i + 1 : i;
                case '!' -> at(i + 1, '[') ? picture(i) : i;
                case ']' -> at(i + 1, '(') ? linkTarget(i) : i;
                case '<' -> tag(i);
                case 'h' -> address(i);
                default -> i;
            };
        }

        private int picture(int i) {
            int middle = bracket(i);
            int end = middle < 0 || !at(middle + 1, '(') ? -1 : find(')', middle);
            return end < 0 ? i : end + 1;
        }

        private int linkTarget(int i) {
            int end = find(')', i + 2);
            return end < 0 ? i : end + 1;
        }

        /** The next closing bracket; many pictures that are none must not look for the same one again. */
        private int bracket(int start) {
            if (bracket < start) {
                bracket = find(']', start);
            }
            return bracket;
        }

        private int find(char mark, int start) {
            int found = linksEnd ? Fold.find(source, mark, start, to) : -1;
            linksEnd = found >= 0;
            return found;
        }

        private int tag(int i) {
            if (!tagsEnd || i + 1 >= to || !(Fold.isLatin(source.charAt(i + 1)) || source.charAt(i + 1) == '/')) {
                return i;
            }
            int end = Fold.find(source, '>', i, to);
            tagsEnd = end >= 0;
            if (!tagsEnd) {
                return i;
            }
            leaveOut();
            append(' ', i);
            return end + 1;
        }

        private int address(int i) {
            if (!source.startsWith("http://", i) && !source.startsWith("https://", i)) {
                return i;
            }
            int end = i;
            while (end < to && source.charAt(end) > ' ' && source.charAt(end) < 0x7F && source.charAt(end) != ')') {
                end++;
            }
            leaveOut();
            append(ADDRESS, i);
            return end;
        }

        private boolean at(int i, char c) {
            return i < to && source.charAt(i) == c;
        }
    }
}
