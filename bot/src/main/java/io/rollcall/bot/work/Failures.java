package io.rollcall.bot.work;

import java.util.stream.Stream;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells of failures in a log without their messages, which may quote what members wrote or a secret. */
public final class Failures {

    private static final String OWN = "io.rollcall.";

    private Failures() {}

    /**
     * What failed and where: its class, the class of what lay beneath it, and the first place in this application's own
     * code. The stack trace is for the log at debug.
     */
    public static String describe(Throwable failure) {
        Throwable root = Stream.iterate(failure, Throwable::getCause)
                .limit(20)
                .takeWhile(cause -> cause != null)
                .reduce(failure, (before, cause) -> cause);
        StackTraceElement[] trace = failure.getStackTrace();
        String place = Stream.of(trace)
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .findFirst()
                .or(() -> Stream.of(trace).findFirst())
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
        String beneath = root == failure ? "" : " caused by " + root.getClass().getName();
        return failure.getClass().getName() + beneath + " at " + place;
    }

    /**
     * Whether it was the database that failed, for its own reasons: it was away, too slow, or let somebody else go
     * first. The same work may well succeed later, and nothing is wrong with it.
     */
    public static boolean isOfDatabase(Throwable failure) {
        return Stream.iterate(failure, Throwable::getCause)
                .limit(20)
                .takeWhile(cause -> cause != null)
                .anyMatch(cause -> cause instanceof TransientDataAccessException
                        || cause instanceof RecoverableDataAccessException
                        || cause instanceof NonTransientDataAccessResourceException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof TransactionSystemException
                        || cause instanceof TransactionTimedOutException);
    }
}
