package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bare;
import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.item;
import static io.rollcall.core.report.Lines.numbered;
import static io.rollcall.core.report.Lines.quote;
import static io.rollcall.core.report.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownRendererTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer(Payments.TEAM, Payments.WORDS);

    @Test
    void numbered_lines_stay_numbered_and_bullets_and_bare_lines_stay_what_they_are() {
        assertThat(lines(
                        item("一、", "存管路由：进度80%", item("1、", "联调"), item("2、", "压测", bullet("已完成"))),
                        item("二、", "对账"),
                        bare("支付成功率：", bullet("入金：99.9%"), bullet("出金：99.8%"))))
                .isEqualTo("""
                        1. 存管路由：进度80%
                            1. 联调
                            2. 压测
                                - 已完成
                        2. 对账

                        支付成功率：
                          - 入金：99.9%
                          - 出金：99.8%
                        """);
    }

    /** Such as the numbered lines of one owner and the bullets of another, joined in one section. */
    @Test
    void a_list_of_another_kind_stands_further_left_so_that_it_is_not_taken_for_a_part_of_the_one_above() {
        assertThat(lines(numbered("存管路由", bullet("联调")), numbered("对账"), bullet("发票红冲")))
                .isEqualTo("""
                         1. 存管路由
                             - 联调
                         2. 对账
                        - 发票红冲
                        """);
    }

    @Test
    void prose_stands_in_paragraphs_and_quotations_keep_their_mark() {
        assertThat(lines(
                        text("一段。"), text("又一段。"), quote("引用一"), quote("引用二"), numbered("条目"), text("---"), text("末段")))
                .isEqualTo("""
                        一段。

                        又一段。

                        > 引用一
                        > 引用二

                        1. 条目

                        ---

                        末段
                        """);
    }

    @Test
    void a_passages_own_title_is_a_heading_below_its_sections_whatever_the_template() {
        assertThat(withTitledPassage("## 【{title}】")).contains("\n## 【O1 业务服务】\n\n### 风险\n\n- 封网\n");
        assertThat(withTitledPassage("**{title}**")).contains("\n**O1 业务服务**\n\n#### 风险\n\n- 封网\n");
    }

    private static String withTitledPassage(String sectionTemplate) {
        Team payments = Payments.TEAM;
        Team team = new Team(
                payments.id(),
                payments.name(),
                payments.zone(),
                payments.language(),
                payments.timetable(),
                null,
                null,
                payments.members(),
                List.of(Payments.section(Payments.O1, "O1 业务服务", SectionKind.ITEMS, Payments.LIN)),
                new ReportTemplate("# {team}", sectionTemplate, sectionTemplate));
        Report report = new ReportCompiler(team)
                .compile(
                        Payments.WEEK,
                        1,
                        List.of(),
                        new Payments.Replies()
                                .text(Payments.LIN, Payments.O1, "【风险】\n- 封网")
                                .all(),
                        Map.of());
        return new MarkdownRenderer(team, Payments.WORDS).render(report);
    }

    @Test
    void the_rest_of_a_sentence_stays_with_its_line() {
        assertThat(lines(numbered("写到一半", text("接着写"), bullet("要点")))).isEqualTo("""
                        1. 写到一半
                            接着写

                            - 要点
                        """);
    }

    @Test
    void numbering_starts_over_only_where_its_writer_did_after_a_line_of_another_kind() {
        assertThat(lines(item("1.", "甲"), item("1.", "乙"), bare("另一组"), item("1.", "丙"), bare("插一句"), item("2.", "丁")))
                .containsSubsequence("1. 甲", "2. 乙", "1. 丙", "2. 丁");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "# 标题 → \\# 标题",
                "#标签 → \\#标签",
                "> 引用 → \\> 引用",
                "- 减号 → \\- 减号",
                "-3% → -3%",
                "1. 编号 → 1\\. 编号",
                "12) 编号 → 12\\) 编号",
                "1.0版本上线 → 1.0版本上线",
                "3、顿号 → 3、顿号",
                "5、6月份交易 → 5、6月份交易",
                "#1 机房 → #1 机房",
                "-负数 → \\-负数",
                "(2) 括号 → \\(2) 括号",
                "[已上线] → \\[已上线]",
                "**【好店】** → \\**【好店】**",
                "【好店】 → \\【好店】",
                "【好店】上线 → 【好店】上线",
                "**粗体**开头 → **粗体**开头",
                "``` → \\```",
                "<div> → \\<div>",
                "x < y → x < y",
                "=== → ===",
                "\\# 已转义 → \\\\# 已转义",
                "\\普通 → \\普通",
                "O2 能力升级 → \\O2 能力升级",
                "2024-12-05 上线 → 2024-12-05 上线"
            })
    void only_what_would_become_structure_is_escaped(String text, String escaped) {
        assertThat(lines(bare(text))).isEqualTo(escaped + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#标签", "3、顿号", "1.foo", "-负数", "**粗体**"})
    void after_a_marker_less_needs_escaping(String text) {
        assertThat(lines(bullet(text))).isEqualTo("- " + text + "\n");
    }

    @Test
    void a_sections_name_alone_on_its_line_is_escaped_even_after_a_marker() {
        assertThat(lines(bullet("【下周计划】"), bullet("o2 能力升级"), bullet("O2 能力升级：压测")))
                .isEqualTo("- \\【下周计划】\n- \\o2 能力升级\n- O2 能力升级：压测\n");
    }

    @Test
    void a_box_to_tick_stays_with_its_bullet() {
        assertThat(lines(item("- [x]", "联调"), item("* [ ]", "压测"))).isEqualTo("- [x] 联调\n- [ ] 压测\n");
    }

    @Test
    void every_way_to_number_counts() {
        assertThat(lines(
                        item("①", "甲"),
                        item("❷", "乙"),
                        item("3\u20E3", "丙"),
                        item("Ⅳ.", "丁"),
                        item("（五）", "戊"),
                        item("f)", "己"),
                        item("1.7", "庚")))
                .isEqualTo("1. 甲\n2. 乙\n3. 丙\n4. 丁\n5. 戊\n6. 己\n7. 庚\n");
    }

    @Test
    void code_between_fences_is_left_alone_but_a_single_fence_swallows_nothing() {
        assertThat(lines(text("说明"), text("```sh"), text("# 注释"), text("- x"), text("```"), bullet("条目")))
                .isEqualTo("说明\n\n```sh\n# 注释\n- x\n```\n\n- 条目\n");
        assertThat(lines(text("```"), bullet("条目"), text("```")))
                .contains("\\```")
                .contains("\n- 条目\n");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_text_is_there_once_in_order_and_at_its_depth(long seed) {
        List<ParsedNode> nodes = new Trees(seed).section();

        String markdown = renderer.render(nodes);

        assertThat(readBack(markdown)).as("seed %d:%n%s", seed, markdown).isEqualTo(Lines.outline(nodes));
    }

    /** The referee: CommonMark must not see a heading, a code block or HTML in what are a member's plain lines. */
    @ParameterizedTest
    @MethodSource("seeds")
    void a_members_words_never_become_structure_in_commonmark(long seed) {
        List<ParsedNode> nodes = new Trees(seed).section();
        String markdown = renderer.render(nodes);

        Structure seen = new Structure();
        Parser.builder().build().parse(markdown).accept(seen);

        assertThat(seen.intruders).as("seed %d:%n%s", seed, markdown).isEmpty();
        assertThat(seen.listItems).as("seed %d:%n%s", seed, markdown).isEqualTo(listed(nodes, 0));
    }

    private String lines(ParsedNode... nodes) {
        return renderer.render(List.of(nodes));
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static final Pattern LINE = Pattern.compile("( *)(?:(\\d+)\\. |[->] |(?:\\d+\\.|[->])$)?(.*)");

    /** Reads what the renderer wrote, knowing nothing but indents, markers and backslashes. */
    private static List<String> readBack(String markdown) {
        List<String> outline = new ArrayList<>();
        Deque<Integer> indents = new ArrayDeque<>();
        boolean code = false;
        for (String line : markdown.lines().filter(l -> !l.isBlank()).toList()) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).isTrue();
            int indent = matcher.group(1).length();
            while (!indents.isEmpty() && indents.peek() >= indent) {
                indents.pop();
            }
            indents.push(indent);
            if (!matcher.group(3).isEmpty()) {
                boolean fence = line.strip().startsWith("```");
                String words = code || fence ? line.strip() : unescaped(matcher.group(3));
                outline.add(indents.size() + " " + words);
                code ^= fence;
            }
        }
        return outline;
    }

    private static String unescaped(String text) {
        String number = text.replaceFirst("^(\\d{1,9})\\\\(\\\\*[.)](?!\\d))", "$1$2");
        return text.startsWith("\\") && !text.equals("\\普通") && !text.startsWith("\\普通 ") ? text.substring(1) : number;
    }

    private static int listed(List<ParsedNode> nodes, int sum) {
        int listed = sum;
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                listed = listed(item.children(), listed + (item.marker().isEmpty() ? 0 : 1));
            }
        }
        return listed;
    }

    private static final class Structure extends AbstractVisitor {

        private final List<Node> intruders = new ArrayList<>();
        private int listItems;

        @Override
        public void visit(Heading heading) {
            intruders.add(heading);
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            intruders.add(code);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            // What its writer put between fences is code; a fence that none closes must not become one.
            if (code.getClosingFenceLength() == null) {
                intruders.add(code);
            }
        }

        @Override
        public void visit(HtmlBlock html) {
            intruders.add(html);
        }

        @Override
        public void visit(ListItem item) {
            listItems++;
            visitChildren(item);
        }
    }
}
