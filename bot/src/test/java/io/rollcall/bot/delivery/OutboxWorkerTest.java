package io.rollcall.bot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxApp;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxRow;
import io.rollcall.storage.OutboxSenders;
import io.rollcall.storage.OutboxState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OutboxWorkerTest {

    private static final Instant START = Instant.parse("2024-12-06T02:00:00Z");
    private static final OutboxApp MAIN = new OutboxApp("feishu", "main");
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final StorageForTests storage = StorageForTests.empty();
    private final Outbox outbox = storage.get(Outbox.class);
    private final SettableClock clock = new SettableClock();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<Instant> attemptedAt = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Function<String, SendResult> platform = to -> new SendResult.Sent("om_" + to);
    private Predicate<OutboxMessage> wanted = message -> true;
    private Function<Duration, Optional<List<String>>> history = within -> Optional.empty();
    private int parallel = 1;
    private boolean tellingFails;
    private OutboxWorker worker = worker();

    @AfterEach
    void end() {
        worker.close();
    }

    @Test
    void aSendThatThrowsIsTriedAgainAndKeepsNobodyWaiting(CapturedOutput output) {
        platform = to -> {
            if (to.equals("ou_lin")) {
                throw new IllegalStateException("cannot send 手机号 13800000000");
            }
            return new SendResult.Sent("om_" + to);
        };
        post("ask/lin", OutboxKind.ASK, "ou_lin");
        post("ask/zhou", OutboxKind.ASK, "ou_zhou");

        worker.drain();

        assertThat(row("ask/zhou").state()).isEqualTo(OutboxState.SENT);
        OutboxRow failed = row("ask/lin");
        assertThat(failed.state()).isEqualTo(OutboxState.PENDING);
        assertThat(failed.lastError())
                .contains("IllegalStateException", "OutboxWorkerTest")
                .doesNotContain("138");
        assertThat(failed.firstTryAt()).as("it may have arrived").isEqualTo(START);
        assertThat(output).doesNotContain("13800000000");
    }

    @Test
    void anErrorOfTheCodeIsNoReasonToStopEither() {
        platform = to -> {
            if (to.equals("ou_lin")) {
                throw new StackOverflowError();
            }
            return new SendResult.Sent("om_" + to);
        };
        post("ask/lin", OutboxKind.ASK, "ou_lin");
        post("ask/zhou", OutboxKind.ASK, "ou_zhou");

        worker.drain();

        assertThat(row("ask/lin").state()).isEqualTo(OutboxState.PENDING);
        assertThat(row("ask/zhou").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void nothingIsClaimedThatASlowPlatformKeepsFromBeingSentWithinTheLease() {
        List<OutboxState> othersMeanwhile = new ArrayList<>();
        platform = to -> {
            clock.pass(LEASE.minusSeconds(1));
            othersMeanwhile.add(
                    row(to.equals("ou_lin") ? "ask/zhou" : "ask/lin").state());
            return new SendResult.Sent("om_" + to);
        };
        post("ask/lin", OutboxKind.ASK, "ou_lin");
        post("ask/zhou", OutboxKind.ASK, "ou_zhou");

        worker.drain();

        assertThat(othersMeanwhile).containsExactly(OutboxState.PENDING, OutboxState.SENT);
        assertThat(sent).containsExactly("ou_lin", "ou_zhou");
    }

    @Test
    void aQuestionThatIsNoLongerWantedIsDroppedAndNobodyIsTold() {
        wanted = message -> !message.key().equals("remind/lin");
        post("remind/lin", OutboxKind.REMIND, "ou_lin");
        post("answer/lin", OutboxKind.ANSWER, "ou_lin");

        worker.drain();

        assertThat(row("remind/lin").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("remind/lin").lastError()).isEqualTo("no longer wanted");
        assertThat(told).isEmpty();
        assertThat(row("answer/lin").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void onlyQuestionsAndRemindersAreAskedAbout() {
        wanted = message -> false;
        for (OutboxKind kind : OutboxKind.values()) {
            post(kind.name(), kind, "ou_" + kind);
        }

        worker.drain();

        assertThat(sent).containsExactlyInAnyOrder("ou_ANSWER", "ou_QUESTION", "ou_REPORT", "ou_NOTICE");
    }

    @Test
    void whatMayHaveArrivedIsNotRepeatedOnceThePlatformHasForgottenItsKey() {
        platform = to -> new SendResult.Retry("timed out", Optional.empty(), true);
        post("report", OutboxKind.REPORT, "oc_group");

        for (Instant last = START.plus(Duration.ofMinutes(70)); clock.instant().isBefore(last); ) {
            worker.drain();
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(row("report").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("report").lastError()).contains("may have arrived", "55 minutes", "timed out");
        assertThat(told).containsExactly("report");
        assertThat(attemptedAt)
                .hasSizeGreaterThan(10)
                .allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(START.plus(OutboxWorker.KEY_REMEMBERED)));
    }

    @Test
    void whatCertainlyDidNotArriveIsTriedForAsLongAsItTakes() {
        platform = to -> clock.instant().isBefore(START.plus(Duration.ofMinutes(90)))
                ? new SendResult.Retry("connection refused", Optional.empty(), false)
                : new SendResult.Sent("om_1");
        post("report", OutboxKind.REPORT, "oc_group");

        for (Instant last = START.plus(Duration.ofHours(2)); clock.instant().isBefore(last); ) {
            worker.drain();
            clock.pass(Duration.ofSeconds(30));
        }

        assertThat(row("report").state()).isEqualTo(OutboxState.SENT);
        assertThat(told).isEmpty();
    }

    @Test
    void anAttemptOfWhichNothingWasHeardForAnHourIsNotRepeated() {
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofMinutes(56));

        worker.drain();

        assertThat(sent).isEmpty();
        assertThat(row("report").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(told).containsExactly("report");
    }

    @Test
    void anAttemptOfWhichNothingWasHeardIsRepeatedWithinTheHour() {
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofMinutes(54));

        worker.drain();

        assertThat(row("report").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void whereTellingFailsTheMessageIsStillNotSentAgainAndAgain() {
        tellingFails = true;
        platform = to -> new SendResult.Refused("no such chat", true);
        post("report", OutboxKind.REPORT, "oc_group");

        worker.drain();

        assertThat(row("report").state()).isEqualTo(OutboxState.REFUSED);
    }

    @Test
    void whatThePlatformAsksOfTheAppHoldsForAllOfItsMessages() {
        platform = to -> clock.instant().equals(START)
                ? new SendResult.Retry("too fast", Optional.of(Duration.ofSeconds(17)), false, true)
                : new SendResult.Sent("om_" + to);
        for (String to : List.of("ou_lin", "ou_zhou", "ou_su")) {
            post("ask/" + to, OutboxKind.ASK, to);
        }

        worker.drain();
        assertThat(sent).as("the others are not tried").containsExactly("ou_lin");
        clock.pass(Duration.ofSeconds(16));
        worker.drain();
        assertThat(sent).hasSize(1);
        clock.pass(Duration.ofSeconds(6));
        worker.drain();

        assertThat(sent).containsExactly("ou_lin", "ou_zhou", "ou_su", "ou_lin");
    }

    @Test
    void anotherAppGoesOnMeanwhile() {
        platform = to -> to.equals("ou_lin")
                ? new SendResult.Retry("too fast", Optional.of(Duration.ofSeconds(17)), false, true)
                : new SendResult.Sent("om_" + to);
        post("ask/lin", OutboxKind.ASK, "ou_lin");
        outbox.enqueue(new OutboxMessage(
                "other",
                OutboxKind.ASK,
                new Account("feishu", "second", "ou_kai"),
                "text",
                "{}",
                "other",
                null,
                null,
                0,
                clock.instant()));

        worker.drain();

        assertThat(row("other").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void withoutWordOfHowLongTheAppWaitsLongerEachTime() {
        platform = to -> new SendResult.Retry("too fast", Optional.empty(), false, true);
        post("ask/lin", OutboxKind.ASK, "ou_lin");
        post("ask/zhou", OutboxKind.ASK, "ou_zhou");

        for (int second = 0; second < 120; second++) {
            worker.drain();
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(attemptedAt).hasSizeBetween(5, 8);
    }

    @Test
    void severalAreOnTheirWayAtOnceButNeverTwoToOneAddressee() throws Exception {
        worker.close();
        parallel = 3;
        worker = worker();
        Set<String> onTheirWay = ConcurrentHashMap.newKeySet();
        AtomicInteger most = new AtomicInteger();
        List<String> twice = new CopyOnWriteArrayList<>();
        CyclicBarrier together = new CyclicBarrier(3);
        platform = to -> {
            if (!onTheirWay.add(to)) {
                twice.add(to);
            }
            most.accumulateAndGet(onTheirWay.size(), Math::max);
            try {
                together.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            } finally {
                onTheirWay.remove(to);
            }
            return new SendResult.Sent("om_" + to);
        };
        for (int i = 0; i < 9; i++) {
            post("k" + i, OutboxKind.ANSWER, "ou_" + i % 3);
        }

        worker.drain();

        assertThat(twice).isEmpty();
        assertThat(most).hasValue(3);
        for (int person = 0; person < 3; person++) {
            assertThat(outbox.lastSentTo(new Account("feishu", "main", "ou_" + person)))
                    .isPresent();
        }
        assertThat(outbox.pending()).isZero();
    }

    @Test
    void aFinishEndsTheRunAfterWhatIsOnItsWay() {
        platform = to -> {
            worker.finish();
            return new SendResult.Sent("om_" + to);
        };
        post("ask/lin", OutboxKind.ASK, "ou_lin");
        post("ask/zhou", OutboxKind.ASK, "ou_zhou");

        worker.drain();
        assertThat(row("ask/lin").state()).isEqualTo(OutboxState.SENT);
        assertThat(row("ask/zhou").state()).isEqualTo(OutboxState.PENDING);
        assertThat(row("ask/zhou").attempts()).isZero();

        worker.drain();
        assertThat(row("ask/zhou").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void whatHasArrivedAfterAllIsFoundAndNotSentAgain() {
        post("before", OutboxKind.ANSWER, "oc_group");
        worker.drain();
        String before = row("before").sentMessageId();
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofHours(2));
        history = within -> {
            assertThat(within)
                    .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(5));
            return Optional.of(List.of(before, "om_report"));
        };

        worker.drain();

        assertThat(row("report").state()).isEqualTo(OutboxState.SENT);
        assertThat(row("report").sentMessageId()).isEqualTo("om_report");
        assertThat(sent).as("only the one before was sent").hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    void whatHasNotArrivedIsSentAsIfForTheFirstTime() {
        post("before", OutboxKind.ANSWER, "oc_group");
        worker.drain();
        String before = row("before").sentMessageId();
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofHours(2));
        history = within -> Optional.of(List.of(before));
        platform = to -> new SendResult.Retry("timed out", Optional.empty(), true);

        worker.drain();
        assertThat(row("report").firstTryAt()).isEqualTo(clock.instant());

        platform = to -> new SendResult.Sent("om_report");
        clock.pass(Duration.ofMinutes(54));
        worker.drain();
        assertThat(row("report").state()).isEqualTo(OutboxState.SENT);
        assertThat(sent).hasSize(3);
    }

    @Test
    void whileThePlatformCannotBeAskedNothingIsSentAndNothingGivenUp() {
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofHours(2));
        history = within -> {
            throw new ChatUnavailableException("im/v1/messages: HTTP 503");
        };

        worker.drain();

        assertThat(sent).isEmpty();
        assertThat(row("report").state()).isEqualTo(OutboxState.PENDING);
    }

    private OutboxWorker worker() {
        return new OutboxWorker(
                outbox,
                storage.get(OutboxSenders.class),
                new ChatPlatforms(List.of(new Platform())),
                Listener::new,
                storage.transactions(),
                clock,
                Ticker.SYSTEM,
                new DeliverySettings(false, Duration.ofSeconds(1), LEASE, Duration.ofHours(24), parallel),
                new Backoff(new Random(7)));
    }

    private void post(String key, OutboxKind kind, String to) {
        outbox.enqueue(new OutboxMessage(
                key, kind, new Account("feishu", "main", to), "text", "{}", key, null, null, 0, clock.instant()));
    }

    private OutboxRow row(String key) {
        return outbox.find(key).orElseThrow();
    }

    private final class Listener implements Undelivered {

        @Override
        public boolean isStillWanted(OutboxMessage message) {
            return wanted.test(message);
        }

        @Override
        public void refused(OutboxMessage message, SendResult.Refused why) {
            if (tellingFails) {
                throw new IllegalStateException("no editor");
            }
            told.add(message.key());
        }
    }

    private final class Platform implements ChatPlatform {

        @Override
        public String name() {
            return "feishu";
        }

        @Override
        public List<Payload> render(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SendResult send(Account to, Payload payload, String idempotencyKey) {
            sent.add(to.address());
            attemptedAt.add(clock.instant());
            return platform.apply(to.address());
        }

        @Override
        public Optional<List<String>> sentOfLate(Account to, @Nullable String earlier, Duration within) {
            return history.apply(within);
        }

        @Override
        public SendLimits limits() {
            return SendLimits.NONE;
        }

        @Override
        public boolean isGroup(Account account) {
            return false;
        }

        @Override
        public Optional<SeenMessage> look(String app, String messageId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Incoming decode(String app, String payload) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class SettableClock extends Clock {

        private volatile Instant now = START;

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
