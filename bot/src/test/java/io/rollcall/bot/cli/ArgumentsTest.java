package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that cannot be used end with 2, nothing on standard output and one line that says what would work. */
class ArgumentsTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("good.md"), "1. 钱包开户页改版上线\n");
        Files.write(folder.resolve("gbk.md"), "1. 钱包开户页改版上线\n".getBytes("GBK"));
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("parse --week 2024-W53 good.md", "52 weeks"),
                Arguments.of("parse --week 49 good.md", "2024-W49"),
                Arguments.of("parse --week 2024-W49&W51 good.md", "W50"),
                Arguments.of("parse --week 2024-W49 missing.md", "missing.md"),
                Arguments.of("parse --week 2024-W49 .", "directory"),
                Arguments.of("parse --week 2024-W49 gbk.md", "UTF-8"),
                Arguments.of("parse --week 2024-W49 bad\0name", "name"),
                Arguments.of("parse good.md", "--week"),
                Arguments.of("parse --week 2024-W49", "FILE"),
                Arguments.of("parse --week", "--week"),
                Arguments.of("parse --week 2024-W49 good.md another.md", "another.md"),
                Arguments.of("parse --week 2024-W49 --wek 2024-W50 good.md", "--wek"),
                Arguments.of("pars --week 2024-W49 good.md", "parse"),
                Arguments.of("serv", "serve"),
                Arguments.of("serve now", "now"),
                Arguments.of("demo --server.port 0", "--server.port=9090"),
                Arguments.of("-x", "-x"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void areExplainedInOneLine(String arguments, String explanation) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("rollcall: ")
                .contains(explanation)
                .doesNotContain("Exception");
    }

    @Test
    void mergedWeeksAreWeeksToo() {
        assertThat(run("parse --week 2024-W48&W49 good.md")).isZero();
        assertThat(out.toString()).contains("钱包开户页改版上线");
        assertThat(err.toString()).isEmpty();
    }

    private int run(String arguments) {
        String[] split = List.of(arguments.split(" ")).stream()
                .map(argument -> argument.endsWith(".md") || argument.equals(".")
                        ? folder.resolve(argument).normalize().toString()
                        : argument)
                .toArray(String[]::new);
        return Rollcall.run(new PrintWriter(out, true), new PrintWriter(err, true), split);
    }
}
