package io.rollcall.core.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FRI 10:00",
                "fri 10:00",
                "Friday 10:00",
                "周五 10:00",
                "星期五  10:00",
                "0 0 10 ? * FRI",
                "0 0 10 ? * 6",
                "0 00 10 * * FRI",
                "0 10 * * 5",
                "0 0 10 ? * FRI *"
            })
    void fridayAtTenIsReadFromEveryForm(String text) {
        assertThat(WeeklyTime.parse(text)).hasToString("FRI 10:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUN 9:30", "周日 09:30", "0 30 9 ? * SUN", "0 30 9 ? * 1", "30 9 * * 0", "30 9 * * 7"})
    void sundayIsWhereEachDialectPutsIt(String text) {
        assertThat(WeeklyTime.parse(text)).hasToString("SUN 09:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10:00",
                "FRI",
                "FRI 25:00",
                "FRI 10:60",
                "FRO 10:00",
                "0 0 25 ? * FRI",
                "0 0 10 ? * 8",
                "0 0 10 ? * 0",
                "0 0 10 1 * FRI",
                "0 0 10 ? 6 FRI",
                "0 0/5 10 ? * FRI",
                "0 0 10 ? * MON-FRI",
                "* * * * * *",
                "0 0 10 ? *",
                "@weekly"
            })
    void anythingElseIsRefusedWithWhatWouldWork(String text) {
        assertThatThrownBy(() -> WeeklyTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("FRI 10:00")
                .hasMessageContaining("0 0 10 ? * FRI");
    }

    @Test
    void theExamplesInTheMessageWork() {
        assertThat(WeeklyTime.EXAMPLES)
                .allSatisfy(example -> assertThat(WeeklyTime.parse(example)).hasToString("FRI 10:00"));
    }

    @Test
    void aTimetableMustBeInOrder() {
        WeeklyTime ten = WeeklyTime.parse("FRI 10:00");
        WeeklyTime noon = WeeklyTime.parse("FRI 12:00");

        assertThatThrownBy(() -> new Timetable(noon, List.of(), ten, noon))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FRI 10:00 does not come after FRI 12:00");
        assertThat(new Timetable(ten, List.of(), noon, noon).publish()).isEqualTo(noon);
    }
}
