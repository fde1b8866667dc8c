package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bot as a process, killed at each point of a round at which it could leave something half done. What was
 * acknowledged is in the report once, and the platform, which recognises a repeated idempotency key, delivers each
 * message once: exactly those, and exactly that report, that a bot gives which nobody kills.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CrashIT {

    private static final String GROUP = "oc_group";
    private static final int EVENTS = 11;
    private static final int EDITS = 1;

    private static final int UPDATES = 2;

    /** What stands in the report at the end, a line of each message that counts. */
    private static final List<String> LINES = List.of(
            "钱包开户页改版上线", "佣金存管联调中，进度60%", "标准签约完成评审", "实时数仓刷数进度80.4%", "自建终端已定标", "收款有效成功率：99.994%", "今年读完了三本书");

    private BotClasses classes;
    private List<String> sentUndisturbed;
    private String reportUndisturbed;

    @BeforeAll
    void playTheRoundUndisturbed(@TempDir Path jars, @TempDir Path folder) throws IOException {
        classes = BotClasses.packed(jars);
        try (CrashStory story = new CrashStory(classes, folder, WireDatabase.h2(folder), point -> false)) {
            play(story);
            sentUndisturbed = story.sent();
            reportUndisturbed = story.report();
            story.end();
            assertThat(story.kills()).isEmpty();
            assertThat(story.repeatedSends()).isZero();
        }
        // Four asks, two reminders, an answer to each event and edit, to the editor the draft, what became of it, and
        // that it was posted, and the report in the group, which is changed twice.
        assertThat(sentUndisturbed).hasSize(4 + 2 + EVENTS + EDITS + 3 + 1);
        LINES.forEach(line -> assertThat(reportUndisturbed).containsOnlyOnce(line));
        assertThat(reportUndisturbed).doesNotContain("发错了", "刷数进度60%", "本周未更新");
    }

    /** Two rounds side by side, which takes half the time: one killed at every other point, one at those between. */
    @Test
    void killedAtEveryPointNothingIsLostAndNothingComesTwice(@TempDir Path one, @TempDir Path other) throws Exception {
        ExecutorService twoAtATime = Executors.newFixedThreadPool(2);
        try {
            Future<List<String>> even =
                    twoAtATime.submit(() -> playKilled(one, WireDatabase.h2(one), point -> point % 2 == 0));
            Future<List<String>> odd =
                    twoAtATime.submit(() -> playKilled(other, WireDatabase.h2(other), point -> point % 2 == 1));

            assertThat(even.get().size() + odd.get().size()).isGreaterThanOrEqualTo(80);
        } finally {
            twoAtATime.shutdown();
            assertThat(twoAtATime.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void norIsItOnMySql(@TempDir Path folder) throws Exception {
        List<String> kills = playKilled(folder, WireDatabase.mySql("crash"), point -> point % 4 == 1);

        assertThat(kills).hasSizeGreaterThanOrEqualTo(20);
    }

    private List<String> playKilled(Path folder, WireDatabase database, IntPredicate isKilled)
            throws IOException, SQLException {
        try (CrashStory story = new CrashStory(classes, folder, database, isKilled)) {
            play(story);

            assertThat(story.everythingIsAcknowledged()).isTrue();
            String report = story.report();
            LINES.forEach(line -> assertThat(report).containsOnlyOnce(line));
            assertThat(report).isEqualTo(reportUndisturbed);
            assertThat(story.sent()).containsExactlyElementsOf(sentUndisturbed);
            // Without the idempotency key these would have arrived twice.
            assertThat(story.repeatedSends()).isPositive();

            story.end();
            assertThat(database.count("inbox where state = 'DONE'")).isEqualTo(story.events());
            assertThat(database.count("inbox")).isEqualTo(story.events());
            assertThat(database.count("outbox where state = 'SENT'"))
                    .isEqualTo(story.sent().size() + UPDATES);
            assertThat(database.count("outbox")).isEqualTo(story.sent().size() + UPDATES);
            return story.kills();
        }
    }

    /** The round, with the points at which the bot is killed in each of its steps. */
    private static void play(CrashStory story) {
        story.step(
                story.itIs("10:00:00"),
                () -> List.of("ou_lin", "ou_zhou", "ou_su", "ou_he").stream()
                        .allMatch(owner -> story.sent(owner, "清结算中心 第 49 周周报") >= 1),
                "wrote round",
                "before open",
                "after open",
                "wrote ask",
                "before ask",
                "after ask",
                "before claim",
                "after claim",
                CrashGate.REACHED,
                CrashGate.ACCEPTED,
                "before mark",
                "after mark");

        story.step(
                story.says("10:20:00", "ou_lin", "om_lin1", "1. 钱包开户页改版上线"),
                () -> story.sent("ou_lin", "已记下") >= 1,
                "received",
                "before store",
                "after store",
                "acknowledged");
        story.step(
                story.says("10:30:00", "ou_zhou", "om_zhou1", "1. 佣金存管联调中，进度60%"),
                () -> story.sent("ou_zhou", "已记下") >= 1,
                "before hear",
                "wrote reply",
                "wrote outbox",
                "wrote inbox",
                "after hear",
                "before claim",
                "after claim",
                CrashGate.REACHED,
                CrashGate.ACCEPTED,
                "before mark",
                "after mark");
        story.step(
                story.says("10:40:00", "ou_su", "om_su1", "1. 发错了的一条"),
                () -> story.sent("ou_su", "已记下") >= 1,
                "before hear");
        story.step(
                story.recalls("10:41:00", "om_su1"),
                () -> story.sent("ou_su", "") >= 3,
                "before store",
                "after store",
                "wrote reply",
                "before hear",
                "after hear");
        story.step(
                story.says("10:50:00", "ou_su", "om_su2", "1. 实时数仓刷数进度60%"),
                () -> story.sent("ou_su", "已记下") >= 2,
                CrashGate.ACCEPTED);
        story.step(
                story.edits("10:55:00", "om_su2", "1. 实时数仓刷数进度80.4%"),
                () -> story.sent("ou_su", "已按你的修改更新") >= 1,
                "wrote reply",
                "before edit",
                "after edit",
                CrashGate.ACCEPTED);
        story.step(
                story.says("11:00:00", "ou_lin", "om_lin2", "预览"),
                () -> story.sent("ou_lin", "预览") >= 1,
                "before hear",
                "after hear",
                "before mark");

        story.step(
                story.itIs("14:00:00"),
                () -> story.sent("ou_he", "还差你这一份") >= 1,
                "wrote round",
                "wrote outbox",
                "before remind",
                "after remind",
                "after claim",
                CrashGate.REACHED,
                CrashGate.ACCEPTED,
                "before mark",
                "after mark");
        story.step(
                story.itIs("16:00:00"),
                () -> story.sent("ou_he", "还差你这一份") >= 2,
                "before remind",
                "after remind",
                CrashGate.ACCEPTED);
        story.step(
                story.says("16:20:00", "ou_he", "om_he1", "【运行数据】\n收款有效成功率：99.994%"),
                () -> story.sent("ou_he", "已记下") >= 1,
                "after store");
        story.step(
                story.presses("16:25:00", "ou_he", "preview"),
                () -> story.sent("ou_he", "预览") >= 1,
                "after store",
                "before hear",
                "after hear");

        story.step(
                story.itIs("17:30:00"),
                () -> story.sent("ou_lin", "周报草稿") >= 1,
                "wrote report",
                "wrote statement",
                "wrote outbox",
                "before close",
                "after close",
                "after claim",
                CrashGate.ACCEPTED,
                "before mark");
        story.step(
                story.says("17:40:00", "ou_zhou", "om_zhou2", "2. 标准签约完成评审"),
                () -> story.sent("ou_zhou", "已补记") >= 1,
                "wrote report",
                "before hear",
                "after hear");

        story.step(
                story.itIs("18:00:00"),
                () -> !story.sentTo(GROUP).isEmpty(),
                "wrote outbox",
                "before publish",
                "after publish",
                "before claim",
                "after claim",
                CrashGate.REACHED,
                CrashGate.ACCEPTED,
                "before mark",
                "after mark");
        story.step(
                story.says("18:20:00", "ou_su", "om_su3", "2. 自建终端已定标"),
                () -> story.sent("ou_su", "已补记") >= 1,
                "wrote statement",
                "before hear",
                "after hear",
                CrashGate.ACCEPTED,
                "before mark");
        story.step(story.itIs("18:40:00"), () -> story.updates() >= 1, "wrote outbox", "after claim", "before mark");
        story.step(
                story.says("18:50:00", "ou_he", "om_he2", "【收获与反思】\n今年读完了三本书"),
                () -> story.sent("ou_he", "已补记") >= 1,
                "after store");
        story.step(story.itIs("19:10:00"), () -> story.updates() >= UPDATES);

        story.everythingComesAgain();
        assertThat(story.sentTo(GROUP)).hasSize(1);
        assertThat(story.updates()).isEqualTo(UPDATES);
    }
}
