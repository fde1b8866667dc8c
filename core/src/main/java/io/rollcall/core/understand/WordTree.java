package io.rollcall.core.understand;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Words by their letters, for finding the longest one at a place in one walk. Latin letters match in either case. */
final class WordTree {

    private final @Nullable Node[] roots = new @Nullable Node[Character.MAX_VALUE + 1];

    void add(String word, long senses) {
        char first = word.charAt(0);
        Node node = roots[first];
        if (node == null) {
            node = new Node();
            roots[first] = node;
        }
        for (int i = 1; i < word.length(); i++) {
            node = node.childOrNew(word.charAt(i));
        }
        node.isWord = true;
        node.length = word.length();
        node.senses |= senses;
    }

    /** The longest word at this place, or null. */
    @Nullable
    Node longest(String text, int at) {
        char first = lower(text.charAt(at));
        Node node = roots[first];
        if (node == null) {
            return null;
        }
        Node found = null;
        int i = at + 1;
        while (true) {
            if (node.isWord && !splitsLatin(text, at, i)) {
                found = node;
            }
            if (i == text.length()) {
                return found;
            }
            Node next = node.child(lower(text.charAt(i)));
            if (next == null) {
                return found;
            }
            node = next;
            i++;
        }
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** Whether a Latin word would be cut out of a longer one: {@code by} of {@code baby}. */
    private static boolean splitsLatin(String text, int start, int end) {
        boolean before = start > 0 && Fold.isLatin(text.charAt(start - 1)) && Fold.isLatin(text.charAt(start));
        boolean after = end < text.length() && Fold.isLatin(text.charAt(end)) && Fold.isLatin(text.charAt(end - 1));
        return before || after;
    }

    /** The end of the letters so far. */
    static final class Node {
        private char[] letters = new char[0];
        private Node[] children = new Node[0];
        private boolean isWord;
        private long senses;
        private int length;

        long senses() {
            return senses;
        }

        int length() {
            return length;
        }

        private @Nullable Node child(char letter) {
            for (int i = 0; i < letters.length; i++) {
                if (letters[i] == letter) {
                    return children[i];
                }
            }
            return null;
        }

        private Node childOrNew(char letter) {
            Node child = child(letter);
            if (child == null) {
                child = new Node();
                letters = Arrays.copyOf(letters, letters.length + 1);
                children = Arrays.copyOf(children, children.length + 1);
                letters[letters.length - 1] = letter;
                children[children.length - 1] = child;
            }
            return child;
        }
    }
}
