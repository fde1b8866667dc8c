package io.rollcall.bot.api;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;

/** Tries again what the database refused since somebody else was at the same round: that takes a moment only. */
final class Patiently {

    private static final int TRIES = 3;

    private Patiently() {}

    /**
     * @param change done as a whole or not at all
     * @throws ConcurrencyFailureException when others went first every time
     */
    static <T> T change(Supplier<T> change) {
        for (int left = TRIES - 1; left > 0; left--) {
            try {
                return change.get();
            } catch (ConcurrencyFailureException e) {
                // Whoever was first is likely to be done by now.
            }
        }
        return change.get();
    }
}
