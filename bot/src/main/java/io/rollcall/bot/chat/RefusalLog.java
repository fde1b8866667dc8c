package io.rollcall.bot.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Tells an operator of what was not taken in, once a minute for each app and reason, so that a misconfiguration is seen
 * and a flood does not fill the disk.
 */
public final class RefusalLog {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Logger log;
    private final Clock clock;
    private final String opening;
    private final Map<String, Entry> entries = new HashMap<>();

    /** @param opening what each line begins with; the app's name follows */
    public RefusalLog(Logger log, Clock clock, String opening) {
        this.log = log;
        this.clock = clock;
        this.opening = opening;
    }

    private record Entry(Instant saidAt, int unsaid) {}

    /** @param app a configured name; reasons and names are few, so this holds few entries */
    public synchronized void note(String reason, String app) {
        String key = app + '\n' + reason;
        Instant now = clock.instant();
        Entry last = entries.get(key);
        if (last != null && now.isBefore(last.saidAt().plus(PAUSE))) {
            entries.put(key, new Entry(last.saidAt(), last.unsaid() + 1));
            return;
        }
        entries.put(key, new Entry(now, 0));
        if (last == null || last.unsaid() == 0) {
            log.warn("{} {}: {}", opening, app, reason);
        } else {
            log.warn("{} {}: {} (and {} before)", opening, app, reason, last.unsaid());
        }
    }
}
