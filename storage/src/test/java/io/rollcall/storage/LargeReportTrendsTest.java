package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Span;
import io.rollcall.storage.mysql.MySqlServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What it costs to see how the figures of a large report went, where the ledger holds two years of such reports. */
class LargeReportTrendsTest {

    private static final int SECTIONS = 50;
    private static final int ITEMS = 20;
    private static final int WEEKS_KNOWN = 104;
    private static final ReportWeek NOW = new ReportWeek(2024, 49);

    private static final Team TEAM = new Team(
            new TeamId("harbour"),
            "港务",
            ZoneId.of("Asia/Shanghai"),
            Locale.CHINESE,
            Timetable.DEFAULT,
            null,
            null,
            List.of(),
            IntStream.range(0, SECTIONS)
                    .mapToObj(i -> new Section(
                            section(i),
                            "s" + i,
                            i % 5 == 0 ? SectionKind.METRICS : SectionKind.ITEMS,
                            List.of(),
                            null,
                            List.of(),
                            true,
                            null,
                            List.of()))
                    .toList(),
            ReportTemplate.DEFAULT);

    @Test
    void onH2TheLastWeeksOfAFewItemsAreRead() throws SQLException {
        look(TestDatabase.at("jdbc:h2:mem:large;DB_CLOSE_DELAY=-1" + TestDatabase.H2_OPTIONS), "H2");
    }

    @Test
    void onMySqlTheLastWeeksOfAFewItemsAreRead() throws SQLException {
        look(TestDatabase.at(MySqlServer.shared().freshSchema("large") + "&rewriteBatchedStatements=true"), "MySQL");
    }

    private static void look(TestDatabase database, String name) throws SQLException {
        try (database) {
            fill(database.get(DataSource.class));
            Ledger ledger = database.get(Ledger.class);
            List<ReportWeek> weeks = IntStream.range(0, ReportTrends.WEEKS)
                    .mapToObj(i -> NOW.plus(i + 1 - ReportTrends.WEEKS))
                    .toList();
            List<Statement> now = ledger.week(TEAM.id(), NOW);
            Set<Long> items = ReportTrends.candidates(TEAM, now);
            List<Statement> said = new ArrayList<>(now);
            said.addAll(ledger.figures(items, weeks.get(0), NOW.previous()));

            assertThat(said).as("read of " + name).hasSize(SECTIONS * ITEMS + items.size() * (ReportTrends.WEEKS - 1));
            assertThat(items).hasSizeLessThan(SECTIONS * ITEMS / 4);
            assertThat(ReportTrends.choose(TEAM, weeks, said).trends()).hasSize(ReportTrends.MOST);
            assertThat(ledger.figures(TEAM.id(), List.of(section(7)), NOW.plus(-11), NOW))
                    .hasSize(ITEMS * 12);
        }
    }

    private static SectionId section(int number) {
        return new SectionId("s" + number);
    }

    private static void fill(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (LedgerRows rows = new LedgerRows(connection, TEAM.id())) {
                for (int item = 0; item < SECTIONS * ITEMS; item++) {
                    rows.add(new LedgerItem(
                            item + 1, TEAM.id(), section(item / ITEMS), "项" + item, NOW.plus(1 - WEEKS_KNOWN), NOW));
                }
                for (int week = WEEKS_KNOWN - 1; week >= 0; week--) {
                    for (int item = 0; item < SECTIONS * ITEMS; item++) {
                        rows.add(statement(item, week));
                    }
                    rows.flush();
                }
            }
            connection.commit();
        }
    }

    private static Statement statement(int item, int weeksAgo) {
        String value = Integer.toString(300 + (item * 7 + weeksAgo * 13) % 90);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Dated(
                null, LocalDate.of(2024, 12, 20), Fact.Role.PLANNED, null, "完工", "预计12/20完工", new Span(20, 29)));
        if (item % 2 == 0) {
            facts.add(new Fact.Metric("装卸量", new BigDecimal(value), null, "吨", null, value + "吨", new Span(4, 8)));
            facts.add(
                    new Fact.Progress(new BigDecimal(value.substring(1)), value.substring(1) + "%", new Span(10, 13)));
        }
        return new Statement(
                item + 1,
                NOW.plus(-weeksAgo),
                null,
                section(item / ITEMS),
                item + 1,
                1,
                null,
                "项" + item,
                "项" + item + "：装卸量" + value + "吨，进度" + value.substring(1) + "%，预计12/20完工",
                null,
                facts,
                null,
                null);
    }
}
