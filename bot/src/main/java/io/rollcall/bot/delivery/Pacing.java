package io.rollcall.bot.delivery;

import io.rollcall.core.team.Account;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps sends apart: Feishu takes 50 messages a second from an app and 5 a second to one person or group ("Send
 * message", limits), and the strictest of the platforms' documented limits serves for all of them here.
 */
final class Pacing {

    private static final long PER_APP = Duration.ofMillis(21).toNanos();
    private static final long PER_ADDRESSEE = Duration.ofMillis(230).toNanos();
    private static final int REMEMBERED = 1_000;

    private final Map<Object, Long> lastSend = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** How long to wait before the next send to this account, given the time of a monotonic clock. */
    long nanosToWait(Account to, long now) {
        long app = wait(appOf(to), PER_APP, now);
        long addressee = wait(to, PER_ADDRESSEE, now);
        return Math.max(app, addressee);
    }

    void sent(Account to, long now) {
        lastSend.put(appOf(to), now);
        lastSend.put(to, now);
    }

    private long wait(Object key, long gap, long now) {
        Long last = lastSend.get(key);
        return last == null ? 0 : Math.max(0, last + gap - now);
    }

    private static String appOf(Account to) {
        return to.platform() + ":" + to.app();
    }
}
