package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.ItemMatcher;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportCompiler;
import io.rollcall.core.round.Reply;
import io.rollcall.core.understand.ReportParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one round of 50 sections with 20 items each takes, on one thread, when two years of rounds have been read
 * before: compiling it, telling which items its lines are, and reviewing it; beside only parsing the same messages. Run
 * with {@code mvn -Pbench -pl core verify -Dbench.options=ReviewBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class ReviewBenchmark {

    private static final int SECTIONS = 50;
    private static final int ITEMS = 20;
    private static final int WEEKS = 104;

    /** In how many earlier weeks an item is sought. */
    private static final int SOUGHT = 6;

    private final BigTeam team = new BigTeam(SECTIONS, ITEMS, 20241206);
    private final ReportParser parser = new ReportParser(Set.of());
    private final ReportCompiler compiler = new ReportCompiler(team.team());
    private final ItemMatcher matcher = team.matcher();
    private final List<ReviewedReport> pages = new ArrayList<>();
    private final List<List<Statement>> latest = new ArrayList<>();
    private ReportWeek week = ReportWeek.parse("2022-W49");
    private List<Reply> replies = List.of();
    private Report report;
    private ReviewedReport page;
    private Reviewer past = new Reviewer();

    public ReviewBenchmark() {
        replies = team.write(week);
        report = compile();
        page = team.page(week, BigTeam.statements(report));
    }

    @Setup
    public void readTwoYears() {
        long items = 0;
        for (int i = 0; i < WEEKS; i++) {
            List<Statement> stored = new ArrayList<>();
            for (Statement statement : match()) {
                stored.add(statement.item() == 0 ? statement.of(++items, null) : statement);
            }
            latest.add(0, stored);
            if (latest.size() > SOUGHT) {
                latest.remove(SOUGHT);
            }
            pages.add(team.page(week, stored));
            week = week.next();
            replies = team.write(week);
            report = compile();
        }
        past = twoYears();
        page = team.page(week, match());
        Set<Long> known = new HashSet<>();
        page.lines().forEach(line -> known.add(line.item()));
        if (page.lines().size() != SECTIONS * ITEMS || known.size() < SECTIONS * ITEMS * 0.8) {
            throw new IllegalStateException("of " + page.lines().size() + " lines, " + known.size() + " are known");
        }
    }

    /** The baseline: the same messages, without anything being made of them. */
    @Benchmark
    public int parseOnly() {
        int sections = 0;
        for (Reply reply : replies) {
            sections += parser.parse(reply.text(), week).sections().size();
        }
        return sections;
    }

    /** All that is done when a round is closed. */
    @Benchmark
    public List<Finding> round() {
        List<Statement> now = matcher.match(latest, BigTeam.statements(compile()));
        return past.copy().read(team.page(week, now));
    }

    @Benchmark
    public Report compile() {
        return BigTeam.compile(compiler, week, replies);
    }

    @Benchmark
    public List<Statement> match() {
        return matcher.match(latest, BigTeam.statements(report));
    }

    @Benchmark
    public List<Finding> review() {
        return past.copy().read(page);
    }

    /** Where no item is known, and all is told from the words: what {@code review} does with a page. */
    @Benchmark
    public List<Finding> reviewWords() {
        return past.copy()
                .read(new ReviewedReport(ReportWeeks.of(week), page.day(), page.titles(), page.lines(), false));
    }

    /** Once, when the application was started. */
    @Benchmark
    public Reviewer twoYears() {
        Reviewer reviewer = new Reviewer();
        pages.forEach(reviewer::read);
        return reviewer;
    }
}
