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
    void explainsEachFactBelowItsLine() throws IOException {
        String report = """
                ## 海棠

                1. 路由：进度80%，预计12/20上线
                \t- 26号切量，较上周提升0.3%
                12/3 14:20 回调超时6分钟，影响42笔
                """;
        int code = run("parse", "--explain", "--week", "2024-W49", file(report, StandardCharsets.UTF_8));
        assertThat(out.toString().lines())
                .containsExactly(
                        " 1 │ ## 海棠",
                        "   │ section 海棠, level 2",
                        " 2 │ ",
                        " 3 │ 1. 路由：进度80%，预计12/20上线",
                        "   │ item, label 路由, IN_PROGRESS",
                        "   │          ‾‾‾‾‾‾‾ progress 80 %",
                        "   │                   ‾‾‾‾‾‾‾‾‾‾‾‾‾ date 2024-12-20, planned, 路由 上线",
                        " 4 │     - 26号切量，较上周提升0.3%",
                        "   │     item, depth 2",
                        "   │       ‾‾‾‾‾‾‾‾ date 2024-11-26, actual, 切量; or date 2024-12-26, planned, 切量",
                        "   │                       ‾‾‾‾‾‾‾‾ change +0.3 %, against last week",
                        " 5 │ 12/3 14:20 回调超时6分钟，影响42笔",
                        "   │ item",
                        "   │ ‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾ incident 2024-12-03 14:20, 回调超时6分钟, lasting 6 min, 影响42笔",
                        "   │ ‾‾‾‾ date 2024-12-03, actual",
                        "   │                    ‾‾‾‾‾ metric 回调超时 = 6 分钟",
                        "   │                               ‾‾‾‾ metric 影响 = 42 笔");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void explainsNothingOfNothing() throws IOException {
        assertThat(run("parse", "--explain", "--week", "2024-W49", file("", StandardCharsets.UTF_8)))
                .isZero();
        assertThat(out.toString()).isEmpty();
        assertRefused("there is no file", "parse", "--explain", "--week", "2024-W49", "nothing.md");
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
