package io.rollcall.core.report;

import static io.rollcall.core.report.Payments.FIGURES;
import static io.rollcall.core.report.Payments.LIN;
import static io.rollcall.core.report.Payments.TEAM;
import static io.rollcall.core.report.Payments.WEEK;
import static io.rollcall.core.report.Payments.WORDS;
import static io.rollcall.core.report.Payments.WU;
import static io.rollcall.core.report.Payments.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.round.AskState;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.core.trend.Trend;
import io.rollcall.core.trend.Trend.Kind;
import io.rollcall.core.trend.Trend.Point;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ReportParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How figures that are followed over the weeks stand in a report. */
class TrendsInReportTest {

    private static final List<ReportWeek> WEEKS =
            IntStream.rangeClosed(42, 49).mapToObj(TrendsInReportTest::week).toList();

    private static final Trend RATE =
            trend(FIGURES, "", Kind.METRIC, "支付成功率", "%", 44, "99.1%", "99.3%", "", "99.2%", "99.5%", "99.87%");
    private static final Trend MONEY = trend(FIGURES, "", Kind.METRIC, "日均金额", "元", 46, "9800万", "1.2亿", "2亿", "3.13亿");
    private static final Trend WORK =
            trend(Payments.CASHIER, "校园卡充值", Kind.PROGRESS, "", "%", 46, "20%", "45%", "60%", "80%");

    private static final Report PLAIN = compiled();
    private static final Report REPORT = PLAIN.with(new ReportTrends(WEEKS, List.of(RATE, MONEY, WORK)));

    private static ReportWeek week(int number) {
        return new ReportWeek(2024, number);
    }

    private static Trend trend(
            SectionId section, String subject, Kind kind, String name, String unit, int from, String... quotes) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < quotes.length; i++) {
            if (!quotes[i].isEmpty()) {
                int scale = quotes[i].endsWith("亿") ? 8 : quotes[i].endsWith("万") ? 4 : 0;
                BigDecimal value = new BigDecimal(quotes[i].replaceAll("[%万亿]", ""));
                points.add(new Point(week(from + i), value.movePointRight(scale), quotes[i]));
            }
        }
        return new Trend(1, section, subject, kind, name, unit, null, points);
    }

    private static Report compiled() {
        return new ReportCompiler(TEAM)
                .compile(
                        WEEK,
                        1,
                        List.of(ask(LIN, AskState.ANSWERED), ask(WU, AskState.ANSWERED)),
                        new Payments.Replies()
                                .text(LIN, Payments.CASHIER, "1. 校园卡充值：联调中，进度80%，预计12/12上线\n2. 多币种结算方案评审通过")
                                .text(WU, FIGURES, "1. 支付成功率：99.87%\n2. 日均金额 3.13亿\n3. AB级事故0次")
                                .all(),
                        Map.of());
    }

    private static List<Part> blockOf(Message message, String section) {
        return message.blocks().stream()
                .filter(block -> block.parts().get(0).equals(new Part.Heading(section)))
                .findFirst()
                .orElseThrow()
                .parts();
    }

    @Test
    void theMessageHasEachChartAtTheEndOfItsSection() {
        Message message = new MessageRenderer(WORDS).render(REPORT);

        List<Part> figures = blockOf(message, "系统运行数据");
        assertThat(figures.get(1)).isInstanceOf(Part.Table.class);
        assertThat(figures.get(2))
                .isEqualTo(new Part.Chart(
                        "支付成功率",
                        "%",
                        List.of("W44", "W45", "W46", "W47", "W48", "W49"),
                        List.of(new Message.Series(
                                "支付成功率",
                                Arrays.asList(
                                        new BigDecimal("99.1"),
                                        new BigDecimal("99.3"),
                                        null,
                                        new BigDecimal("99.2"),
                                        new BigDecimal("99.5"),
                                        new BigDecimal("99.87")))),
                        0));
        assertThat(figures.get(3))
                .isEqualTo(new Part.Chart(
                        "日均金额",
                        "亿元",
                        List.of("W46", "W47", "W48", "W49"),
                        List.of(new Message.Series(
                                "日均金额",
                                List.of(
                                        new BigDecimal("0.98"),
                                        new BigDecimal("1.2"),
                                        new BigDecimal("2"),
                                        new BigDecimal("3.13")))),
                        1));
        assertThat(blockOf(message, "重点项目 · 收银台")).last().isInstanceOfSatisfying(Part.Chart.class, chart -> {
            assertThat(chart.title()).isEqualTo("校园卡充值 · 进度");
            assertThat(chart.rank()).isEqualTo(2);
        });
    }

    @Test
    void whereChartsCannotBeShownACourseIsOneLine() {
        Message words = new MessageRenderer(WORDS).render(REPORT).inWords(part -> false);

        assertThat(blockOf(words, "系统运行数据").subList(2, 4))
                .containsExactly(
                        new Part.Lines(List.of(new Message.Line(
                                1, "•", "支付成功率（%）：W44 99.1 → W45 99.3 → W47 99.2 → W48 99.5 → W49 99.87"))),
                        new Part.Lines(
                                List.of(new Message.Line(1, "•", "日均金额（亿元）：W46 0.98 → W47 1.2 → W48 2 → W49 3.13"))));
    }

    @Test
    void whatIsFoldedAwayHasItsChartInSight() {
        String many = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> i + ". 第 " + i + " 家商户联调中")
                .collect(java.util.stream.Collectors.joining("\n"));
        Report report = new ReportCompiler(TEAM)
                .compile(
                        WEEK,
                        1,
                        List.of(),
                        new Payments.Replies().text(LIN, Payments.CASHIER, many).all(),
                        Map.of())
                .with(new ReportTrends(WEEKS, List.of(WORK)));

        List<Part> cashier = new MessageRenderer(WORDS)
                .render(report).blocks().stream()
                        .map(Message.Block::parts)
                        .filter(parts -> parts.get(0) instanceof Part.Fold)
                        .findFirst()
                        .orElseThrow();

        assertThat(cashier).last().isInstanceOf(Part.Chart.class);
    }

    @Test
    void thePageDrawsThemWithoutScriptAndSaysWhatItDraws() {
        Document page = Jsoup.parse(new HtmlRenderer(WORDS).render(REPORT));

        assertThat(page.select("script, link, img, [src], [href], [style]")).isEmpty();
        assertThat(page.select("#figures .trend figcaption").eachText()).containsExactly("支付成功率 99.87%", "日均金额 3.13亿元");
        assertThat(page.select("#cashier .trend figcaption").text()).isEqualTo("校园卡充值 · 进度 80%");
        assertThat(page.select("#figures .trend .scale").eachText())
                .containsExactly("W44 99.1 – 99.87 W49", "W46 0.98 – 3.13 W49");
        Element drawing = page.selectFirst("#figures svg");
        assertThat(drawing.attr("role")).isEqualTo("img");
        assertThat(Arrays.stream(drawing.attr("aria-labelledby").split(" "))
                        .map(id -> page.getElementById(id).text()))
                .containsExactly(
                        "支付成功率", "2024-W44 99.1%；2024-W45 99.3%；2024-W47 99.2%；2024-W48 99.5%；2024-W49 99.87%");
        assertThat(drawing.select("polyline.gap"))
                .as("the week without a value")
                .hasSize(1);
        assertThat(drawing.select("polyline:not(.gap)").eachAttr("points"))
                .as("from the lowest value at the bottom to the highest at the top")
                .containsExactly("4.0,44.0 50.4,33.6", "143.2,38.8 189.6,23.2 236.0,4.0");
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\" onload=\"alert(1)", "</title></svg><img src=x onerror=alert(1)>"
            })
    void noNameBecomesMarkup(String hostile) {
        Trend trend = trend(FIGURES, hostile, Kind.METRIC, hostile, hostile, 46, "1", "2", "3", "4");

        Document page =
                Jsoup.parse(new HtmlRenderer(WORDS).render(PLAIN.with(new ReportTrends(WEEKS, List.of(trend)))));

        assertThat(page.select("script, img, [onload], [onerror]")).isEmpty();
        assertThat(page.selectFirst("#figures figcaption span").text()).isEqualTo(hostile);
    }

    @Test
    void theMarkdownIsTheSameAndReadsAsTheSameItems() {
        MarkdownRenderer renderer = new MarkdownRenderer(TEAM, WORDS);
        String plain = renderer.render(PLAIN);
        String drawn = renderer.render(REPORT);

        assertThat(read(drawn)).isEqualTo(read(plain));
        assertThat(drawn)
                .as("people edit it, so nothing stands in it that nobody wrote")
                .isEqualTo(plain);
        assertThat(REPORT.lines()).isEqualTo(PLAIN.lines());
    }

    private static ParsedReport read(String markdown) {
        return new ReportParser(Set.of("系统运行数据", "收银台")).parse(markdown, WEEK.last());
    }
}
