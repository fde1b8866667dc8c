package io.rollcall.core.understand;

import java.util.Arrays;

/**
 * Where statements part: at {@code ，}, {@code 。}, {@code ；}, parentheses and their like; several clauses make a
 * sentence. {@code 、} joins words of one clause. A comma between digits and a point within a number part nothing.
 */
final class Clauses {

    private int[] starts = new int[4];
    private int[] ends = new int[4];
    private boolean[] opensSentence = new boolean[4];
    private int size;

    /**
     * Forgets the clauses of the line before, and finds those of this one.
     *
     * @param body where the words after the label start; the colon before it parts clauses too
     */
    Clauses read(String text, int from, int body) {
        size = 0;
        int start = from;
        boolean opens = true;
        for (int i = from; i < text.length(); i++) {
            int strength = i + 1 == body ? 2 : strength(text, i);
            if (strength > 0) {
                add(start, i, opens);
                opens = strength > 1;
                start = i + 1;
            }
        }
        add(start, text.length(), opens);
        return this;
    }

    /** 0: parts nothing, 1: parts clauses, 2: parts sentences. */
    private static int strength(String text, int i) {
        switch (text.charAt(i)) {
            case '，', '(', ')', '【', '】', '|', '…':
                return 1;
            case ',':
                return isDigit(text, i - 1) && isDigit(text, i + 1) ? 0 : 1;
            case '。', ';', '!', '?':
                return 2;
            case '.':
                boolean ends = i + 1 == text.length() || text.charAt(i + 1) == ' ';
                return ends && !isDigit(text, i - 1) ? 2 : 0;
            case '-':
                return i > 0 && text.charAt(i - 1) == '-' ? 1 : 0;
            default:
                return 0;
        }
    }

    private static boolean isDigit(String text, int i) {
        return i >= 0 && i < text.length() && Fold.isDigit(text.charAt(i));
    }

    private void add(int start, int end, boolean opens) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            opensSentence = Arrays.copyOf(opensSentence, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        opensSentence[size++] = opens;
    }

    int size() {
        return size;
    }

    int start(int clause) {
        return starts[clause];
    }

    int end(int clause) {
        return ends[clause];
    }

    boolean opensSentence(int clause) {
        return opensSentence[clause];
    }

    /** The clause that holds this place; a mark between clauses belongs to the one before it. */
    int at(int place) {
        int found = Arrays.binarySearch(starts, 0, size, place);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
