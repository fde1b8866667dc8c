package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded database still knows after the application has stopped, in whatever way. */
class RestartTest {

    private static final Instant NOW = Instant.parse("2024-12-06T02:00:00Z");
    private static final RoundId ROUND = new RoundId(new TeamId("harbour"), ReportWeek.parse("2024-W49"));
    private static final MemberId MEI = new MemberId("mei");
    private static final int DELIVERIES = 200;

    @TempDir
    Path folder;

    @Test
    void a_restart_goes_on_where_the_application_stopped() {
        Path file = folder.resolve("rollcall");
        Reply reply = new Reply(0, ROUND, MEI, "feishu", "om_1", 1, ReplyKind.TEXT, "吊机 95% 🏗️", null, NOW, null);
        OutboxMessage answer =
                new OutboxMessage("om_1/answer", OutboxKind.ANSWER, account(), "text", "收到", "a1", ROUND, MEI, 0, NOW);
        try (TestDatabase before = TestDatabase.h2(file)) {
            Moments moments = new Moments(NOW, List.of(), NOW.plusSeconds(60), NOW.plusSeconds(120));
            Round round = Round.open(ROUND, ReportWeeks.of(ROUND.week()), moments, NOW);
            before.get(Rounds.class).open(round, List.of(Ask.waiting(ROUND, MEI)));
            before.get(Rounds.class).moveAsk(ROUND, MEI, AskState.WAITING, AskState.ASKED, NOW);
            before.get(Replies.class).add(reply);
            SingleDeliveries.in(before).accept("feishu", "main", "msg:om_1", "ou_mei", "{}", NOW);
            before.get(Outbox.class).enqueue(answer);
            before.get(Outbox.class).claimDue(new OutboxApp("feishu", "main"), NOW, Duration.ofSeconds(30), 1);
        }

        try (TestDatabase after = TestDatabase.h2(file)) {
            assertThat(after.get(Rounds.class).unfinished())
                    .extracting(Round::id)
                    .containsExactly(ROUND);
            assertThat(after.get(Rounds.class).asks(ROUND))
                    .extracting(Ask::state)
                    .containsExactly(AskState.ASKED);
            assertThat(after.get(Replies.class).add(reply))
                    .as("delivered again")
                    .isEmpty();
            assertThat(SingleDeliveries.in(after).accept("feishu", "main", "msg:om_1", "ou_mei", "{}", NOW))
                    .as("delivered again")
                    .isFalse();
            assertThat(after.inTransaction(() -> SingleDeliveries.in(after).nextDue(NOW)))
                    .map(InboxRow::key)
                    .contains("msg:om_1");
            assertThat(after.get(Outbox.class)
                            .claimDue(new OutboxApp("feishu", "main"), NOW.plusSeconds(29), Duration.ofSeconds(30), 1))
                    .as("still leased")
                    .isEmpty();
            assertThat(after.get(Outbox.class)
                            .claimDue(new OutboxApp("feishu", "main"), NOW.plusSeconds(30), Duration.ofSeconds(30), 1))
                    .extracting(OutboxRow::message)
                    .containsExactly(answer);
        }
    }

    @Test
    void what_was_acknowledged_survives_the_end_of_the_process_at_that_very_moment() throws Exception {
        Path file = folder.resolve("rollcall");

        List<String> acknowledged = acceptUntilTheProcessIsGone(file);

        assertThat(acknowledged).hasSize(DELIVERIES);
        try (TestDatabase after = TestDatabase.h2(file)) {
            assertThat(after.jdbc()
                            .sql("SELECT delivery_key FROM inbox ORDER BY id")
                            .query(String.class)
                            .list())
                    .isEqualTo(acknowledged);
        }
    }

    private static List<String> acceptUntilTheProcessIsGone(Path file) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Crashing.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> keys =
                    out.lines().filter(line -> line.startsWith("msg:")).toList();
            assertThat(process.waitFor()).isEqualTo(137);
            return keys;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Account account() {
        return new Account("feishu", "main", "ou_mei");
    }

    /** Says each delivery that it has accepted, and ends without any clearing up right after the last. */
    static final class Crashing {

        public static void main(String[] arguments) {
            SingleDeliveries inbox = SingleDeliveries.in(TestDatabase.h2(Path.of(arguments[0])));
            for (int i = 0; i < DELIVERIES; i++) {
                if (inbox.accept("feishu", "main", "msg:" + i, "ou_mei", "{}", NOW)) {
                    System.out.println("msg:" + i);
                }
            }
            System.out.flush();
            Runtime.getRuntime().halt(137);
        }
    }
}
