package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.KnownBy;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.MutedItem;
import io.rollcall.core.review.Question;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class ItemCorrectionsSuite extends StorageSuite {

    private static final SectionId CRANES = new SectionId("cranes");
    private static final SectionId TUGS = new SectionId("tugs");
    private static final ReportWeek WEEK = ReportWeek.parse("2024-W49");
    private static final Instant NOW = Instant.parse("2024-12-06T10:00:00Z");

    private final Ledger ledger;
    private final ItemCorrections corrections;
    private final Questions questions;
    private final Findings findings;

    ItemCorrectionsSuite(TestDatabase database) {
        super(database);
        this.ledger = database.get(Ledger.class);
        this.corrections = database.get(ItemCorrections.class);
        this.questions = database.get(Questions.class);
        this.findings = database.get(Findings.class);
    }

    @Test
    void two_items_that_are_one_go_on_as_one() {
        long old = state(WEEK, CRANES, "二号吊机检修");
        long renamed = state(WEEK.next(), TUGS, "吊机大修（二号）");

        ItemCorrection made = corrections.merge(HARBOUR, renamed, old, "mei", NOW);

        assertThat(ledger.history(old))
                .extracting(Statement::text, Statement::knownBy)
                .containsExactly(tuple("二号吊机检修", null), tuple("吊机大修（二号）", KnownBy.PERSON));
        assertThat(ledger.item(old)).contains(new LedgerItem(old, HARBOUR, TUGS, "吊机大修（二号）", WEEK, WEEK.next()));
        assertThat(ledger.item(renamed)).isEmpty();
        assertThat(ledger.items(HARBOUR, "大修（二", 10)).extracting(LedgerItem::id).containsExactly(old);
        assertThat(made)
                .isEqualTo(new ItemCorrection(ItemCorrection.Kind.MERGE, renamed, old, WEEK.next(), "mei", NOW));
        assertThat(corrections.of(HARBOUR)).containsExactly(made);
    }

    @Test
    void it_does_not_matter_which_of_the_two_goes_on() {
        long old = state(WEEK, CRANES, "二号吊机检修");
        long renamed = state(WEEK.next(), CRANES, "吊机大修（二号）");

        corrections.merge(HARBOUR, old, renamed, "mei", NOW);

        assertThat(ledger.history(renamed)).extracting(Statement::knownBy).containsExactly(null, KnownBy.PERSON);
    }

    @Test
    void what_stands_beneath_a_merged_item_stands_beneath_the_other() {
        long old = state(WEEK, CRANES, "二号吊机检修");
        List<Statement> next = ledger.replaceWeek(
                HARBOUR,
                WEEK.next(),
                List.of(line(WEEK.next(), CRANES, 1, "吊机大修"), line(WEEK.next(), CRANES, 2, "换钢缆")));

        corrections.merge(HARBOUR, next.get(0).item(), old, "mei", NOW);

        assertThat(ledger.week(HARBOUR, WEEK.next()))
                .extracting(Statement::parent)
                .containsExactly(null, old);
    }

    @Test
    void items_of_which_one_week_speaks_side_by_side_are_two() {
        List<Statement> both =
                ledger.replaceWeek(HARBOUR, WEEK, List.of(line(WEEK, CRANES, 1, "吊机"), line(WEEK, CRANES, 1, "拖轮")));

        assertThatExceptionOfType(ItemConflictException.class)
                .isThrownBy(() -> corrections.merge(
                        HARBOUR, both.get(0).item(), both.get(1).item(), "mei", NOW))
                .withMessageContaining("2024-W49")
                .withMessageContaining("split one of them first");
        assertThat(ledger.week(HARBOUR, WEEK)).isEqualTo(both);
        assertThat(corrections.of(HARBOUR)).isEmpty();
    }

    @Test
    void one_item_that_is_two_is_split_from_a_week_on() {
        long item = state(WEEK, CRANES, "吊机检修");
        state(WEEK.next(), item, CRANES, "吊机检修二期");
        state(WEEK.plus(2), item, TUGS, "吊机检修二期收尾");

        ItemCorrection made = corrections.split(HARBOUR, item, WEEK.next(), "mei", NOW);

        assertThat(ledger.item(item)).contains(new LedgerItem(item, HARBOUR, CRANES, "吊机检修", WEEK, WEEK));
        assertThat(ledger.item(made.other()))
                .contains(new LedgerItem(made.other(), HARBOUR, TUGS, "吊机检修二期收尾", WEEK.next(), WEEK.plus(2)));
        assertThat(ledger.history(made.other())).extracting(Statement::text).containsExactly("吊机检修二期", "吊机检修二期收尾");
        assertThat(ledger.items(HARBOUR, "二期收尾", 10)).extracting(LedgerItem::id).containsExactly(made.other());
        assertThat(corrections.latest(HARBOUR)).isPositive();
    }

    @Test
    void a_split_leaves_something_on_either_side() {
        long item = state(WEEK, CRANES, "吊机检修");
        state(WEEK.next(), item, CRANES, "吊机检修");

        for (ReportWeek week : List.of(WEEK, WEEK.plus(-3), WEEK.plus(2))) {
            assertThatExceptionOfType(ItemConflictException.class)
                    .isThrownBy(() -> corrections.split(HARBOUR, item, week, "mei", NOW))
                    .withMessageContaining("[2024-W49, 2024-W50]");
        }
    }

    @Test
    void what_was_noticed_and_asked_of_a_merged_item_and_is_not_to_be_asked_goes_with_it() {
        long old = state(WEEK, CRANES, "二号吊机检修");
        long renamed = state(WEEK.next(), TUGS, "吊机大修（二号）");
        Question slipped = QuestionsSuite.question(MEI, 1, renamed, FindingKind.SLIPPED);
        questions.add(slipped);
        questions.add(QuestionsSuite.question(MEI, 2, renamed, FindingKind.SILENT));
        questions.add(QuestionsSuite.question(OTTO, 1, old, FindingKind.SILENT));
        findings.replace(slipped.round(), List.of(slipped.about()));
        questions.mute(HARBOUR, new MutedItem(MEI, TUGS, renamed, "吊机大修（二号）"), NOW);

        corrections.merge(HARBOUR, renamed, old, "mei", NOW);

        assertThat(questions.of(slipped.round()))
                .extracting(question -> question.about().key())
                .as("silence on the other is asked about already")
                .containsExactly("slipped/" + old, "silent/" + renamed, "silent/" + old);
        assertThat(questions.add(QuestionsSuite.question(MEI, 3, old, FindingKind.SLIPPED)))
                .as("the same is never put twice")
                .isFalse();
        assertThat(findings.of(slipped.round()))
                .extracting(finding -> finding.finding().number())
                .containsExactly(old);
        assertThat(questions.muted(HARBOUR)).extracting(MutedItem::item).containsExactly(old);
    }

    @Test
    void of_a_split_item_the_new_one_takes_what_was_noticed_and_asked_since_and_neither_is_asked_about() {
        long item = state(WEEK, CRANES, "吊机检修");
        state(WEEK.next(), item, CRANES, "吊机检修二期");
        Question before = QuestionsSuite.question(MEI, 1, item, FindingKind.SLIPPED);
        questions.add(before);
        findings.replace(before.round(), List.of(before.about()));
        RoundId next = new RoundId(HARBOUR, WEEK.next());
        findings.replace(next, List.of(before.about()));
        questions.mute(HARBOUR, new MutedItem(MEI, CRANES, item, "吊机检修"), NOW);

        long fresh = corrections.split(HARBOUR, item, WEEK.next(), "mei", NOW).other();

        assertThat(questions.of(before.round()).get(0).about().finding().number())
                .isEqualTo(item);
        assertThat(findings.of(before.round()).get(0).finding().number()).isEqualTo(item);
        assertThat(findings.of(next).get(0).finding().number()).isEqualTo(fresh);
        assertThat(questions.muted(HARBOUR)).extracting(MutedItem::item).containsExactly(item, fresh);
        questions.unmuteLast(HARBOUR, MEI, NOW.plusSeconds(60));
        assertThat(questions.muted(HARBOUR))
                .as("it was one word that muted both")
                .isEmpty();
    }

    @Test
    void another_teams_items_are_out_of_reach() {
        long item = state(WEEK, CRANES, "吊机检修");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> corrections.merge(QUAY, item, item + 1, "mei", NOW))
                .withMessageStartingWith("team quay has no item " + item);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> corrections.merge(HARBOUR, item, item, "mei", NOW))
                .withMessageContaining("into itself");
    }

    private long state(ReportWeek week, SectionId section, String text) {
        return state(week, 0, section, text);
    }

    private long state(ReportWeek week, long item, SectionId section, String text) {
        return ledger.replaceWeek(
                        HARBOUR, week, List.of(line(week, section, 1, text).of(item, null)))
                .get(0)
                .item();
    }

    private static Statement line(ReportWeek week, SectionId section, int depth, String text) {
        return new Statement(0, week, null, section, 0, depth, null, null, text, null, List.of(), null, null);
    }
}
