package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.MutedItem;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.team.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class QuestionsSuite extends StorageSuite {

    private final Questions questions;

    QuestionsSuite(TestDatabase database) {
        super(database);
        questions = database.get(Questions.class);
    }

    @Test
    void a_question_is_read_as_it_was_put() {
        Question put = question(MEI, 1, 7, FindingKind.SLIPPED);

        assertThat(questions.add(put)).isTrue();

        assertThat(questions.of(ROUND))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(put);
    }

    @Test
    void the_same_is_never_put_twice_nor_another_in_its_place() {
        questions.add(question(MEI, 1, 7, FindingKind.SLIPPED));

        assertThat(questions.add(question(MEI, 2, 7, FindingKind.SLIPPED))).isFalse();
        assertThat(questions.add(question(OTTO, 1, 7, FindingKind.SLIPPED)))
                .as("to somebody else")
                .isFalse();
        assertThat(questions.add(question(MEI, 1, 8, FindingKind.CLAIM))).isFalse();
        assertThat(questions.of(ROUND)).hasSize(1);
    }

    @Test
    void an_answer_is_kept_with_what_it_changes_and_can_be_taken_back() {
        questions.add(question(MEI, 1, 7, FindingKind.SLIPPED));
        Question open = questions.of(ROUND).get(0);
        Answer answer = new Answer(Answer.Kind.MOVED, "12/27 🏗️");
        Rewording change = new Rewording("吊机：12/20检修", "吊机：12/27检修");

        Question answered = questions.answer(open, answer, change, FRIDAY_TEN.plus(Duration.ofMinutes(5)), "om_1");

        assertThat(questions.of(ROUND)).containsExactly(answered);
        assertThat(answered.changes()).contains(change);
        assertThat(questions.answeredBy("om_1")).containsExactly(answered);
        questions.takeBackAnswer(answered, Question.State.EXPIRED);
        assertThat(questions.of(ROUND)).singleElement().satisfies(question -> {
            assertThat(question.state()).isEqualTo(Question.State.EXPIRED);
            assertThat(question.said()).isEmpty();
            assertThat(question.changes()).isEmpty();
        });
    }

    @Test
    void a_state_is_left_only_once() {
        questions.add(question(MEI, 1, 7, FindingKind.SLIPPED));
        Question open = questions.of(ROUND).get(0);

        assertThat(questions.move(open, Question.State.WITHDRAWN)).isTrue();
        assertThat(questions.move(open, Question.State.EXPIRED)).isFalse();
        assertThat(questions.of(ROUND)).extracting(Question::state).containsExactly(Question.State.WITHDRAWN);
    }

    @Test
    void what_is_held_for_a_member_is_no_question_yet_and_is_forgotten_when_it_is_chosen_anew() {
        assertThat(questions.add(question(MEI, 1, 7, FindingKind.SLIPPED).held()))
                .isTrue();
        questions.add(question(OTTO, 1, 8, FindingKind.CLAIM));
        assertThat(questions.add(question(OTTO, 2, 7, FindingKind.SLIPPED)))
                .as("held for another")
                .isFalse();

        assertThat(questions.heldFor(ROUND)).containsExactly(MEI);
        assertThat(questions.of(ROUND)).extracting(Question::member).containsExactly(OTTO);

        questions.release(ROUND, List.of());
        questions.release(ROUND, List.of(OTTO));
        assertThat(questions.heldFor(ROUND)).containsExactly(MEI);
        questions.release(ROUND, List.of(MEI, OTTO));
        assertThat(questions.heldFor(ROUND)).isEmpty();
        assertThat(questions.add(question(MEI, 1, 7, FindingKind.SLIPPED))).isTrue();
        assertThat(questions.of(ROUND)).hasSize(2);
    }

    @Test
    void who_is_not_to_be_asked_about_an_item_may_say_otherwise_later() {
        MutedItem crane = new MutedItem(MEI, CRANES, 7, "吊机");
        MutedItem tug = new MutedItem(MEI, TUGS, 0, "新拖轮");
        questions.mute(HARBOUR, crane, FRIDAY_TEN);
        questions.mute(HARBOUR, crane, FRIDAY_TEN);
        questions.mute(HARBOUR, tug, FRIDAY_TEN);
        questions.mute(QUAY, crane, FRIDAY_TEN);

        assertThat(questions.muted(HARBOUR)).containsExactly(crane, tug);
        assertThat(questions.unmuteLast(HARBOUR, OTTO, FRIDAY_TEN)).isEmpty();
        assertThat(questions.unmuteLast(HARBOUR, MEI, FRIDAY_TEN)).contains(tug);
        assertThat(questions.muted(HARBOUR)).containsExactly(crane);
        assertThat(questions.muted(QUAY)).containsExactly(crane);
    }

    @Test
    void only_what_was_muted_at_that_moment_is_asked_about_again() {
        MutedItem crane = new MutedItem(MEI, CRANES, 7, "吊机");
        MutedItem tug = new MutedItem(MEI, TUGS, 0, "新拖轮");
        Instant later = FRIDAY_TEN.plus(Duration.ofMinutes(1));
        questions.mute(HARBOUR, crane, FRIDAY_TEN);
        questions.mute(HARBOUR, tug, later);
        questions.mute(HARBOUR, crane, later);

        assertThat(questions.unmute(HARBOUR, crane, later, later))
                .as("was so already")
                .isFalse();
        assertThat(questions.unmute(HARBOUR, crane, FRIDAY_TEN, later)).isTrue();
        assertThat(questions.unmute(HARBOUR, crane, FRIDAY_TEN, later)).isFalse();
        assertThat(questions.muted(HARBOUR)).containsExactly(tug);
    }

    static Question question(MemberId member, int number, long item, FindingKind kind) {
        ReportWeeks weeks = ReportWeeks.of(WEEK);
        Finding finding = new Finding(
                kind,
                weeks,
                3,
                "吊机",
                item,
                "二号吊机",
                null,
                new Finding.Why("slipped", List.of("二号吊机", "12/5", "12/20", "15", "12/5", "1", "15")),
                List.of(new Finding.Quote(new Finding.Place(weeks, 3), "二号吊机：12/20检修")),
                0.95);
        return Question.put(
                ROUND,
                member,
                number,
                new RoundFinding(CRANES, MEI, finding),
                ROUND + "/question/" + member + "/1",
                FRIDAY_TEN);
    }
}
