package io.rollcall.bot.sandbox;

import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A small world with invented people. */
final class TestWorld {

    static final String APP_ID = "cli_sandbox000001";
    static final String SECRET = "not-a-secret-0001";
    static final String ENCRYPT_KEY = "weekly-encrypt-key-01";
    static final String TOKEN = "vt-demo-token";
    static final String BOT = "点名";
    static final String TANG = "ou_tang";
    static final String WEI = "ou_wei";
    static final String HE = "ou_he";
    static final String GROUP = "oc_team";

    private TestWorld() {}

    static SandboxWorld world() {
        return new SandboxWorld(
                APP_ID,
                SECRET,
                ENCRYPT_KEY,
                TOKEN,
                BOT,
                List.of(new Person(TANG, "唐小雨", "tang@example.com"), new Person(WEI, "魏然"), new Person(HE, "魏然然")),
                List.of(new Group(GROUP, "清算组周报", List.of(TANG, WEI, HE))));
    }

    /** A clock that stands still until it is moved. */
    static final class SettableClock extends Clock {

        private volatile Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void forward(Duration by) {
            now = now.plus(by);
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
}
