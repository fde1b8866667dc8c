package io.rollcall.core.trend;

import static io.rollcall.core.trend.Said.week;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.trend.Trend.Point;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which trends help a reader of the report. */
class ReportTrendsTest {

    private static final SectionId WORK = new SectionId("work");
    private static final SectionId MORE_WORK = new SectionId("more-work");
    private static final SectionId PLANS = new SectionId("plans");
    private static final List<ReportWeek> WEEKS =
            IntStream.rangeClosed(42, 49).mapToObj(Said::week).toList();

    private static final Team TEAM = new Team(
            new TeamId("payments"),
            "支付中台",
            ZoneId.of("Asia/Shanghai"),
            Locale.CHINESE,
            Timetable.DEFAULT,
            null,
            null,
            List.of(),
            List.of(
                    section(WORK, SectionKind.ITEMS),
                    section(MORE_WORK, SectionKind.ITEMS),
                    section(Said.FIGURES, SectionKind.METRICS),
                    section(PLANS, SectionKind.PLANS)),
            ReportTemplate.DEFAULT);

    private static Section section(SectionId id, SectionKind kind) {
        return new Section(id, id.value(), kind, List.of(new MemberId("lin")), null, List.of(), false, null, List.of());
    }

    /** The captions of what is shown of an item of the figures, by its lines up to week 49. */
    private static List<String> shown(String... lines) {
        Said said = new Said();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                said.of(1, 50 - lines.length + i, lines[i]);
            }
        }
        return captions(ReportTrends.choose(TEAM, WEEKS, said.all()));
    }

    private static List<String> captions(ReportTrends trends) {
        return trends.trends().stream().map(trend -> trend.caption("进度")).toList();
    }

    @Test
    void aFigureWithFourValuesThatMovedIsShown() {
        assertThat(shown("退款成功率 97.1%", "退款成功率 97.3%", "退款成功率 97.2%", "退款成功率 98%"))
                .containsExactly("退款成功率");
        assertThat(shown("退款成功率 97.1%", "", "退款成功率 97.3%", "", "退款成功率 97.2%", "退款成功率 98%"))
                .as("with gaps, too")
                .containsExactly("退款成功率");
    }

    @Test
    void threeValuesAreNoCourse() {
        assertThat(shown("退款成功率 97.1%", "退款成功率 97.3%", "退款成功率 98%")).isEmpty();
        assertThat(shown("退款成功率 97.1%", "退款成功率 97%~98%", "退款成功率 97.3%", "退款成功率 98%"))
                .isEmpty();
    }

    @Test
    void whatNeverMovesIsNotShown() {
        assertThat(shown("AB级事故0次", "AB级事故0次", "AB级事故0次", "AB级事故0次")).isEmpty();
        assertThat(shown("可用性 99.90%", "可用性 99.9%", "可用性 99.90%", "可用性 99.9%")).isEmpty();
    }

    @Test
    void whatThisReportDoesNotSayIsNotShown() {
        assertThat(shown("退款成功率 97.1%", "退款成功率 97.3%", "退款成功率 97.2%", "退款成功率 98%", "退款链路改造中"))
                .isEmpty();
    }

    @Test
    void whatLiesFurtherBackThanEightReportsDoesNotCount() {
        Said said = new Said();
        for (int week : new int[] {30, 31, 32, 47, 48, 49}) {
            said.of(1, week, "退款成功率 97." + week + "%");
        }
        assertThat(ReportTrends.choose(TEAM, WEEKS, said.all())).isEqualTo(ReportTrends.NONE);

        said.of(1, 42, "退款成功率 96%");
        ReportTrends trends = ReportTrends.choose(TEAM, WEEKS, said.all());
        assertThat(trends.trends())
                .singleElement()
                .satisfies(trend -> assertThat(trend.points())
                        .extracting(Point::week)
                        .containsExactly(week(42), week(47), week(48), week(49)));
    }

    @Test
    void figuresComeBeforeWorkAndMeasuredBeforeProgressWithinTheLimits() {
        List<Statement> said = new ArrayList<>();
        for (int week = 44; week <= 49; week++) {
            Said report = new Said();
            report.of(1, week, WORK, null, "商户接入：进度" + week + "%，已接入" + week + "家");
            report.of(2, week, WORK, null, "门店迁移：已迁移" + week + "家");
            report.of(3, week, MORE_WORK, null, "自动续费：进度" + week + "%");
            for (int i = 0; i < 6; i++) {
                report.of(10 + i, week, Said.FIGURES, null, "渠道" + (char) ('A' + i) + "成功率 9" + i + "." + week + "%");
            }
            report.of(20, week, PLANS, null, "下周接入商户 " + week + "家");
            said.addAll(report.all());
        }

        assertThat(captions(ReportTrends.choose(TEAM, WEEKS, said)))
                .containsExactly("渠道A成功率", "渠道B成功率", "渠道C成功率", "渠道D成功率", "商户接入", "自动续费 · 进度");
    }

    @Test
    void noReportShowsMoreThanTenOfThem() {
        List<Section> sections = IntStream.range(0, 6)
                .mapToObj(i -> section(new SectionId("f" + i), SectionKind.METRICS))
                .toList();
        Team team = new Team(
                TEAM.id(),
                TEAM.name(),
                TEAM.zone(),
                TEAM.language(),
                TEAM.timetable(),
                null,
                null,
                List.of(),
                sections,
                ReportTemplate.DEFAULT);
        List<Statement> said = new ArrayList<>();
        for (int week = 42; week <= 49; week++) {
            Said report = new Said();
            for (int i = 0; i < 60; i++) {
                report.of(1 + i, week, new SectionId("f" + i / 10), null, "成功率 9" + i % 10 + "." + week + "%");
            }
            said.addAll(report.all());
        }

        ReportTrends trends = ReportTrends.choose(team, WEEKS, said);

        assertThat(trends.trends())
                .extracting(Trend::item)
                .containsExactly(1L, 2L, 3L, 4L, 11L, 12L, 13L, 14L, 21L, 22L);
        assertThat(trends.of(new SectionId("f1"))).extracting(Trend::item).containsExactly(11L, 12L, 13L, 14L);
        assertThat(trends.rank(trends.trends().get(7))).isEqualTo(7);
    }

    @Test
    void ofALargeReportTheFirstLinesWithFiguresAreLookedAt() {
        Said report = new Said();
        for (int i = 0; i < 40; i++) {
            report.of(100 + i, 49, WORK, null, "门店迁移" + i + "：" + (i % 2 == 0 ? "已迁移" + i + "家" : "联调中"));
            report.of(200 + i, 49, Said.FIGURES, null, "成功率 9" + i % 10 + "%");
            report.of(300 + i, 49, PLANS, null, "下周接入商户 " + i + "家");
        }
        report.of(0, 49, MORE_WORK, null, "自动续费：进度10%");

        List<Long> candidates = List.copyOf(ReportTrends.candidates(TEAM, report.all()));

        assertThat(candidates.subList(0, 16))
                .isEqualTo(java.util.stream.LongStream.range(200, 216).boxed().toList());
        assertThat(candidates.subList(16, candidates.size())).containsExactly(100L, 102L, 104L, 106L);
    }

    @Test
    void aCourseBeginsWithTheFirstValueAndKeepsItsGaps() {
        List<ReportWeek> weeks =
                Stream.of(38, 40, 42, 43, 45, 46, 47, 49).map(Said::week).toList();
        Said said = new Said();
        said.of(1, 42, "退款成功率 97.1%")
                .of(1, 43, "退款成功率 97.2%")
                .of(1, 46, "退款成功率 97.3%")
                .of(1, 49, "退款成功率 97.4%");

        ReportTrends trends = ReportTrends.choose(TEAM, weeks, said.all());

        Trend trend = trends.trends().get(0);
        assertThat(trends.weeks(trend))
                .as("weeks that were merged into the next had no report, and are no gap")
                .containsExactly(week(42), week(43), week(45), week(46), week(47), week(49));
        assertThat(trends.course(trend).stream()
                        .map(point -> point == null ? null : point.value())
                        .toList())
                .isEqualTo(Arrays.asList(
                        new BigDecimal("97.1"),
                        new BigDecimal("97.2"),
                        null,
                        new BigDecimal("97.3"),
                        null,
                        new BigDecimal("97.4")));
    }
}
