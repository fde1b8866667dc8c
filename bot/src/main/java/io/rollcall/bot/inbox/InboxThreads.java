package io.rollcall.bot.inbox;

import io.rollcall.bot.work.BackgroundWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;

/**
 * The threads that work off the inbox. One is woken for what came in; each that sees more than it can take wakes the
 * next, so that a single message costs a single look, and a crowd gets all hands.
 */
final class InboxThreads implements SmartLifecycle {

    private final List<BackgroundWorker> threads = new ArrayList<>();
    private volatile boolean running;

    InboxThreads(InboxWorker worker, InboxSettings settings) {
        for (int i = 0; i < settings.workers(); i++) {
            int next = i + 1;
            threads.add(new BackgroundWorker(
                    "inbox-" + next,
                    settings.interval(),
                    settings.enabled(),
                    () -> worker.work(() -> wake(next), this::isRunning)));
        }
    }

    /** Asks for a look soon; returns at once. */
    void wake() {
        wake(0);
    }

    private void wake(int thread) {
        if (thread < threads.size()) {
            threads.get(thread).wake();
        }
    }

    @Override
    public void start() {
        running = true;
        threads.forEach(BackgroundWorker::start);
    }

    /** Each ends with the delivery that it has in hand; the others are for the next start, or another instance. */
    @Override
    public void stop() {
        running = false;
        threads.forEach(BackgroundWorker::stop);
    }

    /** All at the same time; returns at once. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        AtomicInteger left = new AtomicInteger(threads.size());
        threads.forEach(thread -> thread.stop(() -> {
            if (left.decrementAndGet() == 0) {
                callback.run();
            }
        }));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
