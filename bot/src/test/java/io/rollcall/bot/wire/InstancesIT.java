package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two processes of the packaged bot on one MySQL database, of which one ends in the middle of a round. */
class InstancesIT {

    private static final String ROUND = "payments-2024-W49";
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** The clocks of both start here, each when its process has come that far. */
    private static final String START = "2024-12-06T09:59:30";

    /** A week within two minutes, so that the processes of a busy machine are up before it begins. */
    private static final String TIMETABLE = """
            timetable:
              ask: 0 0 10 ? * FRI
              remind: ["0 1 10 ? * FRI"]
              close: 40 1 10 ? * FRI
              publish: 42 1 10 ? * FRI
            """;

    /**
     * How late a step may be: the processes' clocks differ by how fast they started, and what a dead process had taken on
     * is taken over after 10 s.
     */
    private static final Duration LATE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<ServedBot> started = new ArrayList<>();
    private PlatformStandIn platform;
    private WireDatabase database;
    private ServedBot one;
    private ServedBot other;

    @BeforeEach
    void startTwo() throws IOException {
        platform = new PlatformStandIn();
        database = WireDatabase.mySql("instances");
        // An operator's machine may have whatever character set.
        one = start("one", "-Dfile.encoding=ISO-8859-1");
        other = start("other", "-Duser.timezone=America/New_York");
        one.awaitReady();
        other.awaitReady();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(asked()).containsExactlyInAnyOrder("ou_lin", "ou_zhou", "ou_su", "ou_he"));
    }

    @AfterEach
    void stopEverything() {
        started.forEach(ServedBot::close);
        platform.close();
    }

    @Test
    void oneDiesAndTheRoundGoesOnInTimeWithNothingLostAndNothingTwice() throws SQLException {
        assertThat(deliver(one, "ou_lin", "1. 钱包开户页改版上线 🎉")).isEqualTo(200);
        assertThat(deliver(other, "ou_zhou", "1. 佣金存管联调中，进度60%")).isEqualTo(200);
        // Again, and to another process than the first time.
        assertThat(deliver(other, "ou_lin", "1. 钱包开户页改版上线 🎉")).isEqualTo(200);
        assertThat(deliver(one, "ou_zhou", "1. 佣金存管联调中，进度60%")).isEqualTo(200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(answersTo("ou_lin")).hasSize(1);
            assertThat(answersTo("ou_zhou")).hasSize(1);
        });

        assertThat(deliver(one, "ou_su", "1. 实时数仓刷数完成 🚀")).isEqualTo(200);
        one.process().kill();
        assertThat(deliver(other, "ou_su", "1. 实时数仓刷数完成 🚀")).isEqualTo(200);

        theRestOfTheWeekGoesByItsTimetable();
    }

    @Test
    void oneIsStoppedAndTheOtherTakesOverAtOnce() throws SQLException {
        assertThat(deliver(one, "ou_lin", "1. 钱包开户页改版上线 🎉")).isEqualTo(200);
        assertThat(deliver(other, "ou_zhou", "1. 佣金存管联调中，进度60%")).isEqualTo(200);
        assertThat(deliver(one, "ou_su", "1. 实时数仓刷数完成 🚀")).isEqualTo(200);

        Instant stopped = Instant.now();
        one.process().terminate();
        // 128 and the number of SIGTERM.
        assertThat(one.process().exitCode()).isEqualTo(143);
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(one.process().out()).contains("Graceful shutdown complete").doesNotContain("ERROR");

        theRestOfTheWeekGoesByItsTimetable();
        assertThat(other.process().out()).doesNotContain("ERROR");
    }

    private void theRestOfTheWeekGoesByItsTimetable() throws SQLException {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(remindersTo("ou_he")).hasSize(1));
        assertThat(deliver(other, "ou_he", "【运行数据】\n收款有效成功率：99.994%")).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.sentTo("oc_group")).hasSize(1));

        JsonNode round = other.round(ROUND);
        assertInTime(round, "closedAt", "2024-12-06T10:01:40+08:00");
        assertInTime(round, "publishedAt", "2024-12-06T10:01:42+08:00");
        assertThat(round.path("asks").path(0).path("name").asString()).isEqualTo("林晓🌙");
        assertThat(platform.sentTo("oc_group").get(0).text())
                .contains("钱包开户页改版上线 🎉", "佣金存管联调中，进度60%", "实时数仓刷数完成 🚀", "收款有效成功率：99.994%");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.count("outbox where state <> 'SENT'"))
                        .isZero());

        assertThat(asked()).containsExactlyInAnyOrder("ou_lin", "ou_zhou", "ou_su", "ou_he");
        assertThat(remindersTo("ou_lin")).isEmpty();
        assertThat(remindersTo("ou_zhou")).isEmpty();
        assertThat(remindersTo("ou_he")).hasSize(1);
        assertThat(List.of("ou_lin", "ou_zhou", "ou_su", "ou_he"))
                .allSatisfy(member -> assertThat(answersTo(member)).as(member).hasSize(1));
        assertThat(database.count("inbox")).isEqualTo(4);
        assertThat(database.count("inbox where state = 'DONE'")).isEqualTo(4);
        assertThat(database.count("reply")).isEqualTo(4);
        Map<String, Long> alike = platform.sent().stream()
                .map(sent -> sent.to() + " " + sent.title() + " " + sent.text())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(alike.values()).as(alike.toString()).allMatch(times -> times == 1);
    }

    private static void assertInTime(JsonNode round, String step, String due) {
        assertThat(OffsetDateTime.parse(round.path(step).asString()))
                .as(step)
                .isBetween(OffsetDateTime.parse(due), OffsetDateTime.parse(due).plus(LATE));
    }

    private ServedBot start(String name, String jvmOption) throws IOException {
        String team = WireTest.fixture("payments.yml").replace("name: 林晓", "name: 林晓🌙") + TIMETABLE;
        Path home = folder.resolve(name);
        Files.createDirectories(home);
        ServedBot bot = ServedBot.start(home, platform, database, team, START, jvmOption);
        started.add(bot);
        return bot;
    }

    private static int deliver(ServedBot to, String member, String text) {
        return to.deliver(member, "om-" + member, text, SettableClock.shanghai("2024-12-06T10:00:10"));
    }

    private List<String> asked() {
        return platform.sent().stream()
                .filter(sent -> sent.title().equals("清结算中心 第 49 周周报"))
                .map(Sent::to)
                .filter(to -> to.startsWith("ou_"))
                .toList();
    }

    private List<Sent> remindersTo(String member) {
        return platform.sentTo(member).stream()
                .filter(sent -> sent.title().startsWith("还差你这一份"))
                .toList();
    }

    private List<Sent> answersTo(String member) {
        return platform.sentTo(member).stream()
                .filter(sent -> sent.title().startsWith("已记下"))
                .toList();
    }
}
