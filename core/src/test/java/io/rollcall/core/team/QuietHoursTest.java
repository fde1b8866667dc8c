package io.rollcall.core.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "20:00-09:00, 20:00, true",
        "20:00-09:00, 23:59, true",
        "20:00-09:00, 00:00, true",
        "20:00-09:00, 08:59, true",
        "20:00-09:00, 09:00, false",
        "20:00-09:00, 19:59, false",
        "12:00-13:30, 12:00, true",
        "12:00-13:30, 13:30, false",
        "12:00-13:30, 11:59, false",
        "20:00-24:00, 23:59, true",
        "20:00-24:00, 00:00, false",
    })
    void aTimeIsWithinThemFromTheFirstMomentToTheLast(String hours, LocalTime time, boolean quiet) {
        assertThat(QuietHours.parse(hours).covers(time)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        "20:00-09:00, 2024-12-05T21:00, 2024-12-06T09:00",
        "20:00-09:00, 2024-12-06T02:00, 2024-12-06T09:00",
        "20:00-09:00, 2024-12-06T10:00, 2024-12-06T10:00",
        "12:00-13:30, 2024-12-06T12:10, 2024-12-06T13:30",
        // The clocks went from 2 to 3 o'clock that night.
        "01:00-02:30, 2024-03-31T01:30, 2024-03-31T03:30",
    })
    void theyEndOnTheSameDayOrTheNext(String hours, String moment, String end) {
        ZonedDateTime at = ZonedDateTime.parse(moment + ":00" + "+01:00" + "[Europe/Berlin]");

        assertThat(QuietHours.parse(hours).endAfter(at).toLocalDateTime()).hasToString(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20:00", "25:00-09:00", "20:60-09:00", "20-9", "24:30-09:00", "night", "09:00-09:00"})
    void whatAreNoHoursIsRefusedWithWhatWouldWork(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuietHours.parse(text))
                .withMessageContaining("20:00-09:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20:00-9:00", "20:00~09:00", "20：00 至 09：00", "20:00 to 09:00"})
    void theyAreReadInSeveralForms(String text) {
        assertThat(QuietHours.parse(text)).hasToString("20:00-09:00");
    }
}
