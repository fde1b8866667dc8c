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
    void anotherSectionIsAnotherItem() {
        List<Statement> last = statements(LAST, "a", "1. 机房巡检", 1);
        assertThat(ItemMatcher.match(last, statements(NOW, "b", "1. 机房巡检", 0)))
                .extracting(Statement::item)
                .containsExactly(0L);
    }

    /** The numbers of last week's lines, from 1, that this week's lines were found to be; 0 for new ones. */
    private static List<Long> items(String last, String now) {
        return ItemMatcher.match(statements(LAST, "a", last, 1), statements(NOW, "a", now, 0)).stream()
                .map(Statement::item)
                .toList();
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
