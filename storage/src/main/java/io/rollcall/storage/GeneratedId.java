package io.rollcall.storage;

/** Where a mapper's insert leaves the number that the database gave the row. */
final class GeneratedId {

    private long value;

    long value() {
        return value;
    }

    /** For MyBatis. */
    long getValue() {
        return value;
    }

    /** For MyBatis. */
    void setValue(long value) {
        this.value = value;
    }
}
