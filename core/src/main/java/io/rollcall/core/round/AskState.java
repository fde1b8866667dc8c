package io.rollcall.core.round;

/** Where one owner stands within a round. */
public enum AskState {
    /** Not asked yet. */
    WAITING,
    /** Asked, no answer yet. */
    ASKED,
    /** Has answered at least once. */
    ANSWERED,
    /** On leave, or has skipped this round. */
    EXCUSED,
    /** The round closed without an answer. */
    SILENT,
    /** The question could not be delivered. */
    UNREACHABLE;

    /** Whether the owner has the question before them and has not answered it. */
    public boolean isOutstanding() {
        return this == ASKED;
    }

    /** Whether an owner in this state may come into the other one. */
    public boolean mayBecome(AskState to) {
        if (to == this) {
            return false;
        }
        return switch (this) {
            // A round that was never asked about may be over all the same.
            case WAITING -> true;
            // What was asked of a stand-in who has left is to be asked anew.
            case ASKED -> true;
            // An answer taken back leaves the owner where they stood; a late answer mends a silence.
            case ANSWERED -> true;
            case EXCUSED -> to == ANSWERED || to == ASKED;
            // What was still on its way at the close may turn out never to arrive.
            case SILENT -> to == ANSWERED || to == ASKED || to == EXCUSED || to == UNREACHABLE;
            case UNREACHABLE -> to == ANSWERED || to == ASKED || to == EXCUSED;
        };
    }
}
