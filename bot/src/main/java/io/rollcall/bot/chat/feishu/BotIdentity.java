package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who the bot is in the eyes of the platform, so that its own mention can be told from others'. Asked once an app; a
 * failure is not asked about again for a minute.
 */
final class BotIdentity {

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final FeishuApi api;
    private final Clock clock;
    private final ConcurrentMap<String, Lookup> lookups = new ConcurrentHashMap<>();

    BotIdentity(FeishuApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** The bot's open_id and name within its app; the id may be empty when the platform told only the name. */
    record Bot(String openId, String name) {}

    /** Empty when the platform could not say; never throws, and never waits for another's question. */
    Optional<Bot> of(String app) {
        return lookups.computeIfAbsent(app, Lookup::new).get();
    }

    /** What is known already; asks nobody. */
    Optional<Bot> known(String app) {
        Lookup lookup = lookups.get(app);
        return lookup == null ? Optional.empty() : Optional.ofNullable(lookup.known);
    }

    /** Whether the platform was asked and could not say, and is not asked again yet. */
    boolean isAskedInVain(String app) {
        Lookup lookup = lookups.get(app);
        return lookup != null && lookup.known == null && clock.instant().isBefore(lookup.notBefore);
    }

    private final class Lookup {

        private final String app;
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Bot known;
        private volatile Instant notBefore = Instant.MIN;

        Lookup(String app) {
            this.app = app;
        }

        Optional<Bot> get() {
            if (known == null && !clock.instant().isBefore(notBefore) && asking.tryLock()) {
                try {
                    if (known == null) {
                        ask();
                    }
                } finally {
                    asking.unlock();
                }
            }
            return Optional.ofNullable(known);
        }

        private void ask() {
            try {
                Answer answer = api.get(app, "bot", "v3", "info");
                // Unlike elsewhere the answer's data stands at the top, under "bot".
                Bot bot = new Bot(Json.at(answer.body(), "bot", "open_id"), Json.at(answer.body(), "bot", "app_name"));
                if (answer.ok() && !(bot.openId().isEmpty() && bot.name().isEmpty())) {
                    known = bot;
                    return;
                }
            } catch (CallFailedException e) {
                // Said by the calls that cannot do without an answer.
            }
            notBefore = clock.instant().plus(AFTER_FAILURE);
        }
    }
}
