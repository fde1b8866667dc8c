package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bare;
import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.numbered;
import static io.rollcall.core.report.Lines.planned;
import static io.rollcall.core.report.Lines.text;
import static io.rollcall.core.report.Lines.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Span;
import io.rollcall.core.understand.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final LocalDate SUNDAY = Payments.WEEK.to();

    @Test
    void finished_work_is_named_once_by_its_uppermost_line_with_what_it_stands_under() {
        Summary summary = of(
                SectionKind.ITEMS,
                numbered("银行侧：", with(Status.DONE, bullet("直联行上线", with(Status.DONE, bullet("回归通过"))))),
                with(Status.IN_PROGRESS, numbered("对账", with(Status.DONE, bullet("差异清零")))));

        assertThat(summary.done())
                .extracting(point -> String.join("/", point.path()) + " " + point.text())
                .containsExactly("银行侧 直联行上线", "对账 差异清零");
    }

    @Test
    void what_is_blocked_or_paused_is_named() {
        Summary summary = of(
                SectionKind.ITEMS,
                with(Status.BLOCKED, numbered("等定标")),
                with(Status.PAUSED, numbered("暂停推进")),
                with(Status.NOT_STARTED, numbered("未启动")));

        assertThat(summary.stuck()).extracting(Summary.Point::text).containsExactly("等定标", "暂停推进");
    }

    @Test
    void what_is_planned_for_the_next_seven_days_is_due_in_order_of_day() {
        Summary summary = of(
                SectionKind.ITEMS,
                planned(SUNDAY.plusDays(7), bullet("第七天")),
                planned(SUNDAY.plusDays(8), bullet("第八天")),
                planned(SUNDAY, bullet("本周日")),
                planned(SUNDAY.plusDays(1), bullet("第一天")),
                planned(null, SUNDAY.plusDays(3), bullet("第三天前")),
                planned(SUNDAY.plusDays(2), SUNDAY.plusDays(20), bullet("下旬")),
                with(Status.DONE, planned(SUNDAY.plusDays(2), bullet("已完成"))),
                Lines.dated(
                        new Fact.Dated(
                                SUNDAY.plusDays(2),
                                SUNDAY.plusDays(2),
                                Fact.Role.MENTION,
                                null,
                                null,
                                "",
                                new Span(0, 0)),
                        bullet("只是提到")));

        assertThat(summary.due()).extracting(Summary.Point::text).containsExactly("第一天", "第三天前", "第七天");
    }

    @Test
    void a_day_that_no_longer_holds_is_not_due() {
        LocalDate day = SUNDAY.plusDays(2);
        Summary summary = of(
                SectionKind.ITEMS,
                Lines.dated(
                        new Fact.Dated(day, day, Fact.Role.PLANNED, null, null, "原定12/10", new Span(0, 0)),
                        bullet("账期延长：原定12/10，改为12/20")));

        assertThat(summary.due()).isEmpty();
    }

    @Test
    void a_sentence_that_goes_on_in_the_next_line_is_told_whole() {
        Summary summary = of(
                SectionKind.ITEMS,
                with(Status.BLOCKED, bullet("等定标，", text("供应商未答复"))),
                with(Status.BLOCKED, bullet("等回签", text("附件见群"))));

        assertThat(summary.stuck()).extracting(Summary.Point::text).containsExactly("等定标，供应商未答复", "等回签");
    }

    @Test
    void incidents_are_the_lines_of_their_sections_but_not_a_word_that_there_were_none() {
        assertThat(of(SectionKind.INCIDENTS, bare("12/03 回调超时"), bare("无。"), text("说明"))
                        .incidents())
                .extracting(Summary.Point::text)
                .containsExactly("12/03 回调超时");
    }

    @Test
    void figures_and_prose_are_no_list_of_work() {
        ParsedNode[] lines = {with(Status.DONE, planned(SUNDAY.plusDays(1), bullet("看完了一本书")))};

        for (SectionKind kind : List.of(SectionKind.METRICS, SectionKind.TEXT)) {
            Summary summary = of(kind, lines);
            assertThat(summary.done()).isEmpty();
            assertThat(summary.due()).isEmpty();
        }
        assertThat(of(SectionKind.PLANS, lines).done()).isEmpty();
    }

    @Test
    void last_weeks_lines_are_not_done_again() {
        Passage kept = new Passage(null, List.of(with(Status.DONE, bullet("对账"))), Origin.without(Payments.LIN), true);

        Summary summary = report(section(SectionKind.ITEMS, Standing.UPDATED, List.of(kept)))
                .summary();

        assertThat(summary.done()).isEmpty();
        assertThat(summary.asLastWeek()).containsExactly("业务");
    }

    @Test
    void a_section_with_a_line_of_this_week_is_not_as_last_week() {
        Passage kept = new Passage(null, List.of(bullet("对账")), Origin.without(Payments.LIN), true);
        Passage written = new Passage(null, List.of(bullet("清分提测")), Origin.without(Payments.LIN), false);

        Summary summary = report(section(SectionKind.ITEMS, Standing.UPDATED, List.of(written, kept)))
                .summary();

        assertThat(summary.asLastWeek()).isEmpty();
    }

    @Test
    void silent_sections_are_counted_and_named() {
        Summary summary = report(
                        section(SectionKind.ITEMS, Standing.NOT_UPDATED, List.of()),
                        section(
                                SectionKind.ITEMS,
                                Standing.UPDATED,
                                List.of(new Passage(null, List.of(bullet("对账")), Origin.without(Payments.LIN), false))))
                .summary();

        assertThat(summary.sections()).isEqualTo(2);
        assertThat(summary.updated()).isEqualTo(1);
        assertThat(summary.quiet()).hasSize(1);
        assertThat(summary.isComplete()).isFalse();
    }

    private static Summary of(SectionKind kind, ParsedNode... nodes) {
        Passage passage = new Passage(null, List.of(nodes), Origin.without(Payments.LIN), false);
        return report(section(kind, Standing.UPDATED, List.of(passage))).summary();
    }

    private static ReportSection section(SectionKind kind, Standing standing, List<Passage> passages) {
        return new ReportSection(
                new SectionId("o1"),
                "业务",
                kind,
                standing,
                List.of(new ReportSection.Owner(Payments.LIN, "林晓", standing)),
                passages,
                List.of());
    }

    private static Report report(ReportSection... sections) {
        return new Report(Payments.TEAM.id(), "周报", Payments.WEEK, 1, List.of(sections), List.of());
    }
}
