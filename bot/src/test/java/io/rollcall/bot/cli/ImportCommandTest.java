package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

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
    void a_team_and_two_reports() throws IOException {
        write("teams/harbour.yml", TEAM);
        write("reports/2024/2024-W46.md", "# 2024-W46\n\n## O1 业务支撑\n- 渠道对账进度40%\n");
        write("reports/2024/2024-W47.md", "# 2024-W47\n\n## O1 业务支撑\n- 渠道对账进度60%\n");
        write("reports/.trash/2024-W45.md", "# 2024-W45\n\n## O1 业务支撑\n- 删掉的\n");
        write("reports/附件.txt", "不相干");
    }

    @Test
    void a_folder_is_imported_once_however_often_it_is_tried() throws IOException {
        assertThat(imports("--team", "harbour", path("reports"))).isZero();
        assertThat(out.toString())
                .startsWith("harbour: 2 files, 2 in the ledger, 0 skipped\n")
                .contains("new                2   2024-W46 to 2024-W47\n", "items          2\n")
                .endsWith("kept as they stand\n");
        assertThat(err.toString()).isEqualTo("importing 2 files\n1/2\n2/2\n");

        assertThat(imports("--team", "harbour", path("reports"))).isZero();
        assertThat(out.toString()).contains("already there      2   2024-W46 to 2024-W47\n");

        write("reports/笔记.md", "没有周的笔记");
        assertThat(imports("--team", "harbour", path("reports"))).isEqualTo(1);
        assertThat(out.toString()).contains("3 files, 2 in the ledger, 1 skipped", "笔记.md: tells no week");
    }

    @Test
    void what_cannot_be_meant_is_refused_in_one_line() throws IOException {
        assertRefused("--team", "import", path("reports"));
        assertRefused("FILE-OR-FOLDER", "import", "--team", "harbour");
        assertRefused("--team: \"Harbour Team\" is not an id", "import", "--team", "Harbour Team", path("reports"));
        assertRefused("no file or folder " + path("none"), "import", "--team", "harbour", path("none"));
        Files.createDirectory(folder.resolve("empty"));
        assertRefused("there is no *.md in", "import", "--team", "harbour", path("empty"));
        assertRefused("there is no option --repalce", "import", "--team", "harbour", "--repalce", path("reports"));
        assertRefused("--week is for one file", "import", "--team", "harbour", "--week", "2024-W47", path("reports"));
        assertRefused(
                "--week: week 54 does not exist",
                "import",
                "--team",
                "harbour",
                "--week",
                "2024-W54",
                path("reports/2024/2024-W47.md"));
    }

    @Test
    void an_unknown_team_is_told_the_known_ones() {
        assertThat(imports("--team", "harbor", path("reports"))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("rollcall: there is no team harbor; there are: harbour\n");
    }

    @Test
    void faulty_team_files_are_named_by_line() throws IOException {
        write("teams/harbour.yml", TEAM.replace("owners: [lin]", "owners: [lim]"));
        assertThat(imports("--team", "harbour", path("reports"))).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("rollcall: the team files cannot be used: ")
                .contains("harbour.yml:7");
    }

    @Test
    void while_the_bot_runs_on_the_same_file_it_says_how_to_go_on() throws Exception {
        assertThat(imports("--team", "harbour", path("reports"))).isZero();
        Process other = holdDatabase();
        try {
            assertThat(imports("--team", "harbour", path("reports"))).isEqualTo(2);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains("the database is in use", "stop the bot", "start the bot again");
            assertThat(out.toString()).isEmpty();
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Another process, as the bot is one; within one JVM an H2 file may be opened twice. */
    private Process holdDatabase() throws IOException {
        CodeSource h2 = org.h2.Driver.class.getProtectionDomain().getCodeSource();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(h2.getLocation().getPath()).toString(),
                        "org.h2.tools.Shell",
                        "-url",
                        url(),
                        "-user",
                        "rollcall",
                        "-password",
                        "")
                .redirectErrorStream(true)
                .start();
        BufferedReader shell =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        process.getOutputStream().write("SELECT 'opened';\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String line = shell.readLine();
        while (line != null && !line.endsWith("opened")) {
            line = shell.readLine();
        }
        assertThat(line).as("H2's shell opens the database").isNotNull();
        return process;
    }

    private String url() {
        return "jdbc:h2:file:" + path("db")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    }

    private int imports(String... arguments) {
        List<String> all = new ArrayList<>(List.of("import"));
        all.addAll(Arrays.asList(arguments));
        all.add("--rollcall.teams=" + path("teams"));
        all.add("--spring.datasource.url=" + url());
        // The command would turn the log off for good, and with it what the tests after this one look at.
        all.add("--logging.threshold.console=trace");
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Rollcall.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private void assertRefused(String reason, String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().contains(reason);
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
