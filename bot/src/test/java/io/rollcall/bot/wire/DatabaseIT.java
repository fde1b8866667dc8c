package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.cli.JarProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged bot on a database that it cannot use: one line for the operator, and the exit code 1. */
class DatabaseIT {

    private static final String PASSWORD = "s3cret-Pa55word";

    @TempDir
    Path folder;

    @Test
    void aWrongPasswordEndsTheStartWithOneLineWithoutIt() {
        WireDatabase mySql = WireDatabase.mySql("refused");

        assertThat(lastLines(Map.of(
                        "spring.datasource.url",
                        mySql.url().replaceFirst("\\?.*", ""),
                        "spring.datasource.username",
                        "nobody",
                        "spring.datasource.password",
                        PASSWORD)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("the MySQL server at 127.0.0.1:")
                .contains("refused the user 'nobody'@")
                .endsWith("check spring.datasource.username and .password, and that the user may connect from this"
                        + " machine");
    }

    @Test
    void aMistypedUrlEndsTheStartWithOneLineWithoutItsPassword() {
        assertThat(lastLines(Map.of("spring.datasource.url", "jdbc:mysq://127.0.0.1/rollcall?password=" + PASSWORD)))
                .containsExactly("spring.datasource.url is no URL of a database that Rollcall knows; write it like"
                        + " jdbc:mysql://127.0.0.1:3306/rollcall, or leave it out for the embedded database");
    }

    @Test
    void aSecondProcessOnTheEmbeddedDatabaseEndsWithOneLine() {
        Map<String, String> file = WireDatabase.h2(folder).settings();
        try (JarProcess first = serve(file)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(first.out()).contains("Tomcat started on port"));

            assertThat(lastLines(file))
                    .containsExactly("the database file is in use, most likely by another Rollcall, and an H2 file"
                            + " admits one process; stop the other one, or use MySQL, which admits several");
        }
    }

    /** What it says at the end, after the heading of the report on a failed start. */
    private List<String> lastLines(Map<String, String> settings) {
        try (JarProcess bot = serve(settings)) {
            assertThat(bot.exitCode()).isEqualTo(1);
            String said = bot.out() + bot.err();
            assertThat(said)
                    .contains("APPLICATION FAILED TO START")
                    .doesNotContain(PASSWORD)
                    .doesNotContain("\tat ");
            return said.substring(said.indexOf("Description:"))
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private JarProcess serve(Map<String, String> settings) {
        List<String> options = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        return JarProcess.in(folder)
                .run(Stream.concat(Stream.of("serve", "--server.port=0"), options.stream())
                        .toList());
    }
}
