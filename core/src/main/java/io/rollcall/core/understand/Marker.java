package io.rollcall.core.understand;

/**
 * A list marker at the start of a line.
 *
 * @param style  what makes two markers alike: {@code 1.}, {@code 1、}, {@code (一)}, {@code ①}, {@code -}, {@code 1.1}
 * @param number the (last) number, 0 for a bullet
 * @param prefix for {@code 1.2.3} the numbers before the last, {@code 1.2.}; else empty
 * @param start  offset of the marker in the input
 * @param end    offset after the marker
 * @param text   offset of the text after it
 * @param doubt  what would have to be so for this not to be a marker
 */
record Marker(String style, int number, String prefix, int start, int end, int text, Doubt doubt) {

    enum Doubt {
        /** It is one. */
        NONE,
        /** {@code 1.1 甲}, {@code 12.5上线}, {@code 3.13亿}, {@code 2.11月}: the numbers may be a figure or a date. */
        POINT_NUMBER,
        /** {@code 12. 5日上线}, {@code 5、6月份}: number and text together may be a date or a list of numbers. */
        NUMBER_FOLLOWS,
        /** {@code 1 甲}, {@code 1：甲}: the number may be a count. */
        LOOSE
    }

    boolean isBullet() {
        return number == 0;
    }

    /** Whether a blank parts the marker from the text. */
    boolean isSpaced() {
        return text > end;
    }
}
