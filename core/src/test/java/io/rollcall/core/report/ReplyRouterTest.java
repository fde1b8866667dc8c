package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bare;
import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyRouterTest {

    private static final Origin SAID = new Origin(Payments.LIN, 7);

    private final ReplyRouter router = new ReplyRouter(Payments.TEAM);

    @Test
    void lines_before_any_heading_go_where_the_reply_was_meant_for() {
        assertThat(router.route(reply(under(null, bare("存管路由上线"))), Payments.O1, SAID))
                .containsExactly(
                        new ReplyRouter.Placed(Payments.O1, new Passage(null, List.of(bare("存管路由上线")), SAID, false)));
    }

    @Test
    void a_heading_that_names_a_section_leads_there_and_is_not_repeated() {
        ParsedReport reply =
                reply(under(null, bare("先说一句")), under("o2", bullet("压测完成")), under("下周计划", numbered("灰度")));

        assertThat(router.route(reply, Payments.O1, SAID))
                .extracting(
                        ReplyRouter.Placed::section, placed -> placed.passage().title())
                .containsExactly(tuple(Payments.O1, null), tuple(Payments.O2, null), tuple(Payments.PLANS, null));
    }

    @Test
    void a_heading_that_names_none_stays_with_its_lines_in_the_section_before_it() {
        ParsedReport reply = reply(under("收银台", bullet("改版")), under("风险", bullet("排期紧")), under("已知问题"));

        assertThat(router.route(reply, null, SAID))
                .extracting(
                        ReplyRouter.Placed::section, placed -> placed.passage().title())
                .containsExactly(
                        tuple(Payments.CASHIER, null), tuple(Payments.CASHIER, "风险"), tuple(Payments.CASHIER, "已知问题"));
    }

    @Test
    void a_heading_that_says_more_than_the_name_is_kept() {
        assertThat(router.route(reply(under("收银台（二期）", bullet("改版"))), Payments.O1, SAID))
                .containsExactly(new ReplyRouter.Placed(
                        Payments.CASHIER, new Passage("收银台（二期）", List.of(bullet("改版")), SAID, false)));
    }

    @Test
    void lines_whose_section_nobody_can_tell_are_kept_apart() {
        assertThat(router.route(reply(under(null, bare("改版")), under("杂谈", bare("团建"))), null, SAID))
                .hasSize(2)
                .allSatisfy(placed -> assertThat(placed.section()).isNull());
    }

    @Test
    void a_section_heading_without_lines_says_nothing() {
        assertThat(router.route(reply(under("O2")), Payments.O1, SAID)).isEmpty();
    }

    private static ParsedReport reply(ParsedSection... sections) {
        return new ParsedReport(new ReportWeek(2024, 49), List.of(sections));
    }

    private static ParsedSection under(@Nullable String title, ParsedNode... nodes) {
        return new ParsedSection(title, 2, 1, List.of(nodes));
    }
}
