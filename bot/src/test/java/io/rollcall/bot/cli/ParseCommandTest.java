package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParseCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Rollcall.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("周报.md"), text.getBytes(charset)).toString();
    }

    @Test
    void printsTheJsonAndNothingElse() throws IOException {
        int code = run("parse", "--week", "2024-W49", file("## 海棠\n1. 预计12/20上线\n", StandardCharsets.UTF_8));
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.at("/sections/0/items/0/facts/0/from").asString()).isEqualTo("2024-12-20");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void readsAnEmptyFile() throws IOException {
        assertThat(run("parse", "--week", "2024-W49", file("", StandardCharsets.UTF_8)))
                .isZero();
        assertThat(new JsonMapper().readTree(out.toString()).get("sections")).isEmpty();
    }

    @Test
    void placesTheDatesOfMergedWeeksByTheLast() throws IOException {
        assertThat(run("parse", "--week", "2024-W38&W39", file("- 下周上线", StandardCharsets.UTF_8)))
                .isZero();
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.at("/sections/0/items/0/facts/0/from").asString()).isEqualTo("2024-09-30");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        assertRefused("is not UTF-8", "parse", "--week", "2024-W49", file("海棠预计上线", Charset.forName("GBK")));
    }

    @Test
    void refusesADirectoryAndAMissingFile() {
        assertRefused("is a directory", "parse", "--week", "2024-W49", folder.toString());
        assertRefused(
                "there is no file",
                "parse",
                "--week",
                "2024-W49",
                folder.resolve("nothing.md").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-W54", "2024-W00", "2024-49", "49", "", "2024-W49&W51", "下周"})
    void refusesAWeekThatDoesNotExist(String week) throws IOException {
        assertRefused("--week", "parse", "--week", week, file("甲", StandardCharsets.UTF_8));
    }

    @Test
    void refusesArgumentsItDoesNotKnow() throws IOException {
        assertRefused("--week", "parse", file("甲", StandardCharsets.UTF_8));
        assertRefused("FILE", "parse", "--week", "2024-W49");
        assertRefused("--weak", "parse", "--weak", "2024-W49", "--week", "2024-W49", "x");
        assertRefused("Unmatched", "parse", "--week", "2024-W49", "a", "b");
        assertRefused("no command", new String[0]);
    }

    private void assertRefused(String reason, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().contains(reason);
    }
}
