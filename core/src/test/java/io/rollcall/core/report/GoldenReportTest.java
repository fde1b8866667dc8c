package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bare;
import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.item;
import static io.rollcall.core.report.Lines.numbered;
import static io.rollcall.core.report.Lines.planned;
import static io.rollcall.core.report.Lines.quote;
import static io.rollcall.core.report.Lines.text;
import static io.rollcall.core.report.Lines.with;
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
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
            for (Part part : block.parts()) {
                if (part instanceof Part.Heading heading) {
                    text.append("== ").append(heading.text()).append('\n');
                } else if (part instanceof Part.Text paragraph) {
                    text.append(paragraph.text()).append('\n');
                } else if (part instanceof Part.Note note) {
                    text.append("(").append(note.text()).append(")\n");
                } else if (part instanceof Part.Lines lines) {
                    lines.lines()
                            .forEach(line -> text.append("  ".repeat(line.depth()))
                                    .append((line.marker() + " " + line.text()).strip())
                                    .append('\n'));
                } else {
                    throw new AssertionError("a report holds no " + part);
                }
            }
        }
        return text.toString();
    }

    private static Report compiled() {
        Map<String, ParsedReport> parsed = Map.of(
                "cashier",
                reply(
                        section(
                                null,
                                numbered(
                                        "商户接入：",
                                        with(Status.DONE, bullet("连锁餐饮 46 家门店全部切换完成")),
                                        with(
                                                Status.IN_PROGRESS,
                                                planned(LocalDate.of(2024, 12, 12), bullet("校园卡充值联调中，预计12/12上线")))),
                                item("2.", "支付成功率：", bullet("扫码：99.982%"), bullet("刷卡：99.871%，较上周提升0.12%")),
                                with(Status.PAUSED, item("3.", "多币种结算：方案评审通过，因汇率源未定暂停推进")),
                                item("4.", "# 号开头的一条")),
                        section("风险", bullet("<script>节前封网</script> & 人手不足"))),
                "o1",
                reply(section(
                        null,
                        with(Status.DONE, numbered("发票红冲：12/04 上线")),
                        with(
                                Status.IN_PROGRESS,
                                planned(
                                        LocalDate.of(2024, 12, 20),
                                        item("2.", "账期延长：进度65%，原定12/10，改为12/20", text("等法务回签")))))),
                "o1-more",
                reply(section(null, bare("补充："), numbered("对账差异降到 3 笔"))),
                "figures",
                reply(
                        section(null, bare("可用性：", bullet("年度可用性：99.993%"), bullet("AB级事故 0 次"))),
                        section("生产事件", bare("12/03 14:20 回调超时 6 分钟，影响 42 笔，已补单"))),
                "thoughts",
                reply(section(null, text("把复杂留给自己，把简单留给商户。"), quote("慢就是快。"))));
        ReportCompiler compiler = new ReportCompiler(TEAM, (text, week) -> {
            ParsedReport reply = parsed.get(text);
            assertThat(reply).as(text).isNotNull();
            return reply;
        });
        return compiler.compile(
                WEEK,
                2,
                List.of(
                        ask(LIN, AskState.ANSWERED),
                        ask(ZHOU, AskState.SILENT),
                        ask(CHEN, AskState.EXCUSED),
                        ask(WU, AskState.ANSWERED),
                        ask(GU, AskState.ANSWERED)),
                new Payments.Replies()
                        .text(LIN, Payments.CASHIER, "cashier")
                        .text(LIN, Payments.O1, "o1")
                        .text(WU, Payments.FIGURES, "figures")
                        .text(LIN, Payments.O1, "o1-more")
                        .text(GU, Payments.THOUGHTS, "thoughts")
                        .all(),
                Map.of());
    }

    private static ParsedReport reply(ParsedSection... sections) {
        return new ParsedReport(WEEK.last(), List.of(sections));
    }

    private static ParsedSection section(@Nullable String title, ParsedNode... nodes) {
        return new ParsedSection(title, 2, 1, List.of(nodes));
    }
}
