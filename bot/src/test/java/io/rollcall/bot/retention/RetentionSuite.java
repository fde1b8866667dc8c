package io.rollcall.bot.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import io.rollcall.storage.Inbox;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.Payloads;
import io.rollcall.storage.Queues;
import io.rollcall.storage.SingleDeliveries;
import io.rollcall.storage.StorageConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Run on each kind of database by a class that only names it. */
abstract class RetentionSuite {

    private static final Instant CAME = Instant.parse("2024-12-06T02:00:00Z");

    private final String url;
    private final String user;
    private final PassingClock clock = new PassingClock(CAME);
    private ConfigurableApplicationContext storage;
    private Retention retention;

    RetentionSuite(String url, String user) {
        this.url = url;
        this.user = user;
    }

    @BeforeEach
    void startTheStorage() {
        storage = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "spring.quartz.auto-startup", "false",
                        "spring.datasource.hikari.transaction-isolation", "TRANSACTION_READ_COMMITTED"))
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--logging.level.root=warn");
        jdbc().sql("DELETE FROM inbox").update();
        jdbc().sql("DELETE FROM outbox").update();
        retention = new Retention(
                storage.getBean(Payloads.class),
                new RetentionSettings(Duration.ofDays(10), Duration.ofDays(20)),
                clock);
    }

    @AfterEach
    void stopTheStorage() {
        storage.close();
    }

    @Test
    void textsGoWhenTheirDaysAreOverAndKeysStay() {
        received(1);
        sent(1);

        clock.pass(Duration.ofDays(10));
        retention.run();
        assertThat(texts("inbox")).isEqualTo(1);

        clock.pass(Duration.ofMillis(1));
        retention.run();
        assertThat(texts("inbox")).isZero();
        assertThat(texts("outbox")).isEqualTo(1);

        clock.pass(Duration.ofDays(10));
        retention.run();
        assertThat(texts("outbox")).isZero();
        assertThat(inbox().accept("feishu", "main", "msg:0", "ou_mei", "{}", clock.instant()))
                .isFalse();
        assertThat(storage.getBean(Outbox.class).enqueue(message(0))).isFalse();
    }

    @Test
    void whatTakesSeveralBatchesIsDoneInOneRun() {
        received(Retention.BATCH * 2 + 3);
        sent(Retention.BATCH);

        clock.pass(Duration.ofDays(21));
        retention.run();

        assertThat(texts("inbox")).isZero();
        assertThat(texts("outbox")).isZero();
    }

    private SingleDeliveries inbox() {
        return new SingleDeliveries(storage.getBean(Inbox.class), storage.getBean(Queues.class));
    }

    private void received(int count) {
        SingleDeliveries inbox = inbox();
        for (int i = 0; i < count; i++) {
            inbox.accept("feishu", "main", "msg:" + i, "ou_mei", "{\"text\":\"对账\"}", CAME);
        }
        jdbc().sql("UPDATE inbox SET state = 'DONE'").update();
    }

    private void sent(int count) {
        Outbox outbox = storage.getBean(Outbox.class);
        for (int i = 0; i < count; i++) {
            outbox.enqueue(message(i));
        }
        jdbc().sql("UPDATE outbox SET state = 'SENT'").update();
    }

    private static OutboxMessage message(int number) {
        return new OutboxMessage(
                "answer/" + number,
                OutboxKind.ANSWER,
                new Account("feishu", "main", "ou_mei"),
                "interactive",
                "{\"text\":\"对账\"}",
                "key-" + number,
                null,
                null,
                0,
                CAME);
    }

    private int texts(String table) {
        return jdbc().sql("SELECT COUNT(*) FROM " + table + " WHERE payload <> ''")
                .query(Integer.class)
                .single();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(storage.getBean(DataSource.class));
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StorageConfiguration.class)
    static class Application {}

    private static final class PassingClock extends Clock {

        private Instant now;

        PassingClock(Instant now) {
            this.now = now;
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
}
