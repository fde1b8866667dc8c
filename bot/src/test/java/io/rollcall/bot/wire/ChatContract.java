package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.delivery.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a team can rely on whatever chat it uses, told once and run over the wire of each. All stories of a platform are
 * told to one bot: each in a week of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChatContract {

    /** The first of many Fridays on which nobody is off. */
    private static final LocalDate FIRST_FRIDAY = LocalDate.of(2025, 6, 6);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> OWNERS = List.of("lin", "zhou", "su", "he");

    private final SettableClock clock = SettableClock.inShanghai(FIRST_FRIDAY + "T09:00");
    private final Map<String, Integer> seenBefore = new HashMap<>();
    private final Map<String, Integer> seenAtLast = new HashMap<>();
    private LocalDate friday = FIRST_FRIDAY.minusWeeks(1);
    private int postedBefore;
    private int messages;
    private PlatformStandIn unused;
    private Chat chat;
    private BotUnderTest bot;

    /** The platform, for as long as all stories take. */
    abstract Chat open() throws IOException;

    @BeforeAll
    void startThePlatformAndTheBot(@TempDir Path folder) throws IOException {
        unused = new PlatformStandIn();
        chat = open();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/payments.yml"), chat.team(WireTest.fixture("payments.yml")));
        bot = new BotUnderTest(folder, clock, unused, chat.settings(), Map.of("ticker", new Waiting()));
        chat.connect(bot);
    }

    @AfterAll
    void stopBoth() {
        bot.close();
        chat.close();
        unused.close();
    }

    @BeforeEach
    void theNextRoundIsOpened() {
        OWNERS.forEach(owner -> seenBefore.put(owner, chat.seenBy(owner).size()));
        postedBefore = chat.posted().size();
        friday = friday.plusWeeks(1);
        at("10:00");
        inTime(() -> OWNERS.stream().allMatch(owner -> seenBy(owner).contains("请在")));
    }

    @AfterEach
    void theRoundIsOver() {
        at("17:30");
        at("18:00");
    }

    @Test
    void everyOwnerIsAskedOnceForTheirPart() {
        assertThat(seenBy("zhou")).contains("清结算中心", "周航，请在 ", " 前回复你负责的部分", "【O1 业务支撑】");
        assertThat(seenBy("he")).contains("何川，请在 ", "【运行数据】", "【收获与反思】");
        for (String owner : OWNERS) {
            assertThat(seenBy(owner)).containsOnlyOnce("直接发文字就行").contains("本周无更新");
        }
        assertThat(posted()).isEmpty();
    }

    @Test
    void aReplyInSeveralMessagesIsAnsweredAndPosted() {
        says("zhou", "1、佣金存管：联调中，进度60%，预计12/20上线");
        says("zhou", "2、对账平台：已上线");
        assertThat(seenBy("zhou")).contains("已记下：【O1 业务支撑】", "佣金存管", "进度 60%", "预计 12/20");
        assertThat(seenBy("su")).doesNotContain("佣金存管");

        publish();

        assertThat(posted()).contains("佣金存管：联调中", "对账平台：已上线");
        assertThat(report()).contains("佣金存管：联调中", "对账平台：已上线");
    }

    @Test
    void commandsAreUnderstood() {
        says("su", "1. 网关扩容");
        says("su", "预览");
        assertThat(answerTo("su")).contains("预览：你的部分", "网关扩容");
        says("he", "状态");
        assertThat(answerTo("he")).contains("已交（1）：苏岚", "未交（3）：林晓、周航、何川");
        says("su", "撤回");
        assertThat(answerTo("su")).contains("网关扩容");
        says("su", "预览");
        assertThat(answerTo("su")).contains("还没有发过内容");
        says("lin", "请假");
        assertThat(answerTo("lin")).contains("已登记请假");
        says("zhou", "好的");
        assertThat(answerTo("zhou")).contains("帮助");

        publish();
        assertThat(report()).contains("请假").doesNotContain("网关扩容");
    }

    @Test
    void aPressedButtonIsAnAnswer() {
        acts("zhou");
        chat.presses("zhou", "本周无更新", clock.instant());
        bot.work();
        assertThat(answerTo("zhou")).contains("【O1 业务支撑】本周无更新");

        at("14:00");
        assertThat(seenBy("zhou")).doesNotContain("还差你这一份");
        assertThat(seenBy("su")).contains("还差你这一份");
    }

    @Test
    void aMessageThatIsTakenBackNoLongerCounts() {
        says("zhou", "1. 对的一条");
        String wrong = says("zhou", "2. 写错了的一条");
        acts("zhou");
        chat.takesBack("zhou", wrong, clock.instant());
        bot.work();
        assertThat(answerTo("zhou")).contains("不再计入周报", "写错了的一条");

        publish();
        assertThat(report()).contains("对的一条").doesNotContain("写错了的一条");
        assertThat(posted()).doesNotContain("写错了的一条");
    }

    @Test
    void theSameDeliveryFiveTimesIsOneReplyAndOneAnswer() {
        long replies = bot.rows("reply");
        int seen = chat.seenBy("lin").size();
        says("lin", "1. 钱包开户页改版上线");
        int answer = chat.seenBy("lin").size() - seen;
        for (int i = 0; i < 4; i++) {
            chat.writes("lin", "om_" + messages, "1. 钱包开户页改版上线", clock.instant());
            bot.work();
        }
        says("su", "1. 网关扩容");

        assertThat(bot.rows("reply")).isEqualTo(replies + 2);
        assertThat(chat.seenBy("lin")).hasSize(seen + answer);
    }

    @Test
    void messagesThatOvertakeOneAnotherBothCount() {
        Instant first = clock.instant();
        chat.writes("su", newMessage(), "2. 后写的一条", first.plusSeconds(5));
        chat.writes("su", newMessage(), "1. 先写的一条", first);
        bot.work();

        publish();
        assertThat(report()).contains("先写的一条", "后写的一条");
    }

    @Test
    void aReplyLongerThanAMessageMayBeIsPostedWholeInPartsThatFit() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 480; i++) {
            lines.add(i + ". 第" + i + "项：完成存管路由的联调与验收，等待提测，风险已解除");
        }
        for (int part = 0; part < 8; part++) {
            says("zhou", String.join("\n", lines.subList(part * 60, part * 60 + 60)));
        }
        publish();
        inTime(() -> posted().contains("第480项"));

        for (int i = 1; i <= 480; i++) {
            assertThat(posted()).containsOnlyOnce("第" + i + "项：");
        }
        assertThat(chat.posted().size() - postedBefore).isGreaterThan(1);
        assertThat(chat.largest().bytes()).isLessThanOrEqualTo(chat.largest().limit());
    }

    @Test
    void inTheGroupOnlyWhatMentionsTheBotIsHeard() {
        assumeThat(chat.hearsTheGroup())
                .as("the platform tells the bot of groups")
                .isTrue();
        long replies = bot.rows("reply");
        int seen = chat.seenBy("zhou").size();
        chat.writesInTheGroup("zhou", newMessage(), "1. 大家周末愉快", false, clock.instant());
        chat.writesInTheGroup("su", newMessage(), "1. 群里交的一条", true, clock.instant());
        bot.work();
        acts("he");
        chat.writesInTheGroup("he", newMessage(), "状态", true, clock.instant());
        bot.work();

        assertThat(bot.rows("reply")).isEqualTo(replies + 1);
        assertThat(answerTo("he")).contains("已交（1）：苏岚");
        assertThat(chat.seenBy("zhou")).hasSize(seen);
        publish();
        assertThat(report()).contains("群里交的一条").doesNotContain("周末愉快", "点名周报 ");
    }

    @Test
    void emojiAndRareCharactersStayAsTheyAre() {
        String rare = "👨‍👩‍👧‍👦 🇨🇳 👍🏽 🚀 𠮷野家 㐂 𪚥 é ﷽ שלום ﬁ № ① ㎡";
        says("zhou", "1. " + rare);
        assertThat(answerTo("zhou")).contains(rare);

        publish();
        assertThat(report()).contains(rare);
        assertThat(posted()).contains(rare);
    }

    @Test
    void whatAMemberTypesNeverMentionsLinksOrStylesAnything() {
        says(
                "zhou",
                String.join(
                        "\n",
                        "1. 注入甲 <at id=all></at> <at user_id=\"all\">所有人</at> @所有人 @all <@all> <@wire.lin>",
                        "2. 注入乙 [点我](https://evil.example) ![图](https://evil.example/x.png)"
                                + " <a href=\"https://evil.example\">这里</a> <https://evil.example>",
                        "3. 注入丙 **粗** __粗__ *斜* _斜_ ~~删~~ `码` <font color=\"red\">红</font> <b>粗</b> &lt;b&gt;",
                        "4. 注入丁 ${alert} {{name}} \\*",
                        "# 注入戊",
                        "> 注入己",
                        "```注入庚",
                        "| 注入辛 | 表 |"));
        says("zhou", "预览");
        says("su", "转给@<at id=all></at>");
        publish();

        assertThat(posted()).contains("注入甲", "注入乙", "注入丙", "注入丁", "${alert}", "注入戊", "注入己", "注入庚", "注入辛");
        assertThat(chat.markup()).isEmpty();
    }

    @Test
    void whenThePlatformIsTooBusyTheAnswerComesLaterAndOnce() {
        chat.isTooBusy(2);
        says("su", "状态");
        inTime(() -> !answerTo("su").isEmpty());
        clock.pass(Duration.ofMinutes(5));
        bot.work();

        assertThat(answersTo("su")).singleElement(STRING).contains("未交（4）");
        assertThat(chat.refusals()).isEqualTo(2);
    }

    @Test
    void aTokenThatExpiresCostsNobodyTheirAnswer() {
        for (String owner : OWNERS) {
            chat.expiresToken();
            says(owner, "状态");
            inTime(() -> !answerTo(owner).isEmpty());
        }
        clock.pass(Duration.ofMinutes(5));
        bot.work();

        for (String owner : OWNERS) {
            assertThat(answersTo(owner)).as(owner).singleElement(STRING).contains("未交（4）");
        }
    }

    @Test
    void whatIsForgedBrokenOrTooLargeLeavesNothingAndTheNextIsTakenIn() {
        long rows = bot.rows("inbox");
        chat.deliversBroken("su", newMessage(), "1. 伪造的一条", clock.instant());

        says("lin", "1. 真的一条");

        assertThat(bot.rows("inbox")).isEqualTo(rows + 1);
        publish();
        assertThat(report()).contains("真的一条").doesNotContain("伪造的一条");
    }

    /** Sends are paced by the time of the story: who waits for their turn has it pass. */
    private final class Waiting implements Ticker {

        private final Instant start = clock.instant();

        @Override
        public long nanos() {
            return Duration.between(start, clock.instant()).toNanos();
        }

        @Override
        public void sleep(long nanos) {
            Ticker.SYSTEM.sleep(Math.min(nanos, Duration.ofMillis(1).toNanos()));
            clock.pass(Duration.ofNanos(nanos));
        }
    }

    private String newMessage() {
        return "om_" + ++messages;
    }

    private String says(String member, String text) {
        String id = newMessage();
        acts(member);
        chat.writes(member, id, text, clock.instant());
        bot.work();
        return id;
    }

    /** That hour of the story's day has come, or has passed while something waited its turn. */
    private void at(String time) {
        String moment = friday + "T" + time;
        if (clock.instant().isBefore(SettableClock.shanghai(moment))) {
            clock.set(moment);
        }
        bot.tick();
    }

    private void publish() {
        at("17:30");
        at("18:00");
        inTime(() -> !posted().isEmpty());
    }

    /** Time passes, for what has to be sent again or waits its turn, until it is so. */
    private void inTime(BooleanSupplier isSo) {
        await().atMost(PATIENCE).until(() -> {
            if (isSo.getAsBoolean()) {
                return true;
            }
            clock.pass(Duration.ofSeconds(20));
            bot.work();
            return isSo.getAsBoolean();
        });
    }

    /** All that somebody has seen in this story. */
    private String seenBy(String member) {
        List<String> seen = chat.seenBy(member);
        return String.join("\n\n", seen.subList(seenBefore.get(member), seen.size()));
    }

    /** What the last that they did was answered; on some platforms the buttons are a message of their own. */
    private String answerTo(String member) {
        return String.join("\n\n", answersTo(member));
    }

    private List<String> answersTo(String member) {
        List<String> seen = chat.seenBy(member);
        return seen.subList(seenAtLast.get(member), seen.size());
    }

    private void acts(String member) {
        seenAtLast.put(member, chat.seenBy(member).size());
    }

    private String posted() {
        List<String> all = chat.posted();
        return String.join("\n", all.subList(postedBefore, all.size()));
    }

    private String report() {
        int week = friday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return bot.report(String.format("payments-%d-W%02d", friday.getYear(), week));
    }
}
