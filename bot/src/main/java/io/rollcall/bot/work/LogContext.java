package io.rollcall.bot.work;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the log lines of this thread are about, until it is closed: {@code team}, {@code round}, {@code message_id} (the
 * platform's id of what a member sent), {@code sending} (the outbox's key of what goes out) and its {@code kind}. Ids
 * only: neither what members write nor who they are on the platform.
 */
public final class LogContext implements AutoCloseable {

    private static final String TEAM = "team";
    private static final String ROUND = "round";
    private static final String MESSAGE = "message_id";
    private static final String SENDING = "sending";
    private static final String KIND = "kind";

    private final List<Map.Entry<String, Optional<String>>> before = new ArrayList<>();

    private LogContext() {}

    /** A team's affairs. */
    public static LogContext of(TeamId team) {
        return new LogContext().with(TEAM, team.value());
    }

    /** A round's affairs, and thereby its team's. */
    public static LogContext of(RoundId round) {
        return of(round.team()).with(ROUND, round.toString());
    }

    /** Something that came in; which round it is for is not known yet. */
    public static LogContext ofMessage(String messageId) {
        return new LogContext().with(MESSAGE, messageId);
    }

    /**
     * Something that goes out.
     *
     * @param key  names it in the outbox
     * @param kind what it is for
     */
    public static LogContext ofSending(String key, String kind, @Nullable RoundId round) {
        LogContext context = round == null ? new LogContext() : of(round);
        return context.with(SENDING, key).with(KIND, kind);
    }

    /** What that which is being sent on this thread is for. */
    public static Optional<String> kind() {
        return Optional.ofNullable(MDC.get(KIND));
    }

    private LogContext with(String name, String value) {
        before.add(Map.entry(name, Optional.ofNullable(MDC.get(name))));
        MDC.put(name, value);
        return this;
    }

    @Override
    public void close() {
        before.forEach(entry -> entry.getValue()
                .ifPresentOrElse(value -> MDC.put(entry.getKey(), value), () -> MDC.remove(entry.getKey())));
    }
}
