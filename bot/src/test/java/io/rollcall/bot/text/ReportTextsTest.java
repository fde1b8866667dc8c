package io.rollcall.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.report.MessageRenderer;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportSection;
import io.rollcall.core.report.ReportWords;
import io.rollcall.core.report.Standing;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.TeamId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextsTest {

    private final Locale machine = Locale.getDefault();

    @AfterEach
    void giveTheMachineItsLanguageBack() {
        Locale.setDefault(machine);
    }

    /** Each file by itself: through the bundle a missing Chinese word would be filled with the English one. */
    @ParameterizedTest
    @ValueSource(strings = {"report.properties", "report_zh.properties"})
    void every_word_has_a_text_and_no_text_is_without_a_word(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                ReportTexts.class.getResourceAsStream("/messages/" + file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }

        assertThat(texts.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ReportWords.Word.values())
                        .map(ReportWords.Word::key)
                        .toList());
        assertThat(texts.values()).doesNotContain("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-CN", "zh-Hans-CN"})
    void chinese_is_read_as_utf_8(String language) {
        assertThat(remark(Locale.forLanguageTag(language))).isEqualTo("本周未更新（林晓、周楠）");
        assertThat(ReportTexts.in(Locale.forLanguageTag(language)).language()).isEqualTo(Locale.CHINESE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "fr"})
    void every_other_language_gets_english_even_on_a_chinese_machine(String language) {
        Locale.setDefault(Locale.CHINESE);

        assertThat(remark(Locale.forLanguageTag(language))).isEqualTo("No update this week (林晓, 周楠)");
        assertThat(ReportTexts.in(Locale.forLanguageTag(language)).language()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void blanks_at_the_end_of_a_text_are_kept() {
        assertThat(line(Locale.ENGLISH)).isEqualTo("AI: No update this week (林晓, 周楠)");
        assertThat(line(Locale.CHINESE)).isEqualTo("AI：本周未更新（林晓、周楠）");
    }

    private static String remark(Locale language) {
        List<Part> parts = message(language).blocks().get(1).parts();
        return ((Part.Note) parts.get(parts.size() - 1)).text();
    }

    private static String line(Locale language) {
        List<Part> parts = message(language).blocks().get(0).parts();
        return ((Part.Lines) parts.get(parts.size() - 1)).lines().get(0).text();
    }

    private static Message message(Locale language) {
        ReportSection silent = new ReportSection(
                new SectionId("ai"),
                "AI",
                SectionKind.ITEMS,
                Standing.NOT_UPDATED,
                List.of(
                        new ReportSection.Owner(new MemberId("lin"), "林晓", Standing.NOT_UPDATED),
                        new ReportSection.Owner(new MemberId("zhou"), "周楠", Standing.NOT_UPDATED)),
                List.of(),
                List.of());
        Report report = new Report(
                new TeamId("payments"),
                "支付中台 周报",
                ReportWeeks.of(new ReportWeek(2024, 49)),
                1,
                List.of(silent),
                List.of());
        return new MessageRenderer(ReportTexts.in(language)).render(report);
    }
}
