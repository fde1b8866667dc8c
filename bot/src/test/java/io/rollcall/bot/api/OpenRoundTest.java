package io.rollcall.bot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OpenRoundTest {

    private static final ReportWeek THIS_WEEK = ReportWeek.parse("2024-W49");

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void whereNoWeekIsNamedItIsThisOne(String body) {
        assertThat(read(body).weeks()).isEmpty();
    }

    @Test
    void noBodyIsThisWeekToo() {
        assertThat(OpenRound.read(null, THIS_WEEK).weeks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'weeks':['2024-W49']} | 2024-W49",
                "{'weeks':['2024-W50']} | 2024-W50",
                "{'weeks':['2024-W38','2024-W39']} | 2024-W38&W39",
                "{'weeks':['2024-W45','2024-W46','2024-W47','2024-W48','2024-W49']} | 2024-W45&W46&W47&W48&W49",
            },
            quoteCharacter = '`')
    void theWeeksNamedAreCovered(String body, String weeks) {
        assertThat(read(body).weeks()).contains(ReportWeeks.parse(weeks));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'week':'2024-W50'} | unknown key \"week\"; what works: {\"weeks\":[\"2024-W49\"]}",
                "{'weeks':['2024-W49'],'force':true} | unknown key \"force\"",
                "{'weeks':[null]} | nothing but weeks as text; what works",
                "{'weeks':[49]} | nothing but weeks as text; what works",
                "{'weeks':[]} | at least one week; what works",
                "{'weeks':null} | at least one week; what works",
                "{'weeks':'2024-W49'} | at least one week; what works",
                "{'weeks':['2024-W44','2024-W45','2024-W46','2024-W47','2024-W48','2024-W49']} | names 6 weeks; a round covers at most 5",
                "{'weeks':['2024-W51']} | the latest week to open is the next one, 2024-W50",
                "{'weeks':['2024-W50','2024-W51']} | the latest week to open is the next one, 2024-W50",
                "{'weeks':['2024-W47','2024-W49']} | merged weeks must be consecutive",
                "{'weeks':['W49']} | write it like 2024-W49",
                "['2024-W49'] | no JSON object; what works",
                "null | no JSON object; what works",
            },
            quoteCharacter = '`')
    void aSlipOpensNothingAndSaysWhatWorks(String body, String says) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(body)).withMessageContaining(says);
    }

    private static OpenRound read(String body) {
        return OpenRound.read(JsonMapper.shared().readTree(body.replace('\'', '"')), THIS_WEEK);
    }
}
