package io.rollcall.bot.delivery;

import java.util.concurrent.locks.LockSupport;

/**
 * The running time that sends are paced by, which a platform's limits are about whatever hour the application's clock
 * plays. A bean of this type takes the place of the machine's.
 */
public interface Ticker {

    /** A count of nanoseconds that never goes back. */
    long nanos();

    /** Returns when so much time has passed, or early when the thread is interrupted. */
    void sleep(long nanos);

    /** The machine's. */
    Ticker SYSTEM = new Ticker() {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
            long until = System.nanoTime() + nanos;
            for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); ) {
                LockSupport.parkNanos(this, left);
                left = until - System.nanoTime();
            }
        }
    };
}
