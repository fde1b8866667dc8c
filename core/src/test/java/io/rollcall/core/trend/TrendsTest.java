package io.rollcall.core.trend;

import static io.rollcall.core.trend.Said.week;
import static io.rollcall.core.trend.Said.weekly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.trend.Trend.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrendsTest {

    /** {@code 退款成功率[%] 40:97.1 41:97.3}; the subject before it, the period behind its unit. */
    private static List<String> courses(List<Statement> statements) {
        return Trends.of(statements).stream().map(TrendsTest::course).toList();
    }

    private static String course(Trend trend) {
        String name = trend.kind() == Trend.Kind.PROGRESS ? "progress" : trend.name();
        return (trend.subject().isEmpty() ? "" : trend.subject() + " · ")
                + name
                + "["
                + (trend.unit() == null ? "" : trend.unit())
                + (trend.period() == null ? "" : "," + trend.period())
                + "]"
                + trend.points().stream()
                        .map(point -> " " + point.week().week() + ":"
                                + point.value().stripTrailingZeros().toPlainString())
                        .collect(Collectors.joining());
    }

    @Test
    void aFigureIsFollowedFromWeekToWeekWithItsWords() {
        List<Trend> trends = Trends.of(weekly("退款成功率 97.1%", "退款成功率 97.3%，较上周提升0.2%", "退款成功率提升至98.20%"));

        assertThat(trends).hasSize(1);
        assertThat(trends.get(0).name()).isEqualTo("退款成功率");
        assertThat(trends.get(0).unit()).isEqualTo("%");
        assertThat(trends.get(0).points())
                .containsExactly(
                        new Point(week(40), new BigDecimal("97.1"), "97.1%"),
                        new Point(week(41), new BigDecimal("97.3"), "97.3%"),
                        new Point(week(42), new BigDecimal("98.20"), "98.20%"));
    }

    @Test
    void everyFigureOfALineHasACourseOfItsOwn() {
        assertThat(courses(
                        weekly("累计接入商户数 1,204家，本周新增35家，流失2家", "累计接入商户数 1,236家，流失3家，本周新增35家", "累计接入商户数 1,262家，本周新增26家")))
                .containsExactly(
                        "累计接入商户数[家] 40:1204 41:1236 42:1262",
                        "累计接入商户数 · 新增[家] 40:35 41:35 42:26",
                        "累计接入商户数 · 流失[家] 40:2 41:3");
    }

    @Test
    void aWeekWithoutAValueIsAGap() {
        assertThat(courses(weekly("退款成功率 97.1%", "", "退款链路重构评审中", "退款成功率 97.6%")))
                .containsExactly("退款成功率[%] 40:97.1 43:97.6");
    }

    @Test
    void progressIsACourseToo() {
        assertThat(courses(weekly("自动续费：进度20%", "自动续费：进度由20%提升到45%，预计12/20上线", "自动续费：联调中，进度80%", "自动续费：已上线")))
                .containsExactly("自动续费 · progress[%] 40:20 41:45 42:80");
    }

    @Test
    void progressAndPercentAreNeverOneCourse() {
        assertThat(courses(weekly("商户接入：进度60%，成功率 97%", "商户接入：进度80%，成功率 98%")))
                .containsExactly("商户接入 · progress[%] 40:60 41:80", "商户接入 · 成功率[%] 40:97 41:98");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "日均金额9800万      | 日均金额3.13亿   | 日均金额[元] 40:98000000 41:313000000",
                "总流水 365万元      | 总流水3,720,000元 | 总流水[元] 40:3650000 41:3720000",
                "响应时间 800ms      | 响应时间 1.2s     | 响应时间[ms] 40:800 41:1200",
                "对账耗时 2小时       | 对账耗时 90分钟    | 对账耗时[分钟] 40:120 41:90",
                "接入商户数：1204     | 接入商户数 1,236家 | 接入商户数[家] 40:1204 41:1236",
                "接入商户数 1204个    | 接入商户数 1,236家 | 接入商户数[家] 40:1204 41:1236",
                "调用量 120万次/日    | 调用量 98万次/天  | 调用量[次/天] 40:1200000 41:980000",
                "峰值QPS 8.2k       | 峰值qps 9100     | 峰值qps[] 40:8200 41:9100",
            })
    void unitsAreBroughtToOneScaleWhereThatIsSafe(String first, String second, String course) {
        assertThat(courses(weekly(first, second))).containsExactly(course);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "退款金额 300元   | 退款金额 40美元", // another currency
                "开卡率 12%      | 开卡率 12‰", // another scale
                "差距 2个百分点    | 差距 2%", // points are no percent
                "工期 3天        | 工期 24小时", // a day of work has no 24 hours
                "调用量 120万次/天 | 调用量 120万次", // a rate is no count
                "支付 300元      | 支付 300笔",
            })
    void unitsThatAreNotTheSameAreNeverMixed(String first, String second) {
        assertThat(Trends.of(weekly(first, second)))
                .allMatch(trend -> trend.points().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "开卡率 2%~6%", // a range has no value, and its middle was never said
                "开卡率 4% 6%", // which?
                "较上周提升0.2%", // a difference is no value
                "开卡率目标 6%", // aimed at, not measured
                "开卡专项推进中",
            })
    void whatIsNotSaidPlainlyIsNoPoint(String line) {
        List<Statement> said = weekly("开卡率 4%", line, "开卡率 5%");

        assertThat(courses(said)).contains("开卡率[%] 40:4 42:5");
        assertThat(Trends.of(said).stream().flatMap(trend -> trend.points().stream()))
                .extracting(Point::quote)
                .doesNotContain("2%~6%");
    }

    @Test
    void whereAFigureMovedOnlyWhatItHasBecomeCounts() {
        assertThat(courses(weekly("接口平均响应时间由 320ms 降到 280ms", "接口平均响应时间 280ms→250ms", "接口平均响应时间 251ms")))
                .containsExactly("接口平均响应时间[ms] 40:280 41:250 42:251");
    }

    @Test
    void whatIsToldOfLastWeekBesideThisWeekIsLeftOut() {
        assertThat(courses(weekly("退款成功率 97.4%（上周97.1%）", "上周退款成功率 97.4%，本周退款成功率97.9%", "积压工单：17笔（上周 23）")))
                .containsExactly("积压工单[笔] 42:17", "退款成功率[%] 40:97.4 41:97.9");
    }

    @Test
    void aTeamThatAlwaysReportsTheWeekBeforeHasItsCourse() {
        assertThat(courses(weekly("上周成交额 3.1亿", "上周成交额 3.3亿")))
                .containsExactly("上周成交额 · 成交额[元,上周] 40:310000000 41:330000000");
    }

    @Test
    void oneMonthsFiguresAreNotTheNextOnes() {
        assertThat(courses(weekly("9月成交额 3.1亿", "9月成交额 4.2亿", "10月成交额 0.4亿")))
                .containsExactly("成交额[元,2024-10] 42:40000000", "成交额[元,2024-09] 40:310000000 41:420000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "收款成功率 97.1%       | 整体收款成功率 97.3%", // more of the same name
                "累计接入商户数 1204家    | 累计接入商户 1236家",
                "整装个体发薪成功率 97.1%  | 整装工长发薪成功率 97.3%", // the project was renamed
                "收款成功率：97.1%       | 收款的成功率 97.3%",
                "ＧＭＶ 12万元         | gmv 13万元",
                "本周客诉 12起          | 客诉 9起",
            })
    void aFigureThatWasRenamedALittleIsStillTheSame(String first, String second) {
        assertThat(Trends.of(weekly(first, second)))
                .singleElement()
                .satisfies(trend -> assertThat(trend.points()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "收款成功率 97.1%    | 退款成功率 97.3%",
                "P95 响应时间 320ms | P99 响应时间 900ms",
                "新增商户 35家       | 累计商户 1204家",
                "已处理工单 35单      | 待处理工单 12单",
                "交易成功 3万笔       | 交易失败 120笔",
                "加盟门店 35家       | 供应商 12家", // nothing in common but the unit
                "线上成交 35笔       | 线下成交 36笔",
            })
    void figuresThatANameTellsApartAreNeverJoined(String first, String second) {
        assertThat(Trends.of(weekly(first, second))).hasSize(2);
    }

    @Test
    void amongSeveralOfAUnitOnlyANameThatIsMuchAlikeIsTheSame() {
        assertThat(courses(weekly("微信渠道成功率 99.1%，支付宝渠道成功率 98.7%", "支付宝渠道成功率 98.8%，微信成功率 99.2%")))
                .as("each is found by its own name, whatever their order")
                .contains("支付宝渠道成功率[%] 40:98.7 41:98.8")
                .noneMatch(course -> course.contains("40:99.1 41:98.8") || course.contains("40:98.7 41:99.2"));
        assertThat(courses(weekly("整装个体发薪 35家，门店发薪 12家", "整装工长发薪 36家，门店发薪 13家")))
                .as("a reworded name beside another figure of that unit is not sure to be the same")
                .contains("门店发薪[家] 40:12 41:13")
                .noneMatch(course -> course.contains("40:35 41:36"));
    }

    @Test
    void oneItemsFigureIsNeverAnothersHoweverAlikeTheirNames() {
        List<Statement> said = new Said()
                .of(1, 40, "退款成功率 97.1%")
                .of(2, 40, "退款成功率 88%")
                .of(2, 41, "退款成功率 89%")
                .of(1, 41, "退款成功率 97.2%")
                .of(3, 42, "退款成功率 50%")
                .all();

        assertThat(Trends.of(said))
                .extracting(Trend::item, TrendsTest::course)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "退款成功率[%] 42:50"),
                        org.assertj.core.groups.Tuple.tuple(2L, "退款成功率[%] 40:88 41:89"),
                        org.assertj.core.groups.Tuple.tuple(1L, "退款成功率[%] 40:97.1 41:97.2"));
    }

    @Test
    void whatTheLineStandsBeneathSaysWhoseFigureItIs() {
        SectionId figures = Said.FIGURES;
        List<Statement> said = new Said()
                .of(1, 40, figures, null, "收银台：")
                .of(2, 40, figures, 1L, "成功率 97.1%")
                .of(3, 40, figures, 1L, "收银台笔数 3万笔")
                .all();

        assertThat(courses(said)).containsExactly("收银台 · 成功率[%] 40:97.1", "收银台笔数[笔] 40:30000");
    }

    @Test
    void whatTheLedgerDoesNotKnowYetHasNoHistory() {
        assertThat(Trends.of(new Said().of(0, 40, "退款成功率 97.1%").all())).isEmpty();
        assertThat(Trends.of(List.of())).isEmpty();
    }

    @Test
    void theSameIsSaidWhateverTheOrderOfTheStatements() {
        List<Statement> said = new ArrayList<>();
        for (int item = 1; item <= 12; item++) {
            Said one = new Said();
            for (int week = 40; week < 50; week++) {
                one.of(
                        item,
                        week,
                        "渠道" + item + "：成功率 " + (90 + (week * item) % 7) + "%，笔数 " + week * item + "万笔，进度" + (week * 2)
                                + "%");
            }
            said.addAll(one.all());
        }
        List<Trend> expected = Trends.of(said);
        assertThat(expected).hasSize(36).allMatch(trend -> trend.points().size() == 10);

        for (long seed = 1; seed <= 20; seed++) {
            List<Statement> shuffled = new ArrayList<>(said);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Trends.of(shuffled)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aTableInOneLineIsReadInNoTime() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            line.append("指标").append((char) ('一' + i)).append(" ").append(i).append("笔，");
        }
        String[] weeks = new String[60];
        java.util.Arrays.fill(weeks, line.toString());

        assertThat(Trends.of(weekly(java.util.Arrays.copyOf(weeks, 10)))).hasSizeGreaterThan(100);
    }

    @Test
    void valuesAreShownAsTheLastWordsWriteThem() {
        Trend money = Trends.of(weekly("日均金额9800万", "日均金额3.13亿")).get(0);
        Trend share = Trends.of(weekly("成功率 97.20%")).get(0);
        Trend count = Trends.of(weekly("日均笔数 418万笔", "日均笔数 4000000笔")).get(0);

        assertThat(money.shownUnit()).isEqualTo("亿元");
        assertThat(money.points())
                .extracting(point -> money.shown(point.value()).toPlainString())
                .containsExactly("0.98", "3.13");
        assertThat(share.shownUnit()).isEqualTo("%");
        assertThat(share.shown(share.last().value()).toPlainString()).isEqualTo("97.2");
        assertThat(count.shownUnit()).isEqualTo("笔");
        assertThat(count.shown(count.points().get(0).value()).toPlainString()).isEqualTo("4180000");
    }

    @Test
    void aTrendHasPointsInOrder() {
        Point point = new Point(week(40), BigDecimal.ONE, "1笔");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Trend(1, Said.FIGURES, "", Trend.Kind.METRIC, "n", "笔", null, List.of(point, point)))
                .withMessageContaining("2024-W40");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trend(1, Said.FIGURES, "", Trend.Kind.METRIC, "n", "笔", null, List.of()));
    }
}
