package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/** A place in a line that moves over what it reads, so that rules do no arithmetic with offsets. */
final class Cursor {

    private final String text;
    private int position;

    Cursor(String text, int position) {
        this.text = text;
        this.position = position;
    }

    int position() {
        return position;
    }

    void moveTo(int place) {
        position = place;
    }

    /** The next character, NUL at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at(position + ahead);
    }

    /** The character at a place, NUL outside the line. */
    char at(int place) {
        return place >= 0 && place < text.length() ? text.charAt(place) : 0;
    }

    /** Whether the character after the next is one of these. */
    boolean isFollowedBy(String characters) {
        char next = peek(1);
        return next != 0 && characters.indexOf(next) >= 0;
    }

    /** Whether the character before this place is one of these. */
    boolean isBehind(String characters) {
        char before = peek(-1);
        return before != 0 && characters.indexOf(before) >= 0;
    }

    /** The unit that is next, or null. */
    Units.@Nullable Unit unit() {
        return Units.at(text, position);
    }

    boolean isAtDigit() {
        return Fold.isDigit(peek());
    }

    /** Moves over the character if it is next. */
    boolean skip(char c) {
        if (peek() != c || position >= text.length()) {
            return false;
        }
        position++;
        return true;
    }

    /** Moves over the words if they are next. */
    boolean skip(String words) {
        if (!text.startsWith(words, position)) {
            return false;
        }
        position += words.length();
        return true;
    }

    /** Moves over the first of the words that is next; list longer ones first. */
    boolean skipAny(String... alternatives) {
        for (String words : alternatives) {
            if (skip(words)) {
                return true;
            }
        }
        return false;
    }

    /** Moves over one of the characters. */
    boolean skipOneOf(String characters) {
        if (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
            position++;
            return true;
        }
        return false;
    }

    boolean isAtOneOf(String characters) {
        return position < text.length() && characters.indexOf(text.charAt(position)) >= 0;
    }

    /** Moves over at most two blanks. */
    Cursor blanks() {
        for (int i = 0; i < 2 && peek() == ' '; i++) {
            position++;
        }
        return this;
    }

    int digitsAhead() {
        int digits = 0;
        while (digits < 10 && Fold.isDigit(peek(digits))) {
            digits++;
        }
        return digits;
    }

    /** Moves over a whole run of at most so many digits; -1, without moving, when there is none or a longer one. */
    int number(int maxDigits) {
        int digits = digitsAhead();
        if (digits == 0 || digits > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + peek(i) - '0';
        }
        position += digits;
        return value;
    }

    /** Moves over a Chinese number from 1 to 31; -1, without moving, when there is none. */
    int hanNumber() {
        int first = Fold.hanDigit(peek());
        int start = position;
        int value = -1;
        if (first > 0 && peek(1) == '十') {
            position += 2;
            value = first * 10 + hanUnit();
        } else if (peek() == '十') {
            position++;
            value = 10 + hanUnit();
        } else if (first > 0) {
            position++;
            value = first;
        }
        if (value > 31) {
            position = start;
            return -1;
        }
        return value;
    }

    private int hanUnit() {
        int unit = Fold.hanDigit(peek());
        if (unit > 0) {
            position++;
        }
        return Math.max(0, unit);
    }
}
