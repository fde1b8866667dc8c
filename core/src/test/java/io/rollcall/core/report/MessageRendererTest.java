package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bare;
import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.item;
import static io.rollcall.core.report.Lines.quote;
import static io.rollcall.core.report.Lines.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.round.AskState;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRendererTest {

    private final MessageRenderer renderer = new MessageRenderer(Payments.WORDS);

    @Test
    void what_changed_comes_first_and_every_section_is_a_block_of_its_own() {
        Message message = renderer.render(report(
                1,
                section("o1", Standing.UPDATED, passage(bullet("对账"))),
                section("o2", Standing.NOT_UPDATED),
                section("o3", Standing.ON_LEAVE)));

        assertThat(message.blocks())
                .extracting(block -> block.parts().get(0))
                .containsExactly(
                        new Part.Heading("本周变化"),
                        new Part.Heading("O1"),
                        new Part.Heading("O2"),
                        new Part.Heading("O3"));
        assertThat(message.blocks().get(2).parts()).contains(new Part.Note("本周未更新（林晓）"));
        assertThat(message.blocks().get(3).parts()).contains(new Part.Note("请假（林晓）"));
    }

    @Test
    void the_line_in_the_chat_list_counts_what_matters() {
        Message message = renderer.render(report(
                1,
                section(
                        "o1",
                        Standing.UPDATED,
                        passage(with(Status.DONE, bullet("对账")), with(Status.BLOCKED, bullet("等定标")))),
                section("o2", Standing.NOT_UPDATED)));

        assertThat(message.title()).isEqualTo("周报");
        assertThat(message.summary()).isEqualTo("已更新 1/2 · 完成 1 · 受阻或暂停 1");
    }

    @Test
    void what_was_put_off_keeps_the_day_that_was_given_first() {
        SectionId o1 = new SectionId("o1");
        Message message = renderer.render(report(1, section("o1", Standing.UPDATED, passage(bullet("对账，预计12/27上线"))))
                .with(List.of(
                        new Slip(o1, "O1", "对账上线", "12/13", "12/27", 2, 14),
                        new Slip(o1, "O1", "清分提测", "12/13", "12/16", 1, 3))));

        assertThat(message.summary()).isEqualTo("已更新 1/1 · 延期 2");
        assertThat(message.blocks().get(0).parts().toString())
                .contains("延期 2")
                .contains("O1 › 对账上线：原定 12/13 → 12/27，第 2 次延期，累计 14 天")
                .contains("O1 › 清分提测：12/13 → 12/16，延期 3 天");
    }

    @Test
    void it_feels_good_only_when_nobody_is_missing() {
        assertThat(renderer.render(report(1, section("o1", Standing.UPDATED, passage(bullet("对账")))))
                        .tone())
                .isEqualTo(Tone.GOOD);
        assertThat(renderer.render(report(1, section("o1", Standing.NOTHING_NEW)))
                        .tone())
                .isEqualTo(Tone.GOOD);
        assertThat(renderer.render(report(1, section("o1", Standing.ON_LEAVE))).tone())
                .isEqualTo(Tone.NEUTRAL);
    }

    @Test
    void parts_are_blocks_that_name_the_section_they_are_in() {
        ReportSection whole = new ReportSection(
                new SectionId("projects"),
                "重点项目",
                SectionKind.ITEMS,
                Standing.UPDATED,
                List.of(),
                List.of(),
                List.of(section("o1", Standing.UPDATED, passage(bullet("改版"))), section("o2", Standing.NOT_UPDATED)));

        assertThat(renderer.render(report(1, whole)).blocks())
                .extracting(block -> block.parts().get(0))
                .containsExactly(
                        new Part.Heading("本周变化"), new Part.Heading("重点项目 · O1"), new Part.Heading("重点项目 · O2"));
    }

    @Test
    void lines_keep_their_nesting_and_their_kind_and_are_counted_anew() {
        assertThat(MessageRenderer.lines(List.of(
                                item("（3）", "存管路由", item("•", "联调")), item("7.", "对账"), bare("一句"), quote("引用")))
                        .lines())
                .containsExactly(
                        new Line(1, "1.", "存管路由"),
                        new Line(2, "•", "联调"),
                        new Line(1, "2.", "对账"),
                        new Line(1, "", "一句"),
                        new Line(1, ">", "引用"));
    }

    @Test
    void a_long_list_of_changes_is_cut_and_says_so_but_the_silent_are_all_named() {
        List<ParsedNode> done = new ArrayList<>();
        List<ReportSection> sections = new ArrayList<>();
        for (int i = 1; i <= 11; i++) {
            done.add(with(Status.DONE, bullet("第" + i + "项" + "很长".repeat(60))));
            sections.add(section("s" + i, Standing.NOT_UPDATED));
        }
        sections.add(section("o1", Standing.UPDATED, passage(done.toArray(ParsedNode[]::new))));

        List<Part> changes = renderer.render(report(1, sections.toArray(ReportSection[]::new)))
                .blocks()
                .get(0)
                .parts();

        List<Line> doneLines = linesAfter(changes, "完成 11");
        assertThat(doneLines).hasSize(9);
        assertThat(doneLines.get(0).text())
                .startsWith("O1：第1项")
                .hasSizeLessThan(90)
                .endsWith("…");
        assertThat(doneLines.get(8).text()).isEqualTo("另有 3 项，见下");
        assertThat(linesAfter(changes, "没有更新")).hasSize(11);
    }

    @Test
    void a_revision_says_that_it_is_one() {
        assertThat(renderer.render(report(2, section("o1", Standing.ON_LEAVE)))
                        .blocks()
                        .get(0)
                        .parts())
                .endsWith(new Part.Note("第 2 版"));
        assertThat(renderer.render(report(1, section("o1", Standing.ON_LEAVE)))
                        .blocks()
                        .get(0)
                        .parts())
                .doesNotContain(new Part.Note("第 1 版"));
    }

    @Test
    void figures_are_a_table_that_keeps_every_word() {
        List<Part> parts = figuresIn(figures("""
                支付成功率：
                - 扫码：99.982%，较上周提升0.02%
                - 刷卡：99.871%
                日均笔数418万笔
                """));

        assertThat(parts)
                .containsExactly(
                        new Part.Heading("系统运行数据"),
                        new Part.Table(
                                List.of("指标", "本周"),
                                List.of(
                                        List.of("支付成功率", ""),
                                        List.of("　扫码", "99.982%，较上周提升0.02%"),
                                        List.of("　刷卡", "99.871%"),
                                        List.of("日均笔数", "418万笔"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "可用性：99.993%\n成功率：99.98%\n本周切换了机房",
                "可用性：99.993%\n> 说明\n成功率：99.98%",
                "可用性：99.993%",
                "可用性：99.993%\n成功率：99.98%，口径改为只算线上渠道，线下渠道自本周起另行统计，历史数据不再回溯调整，请各位在引用时务必注明口径以及统计的截止时间，否则视为无效引用",
                "可用性：99.993%\n成功率：",
            })
    void lines_that_are_not_all_figures_stay_lines(String text) {
        assertThat(figuresIn(figures(text)))
                .as(text)
                .hasAtLeastOneElementOfType(Part.Lines.class)
                .doesNotHaveAnyElementsOfTypes(Part.Table.class);
    }

    @Test
    void of_a_long_report_long_sections_are_folds_but_never_what_went_wrong() {
        ParsedNode[] many = new ParsedNode[21];
        Arrays.fill(many, bullet("一行"));
        ReportSection incidents = new ReportSection(
                new SectionId("i"),
                "生产事件",
                SectionKind.INCIDENTS,
                Standing.UPDATED,
                List.of(new ReportSection.Owner(Payments.LIN, "林晓", Standing.UPDATED)),
                List.of(passage(many)),
                List.of());

        List<Message.Block> blocks = renderer.render(report(
                        1,
                        section("o1", Standing.UPDATED, passage(many)),
                        section("o2", Standing.UPDATED, passage(bullet("短"))),
                        section("o3", Standing.NOT_UPDATED),
                        incidents))
                .blocks();

        assertThat(blocks.get(1).parts())
                .containsExactly(new Part.Fold("O1", List.of(MessageRenderer.lines(List.of(many)))));
        assertThat(blocks.get(2).parts().get(0)).isEqualTo(new Part.Heading("O2"));
        assertThat(blocks.get(3).parts()).contains(new Part.Note("本周未更新（林晓）"));
        assertThat(blocks.get(4).parts()).startsWith(new Part.Heading("生产事件")).hasSize(2);
    }

    @Test
    void a_report_of_ordinary_length_is_open() {
        ParsedNode[] some = new ParsedNode[20];
        Arrays.fill(some, bullet("一行"));

        assertThat(renderer.render(report(
                                1,
                                section("o1", Standing.UPDATED, passage(some)),
                                section("o2", Standing.UPDATED, passage(some))))
                        .blocks())
                .allSatisfy(block -> assertThat(block.parts()).doesNotHaveAnyElementsOfTypes(Part.Fold.class));
    }

    private List<Part> figuresIn(Report report) {
        return renderer.render(report).blocks().stream()
                .map(Message.Block::parts)
                .filter(parts -> parts.get(0).equals(new Part.Heading("系统运行数据")))
                .findFirst()
                .orElseThrow();
    }

    private static Report figures(String text) {
        return new ReportCompiler(Payments.TEAM)
                .compile(
                        Payments.WEEK,
                        1,
                        List.of(Payments.ask(Payments.WU, AskState.ANSWERED)),
                        new Payments.Replies()
                                .text(Payments.WU, Payments.FIGURES, text)
                                .all(),
                        Map.of());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_text_is_there_once_in_order_and_at_its_depth(long seed) {
        List<ParsedNode> nodes = new Trees(seed).section();

        assertThat(MessageRenderer.lines(nodes).lines().stream()
                        .map(line -> line.depth() + " " + line.text())
                        .toList())
                .as("seed %d", seed)
                .isEqualTo(Lines.outline(nodes));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static List<Line> linesAfter(List<Part> parts, String title) {
        return ((Part.Lines) parts.get(parts.indexOf(new Part.Text(title)) + 1)).lines();
    }

    private static Passage passage(ParsedNode... nodes) {
        return new Passage(null, List.of(nodes), Origin.without(Payments.LIN), false);
    }

    private static ReportSection section(String id, Standing standing, Passage... passages) {
        return new ReportSection(
                new SectionId(id),
                id.toUpperCase(Locale.ROOT),
                SectionKind.ITEMS,
                standing,
                List.of(new ReportSection.Owner(Payments.LIN, "林晓", standing)),
                List.of(passages),
                List.of());
    }

    private static Report report(int revision, ReportSection... sections) {
        return new Report(Payments.TEAM.id(), "周报", Payments.WEEK, revision, List.of(sections), List.of());
    }
}
