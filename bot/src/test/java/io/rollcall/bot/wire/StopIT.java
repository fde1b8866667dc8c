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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator stops the packaged bot (SIGTERM) while a slow platform is taking its messages. */
class StopIT {

    private static final int OWNERS = 8;
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void itEndsSoonLeavesNothingOnItsWayAndTheNextStartSendsTheRestOnce() throws IOException, SQLException {
        WireDatabase database = WireDatabase.mySql("stop");
        try (PlatformStandIn platform = new PlatformStandIn()) {
            platform.takesItsTime(Duration.ofMillis(800));
            try (ServedBot bot = start("one", platform, database)) {
                bot.awaitReady();
                await().atMost(ServedBot.PATIENCE).until(() -> platform.sends() > 0);

                Instant stopped = Instant.now();
                bot.process().terminate();
                // 128 and the number of SIGTERM.
                assertThat(bot.process().exitCode()).isEqualTo(143);
                assertThat(Duration.between(stopped, Instant.now())).isLessThan(BOUND);
                assertThat(bot.process().out())
                        .contains("Graceful shutdown complete")
                        .doesNotContain("ERROR");
            }
            assertThat(database.count("outbox where state = 'SENDING'")).isZero();
            int before = asked(platform).size();

            platform.takesItsTime(Duration.ZERO);
            try (ServedBot again = start("again", platform, database)) {
                again.awaitReady();
                await().atMost(ServedBot.PATIENCE)
                        .untilAsserted(() -> assertThat(database.count("outbox where state = 'SENT' and kind = 'ASK'"))
                                .isEqualTo(OWNERS));
                assertThat(asked(platform))
                        .hasSize(OWNERS)
                        .doesNotHaveDuplicates()
                        .hasSizeGreaterThanOrEqualTo(before);
            }
        }
    }

    private ServedBot start(String name, PlatformStandIn platform, WireDatabase database) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        return ServedBot.start(home, platform, database, team(), "2024-12-06T10:00:30", null);
    }

    private static List<String> asked(PlatformStandIn platform) {
        return platform.sent().stream()
                .map(Sent::to)
                .filter(to -> to.startsWith("ou_"))
                .toList();
    }

    private static String team() {
        return """
                id: payments
                name: 清结算中心
                chat: feishu:main
                members:
                %s
                sections:
                %s
                """.formatted(
                each("  - {id: m%d, name: 成员%d, account: ou_%d}"), each("  - {id: s%d, title: 第%d部分, owners: [m%d]}"));
    }

    private static String each(String line) {
        return IntStream.rangeClosed(1, OWNERS)
                .mapToObj(n -> line.replace("%d", Integer.toString(n)))
                .collect(Collectors.joining("\n"));
    }
}
