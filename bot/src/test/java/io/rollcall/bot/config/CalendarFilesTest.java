package io.rollcall.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.WorkCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFilesTest {

    @TempDir
    Path folder;

    @Test
    void a_year_is_given_and_single_days_of_others_are_corrected() throws IOException {
        write("2027.yml", """
                days-off: [2027-01-01, 2027-02-05..2027-02-07, 2027-10-01 至 2027-10-03]
                workdays:
                  - 2027-02-14
                """);
        write("corrections.yaml", "workdays: [2026-02-23]\n");
        write("notes.txt", "not a calendar file");

        Map<LocalDate, Boolean> days = CalendarFiles.read(folder);

        assertThat(days).hasSize(1 + 3 + 3 + 1 + 1);
        WorkCalendar calendar = new ChineseWorkCalendar(days);
        assertThat(calendar.knows(2027)).isTrue();
        assertThat(calendar.isWorkday(LocalDate.parse("2027-02-05"))).isFalse();
        assertThat(calendar.isWorkday(LocalDate.parse("2027-02-14"))).isTrue();
        assertThat(calendar.isWorkday(LocalDate.parse("2026-02-23"))).isTrue();
    }

    @Test
    void without_a_folder_there_is_nothing_to_add() {
        assertThat(CalendarFiles.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void the_shipped_sample_can_be_read() throws IOException {
        write("2027.yml", Files.readString(Path.of("../config/calendar/2027.yml.example")));

        assertThat(new ChineseWorkCalendar(CalendarFiles.read(folder)).knows(2027))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            days-off: [2027-02-30]              | 2027.yml:1: days-off: "2027-02-30" is no day; what works: 2027-02-08, or
            days-off: [春节]                    | 2027.yml:1: days-off: "春节" is no day; what works: 2027-02-08
            days-off: 2027-01-01                | 2027.yml:1: days-off: is the text "2027-01-01"; what works is a list
            days-of: [2027-01-01]               | 2027.yml:1: days-of: is no key here; did you mean days-off?
            days-off: [2027-02-11..2027-02-05]  | are days in the wrong order; what works: the first and the last day
            days-off: [2027-02-01..2027-12-31]  | are more days than any holiday has
            days-off: [2072-01-01]              | 2072-01-01 is far from 2027, which this file is named for
            """)
    void a_slip_stops_the_start_with_file_line_and_what_would_work(String text, String problem) throws IOException {
        write("2027.yml", text + "\n");

        assertThatExceptionOfType(UnusableSettingsException.class)
                .isThrownBy(() -> CalendarFiles.read(folder))
                .withMessageContaining(problem);
    }

    @Test
    void a_day_is_one_or_the_other_and_everything_wrong_is_told_at_once() throws IOException {
        write("2027.yml", "days-off: [2027-02-14]\nworkdays: [2027-02-14, x]\n");
        write("more.yml", "");

        assertThatExceptionOfType(UnusableSettingsException.class)
                .isThrownBy(() -> CalendarFiles.read(folder))
                .withMessageContaining("2027.yml:2: workdays: 2027-02-14 is a day off at " + folder + "/2027.yml:1;")
                .withMessageContaining("2027.yml:2: workdays: \"x\" is no day")
                .withMessageContaining("more.yml: is empty; write for example: days-off: [2027-01-01");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
