package io.rollcall.bot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private Function<String, SendResult> platform = to -> new SendResult.Sent("om_" + to);
    private Predicate<OutboxMessage> wanted = message -> true;
    private Function<Duration, Optional<List<String>>> history = within -> Optional.empty();
    private SendLimits limits = SendLimits.NONE;
    private Ticker ticker = Ticker.SYSTEM;
    private int parallel = 1;
    private boolean tellingFails;
    private boolean prepares;
    private volatile boolean databaseIsAway;
    private Duration remembered = ChatPlatform.USUALLY_REMEMBERED;
    private OutboxWorker worker = worker();

    @AfterEach
    void end() {
        worker.close();
    }

    @Test
    void whatIsToBeSentInsteadTakesTheMessagesPlaceAtOnceAndNobodyIsToldOfALoss() {
        post("report#1", OutboxKind.REPORT, "oc_1");
        platform = to -> sent.size() == 1
                ? new SendResult.Instead(List.of(new Payload("text", "one"), new Payload("text", "two")), "written")
                : new SendResult.Sent("om_" + sent.size());

        worker.drain();

        assertThat(row("report#1").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("report#1/1").message().payload()).isEqualTo("one");
        assertThat(row("report#1/1").sentMessageId()).isEqualTo("om_2");
        assertThat(row("report#1/2").sentMessageId()).isEqualTo("om_3");
        assertThat(row("report#1/1").message().idempotencyKey())
                .isNotEqualTo(row("report#1/2").message().idempotencyKey());
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsOnlyPreparedIsPreparedAgainHoweverLongAgoTheFirstTryWas() {
        post("report#1", OutboxKind.REPORT, "oc_1");
        prepares = true;
        platform = to -> {
            throw new IllegalStateException("as when the process ends");
        };
        worker.drain();
        clock.pass(Duration.ofHours(2));
        platform = to -> new SendResult.Instead(List.of(), "written");

        worker.drain();

        assertThat(sent).as("calls").hasSize(2);
        assertThat(told).isEmpty();
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
        assertThat(dropped).containsExactly("remind/lin");
        assertThat(row("answer/lin").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void onlyQuestionsAndRemindersAreAskedAbout() {
        wanted = message -> false;
        for (OutboxKind kind : OutboxKind.values()) {
            post(kind.name(), kind, "ou_" + kind);
        }

        worker.drain();

        assertThat(sent).containsExactlyInAnyOrder("ou_ANSWER", "ou_REPORT", "ou_NOTICE", "ou_UPDATE");
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
                .allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(START.plus(ChatPlatform.USUALLY_REMEMBERED)));
    }

    @Test
    void whereThePlatformKnowsNoKeysWhatMayHaveArrivedIsNeverRepeated() {
        remembered = Duration.ZERO;
        platform = to -> new SendResult.Retry("timed out", Optional.empty(), true);
        post("report", OutboxKind.REPORT, "oc_group");

        for (int i = 0; i < 20; i++) {
            worker.drain();
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(attemptedAt).hasSize(1);
        assertThat(row("report").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("report").lastError())
                .contains("may have arrived", "timed out")
                .doesNotContain("minutes");
        assertThat(told).containsExactly("report");
    }

    @Test
    void whereThePlatformKnowsNoKeysWhatDidNotArriveIsRepeated() {
        remembered = Duration.ZERO;
        platform = to -> attemptedAt.size() < 3
                ? new SendResult.Retry("too busy", Optional.empty(), false)
                : new SendResult.Sent("om_1");
        post("report", OutboxKind.REPORT, "oc_group");

        for (int i = 0; i < 20; i++) {
            worker.drain();
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(attemptedAt).hasSize(3);
        assertThat(row("report").state()).isEqualTo(OutboxState.SENT);
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

    @Test
    void ofTwoThatMayHaveArrivedNeitherIsTakenForTheOther() {
        platform = to -> new SendResult.Retry("timed out", Optional.empty(), true);
        post("first", OutboxKind.REPORT, "oc_group");
        worker.drain();
        clock.pass(Duration.ofHours(25));
        worker.drain();
        assertThat(row("first").state()).as("given up").isEqualTo(OutboxState.REFUSED);
        post("second", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        told.clear();
        clock.pass(Duration.ofHours(2));
        history = within -> Optional.of(List.of("om_either"));

        worker.drain();

        assertThat(row("second").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("second").lastError())
                .contains("1 messages of the app there are unknown, and 2 may have arrived");
        assertThat(told).containsExactly("second");
    }

    @Test
    void ofSeveralUnknownMessagesNoneIsTakenForTheOneThatIsLookedFor() {
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofHours(2));
        history = within -> Optional.of(List.of("om_1", "om_2"));

        worker.drain();

        assertThat(sent).isEmpty();
        assertThat(row("report").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("report").lastError())
                .contains("2 messages of the app there are unknown, and 1 may have arrived");
    }

    @Test
    void whatArrivedBeforeTheAttemptsOfAnotherMessageIsNotMistakenForIt() {
        platform = to -> new SendResult.Retry("timed out", Optional.empty(), true);
        post("first", OutboxKind.REPORT, "oc_group");
        worker.drain();
        clock.pass(Duration.ofHours(25));
        worker.drain();
        clock.pass(Duration.ofMinutes(10));
        post("second", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofHours(2));
        history = within -> Optional.of(List.of("om_second"));

        worker.drain();

        assertThat(row("second").sentMessageId()).isEqualTo("om_second");
    }

    /** As a machine that slept during the call, or a lease that is too short. */
    @ParameterizedTest
    @MethodSource("wordsThatDoNotCount")
    void theWordOfAnAttemptThatOutlivedItsLeaseDoesNotCount(SendResult word) {
        platform = to -> {
            claimedByAnother();
            return word;
        };
        post("report", OutboxKind.REPORT, "oc_group");

        List<ILoggingEvent> logged = loggedBy(worker::drain);

        assertThat(row("report").state()).isEqualTo(OutboxState.SENDING);
        assertThat(row("report").attempts()).isEqualTo(2);
        assertThat(row("report").lastError()).isNull();
        assertThat(told).isEmpty();
        assertThat(logged).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage()).startsWith("report was taken up by somebody else");
        });
    }

    static List<SendResult> wordsThatDoNotCount() {
        return List.of(
                new SendResult.Retry("timed out", Optional.empty(), true),
                new SendResult.Refused("no such chat", true));
    }

    @Test
    void butThatItHasArrivedCountsWhoeverHoldsItByThen() {
        platform = to -> {
            claimedByAnother();
            return new SendResult.Sent("om_1");
        };
        post("report", OutboxKind.REPORT, "oc_group");

        worker.drain();

        assertThat(row("report").state()).isEqualTo(OutboxState.SENT);
        assertThat(row("report").sentMessageId()).isEqualTo("om_1");
    }

    @Test
    void whatSomebodyElseTookUpWhileItWasLookedForIsNotSent() {
        post("report", OutboxKind.REPORT, "oc_group");
        outbox.claimDue(MAIN, clock.instant(), LEASE, 1);
        clock.pass(Duration.ofHours(2));
        history = within -> {
            claimedByAnother();
            return Optional.of(List.of());
        };

        worker.drain();

        assertThat(sent).isEmpty();
        assertThat(row("report").state()).isEqualTo(OutboxState.SENDING);
    }

    @Test
    void aPauseThatAnotherInstanceMetWithIsHeardOfWhileTheTurnIsKept() {
        post("first", OutboxKind.ANSWER, "ou_lin");
        worker.drain();
        storage.get(OutboxSenders.class).pause(MAIN, START.plusSeconds(60));
        clock.pass(Duration.ofSeconds(4));
        post("second", OutboxKind.ANSWER, "ou_lin");

        worker.drain();
        assertThat(sent).hasSize(1);

        clock.pass(Duration.ofSeconds(57));
        worker.drain();
        assertThat(sent).hasSize(2);
    }

    @Test
    void whoeverGoesOnSendingKnowsWhatEachPersonHasJustBeenSent() {
        worker.close();
        limits = new SendLimits(
                List.of(), List.of(new Rate(1, Duration.ofSeconds(1))), List.of(new Rate(1, Duration.ofSeconds(1))));
        ticker = new TickingClock();
        worker = worker();
        post("first", OutboxKind.ANSWER, "ou_lin");
        worker.drain();
        worker.close();
        clock.pass(Duration.ofMillis(300));
        worker = worker();
        post("second", OutboxKind.ANSWER, "ou_lin");
        post("other", OutboxKind.ANSWER, "ou_zhou");

        worker.drain();

        assertThat(attemptedAt)
                .hasSize(3)
                .contains(START)
                .anySatisfy(at -> assertThat(at).isAfterOrEqualTo(START.plusSeconds(1)));
        assertThat(row("second").sentAt()).isAfterOrEqualTo(START.plusSeconds(1));
        assertThat(row("other").sentAt()).isBefore(START.plusSeconds(1).plusMillis(1));
    }

    @Test
    void whatIsLoggedOfAFailedMarkCarriesTheMessagesIds() {
        platform = to -> {
            databaseIsAway = true;
            return new SendResult.Sent("om_1");
        };
        post("report", OutboxKind.REPORT, "oc_group");

        List<ILoggingEvent> logged = loggedBy(worker::drain);

        assertThat(logged)
                .singleElement()
                .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.ERROR))
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("report could not be marked"))
                .satisfies(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("sending", "report")
                        .containsEntry("kind", "REPORT"));
    }

    @Test
    void whatIsLoggedOfARefusalCarriesThemToo() {
        platform = to -> new SendResult.Refused("no such chat", true);
        tellingFails = true;
        post("report", OutboxKind.REPORT, "oc_group");

        assertThat(loggedBy(worker::drain))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("sending", "report"));
    }

    /** From info on. */
    private static List<ILoggingEvent> loggedBy(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(OutboxWorker.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            work.run();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
        return lines.list;
    }

    /** Long after the lease of whoever has it. */
    private void claimedByAnother() {
        clock.pass(LEASE);
        assertThat(outbox.claimDue(MAIN, clock.instant(), LEASE, 1)).hasSize(1);
    }

    private OutboxWorker worker() {
        return new OutboxWorker(
                outbox,
                storage.get(OutboxSenders.class),
                new ChatPlatforms(List.of(new Platform())),
                Listener::new,
                new Transactions(),
                clock,
                ticker,
                new DeliverySettings(false, Duration.ofSeconds(1), LEASE, Duration.ofHours(24), parallel),
                new Backoff(new Random(7)));
    }

    @Test
    void whatTakesAnotherMessagesPlaceIsNoMessageOfItsOwn() {
        update("u1", "ou_lin", "om_1");

        worker.drain();

        assertThat(sent).containsExactly("ou_lin instead of om_1");
        assertThat(row("u1").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void ofSeveralForOneMessageOnlyTheLastIsSent() {
        update("u1", "ou_lin", "om_1");
        update("u2", "ou_lin", "om_1");
        update("other", "ou_lin", "om_2");

        worker.drain();

        assertThat(sent).containsExactly("ou_lin instead of om_1", "ou_lin instead of om_2");
        assertThat(row("u1").state()).isEqualTo(OutboxState.REFUSED);
        assertThat(row("u2").state()).isEqualTo(OutboxState.SENT);
        assertThat(told).isEmpty();
    }

    @Test
    void anUpdateOfWhichNothingWasHeardIsSimplyRepeatedHoweverLate() {
        remembered = Duration.ZERO;
        platform = to -> new SendResult.Retry("no answer", Optional.empty());
        update("u1", "ou_lin", "om_1");
        worker.drain();
        assertThat(row("u1").state()).isEqualTo(OutboxState.PENDING);
        platform = to -> new SendResult.Sent("om_1");
        clock.pass(Duration.ofHours(2));

        worker.drain();

        assertThat(sent).hasSize(2);
        assertThat(row("u1").state()).isEqualTo(OutboxState.SENT);
    }

    @Test
    void anUpdateWaitsForTheMessageBeforeIt() {
        platform = to -> new SendResult.Retry("busy", Optional.of(Duration.ofSeconds(5)), false);
        post("message", OutboxKind.ANSWER, "ou_lin");
        update("u1", "ou_lin", "om_1");

        worker.drain();

        assertThat(sent).containsExactly("ou_lin");
        assertThat(row("u1").attempts()).isZero();
    }

    private void update(String key, String to, String replaces) {
        outbox.enqueue(new OutboxMessage(
                key,
                OutboxKind.UPDATE,
                new Account("feishu", "main", to),
                "interactive",
                "{}",
                key,
                null,
                null,
                0,
                clock.instant(),
                replaces));
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
        public void dropped(OutboxMessage message) {
            dropped.add(message.key());
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
        public boolean isPosted(Payload payload) {
            return !prepares;
        }

        @Override
        public SendResult update(Account to, String messageId, Payload payload) {
            sent.add(to.address() + " instead of " + messageId);
            return platform.apply(to.address());
        }

        @Override
        public Duration remembersKeys(Account to) {
            return remembered;
        }

        @Override
        public Optional<List<String>> sentOfLate(Account to, @Nullable String earlier, Duration within) {
            return history.apply(within);
        }

        @Override
        public SendLimits limits() {
            return limits;
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

    private final class Transactions extends TransactionTemplate {

        private static final long serialVersionUID = 1L;

        Transactions() {
            super(storage.get(PlatformTransactionManager.class));
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            if (databaseIsAway) {
                throw new CannotCreateTransactionException("away");
            }
            return super.execute(action);
        }
    }

    /** Whose time passes only while somebody sleeps, and the clock's with it. */
    private final class TickingClock implements Ticker {

        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void sleep(long nanos) {
            now.addAndGet(nanos);
            clock.pass(Duration.ofNanos(nanos));
        }
    }

    private static final class SettableClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(START);

        void pass(Duration time) {
            now.updateAndGet(moment -> moment.plus(time));
        }

        @Override
        public Instant instant() {
            return now.get();
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
