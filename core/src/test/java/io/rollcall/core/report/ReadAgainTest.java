package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.round.AskState;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was understood of a reply is understood again of the Markdown that was made of it. */
class ReadAgainTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer(Payments.TEAM, Payments.WORDS);
    private final ReportParser parser = new ReportParser(new SectionNames(Payments.TEAM).all());

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_items_depths_and_facts_are_read_again(long seed) {
        String reply = new Typist(seed).reply();
        List<ParsedNode> nodes = nodes(reply);

        String markdown = renderer.render(nodes);

        assertThat(described(nodes(markdown)))
                .as("seed %d%n--- typed%n%s%n--- rendered%n%s", seed, reply, markdown)
                .isEqualTo(described(nodes));
    }

    @Test
    void a_whole_report_is_read_again_section_by_section() {
        Report report = new ReportCompiler(Payments.TEAM)
                .compile(
                        Payments.WEEK,
                        1,
                        List.of(Payments.ask(Payments.CHEN, AskState.EXCUSED)),
                        new Payments.Replies()
                                .text(Payments.LIN, Payments.CASHIER, """
                                        1、商户接入：
                                        - 校园卡联调，进度80%，预计12/12上线
                                        - 连锁餐饮46家全部切换完成
                                        2、刷卡成功率99.87%，较上周提升0.12%
                                        【风险】
                                        （1）节前封网
                                        【O1 业务服务】
                                        ① 发票红冲：12/04已上线
                                        """)
                                .text(Payments.ZHOU, Payments.O1, "• 账期延长：等法务回签\n• 授信额度")
                                .text(
                                        Payments.WU,
                                        Payments.FIGURES,
                                        "可用性：\n- 年度99.993%\n- AB级事故0次\n\n生产事件\n12/03 14:20 回调超时6分钟，影响42笔")
                                .text(Payments.GU, Payments.THOUGHTS, "把简单留给商户。\n> 慢就是快。\n第二段，没有结论。")
                                .all(),
                        Map.of());

        String markdown = new MarkdownRenderer(Payments.TEAM, Payments.WORDS).render(report);

        List<ReplyRouter.Placed> placed = new ReplyRouter(Payments.TEAM)
                .route(parser.parse(markdown, Payments.WEEK.last()), null, Origin.without(Payments.CHEN));
        for (ReportSection section : report.allSections().toList()) {
            List<String> written = described(section.passages().stream());
            List<String> read = described(placed.stream()
                    .filter(place -> section.id().equals(place.section()))
                    .map(ReplyRouter.Placed::passage));
            read.remove("1 quote " + Payments.WORDS.remark(section));
            assertThat(read).as("%s of%n%s", section.title(), markdown).isEqualTo(written);
        }
        assertThat(report.allSections()
                        .filter(section -> !section.passages().isEmpty())
                        .map(ReportSection::id))
                .containsExactly(
                        Payments.CASHIER, Payments.O1, Payments.FIGURES, Payments.INCIDENTS, Payments.THOUGHTS);
    }

    private static List<String> described(Stream<Passage> passages) {
        List<String> described = new ArrayList<>();
        passages.forEach(passage -> {
            passage.heading().ifPresent(described::add);
            described.addAll(described(passage.nodes()));
        });
        return described;
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private List<ParsedNode> nodes(String text) {
        ParsedReport report = parser.parse(text, Payments.WEEK.last());
        List<ParsedNode> nodes = new ArrayList<>();
        for (ParsedSection section : report.sections()) {
            assertThat(section.title()).as(text).isNull();
            nodes.addAll(section.nodes());
        }
        return nodes;
    }

    private static List<String> described(List<ParsedNode> nodes) {
        List<String> described = new ArrayList<>();
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                described.add(item.depth() + " item " + item.label() + " | " + item.text() + " | " + item.status());
                item.facts().forEach(fact -> described.add("    " + described(fact)));
                described.addAll(described(item.children()));
            } else if (node instanceof ParsedNode.Text text) {
                described.add(text.depth() + (text.quoted() ? " quote " : " text ") + text.text());
            }
        }
        return described;
    }

    /** Without the place in the text, which is another one. */
    private static String described(Fact fact) {
        return fact.toString().replaceAll("Span\\[[^\\]]*]", "");
    }

    /** Types replies as people do: lists in any style, one within another, bare lines between, prose, quotations. */
    private static final class Typist {

        private static final List<String> SAID = List.of(
                "存管路由：100%开发完成，预计12/12上线",
                "对账差异降到3笔",
                "发票红冲：12/04已上线，运行平稳",
                "商户接入46家，较上周提升12.5%",
                "多币种结算：方案评审通过，因汇率源未定，暂停推进",
                "账期延长：进度65%，原定12/10，改为12/20",
                "交易3375笔，金额2.4亿",
                "等法务回签",
                "计划下周与收单方沟通方案",
                "完成压测，峰值1200单/秒",
                "1.2版本已合并",
                "-3%的波动来自节假日",
                "#1 机房割接完毕",
                "95%的用例已自动化",
                "\\# 号开头的话",
                "\\> 95%才算达标",
                "\\- 减号开头",
                "1\\. 编号开头",
                "12\\) 编号开头",
                "\\(2) 括号开头",
                "\\[已上线]",
                "\\【风险】",
                "\\<b>粗</b>体开头",
                "\\普通");
        private static final List<String> HEADS = List.of("商户接入：", "支付成功率：", "银行侧：", "其他：");
        private static final List<String[]> STYLES = List.of(
                new String[] {"1. ", "2. ", "3. ", "4. "},
                new String[] {"1、", "2、", "3、", "4、"},
                new String[] {"（1）", "（2）", "（3）", "（4）"},
                new String[] {"① ", "② ", "③ ", "④ "},
                new String[] {"一、", "二、", "三、", "四、"},
                new String[] {"- ", "- ", "- ", "- "},
                new String[] {"• ", "• ", "• ", "• "},
                new String[] {"- [ ] ", "- [x] ", "- [ ] ", "- [x] "});

        private final Random random;
        private final StringBuilder text = new StringBuilder();

        Typist(long seed) {
            this.random = new Random(seed);
        }

        String reply() {
            for (int block = 1 + random.nextInt(3); block > 0; block--) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        line(0, oneOf(HEADS));
                        list(random.nextBoolean() ? 0 : 2, 1, oneOf(STYLES));
                    }
                    case 1 -> line(0, oneOf(SAID) + "。");
                    case 2 -> line(0, "> " + oneOf(SAID));
                    default -> list(0, 1, oneOf(STYLES));
                }
                if (random.nextInt(3) == 0) {
                    text.append('\n');
                }
            }
            return text.toString();
        }

        private void list(int indent, int depth, String[] style) {
            int length = 1 + random.nextInt(4);
            for (int i = 0; i < length; i++) {
                boolean hasBelow = depth < 4 && random.nextInt(4) == 0;
                line(indent, style[i] + (hasBelow ? oneOf(HEADS) : oneOf(SAID)));
                if (hasBelow) {
                    list(indent + oneOf(List.of(2, 3, 4)), depth + 1, oneOf(STYLES));
                } else if (random.nextInt(8) == 0) {
                    line(indent + 3, "，细节见附件");
                }
            }
        }

        private void line(int indent, String words) {
            text.append(" ".repeat(indent)).append(words).append('\n');
        }

        private <T> T oneOf(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
