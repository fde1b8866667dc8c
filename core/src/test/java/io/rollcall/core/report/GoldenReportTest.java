package io.rollcall.core.report;

import static io.rollcall.core.report.Payments.CHEN;
import static io.rollcall.core.report.Payments.GU;
import static io.rollcall.core.report.Payments.LIN;
import static io.rollcall.core.report.Payments.TEAM;
import static io.rollcall.core.report.Payments.WEEK;
import static io.rollcall.core.report.Payments.WORDS;
import static io.rollcall.core.report.Payments.WU;
import static io.rollcall.core.report.Payments.ZHOU;
import static io.rollcall.core.report.Payments.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.round.AskState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people read, on file, so that a change to it is seen in review. */
class GoldenReportTest {

    private final Report report = compiled();

    @Test
    void markdown_reads_as_on_file() throws IOException {
        assertOnFile("report.md", new MarkdownRenderer(TEAM, WORDS).render(report));
    }

    @Test
    void html_reads_as_on_file() throws IOException {
        assertOnFile("report.html", new HtmlRenderer(WORDS).render(report));
    }

    @Test
    void the_message_reads_as_on_file() throws IOException {
        assertOnFile("report-message.txt", asText(new MessageRenderer(WORDS).render(report)));
    }

    @Test
    void the_message_of_a_long_report_reads_as_on_file() throws IOException {
        assertOnFile("report-message-long.txt", asText(new MessageRenderer(WORDS).render(longReport())));
    }

    /** A difference leaves the new text in target/golden, to be looked at and copied when it is meant. */
    private static void assertOnFile(String name, String actual) throws IOException {
        Path written = Path.of("target", "golden", name);
        Files.createDirectories(written.getParent());
        Files.writeString(written, actual);
        try (InputStream expected = GoldenReportTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(expected)
                    .as("golden/%s; the new text is in %s", name, written)
                    .isNotNull();
            assertThat(actual)
                    .as("golden/%s; the new text is in %s", name, written)
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String asText(Message message) {
        StringBuilder text = new StringBuilder();
        text.append(message.title()).append(" [").append(message.tone()).append("]\n");
        text.append(message.summary()).append('\n');
        for (Message.Block block : message.blocks()) {
            text.append("--------\n");
            block.parts().forEach(part -> write(part, "", text));
        }
        return text.toString();
    }

    private static void write(Part part, String indent, StringBuilder text) {
        text.append(indent);
        if (part instanceof Part.Heading heading) {
            text.append("== ").append(heading.text()).append('\n');
        } else if (part instanceof Part.Text paragraph) {
            text.append(paragraph.text()).append('\n');
        } else if (part instanceof Part.Note note) {
            text.append("(").append(note.text()).append(")\n");
        } else if (part instanceof Part.Lines lines) {
            text.setLength(text.length() - indent.length());
            lines.lines()
                    .forEach(line -> text.append(indent)
                            .append("  ".repeat(line.depth()))
                            .append((line.marker() + " " + line.text()).strip())
                            .append('\n'));
        } else if (part instanceof Part.Table table) {
            text.append("| ").append(String.join(" | ", table.columns())).append('\n');
            table.rows()
                    .forEach(row -> text.append(indent)
                            .append("| ")
                            .append(String.join(" | ", row))
                            .append('\n'));
        } else if (part instanceof Part.Fold fold) {
            text.append("> ").append(fold.title()).append('\n');
            fold.parts().forEach(inner -> write(inner, indent + "  ", text));
        } else {
            throw new AssertionError("a report holds no " + part);
        }
    }

    private static Report longReport() {
        String many = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> i + ". 第 " + i + " 家商户接入：联调中，进度" + 5 * i + "%")
                .collect(Collectors.joining("\n"));
        return new ReportCompiler(TEAM)
                .compile(
                        WEEK,
                        1,
                        List.of(
                                ask(LIN, AskState.ANSWERED),
                                ask(ZHOU, AskState.SILENT),
                                ask(CHEN, AskState.ANSWERED),
                                ask(WU, AskState.ANSWERED),
                                ask(GU, AskState.EXCUSED)),
                        new Payments.Replies()
                                .text(LIN, Payments.CASHIER, many)
                                .text(LIN, Payments.O1, many)
                                .text(CHEN, Payments.O2, "1. 对账提速：方案评审通过\n2. 告警收敛：已上线")
                                .text(WU, Payments.FIGURES, """
                                        1、支付成功率：
                                           - 扫码：99.982%，较上周+0.02%
                                           - 刷卡：99.871%
                                        2、可用性：
                                           - 年度可用性：99.993%
                                           - AB级事故0次
                                        3、日均笔数 418万笔
                                        """)
                                .text(
                                        WU,
                                        Payments.INCIDENTS,
                                        IntStream.rangeClosed(1, 9)
                                                .mapToObj(i -> "12/0" + (1 + i % 7) + " 14:2" + i + " 回调超时" + i
                                                        + "分钟，影响" + i + "笔，已补单")
                                                .collect(Collectors.joining("\n")))
                                .text(CHEN, Payments.PLANS, many)
                                .all(),
                        Map.of());
    }

    private static Report compiled() {
        return new ReportCompiler(TEAM)
                .compile(
                        WEEK,
                        2,
                        List.of(
                                ask(LIN, AskState.ANSWERED),
                                ask(ZHOU, AskState.SILENT),
                                ask(CHEN, AskState.EXCUSED),
                                ask(WU, AskState.ANSWERED),
                                ask(GU, AskState.ANSWERED)),
                        new Payments.Replies()
                                .text(LIN, Payments.CASHIER, """
                                        1、商户接入：
                                           - 连锁餐饮46家门店切换完成
                                           - 校园卡充值联调中，进度80%，预计12/12上线
                                        2、支付成功率：
                                           - 扫码：99.982%
                                           - 刷卡：99.871%，较上周提升0.12%
                                        3、多币种结算：方案评审通过，因汇率源未定，暂停推进
                                        4、# 号开头的一条

                                        【风险】
                                        • <script>节前封网</script> & 人手不足
                                        """)
                                .text(LIN, Payments.O1, """
                                        （1）发票红冲：12/04已上线
                                        （2）账期延长：进度65%，原定12/10，改为12/20，
                                             等法务回签
                                        """)
                                .text(WU, Payments.FIGURES, """
                                        可用性：
                                        - 年度可用性：99.993%
                                        - AB级事故0次

                                        生产事件：
                                        12/03 14:20 回调超时6分钟，影响42笔，已补单
                                        """)
                                .text(LIN, Payments.O1, "对账差异降到3笔")
                                .text(GU, Payments.THOUGHTS, "把复杂留给自己，把简单留给商户。\n> 慢就是快。")
                                .all(),
                        Map.of());
    }
}
