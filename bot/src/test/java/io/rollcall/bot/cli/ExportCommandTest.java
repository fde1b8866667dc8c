package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    private static final String TEAM = """
            id: harbour
            name: 港湾支付
            chat: feishu:main
            members:
              - {id: lin, name: 林晓, account: ou_lin}
            sections:
              - {id: o1, title: O1 业务支撑, owners: [lin]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void a_team_with_two_reports_in_its_database() throws IOException {
        write("teams/harbour.yml", TEAM);
        write("reports/2024-W46.md", "# 2024-W46\n\n## O1 业务支撑\n- 渠道对账进度40% 🏗️\n");
        write("reports/2024-W47.md", "# 2024-W47\n\n## O1 业务支撑\n- 渠道对账进度60%\n");
        assertThat(run("db", "import", "--team", "harbour", path("reports"))).isZero();
    }

    @Test
    void a_history_goes_from_one_database_into_another_and_comes_out_the_same() throws IOException {
        assertThat(run("db", "export", "--team", "harbour", "--to", path("harbour.jsonl")))
                .isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("harbour: 2 rounds,", " 2 replies,", " 2 statements", "harbour.jsonl");
        String exported = read("harbour.jsonl");
        assertThat(exported).contains("渠道对账进度40% 🏗️");

        assertThat(run("other", "import", "--team", "harbour", path("harbour.jsonl")))
                .isZero();
        assertThat(out.toString()).startsWith("harbour: imported 2 rounds,");
        assertThat(run("other", "export", "--team", "harbour")).isZero();
        assertThat(out.toString()).isEqualTo(exported);

        assertThat(run("other", "import", "--team", "harbour", path("harbour.jsonl")))
                .isZero();
        assertThat(out.toString()).startsWith("harbour: already there");
    }

    @Test
    void the_file_is_its_owners_alone_and_takes_the_place_of_an_older_one_as_a_whole() throws IOException {
        write("harbour.jsonl", "an older one\n");
        assertThat(run("db", "export", "--team", "harbour", "--to", path("harbour.jsonl")))
                .isZero();

        assertThat(read("harbour.jsonl"))
                .startsWith("{\"rollcall\":\"history\"")
                .endsWith("}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("harbour.jsonl"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void a_history_is_recognised_whatever_its_name() throws IOException {
        assertThat(run("db", "export", "--team", "harbour", "--to", path("backup")))
                .isZero();
        assertThat(run("other", "import", "--team", "harbour", path("backup"))).isZero();
        assertThat(out.toString()).startsWith("harbour: imported 2 rounds,");
    }

    @Test
    void what_the_database_has_already_is_not_mixed_with_another_history() throws IOException {
        assertThat(run("db", "export", "--team", "harbour", "--to", path("harbour.jsonl")))
                .isZero();
        write("reports/2024-W48.md", "# 2024-W48\n\n## O1 业务支撑\n- 渠道对账完成\n");
        assertThat(run("db", "import", "--team", "harbour", path("reports"))).isZero();

        assertThat(run("db", "import", "--team", "harbour", path("harbour.jsonl")))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("harbour: skipped").contains("Nothing was changed");
    }

    @Test
    void a_broken_file_is_refused_with_its_line_and_leaves_nothing_behind() throws IOException {
        assertThat(run("db", "export", "--team", "harbour", "--to", path("harbour.jsonl")))
                .isZero();
        String exported = read("harbour.jsonl");
        write("short.jsonl", exported.substring(0, exported.length() / 2));
        assertRefused("is not JSON", "import", "--team", "harbour", path("short.jsonl"));
        assertThat(err.toString())
                .contains("short.jsonl: line ", "Nothing was imported")
                .doesNotContain("渠道");
        Files.write(folder.resolve("gbk.jsonl"), exported.getBytes("GBK"));
        assertRefused("is not UTF-8", "import", "--team", "harbour", path("gbk.jsonl"));
        write("none.jsonl", "");
        assertRefused("line 1 is missing", "import", "--team", "harbour", path("none.jsonl"));

        assertThat(run("other", "import", "--team", "harbour", path("harbour.jsonl")))
                .isZero();
        assertThat(out.toString()).startsWith("harbour: imported");
    }

    @Test
    void what_cannot_be_meant_is_refused_in_one_line() throws IOException {
        write("harbour.jsonl", "{}\n");
        assertRefused("--team", "export");
        assertRefused("there is no team harbor; there are: harbour", "export", "--team", "harbor");
        assertRefused("--to: " + folder + " is a folder", "export", "--team", "harbour", "--to", folder.toString());
        assertRefused("cannot be written", "export", "--team", "harbour", "--to", path("none/harbour.jsonl"));
        assertRefused("there is no option --too", "export", "--team", "harbour", "--too");
        assertRefused("import it alone", "import", "--team", "harbour", path("harbour.jsonl"), path("reports"));
        assertRefused(
                "are for Markdown reports", "import", "--team", "harbour", "--week", "2024-W47", path("harbour.jsonl"));
        assertRefused("not the head of an exported history", "import", "--team", "harbour", path("harbour.jsonl"));
    }

    @Test
    void the_history_of_a_team_that_is_no_longer_configured_is_still_there() throws IOException {
        Files.delete(folder.resolve("teams/harbour.yml"));
        assertThat(run("db", "export", "--team", "harbour")).isZero();
        assertThat(out.toString().lines().count()).isGreaterThan(8);
    }

    private int run(String database, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--rollcall.teams=" + path("teams"));
        all.add("--spring.datasource.url=jdbc:h2:file:" + path(database)
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0");
        // The command would turn the log off for good, and with it what the tests after this one look at.
        all.add("--logging.threshold.console=trace");
        return Rollcall.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    private void assertRefused(String reason, String... arguments) {
        assertThat(run("fresh", arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().contains(reason);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
