package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"encrypt\":\"abc+/=\"}|abc+/=",
                " { \"encrypt\" : \"abc\" } |abc",
                "{\"other\":1,\"encrypt\":\"abc\"}|abc",
                "{\"encrypt\":\"abc\",\"other\":\"}\"}|abc",
                "{\"encrypt\":\"a\\u0062\\/\"}|ab/",
                "{\"encrypt\":\"a\\\\\"}|a\\",
                "{\"encrypt\":\"周报\"}|周报",
                "{\"encrypt\":\"\"}|``",
                "{\"encrypt\":7}|``",
                "{\"encrypt\":null}|``",
                "{\"encrypt\":[\"abc\"]}|``",
                "{\"encrypt\":\"abc\"|``",
                "{\"encrypt\":\"}|``",
                "{\"encrypt\":\"a\"b\"}|``",
                "{\"encrypt\":\"a\\\"}|``",
                "{\"encrypt\":\"a\tb\"}|``",
                "[\"encrypt\"]|``",
                "``|``",
            })
    void whatIsSealedIsFoundHoweverTheBodyIsWritten(String body, String text) {
        assertThat(SealedBody.textIn(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void whatIsNotUtf8IsNotReadAsIfItWere() {
        byte[] body = "{\"encrypt\":\"a?b\"}".getBytes(StandardCharsets.US_ASCII);
        body[13] = (byte) 0xc3;

        assertThat(SealedBody.textIn(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20241206, 7400000001L})
    void itIsAlwaysWhatAParserFinds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = "{\"encrypt\":\"AAEC+/w=\"}".getBytes(StandardCharsets.US_ASCII);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                String marks = "\"\\{}:, \n\0u7";
                body[random.nextInt(body.length)] = random.nextInt(3) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) marks.charAt(random.nextInt(marks.length()));
            }

            assertThat(SealedBody.textIn(body))
                    .as("seed %d: %s", seed, new String(body, StandardCharsets.ISO_8859_1))
                    .isEqualTo(Json.object(body)
                            .map(parsed -> parsed.path("encrypt").stringValue(""))
                            .orElse(""));
        }
    }
}
