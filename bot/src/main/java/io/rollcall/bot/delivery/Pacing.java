package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.core.team.Account;
import io.rollcall.storage.OutboxApp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what is sent, so that no more arrives within any stretch of time than a platform takes.
 *
 * <p>When a message reaches the platform is known only to lie between the beginning of its send and the end. So it
 * counts from its beginning until a rate's time after its end: then it makes no difference how long messages are on
 * their way, nor whether the platform counts by the clock's minutes or by any minute. A fiftieth of each rate is left
 * for calls that are not counted here, such as the second one of a send whose token had expired.
 */
final class Pacing {

    /** Addressees are forgotten once they have had no message for long. */
    private static final int REMEMBERED = 1_000;

    private final Ticker ticker;
    private final Map<OutboxApp, Window> apps = new HashMap<>();
    private final LinkedHashMap<Account, Window> addressees = new LinkedHashMap<>(16, 0.75f, true);

    Pacing(Ticker ticker) {
        this.ticker = ticker;
    }

    /** How many sends of the app may begin now; at least 0. */
    synchronized int room(OutboxApp app, List<Rate> rates) {
        return window(app, rates).room(ticker.nanos());
    }

    /** In how many nanoseconds there may be room; {@link Long#MAX_VALUE} when not before a send has ended. */
    synchronized long untilRoom(OutboxApp app, List<Rate> rates) {
        return window(app, rates).untilRoom(ticker.nanos());
    }

    /** Counts a send of the app that is to begin; {@link #end} follows. */
    synchronized void begin(OutboxApp app, List<Rate> rates) {
        window(app, rates).underWay++;
    }

    /** @param called false when the platform was not called after all */
    synchronized void end(OutboxApp app, boolean called) {
        Window window = apps.get(app);
        if (window != null) {
            window.end(called, ticker.nanos());
        }
    }

    /**
     * Counts a send to the account when there is room for it; {@link #end(Account, boolean)} follows then.
     *
     * @return 0 when it may begin; else in how many nanoseconds to ask again
     */
    synchronized long begin(Account to, List<Rate> rates) {
        long now = ticker.nanos();
        Window window = addressees.computeIfAbsent(to, account -> new Window(rates));
        if (window.room(now) > 0) {
            window.underWay++;
            return 0;
        }
        return window.untilRoom(now);
    }

    synchronized void end(Account to, boolean called) {
        long now = ticker.nanos();
        Window window = addressees.get(to);
        if (window != null) {
            window.end(called, now);
        }
        while (addressees.size() > REMEMBERED) {
            Map.Entry<Account, Window> eldest = addressees.entrySet().iterator().next();
            if (!eldest.getValue().isForgettable(now)) {
                return;
            }
            addressees.remove(eldest.getKey());
        }
    }

    /**
     * Puts what another instance has sent for the app in the place of what is remembered.
     *
     * @param agoNanos how long ago each message reached the platform at the latest, the longest ago first
     */
    synchronized void recall(OutboxApp app, List<Rate> rates, List<Long> agoNanos) {
        window(app, rates).recall(agoNanos, ticker.nanos());
    }

    /** The same of what another instance has sent to an account. */
    synchronized void recall(Account to, List<Rate> rates, List<Long> agoNanos) {
        long now = ticker.nanos();
        Window window = new Window(rates);
        window.recall(agoNanos, now);
        if (!window.isForgettable(now)) {
            addressees.computeIfAbsent(to, account -> window).recall(agoNanos, now);
        }
    }

    private Window window(OutboxApp app, List<Rate> rates) {
        return apps.computeIfAbsent(app, name -> new Window(rates));
    }

    private static final class Window {

        private final List<Count> counts;
        private int underWay;

        Window(List<Rate> rates) {
            counts = rates.stream().map(Count::new).toList();
        }

        int room(long now) {
            return counts.stream()
                    .mapToInt(count -> count.room(underWay, now))
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        long untilRoom(long now) {
            return counts.stream()
                    .mapToLong(count -> count.untilRoom(underWay, now))
                    .max()
                    .orElse(0);
        }

        void end(boolean called, long now) {
            underWay--;
            if (called) {
                counts.forEach(count -> count.ends.addLast(now));
            }
        }

        boolean isForgettable(long now) {
            return underWay == 0 && counts.stream().allMatch(count -> count.isEmpty(now));
        }

        void recall(List<Long> agoNanos, long now) {
            for (Count count : counts) {
                count.ends.clear();
                agoNanos.forEach(ago -> count.ends.addLast(now - ago));
            }
        }
    }

    private static final class Count {

        private final int most;
        private final long per;
        private final Deque<Long> ends = new ArrayDeque<>();

        Count(Rate rate) {
            most = Math.max(1, rate.most() - (rate.most() + 49) / 50);
            per = rate.per().toNanos();
        }

        int room(int underWay, long now) {
            prune(now);
            return Math.max(0, most - underWay - ends.size());
        }

        long untilRoom(int underWay, long now) {
            if (room(underWay, now) > 0) {
                return 0;
            }
            Long first = ends.peekFirst();
            return first == null ? Long.MAX_VALUE : first + per - now;
        }

        boolean isEmpty(long now) {
            prune(now);
            return ends.isEmpty();
        }

        private void prune(long now) {
            for (Long first = ends.peekFirst(); first != null && now - first >= per; first = ends.peekFirst()) {
                ends.removeFirst();
            }
        }
    }
}
