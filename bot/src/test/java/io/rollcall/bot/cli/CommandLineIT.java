package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar on the command line: what scripts and people get from it. */
class CommandLineIT {

    private static final String REPORT = """
            【钱包】
            1. 开户页改版：联调中，进度60%，预计12/20上线
            2、期刊投稿完成
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheReport() throws IOException {
        Files.writeString(folder.resolve("report.md"), REPORT);
    }

    @Test
    void parsePrintsJsonAndNothingElse() {
        try (JarProcess jar = JarProcess.in(folder).run("parse", "--week", "2024-W49", "report.md")) {
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.err()).isEmpty();
            assertUnderstood(jar.out());
        }
    }

    @Test
    void parseReadsTheStandardInputAndWritesUtf8WhateverTheLocaleSays() {
        JarProcess.Start inAnotherCharset = JarProcess.in(folder)
                .env("LANG", "C")
                .env("LC_ALL", "C")
                .jvm("-Dfile.encoding=ISO-8859-1")
                .jvm("-Dstdout.encoding=ISO-8859-1")
                .jvm("-Dsun.stdout.encoding=ISO-8859-1")
                .input(REPORT);
        try (JarProcess jar = inAnotherCharset.run("parse", "--week", "2024-W49", "-")) {
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.err()).isEmpty();
            assertUnderstood(jar.out());
        }
    }

    @Test
    void unusableInputIsOneLineOnStandardErrorInUtf8() {
        JarProcess.Start inAnotherCharset =
                JarProcess.in(folder).env("LC_ALL", "C").jvm("-Dfile.encoding=ISO-8859-1");
        try (JarProcess jar = inAnotherCharset.run("parse", "--week", "2024-W60", "report.md")) {
            assertThat(jar.exitCode()).isEqualTo(2);
            assertThat(jar.out()).isEmpty();
            assertThat(jar.err().lines())
                    .singleElement()
                    .asString()
                    .contains("2024")
                    .contains("52 weeks");
        }
    }

    @Test
    void aMistypedCommandStartsNoServer() {
        try (JarProcess jar = JarProcess.in(folder).run("serv", "--server.port=0")) {
            assertThat(jar.exitCode()).isEqualTo(2);
            assertThat(jar.out()).isEmpty();
            assertThat(jar.err().lines())
                    .singleElement()
                    .asString()
                    .contains("\"serv\"")
                    .contains("serve");
        }
    }

    @Test
    void helpAndVersionStartNoServerEither() {
        for (List<String> arguments :
                List.of(List.of("--help"), List.of("serve", "--help"), List.of("demo", "--help"))) {
            try (JarProcess jar = JarProcess.in(folder).run(arguments)) {
                assertThat(jar.exitCode()).as("%s", arguments).isZero();
                assertThat(jar.out()).as("%s", arguments).startsWith("Usage: rollcall");
                assertThat(jar.err()).as("%s", arguments).isEmpty();
            }
        }
        try (JarProcess jar = JarProcess.in(folder).run("--version")) {
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.out()).matches("rollcall \\d+\\.\\d+\\.\\d+\\S*\\R");
        }
    }

    @Test
    void theDoctorLooksAtWhatIsThereAndMakesNothing() throws IOException {
        try (JarProcess jar = JarProcess.in(folder).run("doctor", "--language=en")) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.err()).isEmpty();
            assertThat(jar.out().lines())
                    .anySatisfy(line -> assertThat(line).startsWith("ok       settings"))
                    .anySatisfy(line -> assertThat(line).startsWith("FAILED   team files"))
                    .anySatisfy(line -> assertThat(line).contains("database", "not yet created"));
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private static void assertUnderstood(String out) {
        JsonNode report = JsonMapper.builder().build().readTree(out);
        assertThat(report.path("week").asString()).isEqualTo("2024-W49");
        JsonNode section = report.path("sections").path(0);
        assertThat(section.path("title").asString()).isEqualTo("钱包");
        JsonNode first = section.path("items").path(0);
        assertThat(first.path("text").asString()).contains("联调中，进度60%，预计12/20上线");
        assertThat(first.path("line").asInt()).isEqualTo(2);
        assertThat(section.path("items").path(1).path("status").asString()).isEqualTo("DONE");
        assertThat(out).contains("2024-12-20");
    }
}
