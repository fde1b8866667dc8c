package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.report.ReportCompiler;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ReportParser;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever people write; the seed names the history. */
class ReviewLawsTest {

    private static final ReportParser PARSER = new ReportParser(Set.of());

    /** In weeks; what was said longer ago is forgotten. */
    private static final int REMEMBERED = 6;

    /** The one item of a history, among another that is always there. */
    private static final long ITEM = 7;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void slipsOnlyBecomeMoreAndTheFirstPromiseStaysAsLongAsItIsRemembered(int seed) {
        Random random = new Random(seed);
        Reviewer reviewer = new Reviewer();
        ReportWeek week = ReportWeek.parse("2024-W10");
        ReportWeek said = week;
        LocalDate original = null;
        LocalDate promised = LocalDate.EPOCH;
        int slips = 0;
        for (int i = 0; i < 30; i++) {
            ReportWeeks weeks =
                    random.nextInt(5) == 0 ? new ReportWeeks(List.of(week, week.next())) : ReportWeeks.of(week);
            LocalDate day = weeks.last().day(DayOfWeek.FRIDAY);
            boolean forgotten = said.weeksUntil(weeks.first()) > REMEMBERED;
            boolean mentioned = original == null || random.nextInt(4) > 0;
            if (mentioned) {
                boolean later = random.nextBoolean();
                LocalDate now = !forgotten && promised.isAfter(weeks.to()) && random.nextInt(3) == 0
                        ? promised
                        : weeks.to().plusDays(1 + random.nextInt(later ? 60 : 20));
                if (original == null || forgotten) {
                    original = now;
                    slips = 0;
                } else if (now.isAfter(promised)) {
                    slips++;
                }
                promised = now;
                said = weeks.last();
            }
            reviewer.read(page(weeks, day, mentioned ? line(promised, random) : null));

            if (mentioned) {
                assertThat(reviewer.promisedOf(ITEM))
                        .as("seed %d, %s", seed, weeks)
                        .extracting(Promised::original, Promised::day, Promised::slips)
                        .containsExactly(tuple(original, promised, slips));
            } else if (!forgotten) {
                assertThat(reviewer.promisedOf(ITEM))
                        .as("seed %d, %s", seed, weeks)
                        .extracting(Promised::original, Promised::slips)
                        .containsExactly(tuple(original, slips));
            }
            // Now and then nobody reports for some weeks.
            week = weeks.last().plus(random.nextInt(8) == 0 ? 1 + random.nextInt(8) : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet/planted", "clearing/planted", "wallet/honest", "clearing/honest"})
    void whatACopyReadsTheOriginalHasNotRead(String folder) {
        List<ReviewedReport> reports = Pages.of(Pages.folder(folder));
        List<Finding> alone = Pages.review(reports);

        Reviewer original = new Reviewer();
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            for (int ahead = i; ahead < reports.size(); ahead++) {
                Reviewer copy = original.copy();
                for (int next = i; next <= ahead; next++) {
                    copy.read(reports.get(next));
                }
            }
            original.copy().read(mirrored(reports.get(i)));
            found.addAll(original.read(reports.get(i)));
        }

        assertThat(found).isEqualTo(alone);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameReportsGiveTheSameFindingsHoweverTheirObjectsAreHashed(long seed) {
        List<Finding> first = Pages.review(written(seed));

        for (int i = 0; i < 3; i++) {
            // Each object's own hash is drawn anew, so that every set of lines has another order.
            Stream.generate(Object::new).limit(1000 + i).forEach(System::identityHashCode);
            assertThat(Pages.review(written(seed))).as("seed %d", seed).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatTheLedgerKnowsGivesTheSameFindingsAsTheWordsWhereItKnowsWhatTheyTell(long seed) {
        List<ReviewedReport> reports = written(seed);
        Trails trails = new Trails();
        Map<Entry, Long> items = new HashMap<>();
        List<ReviewedReport> known = new ArrayList<>();
        for (ReviewedReport report : reports) {
            Sheet sheet = new Sheet(report);
            trails.add(sheet);
            List<ReviewedReport.Line> lines = new ArrayList<>();
            for (Entry entry : sheet.entries()) {
                long item = trails.before(entry).map(items::get).orElse(items.size() + 1L);
                items.put(entry, item);
                lines.add(numbered(report.lines().get(lines.size()), item));
            }
            known.add(new ReviewedReport(report.weeks(), report.day(), report.titles(), lines, true));
        }

        assertThat(Pages.review(known).stream().map(ReviewLawsTest::withoutNumber))
                .as("seed %d", seed)
                .hasSizeGreaterThan(20)
                .containsExactlyElementsOf(Pages.review(reports));
    }

    private static Finding withoutNumber(Finding finding) {
        return new Finding(
                finding.kind(),
                finding.weeks(),
                finding.line(),
                finding.section(),
                0,
                finding.item(),
                finding.before(),
                finding.why(),
                finding.quotes(),
                finding.confidence());
    }

    private static ReviewedReport.Line numbered(ReviewedReport.Line line, long item) {
        return new ReviewedReport.Line(
                line.number(),
                line.depth(),
                line.section(),
                item,
                line.label(),
                line.text(),
                line.status(),
                line.facts());
    }

    /** A small team's sixteen weeks, of which no ledger knows. */
    private static List<ReviewedReport> written(long seed) {
        BigTeam team = new BigTeam(4, 12, seed);
        ReportCompiler compiler = new ReportCompiler(team.team());
        List<ReviewedReport> reports = new ArrayList<>();
        ReportWeek week = ReportWeek.parse("2024-W10");
        for (int i = 0; i < 16; i++) {
            ReviewedReport page =
                    team.page(week, BigTeam.statements(BigTeam.compile(compiler, week, team.write(week))));
            reports.add(new ReviewedReport(page.weeks(), page.day(), page.titles(), page.lines(), false));
            week = week.next();
        }
        return reports;
    }

    private static String line(LocalDate promised, Random random) {
        String[] forms = {"预计%s上线", "开发中，预计%s上线", "方案已定，计划%s上线，暂无风险", "%s上线，材料已提交", "联调进度60%%，%s上线"};
        return "门店看板："
                + forms[random.nextInt(forms.length)].formatted(
                        promised.getYear() + "年" + promised.getMonthValue() + "月" + promised.getDayOfMonth() + "日");
    }

    private static ReviewedReport page(ReportWeeks weeks, LocalDate day, @Nullable String line) {
        ParsedReport parsed = PARSER.parse(
                "## 【仓配】\n\n1. 网点巡检进行中，已查" + weeks.first().week() + "处\n" + (line == null ? "" : "2. " + line + "\n"),
                weeks.last());
        ReviewedReport page = ReviewedReport.of(weeks, day, parsed, 0);
        List<ReviewedReport.Line> lines = page.lines().stream()
                .map(each -> numbered(each, each.text().startsWith("门店") ? ITEM : 1))
                .toList();
        return new ReviewedReport(weeks, day, page.titles(), lines, true);
    }

    /** The same lines in another order: another report of the same week. */
    private static ReviewedReport mirrored(ReviewedReport report) {
        List<ReviewedReport.Line> lines = new ArrayList<>(report.lines());
        Collections.reverse(lines);
        return new ReviewedReport(report.weeks(), report.day(), report.titles(), lines, false);
    }
}
