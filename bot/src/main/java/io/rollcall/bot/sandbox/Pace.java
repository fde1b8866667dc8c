package io.rollcall.bot.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts calls in a sliding window, of a second where nothing else is said. A network limit is about real time even where the application's clock is moved,
 * so it measures with a running counter of nanoseconds.
 */
final class Pace {

    private final int limit;
    private final long window;
    private final LongSupplier nanoTime;
    private final Map<String, ArrayDeque<Long>> calls = new HashMap<>();

    Pace(int limit, LongSupplier nanoTime) {
        this(limit, Duration.ofSeconds(1), nanoTime);
    }

    Pace(int limit, Duration window, LongSupplier nanoTime) {
        this.limit = limit;
        this.window = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether one more call fits; it counts only when it does. */
    synchronized boolean allows(String key) {
        long now = nanoTime.getAsLong();
        calls.values().removeIf(times -> {
            while (!times.isEmpty() && now - times.peekFirst() >= window) {
                times.removeFirst();
            }
            return times.isEmpty();
        });
        ArrayDeque<Long> times = calls.computeIfAbsent(key, k -> new ArrayDeque<>());
        if (times.size() >= limit) {
            return false;
        }
        times.addLast(now);
        return true;
    }
}
