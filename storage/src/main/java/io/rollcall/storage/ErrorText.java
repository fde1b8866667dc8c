package io.rollcall.storage;

/** Cuts a reason of failure to what its column holds. */
final class ErrorText {

    private static final int LIMIT = 500;

    private ErrorText() {}

    static String cut(String error) {
        if (error.length() <= LIMIT) {
            return error;
        }
        // H2 counts UTF-16 units, as Java does; a pair of them must stay together.
        int end = Character.isHighSurrogate(error.charAt(LIMIT - 2)) ? LIMIT - 2 : LIMIT - 1;
        return error.substring(0, end) + "…";
    }
}
