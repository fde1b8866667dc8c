package io.rollcall.bot.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.SilentPlatform;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import io.rollcall.storage.Inbox;
import io.rollcall.storage.Queues;
import io.rollcall.storage.SingleDeliveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mybatis.spring.MyBatisSystemException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@ExtendWith(OutputCaptureExtension.class)
class InboxWorkerTest {

    private static final Instant START = Instant.parse("2024-12-06T02:00:00Z");
    private static final Account LIN = new Account("feishu", "main", "ou_lin");
    private static final Account GROUP = new Account("feishu", "main", "oc_group");

    private final StorageForTests storage = StorageForTests.empty();
    private final Inbox inbox = storage.get(Inbox.class);
    private final SingleDeliveries single = new SingleDeliveries(inbox, storage.get(Queues.class));
    private final SettableClock clock = new SettableClock();
    private final List<String> heard = new ArrayList<>();
    private final List<Instant> triedAt = new ArrayList<>();
    private final List<Posting> posted = new ArrayList<>();
    private final Platform platform = new Platform();
    private Consumer<Incoming> hearing = incoming -> {};
    private final InboxWorker worker = worker();

    @Test
    void anErrorCountsAsAnAttemptAndTheOthersAreWorkedOff(CapturedOutput output) {
        hearing = incoming -> {
            if (text(incoming).equals("deep")) {
                throw new StackOverflowError("手机号 13800000000");
            }
        };
        accept("om_1", "ou_lin", "deep");
        accept("om_2", "ou_zhou", "plain");

        worker.drain();

        assertThat(heard).containsExactly("deep", "plain");
        assertThat(single.pending()).isEqualTo(1);
        assertThat(output).contains("java.lang.StackOverflowError").doesNotContain("13800000000");
    }

    @Test
    void aFaultThatIsMendedWithinHoursLosesNothing() {
        hearing = incoming -> {
            if (clock.instant().isBefore(START.plus(Duration.ofHours(3)))) {
                throw new IllegalStateException("not yet");
            }
        };
        accept("om_1", "ou_lin", "plain");

        workUntil(START.plus(Duration.ofHours(4)));

        assertThat(single.pending()).isZero();
        assertThat(single.dead()).isZero();
        assertThat(posted).isEmpty();
        assertThat(triedAt).as("it is not tried all the time").hasSizeLessThan(20);
    }

    @Test
    void whatIsPutAsideIsToldToItsSenderWithItsNumber(CapturedOutput output) {
        hearing = incoming -> {
            throw new AssertionError("手机号 13800000000");
        };
        accept("om_1", "ou_lin", "plain");

        workUntil(START.plus(Duration.ofHours(6)));

        long id = storage.get(JdbcClient.class)
                .sql("SELECT id FROM inbox")
                .query(Long.class)
                .single();
        assertThat(single.dead()).isEqualTo(1);
        assertThat(triedAt).hasSize(Inbox.MAX_ATTEMPTS);
        assertThat(Duration.between(START, triedAt.get(triedAt.size() - 1))).isGreaterThan(Duration.ofHours(4));
        assertThat(posted).singleElement().satisfies(posting -> {
            assertThat(posting.to()).isEqualTo(LIN);
            assertThat(posting.key()).isEqualTo("lost/" + id);
            assertThat(posting.message().toString()).contains("没有记进周报", String.valueOf(id));
        });
        assertThat(output).contains("Delivery " + id + " is put aside").doesNotContain("13800000000");
    }

    @Test
    void whatWasNotMeantForTheBotIsNotApologisedFor() {
        hearing = incoming -> {
            throw new IllegalStateException();
        };
        platform.decoding = text -> written(text, Optional.of(GROUP), false);
        accept("om_1", "ou_lin", "plain");

        workUntil(START.plus(Duration.ofHours(6)));

        assertThat(single.dead()).isEqualTo(1);
        assertThat(posted).isEmpty();
    }

    @Test
    void aMemberIsToldOfWhatCannotEvenBeReadAndAStrangerIsNot() {
        platform.decoding = text -> {
            throw new IllegalArgumentException("no delivery of this platform");
        };
        accept("om_1", "ou_lin", "x");
        accept("om_2", "ou_stranger", "x");
        accept("om_3", "", "x");

        workUntil(START.plus(Duration.ofHours(6)));

        assertThat(single.dead()).isEqualTo(3);
        assertThat(posted).extracting(Posting::to).containsExactly(LIN);
    }

    @Test
    void whatThePlatformHasToBeAskedForFirstIsAskedOutsideOfTheTransaction() {
        List<Boolean> inTransaction = new ArrayList<>();
        platform.preparing = () -> {
            inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
            platform.decoding = text -> written(text, Optional.of(GROUP), true);
        };
        platform.decoding = text -> {
            throw new ChatUnavailableException("who the bot is is not known");
        };
        accept("om_1", "ou_lin", "plain");

        worker.drain();

        assertThat(inTransaction).containsExactly(false);
        assertThat(heard).containsExactly("plain");
        assertThat(single.pending()).isZero();
    }

    @Test
    void whereThePlatformIsAwayTheDeliveryIsKept() {
        platform.preparing = () -> {
            throw new ChatUnavailableException("HTTP 502");
        };
        platform.decoding = text -> {
            throw new ChatUnavailableException("who the bot is is not known");
        };
        accept("om_1", "ou_lin", "plain");

        worker.drain();
        assertThat(single.pending()).isEqualTo(1);
        assertThat(heard).isEmpty();

        platform.decoding = text -> written(text, Optional.of(GROUP), true);
        clock.pass(Duration.ofSeconds(1));
        worker.drain();
        assertThat(heard).containsExactly("plain");
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheDatabase")
    void aFaultOfTheDatabaseIsNoFailureOfTheDelivery(RuntimeException fault) {
        List<List<String>> rows = new ArrayList<>();
        hearing = incoming -> {
            rows.add(row());
            if (rows.size() < 5) {
                throw fault;
            }
        };
        accept("om_1", "ou_lin", "plain");

        worker.drain();

        assertThat(rows).hasSize(5).containsOnly(List.of("NEW", "0", "null", START.toString()));
        assertThat(row()).startsWith("DONE", "0", "null");
        assertThat(posted).isEmpty();
    }

    static List<RuntimeException> faultsOfTheDatabase() {
        return List.of(
                new CannotAcquireLockException("a deadlock"),
                new QueryTimeoutException("too slow"),
                new RecoverableDataAccessException("the connection broke"),
                new DataAccessResourceFailureException("away"),
                new CannotCreateTransactionException("no connection"),
                new TransactionSystemException("the commit got no answer"),
                new MyBatisSystemException("no connection", new DataAccessResourceFailureException("away")));
    }

    @Test
    void aDeliveryThatTheDatabaseFailsOnDoesNotKeepTheOthers() {
        hearing = incoming -> {
            if (text(incoming).equals("slow")) {
                throw new QueryTimeoutException("too slow");
            }
        };
        accept("om_1", "ou_lin", "slow");
        accept("om_2", "ou_zhou", "plain");

        assertThatThrownBy(() -> worker.work(() -> {}, () -> true)).isInstanceOf(QueryTimeoutException.class);

        assertThat(heard).containsExactly("slow", "plain");
        assertThat(single.pending()).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForeverForADeliveryThatTheDatabaseFailsOn(CapturedOutput output) {
        hearing = incoming -> {
            throw new QueryTimeoutException("too slow");
        };
        accept("om_1", "ou_lin", "slow");

        worker.drain(Duration.ofMillis(700));

        assertThat(single.pending()).isEqualTo(1);
        assertThat(heard).hasSizeBetween(1, 5);
        assertThat(output).contains("Deliveries are left");
    }

    /** State, attempts, error and next try of the only delivery. */
    private List<String> row() {
        return storage.get(JdbcClient.class)
                .sql("SELECT state, attempts, last_error, next_try_at FROM inbox")
                .query((result, number) -> List.of(
                        result.getString(1),
                        result.getString(2),
                        String.valueOf(result.getString(3)),
                        result.getObject(4, LocalDateTime.class)
                                .toInstant(ZoneOffset.UTC)
                                .toString()))
                .single();
    }

    private void workUntil(Instant end) {
        for (; clock.instant().isBefore(end); clock.pass(Duration.ofSeconds(20))) {
            worker.drain();
        }
    }

    private void accept(String messageId, String sender, String text) {
        single.accept("feishu", "main", "msg:" + messageId, sender, text, clock.instant());
    }

    private InboxWorker worker() {
        ChatPlatforms platforms = new ChatPlatforms(List.of(platform));
        return new InboxWorker(
                inbox,
                platforms,
                (name, incoming) -> {
                    heard.add(text(incoming));
                    triedAt.add(clock.instant());
                    hearing.accept(incoming);
                },
                new LostNotice(platforms, Teams.of(team()), posted::add),
                storage.transactions(),
                clock);
    }

    private static String text(Incoming incoming) {
        return ((Incoming.Written) incoming).text();
    }

    private static Incoming written(String text, Optional<Account> group, boolean mentionsBot) {
        return new Incoming.Written("om_1", LIN, group, mentionsBot, List.of(), text, START);
    }

    private static Team team() {
        return new Team(
                new TeamId("payments"),
                "支付中台",
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                Timetable.DEFAULT,
                GROUP,
                null,
                List.of(new Member(new MemberId("lin"), "林晓", LIN)),
                List.of(),
                ReportTemplate.DEFAULT);
    }

    private static final class Platform extends SilentPlatform {

        private Function<String, Incoming> decoding = text -> written(text, Optional.empty(), false);
        private Runnable preparing = () -> {};

        @Override
        public void prepare(String app) {
            preparing.run();
        }

        @Override
        public Incoming decode(String app, String payload) {
            return decoding.apply(payload);
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now = START;

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
