package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.numbered;
import static io.rollcall.core.report.Payments.CHEN;
import static io.rollcall.core.report.Payments.GU;
import static io.rollcall.core.report.Payments.LIN;
import static io.rollcall.core.report.Payments.TEAM;
import static io.rollcall.core.report.Payments.WEEK;
import static io.rollcall.core.report.Payments.WU;
import static io.rollcall.core.report.Payments.ZHOU;
import static io.rollcall.core.report.Payments.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.report.Payments.Replies;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Reply;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportCompilerTest {

    private final ReportCompiler compiler = new ReportCompiler(TEAM);

    @Test
    void sections_stand_in_the_teams_order_whatever_order_the_replies_came_in() {
        Report report = compile(
                new Replies()
                        .text(CHEN, Payments.PLANS, "灰度")
                        .text(WU, Payments.FIGURES, "成功率 99.9%")
                        .text(LIN, Payments.O1, "存管路由"),
                List.of());

        assertThat(report.title()).isEqualTo("支付中台 周报 2024-W49");
        assertThat(report.allSections().map(ReportSection::id))
                .containsExactly(
                        Payments.PROJECTS,
                        Payments.CASHIER,
                        Payments.WALLET,
                        Payments.O1,
                        Payments.O2,
                        Payments.FIGURES,
                        Payments.INCIDENTS,
                        Payments.PLANS);
    }

    @Test
    void replies_to_one_section_are_joined_in_the_order_they_came_in_and_those_taken_back_are_left_out() {
        List<Reply> replies = new ArrayList<>(new Replies()
                .text(LIN, Payments.O1, "一")
                .takenBack(LIN, Payments.O1, "错的")
                .text(ZHOU, Payments.O1, "二")
                .text(LIN, Payments.O1, "三")
                .all());
        Collections.reverse(replies);

        Report report = compiler.compile(WEEK, 1, List.of(), replies, Map.of());

        assertThat(texts(report, Payments.O1)).containsExactly("一", "二", "三");
    }

    @Test
    void one_message_fills_several_sections_by_its_headings() {
        Report report = compile(new Replies().text(LIN, Payments.O1, "存管路由\n# 收银台\n改版\n# 风险\n排期紧"), List.of());

        assertThat(texts(report, Payments.O1)).containsExactly("存管路由");
        assertThat(section(report, Payments.CASHIER).passages())
                .extracting(Passage::title)
                .containsExactly(null, "风险");
    }

    @Test
    void lines_without_a_title_come_before_the_titled_ones_so_that_none_falls_under_anothers_title() {
        Report report =
                compile(new Replies().text(LIN, Payments.O1, "# 风险\n排期紧").text(ZHOU, Payments.O1, "存管路由"), List.of());

        assertThat(texts(report, Payments.O1)).containsExactly("存管路由", "排期紧");
    }

    @Test
    void lines_without_any_place_go_to_the_one_section_their_writer_owns() {
        Report report = compile(new Replies().text(GU, null, "读书"), List.of());

        assertThat(texts(report, Payments.THOUGHTS)).containsExactly("读书");
    }

    @Test
    void lines_whose_place_nobody_can_tell_are_still_in_the_report() {
        Report report = compile(new Replies().text(LIN, null, "散句"), List.of());

        assertThat(report.unplaced())
                .extracting(passage -> passage.nodes().get(0).text())
                .containsExactly("散句");
    }

    @Test
    void lines_for_a_section_that_the_team_no_longer_has_are_still_in_the_report() {
        Report report = compile(new Replies().text(LIN, new SectionId("gone"), "旧事"), List.of());

        assertThat(report.unplaced()).hasSize(1);
    }

    @Test
    void the_same_as_last_week_brings_last_weeks_lines_once() {
        List<ParsedNode> lines = List.of(numbered("存管路由：进度80%"), bullet("对账"));
        Report report = compiler.compile(
                WEEK,
                1,
                List.of(),
                new Replies()
                        .sameAsLastWeek(LIN, Payments.O1)
                        .sameAsLastWeek(ZHOU, Payments.O1)
                        .all(),
                Map.of(Payments.O1, lines));

        ReportSection o1 = section(report, Payments.O1);
        assertThat(o1.passages()).containsExactly(new Passage(null, lines, new Origin(LIN, 1), true));
        assertThat(o1.owners())
                .extracting(ReportSection.Owner::standing)
                .containsExactly(Standing.UPDATED, Standing.UPDATED);
    }

    @Test
    void the_same_as_last_week_without_a_section_is_meant_for_all_of_the_members() {
        Report report = compiler.compile(
                WEEK,
                1,
                List.of(),
                new Replies().sameAsLastWeek(LIN, null).all(),
                Map.of(
                        Payments.O1,
                        List.of(bullet("对账")),
                        Payments.CASHIER,
                        List.of(bullet("改版")),
                        Payments.O2,
                        List.of(bullet("压测"))));

        assertThat(texts(report, Payments.O1)).containsExactly("对账");
        assertThat(texts(report, Payments.CASHIER)).containsExactly("改版");
        assertThat(section(report, Payments.O2).standing()).isEqualTo(Standing.NOT_UPDATED);
    }

    @Test
    void the_same_as_last_week_when_there_was_nothing_is_nothing_new() {
        Report report = compile(new Replies().sameAsLastWeek(CHEN, Payments.O2), List.of());

        assertThat(section(report, Payments.O2).standing()).isEqualTo(Standing.NOTHING_NEW);
    }

    @Test
    void skipping_is_told_apart_from_leave() {
        Report report = compile(
                new Replies().skip(CHEN, null), List.of(ask(CHEN, AskState.EXCUSED), ask(WU, AskState.EXCUSED)));

        assertThat(section(report, Payments.O2).standing()).isEqualTo(Standing.NOTHING_NEW);
        assertThat(section(report, Payments.PLANS).standing()).isEqualTo(Standing.NOTHING_NEW);
        assertThat(section(report, Payments.FIGURES).standing()).isEqualTo(Standing.ON_LEAVE);
    }

    @Test
    void every_kind_of_silence_is_told() {
        Report report = compile(
                new Replies(),
                List.of(
                        ask(LIN, AskState.SILENT),
                        ask(ZHOU, AskState.EXCUSED),
                        ask(WU, AskState.UNREACHABLE),
                        ask(CHEN, AskState.EXCUSED)));

        assertThat(standingOf(report, Payments.CASHIER)).isEqualTo("本周未更新（林晓）");
        assertThat(standingOf(report, Payments.WALLET)).isEqualTo("请假（周楠）");
        assertThat(standingOf(report, Payments.O1)).isEqualTo("请假（周楠）；本周未更新（林晓）");
        assertThat(standingOf(report, Payments.FIGURES)).isEqualTo("未能送达（吴迪）");
        assertThat(standingOf(report, Payments.O2)).isEqualTo("请假（陈默）");
        assertThat(standingOf(report, Payments.PROJECTS))
                .as("its parts speak for it")
                .isEmpty();
        assertThat(section(report, Payments.O1).standing()).isEqualTo(Standing.NOT_UPDATED);
    }

    @Test
    void an_owner_without_an_ask_counts_as_silent() {
        assertThat(section(compile(new Replies(), List.of()), Payments.O2).standing())
                .isEqualTo(Standing.NOT_UPDATED);
    }

    @Test
    void who_is_missing_is_named_when_another_owner_answered() {
        Report report = compile(
                new Replies().text(LIN, Payments.O1, "存管路由"),
                List.of(ask(LIN, AskState.ANSWERED), ask(ZHOU, AskState.SILENT)));

        assertThat(section(report, Payments.O1).standing()).isEqualTo(Standing.UPDATED);
        assertThat(standingOf(report, Payments.O1)).isEqualTo("未提交（周楠）");
    }

    @Test
    void the_deputys_lines_stand_for_the_owners() {
        Report report = compile(new Replies().text(GU, Payments.O2, "压测"), List.of(ask(CHEN, AskState.EXCUSED)));

        assertThat(standingOf(report, Payments.O2)).isEmpty();
    }

    @Test
    void whoever_stands_in_speaks_for_the_owner() {
        Ask handedOn = new Ask(Payments.ROUND, WU, AskState.ANSWERED, null, null, GU);
        Report report = compile(
                new Replies().text(GU, Payments.FIGURES, "99.9%").skip(GU, Payments.INCIDENTS), List.of(handedOn));

        assertThat(standingOf(report, Payments.FIGURES)).isEmpty();
        assertThat(section(report, Payments.INCIDENTS).standing()).isEqualTo(Standing.NOTHING_NEW);
    }

    @Test
    void an_optional_section_is_there_only_when_it_has_lines() {
        Report without = compile(new Replies().skip(GU, null), List.of());
        Report with = compile(new Replies().text(GU, Payments.THOUGHTS, "读书"), List.of());

        assertThat(without.allSections().map(ReportSection::id)).doesNotContain(Payments.THOUGHTS);
        assertThat(with.allSections().map(ReportSection::id)).contains(Payments.THOUGHTS);
    }

    @Test
    void of_an_optional_section_nobody_is_missing_though_another_wrote() {
        Section both = new Section(
                Payments.THOUGHTS, "收获与反思", SectionKind.TEXT, List.of(GU, WU), null, List.of(), true, null, List.of());
        Team team = Payments.TEAM;
        Report report = new ReportCompiler(new Team(
                        team.id(),
                        team.name(),
                        team.zone(),
                        team.language(),
                        team.timetable(),
                        null,
                        null,
                        team.members(),
                        List.of(both),
                        team.template()))
                .compile(
                        WEEK,
                        1,
                        List.of(ask(GU, AskState.ANSWERED), ask(WU, AskState.SILENT)),
                        new Replies().text(GU, Payments.THOUGHTS, "读书").all(),
                        Map.of());

        assertThat(standingOf(report, Payments.THOUGHTS)).isEmpty();
    }

    @Test
    void a_section_whose_parts_have_lines_is_updated_by_them() {
        Report report = compile(new Replies().text(LIN, Payments.CASHIER, "改版"), List.of());

        assertThat(section(report, Payments.PROJECTS).standing()).isEqualTo(Standing.UPDATED);
        assertThat(section(report, Payments.WALLET).standing()).isEqualTo(Standing.NOT_UPDATED);
    }

    @Test
    void the_lines_of_a_report_are_what_the_next_week_may_bring_again() {
        Report lastWeek = compile(new Replies().text(LIN, Payments.O1, "存管路由\n# 风险\n排期紧"), List.of());

        Report report = compiler.compile(
                ReportWeeks.of(WEEK.first().next()),
                1,
                List.of(),
                new Replies().sameAsLastWeek(LIN, Payments.O1).all(),
                lastWeek.lines());

        assertThat(Lines.outline(section(report, Payments.O1).passages().get(0).nodes()))
                .containsExactly("1 存管路由", "1 风险", "2 排期紧");
        assertThat(report.title()).endsWith("2024-W50");
    }

    @Test
    void a_reply_without_a_word_changes_nothing() {
        Report report = compile(new Replies().text(CHEN, Payments.O2, "  \n"), List.of());

        assertThat(section(report, Payments.O2).standing()).isEqualTo(Standing.NOT_UPDATED);
    }

    private Report compile(Replies replies, List<Ask> asks) {
        return compiler.compile(WEEK, 1, asks, replies.all(), Map.of());
    }

    private static ReportSection section(Report report, SectionId id) {
        return report.allSections()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String standingOf(Report report, SectionId id) {
        return Payments.WORDS.remark(section(report, id));
    }

    private static Stream<String> texts(Report report, SectionId id) {
        return section(report, id).passages().stream()
                .flatMap(passage -> passage.nodes().stream())
                .map(ParsedNode::text);
    }
}
