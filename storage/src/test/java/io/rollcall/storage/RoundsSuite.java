package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DuplicateKeyException;

abstract class RoundsSuite extends StorageSuite {

    private static final Instant LATER = Instant.parse("2024-12-06T09:30:00.123Z");

    private final Rounds rounds;

    RoundsSuite(TestDatabase database) {
        super(database);
        rounds = database.get(Rounds.class);
    }

    @Test
    void an_opened_round_is_read_back_as_it_was() {
        RoundId id = new RoundId(HARBOUR, ReportWeek.parse("2024-W38"));
        Round merged = Round.open(id, ReportWeeks.parse("2024-W38&W39"), MOMENTS, FRIDAY_TEN);

        assertThat(rounds.open(merged, List.of(Ask.waiting(id, OTTO), Ask.waiting(id, MEI))))
                .isTrue();

        assertThat(rounds.find(id)).contains(merged);
        assertThat(rounds.asks(id)).containsExactly(Ask.waiting(id, OTTO), Ask.waiting(id, MEI));
        assertThat(jdbc().sql("SELECT team, first_week, weeks, state FROM round WHERE id = 'harbour-2024-W38'")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("harbour", "2024-W38", "2024-W38&W39", "OPEN");
    }

    @Test
    void a_round_without_reminders_has_none_when_read_back() {
        Moments quiet = new Moments(MOMENTS.ask(), List.of(), MOMENTS.close(), MOMENTS.publish());
        rounds.open(Round.open(ROUND, ReportWeeks.of(WEEK), quiet, FRIDAY_TEN), List.of());

        assertThat(rounds.find(ROUND)).map(Round::moments).contains(quiet);
        assertThat(rounds.asks(ROUND)).isEmpty();
    }

    @Test
    void the_second_opening_of_a_round_changes_nothing() {
        openRound();
        Round other = Round.open(ROUND, ReportWeeks.of(WEEK), MOMENTS.shiftedBy(Duration.ofHours(1)), LATER);

        assertThat(rounds.open(other, List.of(Ask.waiting(ROUND, ZHAO)))).isFalse();

        assertThat(rounds.find(ROUND)).contains(round(ROUND));
        assertThat(rounds.asks(ROUND)).extracting(Ask::owner).containsExactly(MEI, OTTO);
    }

    @Test
    void of_two_who_open_the_same_round_at_once_one_does() throws Exception {
        Callable<Boolean> open = () -> rounds.open(round(ROUND), List.of(Ask.waiting(ROUND, MEI)));

        assertThat(atOnce(List.of(open, open))).containsExactlyInAnyOrder(true, false);
        assertThat(countOf("ask")).isEqualTo(1);
    }

    @Test
    void no_round_is_opened_for_a_week_that_another_covers() {
        open("2024-W38&W39");
        assertThat(open("2024-W39")).isFalse();
        assertThat(open("2024-W38")).isFalse();
        assertThat(open("2024-W37&W38")).isFalse();
        assertThat(open("2024-W36&W37&W38&W39&W40")).isFalse();

        assertThat(open("2024-W40")).isTrue();
        assertThat(open("2024-W36&W37")).isTrue();
        assertThat(rounds.of(HARBOUR, 10))
                .extracting(round -> round.weeks().toString())
                .containsExactly("2024-W40", "2024-W38&W39", "2024-W36&W37");
        assertThat(rounds.open(
                        Round.open(
                                new RoundId(QUAY, ReportWeek.parse("2024-W38")),
                                ReportWeeks.parse("2024-W38"),
                                MOMENTS,
                                FRIDAY_TEN),
                        List.of()))
                .as("another team's")
                .isTrue();
    }

    @Test
    void of_two_who_open_overlapping_weeks_at_once_one_does() throws Exception {
        for (int year = 2001; year < 2021; year++) {
            String merged = year + "-W38&W39";
            String single = year + "-W39";

            assertThat(atOnce(List.<Callable<Boolean>>of(() -> open(merged), () -> open(single), () -> open(merged))))
                    .as("%s and %s", merged, single)
                    .containsOnlyOnce(true);
        }
        assertThat(countOf("round")).isEqualTo(20);
    }

    private boolean open(String weeks) {
        ReportWeeks covered = ReportWeeks.parse(weeks);
        return rounds.open(Round.open(new RoundId(HARBOUR, covered.first()), covered, MOMENTS, FRIDAY_TEN), List.of());
    }

    @Test
    void the_rounds_on_either_side_of_a_week_are_found_whatever_lies_beyond() {
        for (String week : List.of("2023-W52", "2024-W40", "2024-W49")) {
            rounds.open(round(new RoundId(HARBOUR, ReportWeek.parse(week))), List.of());
        }
        rounds.open(round(new RoundId(new TeamId("other"), ReportWeek.parse("2024-W45"))), List.of());

        ReportWeek between = ReportWeek.parse("2024-W45");
        assertThat(rounds.before(HARBOUR, between).map(Round::id))
                .map(RoundId::toString)
                .contains("harbour-2024-W40");
        assertThat(rounds.after(HARBOUR, between).map(Round::id))
                .map(RoundId::toString)
                .contains("harbour-2024-W49");
        assertThat(rounds.before(HARBOUR, ReportWeek.parse("2024-W40")).map(Round::id))
                .map(RoundId::toString)
                .contains("harbour-2023-W52");
        assertThat(rounds.before(HARBOUR, ReportWeek.parse("2023-W52"))).isEmpty();
        assertThat(rounds.after(HARBOUR, ReportWeek.parse("2024-W49"))).isEmpty();
    }

    @Test
    void a_refused_opening_leaves_the_callers_transaction_usable() {
        openRound();
        RoundId next = new RoundId(HARBOUR, WEEK.next());

        database.inTransaction(() -> {
            assertThat(rounds.open(round(ROUND), List.of())).isFalse();
            assertThat(rounds.open(round(next), List.of())).isTrue();
        });

        assertThat(rounds.find(next)).isPresent();
    }

    @Test
    void a_round_whose_asks_cannot_be_stored_is_not_opened() {
        List<Ask> twice = List.of(Ask.waiting(ROUND, MEI), Ask.waiting(ROUND, MEI));

        assertThatThrownBy(() -> rounds.open(round(ROUND), twice)).isInstanceOf(DuplicateKeyException.class);

        assertThat(rounds.find(ROUND)).isEmpty();
        assertThat(countOf("ask")).isZero();
    }

    @Test
    void a_round_is_not_opened_with_the_asks_of_another() {
        RoundId other = new RoundId(QUAY, WEEK);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds.open(round(ROUND), List.of(Ask.waiting(other, MEI))))
                .withMessage("an ask of quay-2024-W49 cannot open harbour-2024-W49");
    }

    @Test
    void rounds_of_a_team_come_latest_week_first_across_the_new_year() {
        Stream.of("2024-W51", "2025-W01", "2024-W52").forEach(week -> open(HARBOUR, week));
        open(QUAY, "2025-W02");

        assertThat(rounds.of(HARBOUR, 2))
                .extracting(round -> round.id().toString())
                .containsExactly("harbour-2025-W01", "harbour-2024-W52");
        assertThat(rounds.latest(HARBOUR)).map(Round::id).contains(new RoundId(HARBOUR, ReportWeek.parse("2025-W01")));
        assertThat(rounds.latest(new TeamId("nobody"))).isEmpty();
    }

    @Test
    void unfinished_rounds_are_those_of_every_team_that_are_not_published() {
        RoundId open = open(QUAY, "2024-W49");
        RoundId closed = open(HARBOUR, "2024-W49");
        RoundId published = open(HARBOUR, "2024-W48");
        Stream.of(closed, published).forEach(id -> rounds.close(id, LATER));
        rounds.publish(published, LATER);

        assertThat(rounds.unfinished()).extracting(Round::id).containsExactly(closed, open);
    }

    @ParameterizedTest
    @EnumSource(RoundState.class)
    void closing_moves_an_open_round_only(RoundState from) {
        Round before = inState(from);

        assertThat(rounds.close(ROUND, LATER)).isEqualTo(from == RoundState.OPEN);

        Round after = rounds.find(ROUND).orElseThrow();
        if (from == RoundState.OPEN) {
            assertThat(after.state()).isEqualTo(RoundState.CLOSED);
            assertThat(after.closedAt()).isEqualTo(LATER);
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(RoundState.class)
    void publishing_moves_a_closed_round_only(RoundState from) {
        Round before = inState(from);

        assertThat(rounds.publish(ROUND, LATER)).isEqualTo(from == RoundState.CLOSED);

        Round after = rounds.find(ROUND).orElseThrow();
        if (from == RoundState.CLOSED) {
            assertThat(after.state()).isEqualTo(RoundState.PUBLISHED);
            assertThat(after.publishedAt()).isEqualTo(LATER);
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void of_four_who_close_a_round_at_once_one_does() throws Exception {
        openRound();

        assertThat(atOnce(Collections.<Callable<Boolean>>nCopies(4, () -> rounds.close(ROUND, LATER))))
                .containsOnlyOnce(true);
    }

    @Test
    void what_a_round_is_not_there_for_does_not_happen() {
        assertThat(rounds.find(ROUND)).isEmpty();
        assertThat(rounds.close(ROUND, LATER)).isFalse();
        assertThat(rounds.publish(ROUND, LATER)).isFalse();
        assertThat(rounds.remindersDone(ROUND, 1)).isFalse();
        assertThat(rounds.reschedule(ROUND, MOMENTS)).isFalse();
        assertThat(rounds.standIn(ROUND, MEI, OTTO)).isFalse();
        assertThat(rounds.moveAsk(ROUND, MEI, AskState.WAITING, AskState.ASKED, LATER))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds.nextRevision(ROUND))
                .withMessage("there is no round harbour-2024-W49");
    }

    @Test
    void reminders_are_counted_upwards_only() {
        openRound();

        assertThat(rounds.remindersDone(ROUND, 2)).isTrue();
        assertThat(rounds.remindersDone(ROUND, 2)).isFalse();
        assertThat(rounds.remindersDone(ROUND, 1)).isFalse();

        assertThat(rounds.find(ROUND)).map(Round::remindersDone).contains(2);
    }

    @Test
    void revisions_are_numbered_without_gap_or_double_whoever_asks() throws Exception {
        openRound();

        List<List<Integer>> numbers = atOnce(Collections.<Callable<List<Integer>>>nCopies(
                4,
                () -> IntStream.range(0, 5)
                        .mapToObj(i -> rounds.nextRevision(ROUND))
                        .toList()));

        assertThat(numbers.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(rounds.find(ROUND)).map(Round::revision).contains(20);
    }

    @Test
    void a_rescheduled_round_keeps_everything_but_its_timetable() {
        openRound();
        Moments later = MOMENTS.shiftedBy(Duration.ofMinutes(90));

        assertThat(rounds.reschedule(ROUND, later)).isTrue();
        assertThat(rounds.reschedule(ROUND, later)).as("the same once more").isTrue();

        assertThat(rounds.find(ROUND)).contains(Round.open(ROUND, ReportWeeks.of(WEEK), later, FRIDAY_TEN));
    }

    static Stream<Arguments> everyMoveOfAnAsk() {
        return Arrays.stream(AskState.values())
                .flatMap(from -> Arrays.stream(AskState.values()).map(to -> arguments(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyMoveOfAnAsk")
    void an_ask_moves_where_it_may_and_from_where_it_is(AskState from, AskState to) {
        Ask before = new Ask(ROUND, MEI, from, null, null, null);
        rounds.open(round(ROUND), List.of(before, Ask.waiting(ROUND, OTTO)));

        if (!from.mayBecome(to)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rounds.moveAsk(ROUND, MEI, from, to, LATER))
                    .withMessage("an ask does not go from " + from + " to " + to);
            assertThat(rounds.asks(ROUND)).containsExactly(before, Ask.waiting(ROUND, OTTO));
            return;
        }
        for (AskState elsewhere : AskState.values()) {
            if (elsewhere != from && elsewhere.mayBecome(to)) {
                assertThat(rounds.moveAsk(ROUND, MEI, elsewhere, to, LATER)).isFalse();
            }
        }
        assertThat(rounds.asks(ROUND)).contains(before);

        assertThat(rounds.moveAsk(ROUND, MEI, from, to, LATER)).isTrue();

        Ask after = new Ask(
                ROUND, MEI, to, to == AskState.ASKED ? LATER : null, to == AskState.ANSWERED ? LATER : null, null);
        assertThat(rounds.asks(ROUND)).containsExactly(after, Ask.waiting(ROUND, OTTO));
    }

    @Test
    void an_ask_remembers_when_it_was_first_asked_and_when_what_counts_was_answered() {
        openRound();
        Instant asked = MOMENTS.ask();
        Instant answered = asked.plusSeconds(60);

        rounds.moveAsk(ROUND, MEI, AskState.WAITING, AskState.ASKED, asked);
        rounds.moveAsk(ROUND, MEI, AskState.ASKED, AskState.ANSWERED, answered);
        assertThat(rounds.asks(ROUND)).contains(new Ask(ROUND, MEI, AskState.ANSWERED, asked, answered, null));

        rounds.moveAsk(ROUND, MEI, AskState.ANSWERED, AskState.ASKED, answered.plusSeconds(60));
        assertThat(rounds.asks(ROUND)).contains(new Ask(ROUND, MEI, AskState.ASKED, asked, null, null));
    }

    @Test
    void someone_else_may_be_asked_in_the_owners_place() {
        openRound();

        assertThat(rounds.standIn(ROUND, OTTO, ZHAO)).isTrue();

        assertThat(rounds.asks(ROUND)).extracting(Ask::addressee).containsExactly(MEI, ZHAO);
    }

    @Test
    void who_locks_a_round_waits_for_the_one_before_and_sees_what_that_one_did() throws Exception {
        openRound();
        CompletableFuture<Round> second = new CompletableFuture<>();

        database.inTransaction(() -> {
            rounds.lock(ROUND).orElseThrow();
            CompletableFuture<Void> started = new CompletableFuture<>();
            new Thread(() -> database.inTransaction(() -> {
                        // Looked before it waited, as a worker does that found a delivery first.
                        rounds.find(ROUND).orElseThrow();
                        started.complete(null);
                        rounds.lock(ROUND).orElseThrow();
                        second.complete(rounds.find(ROUND).orElseThrow());
                    }))
                    .start();
            started.join();
            rounds.close(ROUND, LATER);
            assertThat(second).isNotDone();
        });

        assertThat(second.get(15, TimeUnit.SECONDS).state()).isEqualTo(RoundState.CLOSED);
    }

    @Test
    void a_lock_needs_a_transaction_that_holds_it() {
        openRound();

        assertThatThrownBy(() -> rounds.lock(ROUND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Rounds.lock holds a row until the transaction ends, and there is none");
    }

    private RoundId open(TeamId team, String week) {
        RoundId id = new RoundId(team, ReportWeek.parse(week));
        assertThat(rounds.open(round(id), List.of())).isTrue();
        return id;
    }

    private Round inState(RoundState state) {
        openRound();
        if (state != RoundState.OPEN) {
            rounds.close(ROUND, FRIDAY_TEN);
        }
        if (state == RoundState.PUBLISHED) {
            rounds.publish(ROUND, FRIDAY_TEN);
        }
        Round round = rounds.find(ROUND).orElseThrow();
        assertThat(round.state()).isEqualTo(state);
        return round;
    }
}
