package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class TimeSuite extends StorageSuite {

    private final TimeZone machine = TimeZone.getDefault();
    private final Rounds rounds;

    TimeSuite(TestDatabase database) {
        super(database);
        rounds = database.get(Rounds.class);
    }

    @AfterEach
    void backToTheMachinesZone() {
        moveTo(machine.getID());
    }

    // 2:30 does not exist on 10 March 2024 in New York, and 1:30 is there twice on 3 November.
    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai,    America/New_York, 2024-03-10T02:30:00.123Z",
        "America/New_York, Asia/Shanghai,    2024-03-10T02:30:00.123Z",
        "America/New_York, UTC,              2024-11-03T01:30:00.999Z",
        "UTC,              America/New_York, 2024-11-03T05:30:00.001Z",
        "Asia/Shanghai,    UTC,              2024-12-31T16:00:00Z",
    })
    void a_moment_written_in_one_zone_is_the_same_moment_read_in_another(String writer, String reader, Instant moment) {
        Moments moments = new Moments(
                moment, List.of(moment), moment.plus(Duration.ofHours(1)), moment.plus(Duration.ofHours(2)));
        moveTo(writer);
        rounds.open(Round.open(ROUND, ReportWeeks.of(WEEK), moments, moment), List.of());
        rounds.close(ROUND, moment);

        moveTo(reader);
        Round read = rounds.find(ROUND).orElseThrow();

        assertThat(read.moments()).isEqualTo(moments);
        assertThat(read.openedAt()).isEqualTo(moment);
        assertThat(read.closedAt()).isEqualTo(moment);
        assertThat(jdbc().sql("SELECT CAST(opened_at AS CHAR(19)) FROM round")
                        .query(String.class)
                        .single())
                .isEqualTo(moment.toString().substring(0, 19).replace('T', ' '));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Shanghai, America/New_York", "America/New_York, Asia/Shanghai", "Pacific/Apia, UTC"})
    void a_day_written_in_one_zone_is_the_same_day_read_in_another(String writer, String reader) {
        Absences absences = database.get(Absences.class);
        LocalDate day = LocalDate.of(2024, 3, 10);
        moveTo(writer);
        absences.add(HARBOUR, MEI, day, day, FRIDAY_TEN);

        moveTo(reader);

        assertThat(absences.during(HARBOUR, day, day).keySet()).containsExactly(MEI);
        assertThat(absences.during(HARBOUR, day.minusDays(1), day.minusDays(1)).keySet())
                .isEmpty();
        assertThat(absences.during(HARBOUR, day.plusDays(1), day.plusDays(1)).keySet())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-31T23:59:59.999999999Z, 2024-12-31T23:59:59.999Z",
        "2024-12-06T02:00:00.000600Z,    2024-12-06T02:00:00Z",
    })
    void a_moment_is_kept_to_the_millisecond_and_never_read_as_a_later_one(Instant written, Instant read) {
        rounds.open(Round.open(ROUND, ReportWeeks.of(WEEK), MOMENTS, written), List.of());

        assertThat(rounds.find(ROUND)).map(Round::openedAt).contains(read);
    }

    /** As on a machine in that zone: the drivers note the zone when they connect, H2 even once a JVM. */
    private void moveTo(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        DateTimeUtils.resetCalendar();
        database.reconnect();
    }
}
