package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.rollcall.core.calendar.Leave;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class AbsencesSuite extends StorageSuite {

    private final Absences absences;

    AbsencesSuite(TestDatabase database) {
        super(database);
        absences = database.get(Absences.class);
    }

    @Test
    void a_member_is_away_from_the_first_to_the_last_day() {
        absences.add(HARBOUR, MEI, december(16), december(20), FRIDAY_TEN);

        assertThat(absences.during(HARBOUR, december(15), december(15)).keySet())
                .isEmpty();
        assertThat(absences.during(HARBOUR, december(16), december(16)).keySet())
                .containsExactly(MEI);
        assertThat(absences.during(HARBOUR, december(20), december(20)).keySet())
                .containsExactly(MEI);
        assertThat(absences.during(HARBOUR, december(21), december(21)).keySet())
                .isEmpty();
        assertThat(absences.during(QUAY, december(18), december(18)).keySet()).isEmpty();
        assertThat(jdbc().sql("SELECT COUNT(*) FROM absence WHERE from_day = '2024-12-16' AND to_day = '2024-12-20'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void leaves_may_overlap_and_several_may_be_away() {
        absences.add(HARBOUR, MEI, december(16), december(18), FRIDAY_TEN);
        absences.add(HARBOUR, MEI, december(18), december(20), FRIDAY_TEN);
        absences.add(HARBOUR, OTTO, december(18), december(18), FRIDAY_TEN);

        assertThat(absences.during(HARBOUR, december(18), december(18)).keySet())
                .containsExactlyInAnyOrder(MEI, OTTO);
    }

    @Test
    void who_is_back_early_was_away_until_then() {
        absences.add(HARBOUR, MEI, december(10), december(12), FRIDAY_TEN);
        absences.add(HARBOUR, MEI, december(16), december(20), FRIDAY_TEN);
        absences.add(HARBOUR, MEI, december(23), december(24), FRIDAY_TEN);
        absences.add(HARBOUR, OTTO, december(16), december(20), FRIDAY_TEN);

        assertThat(absences.cancel(HARBOUR, MEI, december(18), FRIDAY_TEN)).isEqualTo(2);

        assertThat(absences.during(HARBOUR, december(12), december(12)).keySet())
                .containsExactly(MEI);
        assertThat(absences.during(HARBOUR, december(17), december(17)).keySet())
                .containsExactlyInAnyOrder(MEI, OTTO);
        assertThat(absences.during(HARBOUR, december(18), december(18)).keySet())
                .containsExactly(OTTO);
        assertThat(absences.during(HARBOUR, december(23), december(23)).keySet())
                .isEmpty();
        assertThat(absences.cancel(HARBOUR, MEI, december(18), FRIDAY_TEN)).isZero();
    }

    @Test
    void a_leave_called_off_before_it_begins_never_was() {
        absences.add(HARBOUR, MEI, december(16), december(20), FRIDAY_TEN);

        assertThat(absences.cancel(HARBOUR, MEI, december(16), FRIDAY_TEN)).isEqualTo(1);

        assertThat(absences.during(HARBOUR, december(16), december(16)).keySet())
                .isEmpty();
        assertThat(absences.during(HARBOUR, december(20), december(20)).keySet())
                .isEmpty();
    }

    @Test
    void a_leave_that_ends_before_it_begins_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> absences.add(HARBOUR, MEI, december(20), december(16), FRIDAY_TEN))
                .withMessage("a leave cannot end on 2024-12-16, before it begins on 2024-12-20");
    }

    private static LocalDate december(int day) {
        return LocalDate.of(2024, 12, day);
    }

    @Test
    void half_a_day_is_kept_as_such() {
        Leave afternoonToMorning = new Leave(december(16), true, december(17), true);
        absences.add(HARBOUR, MEI, afternoonToMorning, FRIDAY_TEN);
        absences.add(HARBOUR, OTTO, Leave.days(december(18), december(18)), FRIDAY_TEN);

        assertThat(absences.during(HARBOUR, december(17), december(18)))
                .containsExactly(
                        entry(MEI, List.of(afternoonToMorning)),
                        entry(OTTO, List.of(Leave.days(december(18), december(18)))));
        assertThat(absences.during(HARBOUR, december(19), december(31))).isEmpty();
    }

    @Test
    void who_is_back_at_noon_was_away_in_the_morning() {
        absences.add(HARBOUR, MEI, december(16), december(20), FRIDAY_TEN);

        assertThat(absences.cancel(HARBOUR, MEI, december(18).atTime(12, 0), FRIDAY_TEN))
                .containsExactly(Leave.days(december(16), december(20)));
        assertThat(absences.during(HARBOUR, december(1), december(31)).get(MEI))
                .containsExactly(new Leave(december(16), false, december(18), true));
        assertThat(absences.cancel(HARBOUR, MEI, december(18).atTime(12, 0), FRIDAY_TEN))
                .as("is over by then")
                .isEmpty();

        assertThat(absences.cancel(HARBOUR, MEI, december(18).atStartOfDay(), FRIDAY_TEN))
                .hasSize(1);
        assertThat(absences.during(HARBOUR, december(1), december(31)).get(MEI))
                .containsExactly(Leave.days(december(16), december(17)));
    }

    @Test
    void an_afternoon_off_that_is_called_off_at_noon_never_was() {
        absences.add(HARBOUR, MEI, new Leave(december(18), true, december(18), false), FRIDAY_TEN);

        assertThat(absences.cancel(HARBOUR, MEI, december(18).atTime(12, 0), FRIDAY_TEN))
                .hasSize(1);
        assertThat(absences.during(HARBOUR, december(1), december(31))).isEmpty();
    }

    @Test
    void days_called_off_within_a_leave_leave_what_is_before_and_after_them() {
        absences.add(HARBOUR, MEI, december(14), december(20), FRIDAY_TEN);
        absences.add(HARBOUR, OTTO, december(14), december(20), FRIDAY_TEN);

        assertThat(absences.cancel(
                        HARBOUR, MEI, december(16).atTime(12, 0), december(18).atStartOfDay(), FRIDAY_TEN))
                .containsExactly(Leave.days(december(14), december(20)));

        assertThat(absences.during(HARBOUR, december(1), december(31)).get(MEI))
                .containsExactly(
                        new Leave(december(14), false, december(16), true), Leave.days(december(18), december(20)));
        assertThat(absences.since(HARBOUR, MEI, december(16).atTime(12, 0)))
                .containsExactly(Leave.days(december(18), december(20)));
        assertThat(absences.since(HARBOUR, OTTO, december(20).atStartOfDay())).hasSize(1);
    }

    @Test
    void the_first_days_called_off_leave_the_others() {
        absences.add(HARBOUR, MEI, december(16), december(20), FRIDAY_TEN);

        absences.cancel(HARBOUR, MEI, december(16).atStartOfDay(), december(17).atStartOfDay(), FRIDAY_TEN);

        assertThat(absences.during(HARBOUR, december(1), december(31)).get(MEI))
                .containsExactly(Leave.days(december(17), december(20)));
        assertThat(absences.cancel(
                        HARBOUR, MEI, december(21).atStartOfDay(), december(22).atStartOfDay(), FRIDAY_TEN))
                .isEmpty();
    }
}
