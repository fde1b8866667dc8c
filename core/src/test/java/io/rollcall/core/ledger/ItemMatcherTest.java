package io.rollcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ReportParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemMatcherTest {

    private static final ReportWeek LAST = ReportWeek.parse("2024-W48");
    private static final ReportWeek NOW = ReportWeek.parse("2024-W49");

    @Test
    void theSameWordsAreTheSameItemWhereverTheyStand() {
        assertThat(items("1. 通道备案完成\n2. 机房巡检", "1. 机房巡检\n2. 通道备案完成。")).containsExactly(2L, 1L);
    }

    @Test
    void theSameLabelIsTheSameItemWhateverItSays() {
        assertThat(items("1. 自建终端：招标中\n2. 标准签约：方案整理", "1. 标准签约：暂停推进\n2. 自建终端：完成定标"))
                .containsExactly(2L, 1L);
    }

    @Test
    void figuresAndDatesDoNotMakeAnotherItem() {
        assertThat(items("1. 核心库数据同步进度80%，预计12/5完成切换", "1. 核心库数据同步进度95%，预计12/12完成切换"))
                .containsExactly(1L);
    }

    @Test
    void whatBeginsWithTheSameNameIsTheSameItem() {
        assertThat(items("1. 自动续费联调进度60%\n2. 退款链路重构方案评审", "1. 退款链路重构开发中\n2. 自动续费已上线"))
                .containsExactly(2L, 1L);
    }

    @Test
    void whatIsUnlikeIsNew() {
        assertThat(items("1. 自动续费联调", "1. 密钥轮换方案评审\n2. 自助开票")).containsExactly(0L, 0L);
    }

    @Test
    void noItemIsFoundTwice() {
        assertThat(items("1. 机房巡检", "1. 机房巡检\n2. 机房巡检")).containsExactly(1L, 0L);
    }

    @Test
    void theSameWordsInTwoSectionsAreTwoItemsEachInItsPlace() {
        List<Statement> last = new ArrayList<>(statements(LAST, "a", "1. 机房巡检", 1));
        last.addAll(statements(LAST, "b", "1. 机房巡检", 2));
        List<Statement> now = new ArrayList<>(statements(NOW, "b", "1. 机房巡检", 0));
        now.addAll(statements(NOW, "a", "1. 机房巡检", 0));

        assertThat(items(last, now)).containsExactly(2L, 1L);
    }

    @Test
    void whatMovedToAnotherSectionIsTheSameItem() {
        assertThat(items(
                        statements(LAST, "a", "1. 电子票据归档：接口联调进度60%，预计12/13提测", 1),
                        statements(NOW, "b", "1. 电子票据归档：接口联调进度85%，预计12/13提测", 0)))
                .containsExactly(1L);
    }

    @Test
    void whatMovedToAnotherGroupOfItsSectionIsTheSameItemWhenNothingElseHasItsName() {
        assertThat(items(
                        "1. 产研进展：\n   - 远岚车队直连接口遗留问题修复\n   - 海通车队直连接口通道服务已上线\n2. 车队合作：\n   - 限额已调整",
                        "1. 产研进展：\n   - 看板开发中\n2. 车队合作：\n   - 远岚车队直连接口遗留问题全部修复，已回归验证" + "\n   - 海通车队直连接口行内审批提前通过，准备切换"))
                .containsExactly(1L, 0L, 4L, 2L, 3L);
    }

    @Test
    void whatWasRenamedIsTheSameItem() {
        assertThat(items("1. 门店分期代付：接口开发进度40%，预计12/13提测", "1. 商户分期代付：接口开发进度70%，预计12/13提测"))
                .containsExactly(1L);
    }

    @Test
    void ofALineThatBecameTwoOneIsTheItemAndTheOtherIsNew() {
        assertThat(items("1. 对账平台改造：方案评审完成，开发中", "1. 对账平台改造一期：开发完成，测试中\n2. 对账平台改造二期：方案评审中"))
                .containsExactlyInAnyOrder(1L, 0L);
    }

    @Test
    void ofTwoLinesThatBecameOneOneGoesOn() {
        assertThat(items("1. 渠道证书巡检：脚本开发中\n2. 渠道证书告警：规则评审", "1. 渠道证书巡检与告警：脚本开发完成，规则上线"))
                .containsExactly(1L);
    }

    @Test
    void whatNobodySpokeOfLastWeekIsFoundInTheWeekBefore() {
        List<Statement> longAgo = statements(LAST.previous(), "a", "1. 密钥轮换：方案评审", 7);
        List<Statement> last = statements(LAST, "a", "1. 自动续费联调", 8);
        List<Statement> now = statements(NOW, "a", "1. 密钥轮换：开发中\n2. 自动续费已上线", 0);

        assertThat(matcher().match(List.of(last, longAgo), now))
                .extracting(Statement::item)
                .containsExactly(7L, 8L);
    }

    @Test
    void eachSaysHowItWasTold() {
        List<Statement> last = statements(LAST, "a", "1. 机房巡检完成两次\n2. 标准签约：方案整理\n3. 自动续费联调进度60%", 1);
        List<Statement> now = statements(NOW, "a", "1. 机房巡检完成两次\n2. 标准签约：暂停\n3. 自动续费已上线\n4. 新立项", 0);

        assertThat(matcher().match(List.of(last), now))
                .extracting(Statement::knownBy)
                .containsExactly(KnownBy.WORDS, KnownBy.LABEL, KnownBy.LIKENESS, null);
    }

    @Test
    void whatIsSaidAgainOfTheSameWeekStaysTheItemAsItWasTold() {
        List<Statement> last = statements(LAST, "a", "1. 标准签约：方案整理", 1);
        List<Statement> first = matcher().match(List.of(last), statements(NOW, "a", "1. 标准签约：暂停", 0));

        assertThat(matcher().match(List.of(first, last), statements(NOW, "a", "1. 标准签约：暂停", 0)))
                .isEqualTo(first);
    }

    /** The numbers of last week's lines, from 1, that this week's lines were found to be; 0 for new ones. */
    private static List<Long> items(String last, String now) {
        return items(statements(LAST, "a", last, 1), statements(NOW, "a", now, 0));
    }

    private static List<Long> items(List<Statement> last, List<Statement> now) {
        return matcher().match(List.of(last), now).stream().map(Statement::item).toList();
    }

    private static ItemMatcher matcher() {
        return new ItemMatcher(section -> section.equals(new SectionId("a")) ? "平台建设" : "稳定与治理");
    }

    private static List<Statement> statements(ReportWeek week, String section, String text, int firstItem) {
        List<Statement> statements = new ArrayList<>();
        new ReportParser(Set.of())
                .parse(text, week).sections().stream()
                        .flatMap(part -> part.items())
                        .forEach(item -> statements.add(
                                statement(week, section, item, firstItem == 0 ? 0 : firstItem + statements.size())));
        return statements;
    }

    private static Statement statement(ReportWeek week, String section, ParsedNode.Item item, long id) {
        return new Statement(
                id,
                week,
                null,
                new SectionId(section),
                0,
                item.depth(),
                null,
                item.label(),
                item.text(),
                item.status(),
                item.facts(),
                null,
                null);
    }
}
