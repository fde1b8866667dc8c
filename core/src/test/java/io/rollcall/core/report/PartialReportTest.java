package io.rollcall.core.report;

import static io.rollcall.core.report.Payments.LIN;
import static io.rollcall.core.report.Payments.O1;
import static io.rollcall.core.report.Payments.ROUND;
import static io.rollcall.core.report.Payments.TEAM;
import static io.rollcall.core.report.Payments.WEEK;
import static io.rollcall.core.report.Payments.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Prompt;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies by number in a compiled report; two owners share a section, and each has numbers of their own. */
class PartialReportTest {

    private static final Instant NOON = Instant.parse("2024-12-06T04:00:00Z");
    private static final String LAST_WEEK = """
            1. 代付路由：联调中，进度60%，预计12/5上线
            2. 商户分账：
               - 规则引擎：开发中
               - 差错重试：待排期
            3. 回单下载：已上线
            4. 限额改造：评审中""";

    private final ReportCompiler compiler = new ReportCompiler(TEAM);
    private final List<Reply> replies = new ArrayList<>();
    private final Map<MemberId, List<AskedLine>> prompts = new HashMap<>();

    @BeforeEach
    void numberLastWeeksLines() {
        replies.add(reply(LIN, ReplyKind.TEXT, LAST_WEEK));
        Map<SectionId, List<ParsedNode>> lines =
                compiler.compile(WEEK, 1, List.of(), replies, Map.of()).lines();
        replies.clear();
        Map<String, Long> items = new HashMap<>();
        prompts.put(
                LIN,
                Prompt.number(
                        List.of(TEAM.section(O1).orElseThrow()),
                        lines,
                        0,
                        (section, text) -> items.computeIfAbsent(text, key -> items.size() + 1L)));
        prompts.put(
                ZHOU,
                Prompt.number(List.of(TEAM.section(O1).orElseThrow()), lines, 10, (section, text) -> items.get(text)));
    }

    @Test
    void whatWasFinishedAndReportedIsNotAskedAboutAgain() {
        assertThat(prompts.get(LIN))
                .extracting(AskedLine::no, AskedLine::text)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"1\", \"代付路由：联调中，进度60%，预计12/5上线\")",
                        "(\"2\", \"商户分账：\")",
                        "(\"2.1\", \"规则引擎：开发中\")",
                        "(\"2.2\", \"差错重试：待排期\")",
                        "(\"3\", \"限额改造：评审中\")");
    }

    @Test
    void bringsLastWeeksLinesWithItsChangesInTheirPlaces() {
        replies.add(reply(LIN, ReplyKind.TEXT, "2.1 完成，1 延到12/12"));

        assertThat(lines())
                .containsExactly("1 代付路由：联调中，进度60%，预计12/12上线", "1 商户分账：", "2 规则引擎：已完成", "2 差错重试：待排期", "1 限额改造：评审中");
        assertThat(items())
                .filteredOn(item -> item.text().startsWith("规则引擎"))
                .extracting(ParsedNode.Item::status)
                .containsExactly(Status.DONE);
    }

    @Test
    void twoOwnersChangeTheSameLinesByTheirOwnNumbers() {
        replies.add(reply(LIN, ReplyKind.TEXT, "1 80%"));
        replies.add(reply(ZHOU, ReplyKind.TEXT, "11 延到12/12，13 删除"));

        assertThat(lines()).containsExactly("1 代付路由：联调中，进度80%，预计12/12上线", "1 商户分账：", "2 规则引擎：开发中", "2 差错重试：待排期");
    }

    @Test
    void theOtherOwnersSameAsLastWeekBringsNothingTwice() {
        replies.add(reply(LIN, ReplyKind.TEXT, "1 80%"));
        replies.add(reply(ZHOU, ReplyKind.SAME_AS_LAST_WEEK, "同上周"));

        assertThat(lines()).hasSize(5).contains("1 代付路由：联调中，进度80%，预计12/5上线");
    }

    @Test
    void aFormLeavesOutWhatItDoesNotHold() {
        replies.add(
                reply(LIN, ReplyKind.FORM, "【O1 业务服务】\n1. 代付路由：联调中，进度60%，预计12/5上线\n2. 商户分账：\n  2.2 差错重试：开发中\n新接渠道"));

        assertThat(lines()).containsExactly("1 代付路由：联调中，进度60%，预计12/5上线", "1 商户分账：", "2 差错重试：开发中", "1 新接渠道");
    }

    @Test
    void aDeletedLineComesBackWhenItIsNamedAgain() {
        replies.add(reply(LIN, ReplyKind.TEXT, "3 删除"));
        replies.add(reply(LIN, ReplyKind.TEXT, "3 同上周"));

        assertThat(lines()).contains("1 限额改造：评审中");
    }

    @Test
    void nothingIsBroughtByWhatCannotBePlaced() {
        replies.add(reply(LIN, ReplyKind.TEXT, "7 完成"));

        assertThat(lines()).isEmpty();
    }

    @Test
    void everyLineNamesTheReplyThatSaysItOrHasItStandAsItWas() {
        replies.add(reply(LIN, ReplyKind.TEXT, "1 80%，其余同上周"));
        replies.add(reply(ZHOU, ReplyKind.TEXT, "12.1 完成"));
        replies.add(reply(LIN, ReplyKind.TEXT, "1 80%"));
        replies.add(reply(ZHOU, ReplyKind.TEXT, "新接入两家渠道"));

        assertThat(origins())
                .containsExactly(
                        "代付路由：联调中，进度80%，预计12/5上线 <- lin 1",
                        "商户分账： <- lin 1",
                        "规则引擎：已完成 <- zhou 2",
                        "差错重试：待排期 <- lin 1",
                        "限额改造：评审中 <- lin 1",
                        "新接入两家渠道 <- zhou 4");
    }

    @Test
    void aLineOfAFreshTextNamesTheReplyThatChangedItSince() {
        replies.add(reply(LIN, ReplyKind.TEXT, "1. 海外钱包：启动调研\n2. 代付路由：联调中，进度70%\n   - 渠道甲\n   - 渠道乙\n3. 限额改造：已驳回"));
        replies.add(reply(LIN, ReplyKind.TEXT, "1 进度90%"));
        replies.add(reply(LIN, ReplyKind.TEXT, "3 删除"));

        assertThat(origins())
                .containsExactly("海外钱包：启动调研 <- lin 1", "代付路由：联调中，进度90% <- lin 2", "渠道甲 <- lin 1", "渠道乙 <- lin 1");
    }

    @Test
    void whatIsOnlyAddedComesBehindLastWeeksLines() {
        replies.add(reply(LIN, ReplyKind.TEXT, "新增：退汇提醒，预计12/20上线"));

        assertThat(lines())
                .containsExactly(
                        "1 代付路由：联调中，进度60%，预计12/5上线",
                        "1 商户分账：", "2 规则引擎：开发中", "2 差错重试：待排期", "1 限额改造：评审中", "1 退汇提醒，预计12/20上线");
    }

    @Test
    void anOrderThatTellsALineByItsPlaceTakesNothingAway() {
        replies.add(reply(LIN, ReplyKind.TEXT, "1 80%"));
        replies.add(reply(LIN, ReplyKind.TEXT, "最后一条完成"));

        assertThat(lines()).hasSize(5).contains("1 代付路由：联调中，进度80%，预计12/5上线", "1 限额改造：评审中");
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoseMessageIsStoredFirstDoesNotChangeTheReport(int seed) {
        Random random = new Random(seed);
        String[] said = {
            "1 进度%d%%",
            "2.1 完成",
            "3 延到12/2%d",
            "2.2 删除",
            "其余同上周",
            "新接入渠道%d",
            "代付路由：联调完成，进度9%d%%",
            "3 暂停",
            "2 同上周",
            "1 等银行"
        };
        for (int i = 0; i < 8; i++) {
            MemberId member = random.nextBoolean() ? LIN : ZHOU;
            String text = said[random.nextInt(said.length)].formatted(1 + random.nextInt(8));
            replies.add(reply(member, ReplyKind.TEXT, text));
        }
        List<String> expected = lines();

        List<Reply> shuffled = new ArrayList<>(replies);
        Collections.shuffle(shuffled, random);
        replies.clear();
        for (int i = 0; i < shuffled.size(); i++) {
            Reply one = shuffled.get(i);
            replies.add(new Reply(
                    i + 1,
                    one.round(),
                    one.member(),
                    one.platform(),
                    one.messageId(),
                    1,
                    one.kind(),
                    one.text(),
                    one.section(),
                    one.receivedAt(),
                    null));
        }

        assertThat(lines()).as("seed " + seed).isEqualTo(expected);
    }

    private Reply reply(MemberId member, ReplyKind kind, String text) {
        int n = replies.size() + 1;
        return new Reply(n, ROUND, member, "feishu", "om_" + n, 1, kind, text, O1, NOON.plusSeconds(n), null);
    }

    private List<String> lines() {
        return items().stream().map(item -> item.depth() + " " + item.text()).toList();
    }

    private List<String> origins() {
        return report().allSections()
                .flatMap(section -> section.passages().stream())
                .flatMap(Passage::lines)
                .map(line -> "%s <- %s %d"
                        .formatted(
                                line.item().text(),
                                line.origin().member().value(),
                                line.origin().reply()))
                .toList();
    }

    private Report report() {
        return compiler.compile(WEEK, 1, List.of(), replies, Map.of(), prompts, List.of(), List.of());
    }

    private List<ParsedNode.Item> items() {
        return report().lines().getOrDefault(O1, List.of()).stream()
                .filter(ParsedNode.Item.class::isInstance)
                .map(ParsedNode.Item.class::cast)
                .flatMap(ParsedNode.Item::withDescendants)
                .toList();
    }
}
