package io.rollcall.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"chat", "doctor"})
    void every_text_is_there_in_both_languages_with_the_same_gaps(String bundle) throws IOException {
        Properties english = read(bundle + ".properties");
        Properties chinese = read(bundle + "_zh.properties");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            int gaps = new MessageFormat(english.getProperty(key)).getFormatsByArgumentIndex().length;
            assertThat(new MessageFormat(chinese.getProperty(key)).getFormatsByArgumentIndex())
                    .as(key)
                    .hasSize(gaps);
        }
    }

    @Test
    void every_failure_says_what_to_click_in_both_names() throws IOException {
        for (String name : new String[] {"doctor.properties", "doctor_zh.properties"}) {
            Properties texts = read(name);
            assertThat(texts.stringPropertyNames())
                    .filteredOn(key -> texts.getProperty(key).startsWith("开发者后台")
                            || texts.getProperty(key).startsWith("管理后台"))
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(texts.getProperty(key)).containsPattern("\\([A-Za-z &]+\\)"));
        }
    }

    @Test
    void an_apostrophe_is_meant_as_one() throws IOException {
        Properties english = read("doctor.properties");
        assertThat(english.stringPropertyNames())
                .allSatisfy(key ->
                        assertThat(english.getProperty(key).replace("\'\'", "")).doesNotContain("'"));
    }

    private static Properties read(String name) throws IOException {
        Properties texts = new Properties();
        try (InputStream file = Objects.requireNonNull(TextsTest.class.getResourceAsStream("/messages/" + name));
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
