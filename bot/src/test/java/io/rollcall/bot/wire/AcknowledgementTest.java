package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.bot.round.RoundService;
import io.rollcall.storage.Outbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a callback is answered does not wait for what comes of it: with every sender held up by the platform, many messages
 * to go out, and a reply as large as can be in the midst of being worked off, callbacks are answered as ever.
 */
class AcknowledgementTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OWNERS = 200;
    private static final int CALLBACKS = 50;

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private final CountDownLatch platformGoesOn = new CountDownLatch(1);
    private final AtomicInteger heldSends = new AtomicInteger();
    private final CountDownLatch workIsHeld = new CountDownLatch(1);
    private final CountDownLatch workGoesOn = new CountDownLatch(1);

    WireDatabase emptyDatabase() {
        return WireDatabase.h2(folder);
    }

    @Test
    void neitherASlowPlatformNorALargeReplyNorAFullOutboxHoldsUpAnAnswer() throws Exception {
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/port.yml"), UnrulyPlatform.team(OWNERS));
        WireDatabase database = emptyDatabase();
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try (PlatformStandIn platform = new PlatformStandIn();
                CrashGate slow = new CrashGate(platform, this::holdASend);
                HikariDataSource connections = new HeldConnections(database, this::holdTheWork);
                BotUnderTest bot = new BotUnderTest(
                        folder, clock, platform, settings(database, slow), Map.of("dataSource", connections))) {
            clock.set("2024-12-06T10:00");
            bot.bean(RoundService.class).tick();
            await().atMost(PATIENCE).until(() -> heldSends.get() >= 8);
            assertThat(bot.bean(Outbox.class).pending()).isEqualTo(OWNERS);
            assertThat(bot.deliver(Envelope.written("ev-1", "om_large", "ou_m0", largest(), clock.instant())))
                    .isEqualTo(200);
            assertThat(workIsHeld.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CALLBACKS; i++) {
                int number = i;
                answers.add(callers.submit(() -> number % 2 == 0 ? feishu(bot, number) : wecom(bot, number)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
            }

            assertThat(bot.rows("inbox")).as("answered means stored").isEqualTo(1 + CALLBACKS);
            assertThat(platform.sends()).as("all the while").isZero();
            assertThat(bot.rows("reply")).isZero();

            workGoesOn.countDown();
            platformGoesOn.countDown();
            await().atMost(PATIENCE).until(() -> bot.rows("inbox WHERE state = 'DONE'") == 1 + CALLBACKS);
            assertThat(bot.rows("reply")).isEqualTo(1);
        } finally {
            workGoesOn.countDown();
            platformGoesOn.countDown();
            callers.shutdownNow();
        }
    }

    private int feishu(BotUnderTest bot, int number) {
        return bot.deliver(
                Envelope.written("ev_" + number, "om_" + number, "ou_guest" + number, "我也想交周报", clock.instant()));
    }

    private int wecom(BotUnderTest bot, int number) {
        WeComEnvelope sealed = WeComEnvelope.seal(
                WeComEnvelope.written(Integer.toString(7000 + number), "guest" + number, "我也想交周报", clock.instant()),
                clock.instant());
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/wecom/main?" + sealed.query())))
                        .POST(HttpRequest.BodyPublishers.ofString(sealed.body()))
                        .build())
                .statusCode();
    }

    /** What a callback of 1 MiB can hold. */
    private static String largest() {
        String line = ". 完成存管路由的联调与验收，进度 80%，预计 12/20 上线\n";
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < 370_000; i++) {
            text.append(i).append(line);
        }
        return text.toString();
    }

    private boolean holdASend(String point) {
        if (point.equals(CrashGate.REACHED)) {
            heldSends.incrementAndGet();
            pass(platformGoesOn);
        }
        return false;
    }

    private void holdTheWork(String point) {
        if (point.equals("wrote reply")) {
            workIsHeld.countDown();
            pass(workGoesOn);
        }
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> settings(WireDatabase database, CrashGate platform) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("rollcall.inbox.enabled", "true");
        settings.put("rollcall.delivery.enabled", "true");
        settings.put("rollcall.delivery.parallel", "8");
        settings.put("rollcall.feishu.apps.main.base-url", platform.baseUrl());
        String agent = "rollcall.wecom.agents.main.";
        settings.put(agent + "corp-id", WeComEnvelope.CORP);
        settings.put(agent + "agent-id", Integer.toString(WeComEnvelope.AGENT));
        settings.put(agent + "secret", WeComStandIn.SECRET);
        settings.put(agent + "token", WeComEnvelope.TOKEN);
        settings.put(agent + "encoding-aes-key", WeComEnvelope.AES_KEY);
        settings.put(agent + "base-url", "http://127.0.0.1:1");
        return settings;
    }

    /** The bot's usual pool, in which a transaction can be held. */
    private static final class HeldConnections extends HikariDataSource {

        private final Consumer<String> passed;

        HeldConnections(WireDatabase database, Consumer<String> passed) {
            this.passed = passed;
            setJdbcUrl(database.url());
            setUsername(database.user());
            setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            setMaximumPoolSize(20);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return WatchedConnection.of(super.getConnection(), passed);
        }
    }
}
