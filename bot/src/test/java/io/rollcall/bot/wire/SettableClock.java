package io.rollcall.bot.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when a test says so. */
final class SettableClock extends Clock {

    private volatile Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    /** @param local a time in Shanghai, such as {@code 2024-12-06T09:59} */
    static SettableClock inShanghai(String local) {
        return new SettableClock(shanghai(local));
    }

    static Instant shanghai(String local) {
        return OffsetDateTime.parse(local + (local.length() == 16 ? ":00+08:00" : "+08:00"))
                .toInstant();
    }

    void set(String local) {
        now = shanghai(local);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
