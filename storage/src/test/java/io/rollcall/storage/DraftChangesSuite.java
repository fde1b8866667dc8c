package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.core.report.SectionEdit;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.SectionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class DraftChangesSuite extends StorageSuite {

    private static final RoundId NEXT = new RoundId(HARBOUR, WEEK.next());

    private final DraftChanges changes;
    private final RevisionsDue due;

    DraftChangesSuite(TestDatabase database) {
        super(database);
        changes = database.get(DraftChanges.class);
        due = database.get(RevisionsDue.class);
    }

    @Test
    void what_was_done_is_read_as_it_was_written_and_in_its_order() {
        DraftChange edited = change(ROUND, DraftChangeKind.EDITED, CRANES, "1. 检修 95%", "1. 检修 96% 👷");
        DraftChange sentBack = new DraftChange(
                0, ROUND, DraftChangeKind.SENT_BACK, TUGS, OTTO, "请补充上线时间", null, "1. 拖轮", "1. 拖轮", FRIDAY_TEN);
        DraftChange approved =
                new DraftChange(0, ROUND, DraftChangeKind.APPROVED, null, null, null, null, null, null, FRIDAY_TEN);
        List.of(edited, sentBack, approved).forEach(changes::add);
        changes.add(change(NEXT, DraftChangeKind.EDITED, CRANES, "a", "b"));

        assertThat(changes.of(ROUND))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(edited, sentBack, approved);
    }

    @Test
    void of_several_edits_of_a_section_the_last_one_of_each_hand_counts() {
        changes.add(change(ROUND, DraftChangeKind.EDITED, CRANES, "1. a", "1. z"));
        changes.add(change(ROUND, DraftChangeKind.EDITED, CRANES, "1. a", "1. b"));
        changes.add(change(ROUND, DraftChangeKind.EDITED, TUGS, "", "1. x"));
        changes.add(change(ROUND, DraftChangeKind.ANSWERED, CRANES, "1. a", "1. c"));
        changes.add(new DraftChange(
                0, ROUND, DraftChangeKind.REPLIED, CRANES, MEI, null, null, "1. c", "1. d", FRIDAY_TEN));
        changes.add(change(NEXT, DraftChangeKind.EDITED, CRANES, "1. e", "1. f"));

        assertThat(changes.edits(ROUND))
                .flatExtracting(change -> change.edit(ZHAO).stream().toList())
                .containsExactly(
                        new SectionEdit(CRANES, "1. a", "1. b", OTTO, false, FRIDAY_TEN),
                        new SectionEdit(TUGS, "", "1. x", OTTO, false, FRIDAY_TEN),
                        new SectionEdit(CRANES, "1. a", "1. c", OTTO, true, FRIDAY_TEN));
    }

    @Test
    void a_round_is_due_from_its_first_change_and_taken_once() {
        due.add(ROUND, FRIDAY_TEN);
        due.add(ROUND, FRIDAY_TEN.plusSeconds(50));
        due.add(NEXT, FRIDAY_TEN.plusSeconds(1));

        assertThat(due.since(FRIDAY_TEN.minusMillis(1))).isEmpty();
        assertThat(due.since(FRIDAY_TEN)).containsExactly(ROUND);
        assertThat(due.since(FRIDAY_TEN.plusSeconds(9))).containsExactly(ROUND, NEXT);
        assertThat(database.inTransaction(() -> due.take(ROUND))).isTrue();
        assertThat(database.inTransaction(() -> due.take(ROUND))).isFalse();
        assertThat(due.since(FRIDAY_TEN.plusSeconds(9))).containsExactly(NEXT);
    }

    @Test
    void of_many_who_note_or_take_a_round_at_once_one_does() throws Exception {
        List<Callable<Boolean>> noting = Collections.nCopies(6, () -> {
            due.add(ROUND, FRIDAY_TEN);
            return true;
        });
        assertThat(atOnce(new ArrayList<>(noting))).containsOnly(true);
        assertThat(countOf("revision_due")).isEqualTo(1);

        List<Callable<Boolean>> taking = Collections.nCopies(6, () -> database.inTransaction(() -> due.take(ROUND)));
        assertThat(atOnce(new ArrayList<>(taking))).containsOnlyOnce(true);
    }

    @Test
    void what_is_not_told_after_all_is_still_due() {
        due.add(ROUND, FRIDAY_TEN);

        database.inTransactionRolledBack(() -> assertThat(due.take(ROUND)).isTrue());

        assertThat(due.since(FRIDAY_TEN)).containsExactly(ROUND);
        assertThatIllegalStateException().isThrownBy(() -> due.take(ROUND));
    }

    private static DraftChange change(
            RoundId round, DraftChangeKind kind, SectionId section, @Nullable String base, String after) {
        return new DraftChange(0, round, kind, section, OTTO, null, base, base, after, FRIDAY_TEN);
    }
}
