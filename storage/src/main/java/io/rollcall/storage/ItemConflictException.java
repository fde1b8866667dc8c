package io.rollcall.storage;

/** Two items cannot be made one, or one two, as a person said. */
public final class ItemConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ItemConflictException(String message) {
        super(message);
    }
}
