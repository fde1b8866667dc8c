package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Habits;
import io.rollcall.core.team.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

abstract class OwnTimesSuite extends StorageSuite {

    private static final LocalTime THREE = LocalTime.of(15, 0);
    private static final QuietHours NIGHT = QuietHours.parse("20:00-09:00");
    private static final Habits WRITTEN =
            new Habits(LocalTime.of(11, 0), QuietHours.parse("12:00-13:00"), ZoneId.of("Europe/Berlin"));

    private final OwnTimes times;

    OwnTimesSuite(TestDatabase database) {
        super(database);
        times = database.get(OwnTimes.class);
    }

    @Test
    void what_a_member_says_counts_before_the_team_file() {
        times.remindAt(HARBOUR, MEI, THREE, FRIDAY_TEN);
        assertThat(told().over(WRITTEN)).isEqualTo(new Habits(THREE, WRITTEN.quiet(), WRITTEN.zone()));

        times.quiet(HARBOUR, MEI, NIGHT, FRIDAY_TEN.plusSeconds(1));
        assertThat(told().over(WRITTEN)).isEqualTo(new Habits(THREE, NIGHT, WRITTEN.zone()));
        assertThat(told().at()).isEqualTo(FRIDAY_TEN.plusSeconds(1));
        assertThat(times.of(QUAY)).isEmpty();
        assertThat(times.of(HARBOUR)).containsOnlyKeys(MEI);
        assertThat(countOf("own_time")).isEqualTo(1);
    }

    @Test
    void no_quiet_hours_are_none_whatever_the_team_file_says_and_no_time_of_their_own_is_the_files() {
        times.quiet(HARBOUR, MEI, NIGHT, FRIDAY_TEN);
        times.remindAt(HARBOUR, MEI, THREE, FRIDAY_TEN);

        times.neverQuiet(HARBOUR, MEI, FRIDAY_TEN);
        times.remindAt(HARBOUR, MEI, null, FRIDAY_TEN);

        assertThat(told().over(WRITTEN)).isEqualTo(new Habits(WRITTEN.remindAt(), null, WRITTEN.zone()));
    }

    @Test
    void a_reminder_is_dealt_with_once() {
        Instant three = FRIDAY_TEN.plusSeconds(3600);
        assertThat(times.reminded(ROUND)).isEmpty();

        assertThat(times.reminded(ROUND, MEI, three)).isTrue();
        assertThat(times.reminded(ROUND, MEI, three)).isFalse();
        assertThat(times.reminded(ROUND, MEI, three.minusSeconds(1))).isFalse();
        assertThat(times.reminded(ROUND, OTTO, three)).isTrue();
        assertThat(times.reminded(ROUND, MEI, three.plusSeconds(1))).isTrue();

        assertThat(times.reminded(ROUND))
                .containsEntry(MEI, three.plusSeconds(1))
                .containsEntry(OTTO, three)
                .hasSize(2);
    }

    private OwnTimes.Told told() {
        return times.of(HARBOUR).get(MEI);
    }
}
