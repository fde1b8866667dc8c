package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Span;
import io.rollcall.core.understand.Status;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class LedgerSuite extends StorageSuite {

    private final Ledger ledger;

    LedgerSuite(TestDatabase database) {
        super(database);
        ledger = database.get(Ledger.class);
    }

    @Test
    void a_week_is_read_back_in_the_order_of_the_report() {
        Statement full = new Statement(
                0,
                WEEK,
                ROUND,
                CRANES,
                0,
                1,
                null,
                "二号吊机",
                "二号吊机：检修 95% 🏗️，预计 12/20 完成",
                Status.IN_PROGRESS,
                List.of(new Fact.Progress(new BigDecimal("95"), "95%", new Span(8, 11))),
                MEI,
                17L);

        List<Statement> stored =
                ledger.replaceWeek(HARBOUR, WEEK, List.of(line(TUGS, 1, "拖轮正常"), full, line(CRANES, 2, "钢丝绳已换")));

        assertThat(ledger.week(HARBOUR, WEEK)).isEqualTo(stored);
        assertThat(stored).extracting(Statement::text).containsExactly("拖轮正常", full.text(), "钢丝绳已换");
        assertThat(stored).extracting(Statement::ordinal).containsExactly(1, 2, 3);
        assertThat(stored.get(1)).isEqualTo(full.storedAs(stored.get(1).item(), 2, null));
        assertThat(jdbc().sql("SELECT text FROM statement WHERE item = ?")
                        .param(stored.get(1).item())
                        .query(String.class)
                        .single())
                .isEqualTo(full.text());
        assertThat(ledger.week(QUAY, WEEK)).isEmpty();
        assertThat(ledger.week(HARBOUR, WEEK.next())).isEmpty();
    }

    @Test
    void a_line_stands_beneath_the_last_less_deep_one_of_its_section() {
        List<Statement> stored = ledger.replaceWeek(
                HARBOUR,
                WEEK,
                List.of(
                        line(CRANES, 1, "a"),
                        line(CRANES, 2, "a1"),
                        line(CRANES, 3, "a1x"),
                        line(CRANES, 2, "a2"),
                        line(TUGS, 2, "orphan"),
                        line(TUGS, 1, "b"),
                        line(TUGS, 3, "b1")));

        assertThat(stored)
                .extracting(statement -> textOf(stored, statement.parent()))
                .containsExactly(null, "a", "a1", "a", null, null, "b");
    }

    @Test
    void an_item_lives_across_weeks_and_is_called_what_it_was_last_called() {
        long item = state(WEEK, 0, CRANES, "二号吊机检修");
        state(WEEK.plus(2), item, TUGS, "二号吊机大修");
        state(WEEK.plus(-1), item, CRANES, "吊机");

        assertThat(ledger.item(item))
                .contains(new LedgerItem(item, HARBOUR, TUGS, "二号吊机大修", WEEK.plus(-1), WEEK.plus(2)));
        assertThat(ledger.history(item))
                .extracting(statement -> statement.week() + " " + statement.text())
                .containsExactly("2024-W48 吊机", "2024-W49 二号吊机检修", "2024-W51 二号吊机大修");
    }

    @Test
    void replacing_a_week_leaves_nothing_of_what_it_had() {
        List<Statement> first =
                ledger.replaceWeek(HARBOUR, WEEK, List.of(line(CRANES, 1, "吊机 80%"), line(CRANES, 1, "误写")));
        long kept = first.get(0).item();
        long gone = first.get(1).item();

        ledger.replaceWeek(HARBOUR, WEEK, List.of(line(kept, CRANES, 1, "吊机 90%")));

        assertThat(ledger.week(HARBOUR, WEEK)).extracting(Statement::text).containsExactly("吊机 90%");
        assertThat(ledger.item(kept)).map(LedgerItem::title).contains("吊机 90%");
        assertThat(ledger.item(gone)).isEmpty();
        assertThat(countOf("item")).isEqualTo(1);
    }

    @Test
    void an_item_that_this_week_is_silent_about_keeps_its_past() {
        long item = state(WEEK, 0, CRANES, "吊机");
        state(WEEK.next(), item, CRANES, "吊机");

        ledger.replaceWeek(HARBOUR, WEEK.next(), List.of());

        assertThat(ledger.item(item)).map(LedgerItem::lastWeek).contains(WEEK);
        assertThat(ledger.history(item)).hasSize(1);
    }

    @Test
    void weeks_are_in_order_across_the_new_year() {
        ReportWeek last = ReportWeek.parse("2024-W52");
        long item = state(last.next(), 0, CRANES, "吊机");
        state(last, item, CRANES, "吊机");

        assertThat(ledger.item(item)).map(LedgerItem::firstWeek).contains(last);
        assertThat(ledger.history(item)).extracting(Statement::week).containsExactly(last, last.next());
    }

    @Test
    void a_week_that_cannot_be_stored_stays_as_it_was() {
        long item = state(WEEK, 0, CRANES, "吊机");
        List<Statement> before = ledger.week(HARBOUR, WEEK);

        refused(
                "item " + item + " is stated twice in 2024-W49",
                line(item, CRANES, 1, "a"),
                line(item, CRANES, 1, "b"));
        refused("team harbour has no item " + (item + 99), line(item + 99, CRANES, 1, "a"));
        refused(
                "a statement of 2024-W50 cannot stand in the report of 2024-W49",
                line(0, CRANES, 1, "a"),
                new Statement(0, WEEK.next(), null, CRANES, 0, 1, null, null, "b", null, List.of(), null, null));

        assertThat(ledger.week(HARBOUR, WEEK)).isEqualTo(before);
    }

    @Test
    void an_item_of_another_team_is_out_of_reach() {
        long item = state(WEEK, 0, CRANES, "吊机");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.replaceWeek(QUAY, WEEK, List.of(line(item, CRANES, 1, "吊机"))))
                .withMessage("team quay has no item " + item);
    }

    @Test
    void items_are_found_by_title_and_by_what_was_said_in_any_week() {
        long crane = state(WEEK.plus(-1), 0, CRANES, "Crane 二号 钢丝绳");
        state(WEEK, crane, CRANES, "二号吊机");
        state(WEEK.plus(1), 0, TUGS, "拖轮 钢丝绳");

        assertThat(titles("二号")).containsExactly("二号吊机");
        assertThat(titles("crANE")).containsExactly("二号吊机");
        assertThat(titles(" 钢丝绳 ")).as("the most recent first").containsExactly("拖轮 钢丝绳", "二号吊机");
        assertThat(titles("")).containsExactly("拖轮 钢丝绳", "二号吊机");
        assertThat(titles("泊位")).isEmpty();
        assertThat(ledger.items(HARBOUR, "钢丝绳", 1)).hasSize(1);
        assertThat(ledger.items(HARBOUR, "", 1)).hasSize(1);
        assertThat(ledger.items(QUAY, "钢丝绳", 10)).isEmpty();
    }

    /** The plain way: every text is read, and the items found are put in order. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_search_finds_what_reading_everything_finds(long seed) {
        LedgerOfRandomWords random = new LedgerOfRandomWords(seed);
        random.fill(ledger, HARBOUR);
        LedgerOfRandomWords others = new LedgerOfRandomWords(seed + 1000);
        others.fill(ledger, QUAY);

        for (int i = 0; i < 150; i++) {
            String query = i % 4 == 0 ? others.query() : random.query();
            int limit = i % 3 == 0 ? 3 : 500;
            assertThat(ledger.items(HARBOUR, query, limit))
                    .as("seed %d, query <%s>, limit %d", seed, query, limit)
                    .extracting(LedgerItem::id)
                    .isEqualTo(random.holding(query, limit));
            if (random.isPlain(query)) {
                assertThat(random.holding(query, 500))
                        .as("seed %d, query <%s>: the database's own comparison", seed, query)
                        .isEqualTo(compared(query));
            }
        }
    }

    /** What the database finds by reading every text; full width and the like are nothing to it. */
    private List<Long> compared(String query) {
        String pattern = "%"
                + query.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
        return jdbc().sql("SELECT id FROM item i WHERE team = 'harbour' AND (LOWER(title) LIKE :pattern ESCAPE '!'"
                        + " OR EXISTS (SELECT 1 FROM statement s WHERE s.item = i.id"
                        + " AND LOWER(s.text) LIKE :pattern ESCAPE '!')) ORDER BY last_week DESC, id DESC")
                .param("pattern", pattern)
                .query(Long.class)
                .list();
    }

    @Test
    void words_that_stand_in_thousands_of_items_are_found_in_order() {
        ledger.replaceWeek(HARBOUR, WEEK, many(WEEK, 1100));
        ledger.replaceWeek(HARBOUR, WEEK.plus(-1), many(WEEK.plus(-1), 1300));

        List<LedgerItem> all = ledger.items(HARBOUR, "吊机", 5000);

        assertThat(all).hasSize(2400);
        assertThat(all).isEqualTo(ledger.items(HARBOUR, "", 5000));
        assertThat(ledger.items(HARBOUR, "机：", 1205)).isEqualTo(all.subList(0, 1205));
        assertThat(ledger.items(HARBOUR, "二号吊机：第 17 处 2024-w48", 10)).hasSize(1);
        // Each of its pairs stands somewhere in nearly every item.
        assertThat(ledger.items(HARBOUR, "号吊机：第 2024", 10)).isEmpty();
    }

    @Test
    void the_figures_of_items_come_in_the_order_of_the_reports() {
        Fact tons = new Fact.Metric("装卸量", new BigDecimal("313"), null, "吨", null, "313吨", new Span(0, 4));
        Fact day = new Fact.Dated(null, null, Fact.Role.MENTION, null, null, "周五", new Span(5, 7));
        List<Statement> first = ledger.replaceWeek(
                HARBOUR,
                WEEK,
                List.of(
                        said(0, WEEK, TUGS, "拖轮", tons),
                        said(0, WEEK, CRANES, "吊机", day, tons),
                        said(0, WEEK, CRANES, "别的", tons)));
        long tug = first.get(0).item();
        long crane = first.get(1).item();
        for (ReportWeek week : List.of(WEEK.plus(-2), WEEK.plus(-1), WEEK.next())) {
            ledger.replaceWeek(
                    HARBOUR,
                    week,
                    List.of(said(crane, week, CRANES, "吊机" + week, day), said(tug, week, TUGS, "拖轮" + week)));
        }

        List<Statement> span = ledger.figures(List.of(tug, crane), WEEK.plus(-1), WEEK);

        assertThat(span).extracting(Statement::text).containsExactly("吊机2024-W48", "拖轮2024-W48", "拖轮", "吊机");
        assertThat(span)
                .extracting(Statement::facts)
                .containsExactly(List.of(), List.of(), List.of(tons), List.of(tons));
        assertThat(ledger.figures(List.of(), WEEK, WEEK)).isEmpty();
    }

    @Test
    void a_sections_figures_are_those_of_its_items_wherever_they_stood_before() {
        long moved = state(WEEK.plus(-3), 0, TUGS, "吊机一 1");
        long left = ledger.replaceWeek(
                        HARBOUR,
                        WEEK.plus(-2),
                        List.of(said(0, WEEK.plus(-2), CRANES, "拖轮 1"), said(0, WEEK.plus(-2), CRANES, "吊机二 1")))
                .get(0)
                .item();
        ledger.replaceWeek(
                HARBOUR,
                WEEK,
                List.of(line(left, TUGS, 1, "拖轮 2"), line(moved, CRANES, 1, "吊机一 2"), line(CRANES, 1, "吊机三 1")));

        assertThat(ledger.figures(HARBOUR, List.of(CRANES), WEEK.plus(-3), WEEK))
                .extracting(Statement::text)
                .containsExactly("吊机一 1", "吊机二 1", "吊机一 2", "吊机三 1");
        assertThat(ledger.figures(HARBOUR, List.of(CRANES), WEEK.plus(-2), WEEK.plus(-1)))
                .extracting(Statement::text)
                .containsExactly("吊机二 1");
        assertThat(ledger.figures(HARBOUR, List.of(CRANES, TUGS), WEEK, WEEK)).hasSize(3);
        assertThat(ledger.figures(QUAY, List.of(CRANES, TUGS), WEEK, WEEK)).isEmpty();
        assertThat(ledger.figures(HARBOUR, List.of(), WEEK, WEEK)).isEmpty();
    }

    private static Statement said(long item, ReportWeek week, SectionId section, String text, Fact... facts) {
        return new Statement(item, week, null, section, 0, 1, null, null, text, null, List.of(facts), null, null);
    }

    private static List<Statement> many(ReportWeek week, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Statement(
                        0,
                        week,
                        null,
                        CRANES,
                        0,
                        1,
                        null,
                        null,
                        "二号吊机：第 " + n + " 处 " + week,
                        null,
                        List.of(),
                        null,
                        null))
                .toList();
    }

    @Test
    void rows_written_in_bulk_are_those_that_the_ledger_writes() throws SQLException {
        new LedgerOfRandomWords(17).fill(ledger, HARBOUR);
        List<List<Map<String, Object>>> written = rows();
        List<LedgerItem> items = ledger.items(HARBOUR, "", 5000);
        List<Statement> statements = items.stream()
                .flatMap(item -> ledger.history(item.id()).stream())
                .toList();
        database.clear();

        try (Connection connection = database.get(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (LedgerRows bulk = new LedgerRows(connection, HARBOUR)) {
                for (LedgerItem item : items) {
                    bulk.add(item);
                }
                for (Statement statement : statements) {
                    bulk.add(statement);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }

        assertThat(rows()).isEqualTo(written);
        assertThat(written).noneMatch(List::isEmpty);
    }

    private List<List<Map<String, Object>>> rows() {
        return Stream.of(
                        "* FROM item ORDER BY id",
                        "* FROM statement ORDER BY item, week",
                        "team, gram, block, items FROM item_gram ORDER BY team, gram, block")
                .map(what -> jdbc().sql("SELECT " + what).query().listOfRows())
                .peek(rows -> rows.forEach(row -> row.replaceAll(
                        (column, value) -> value instanceof byte[] bytes ? Arrays.toString(bytes) : value)))
                .toList();
    }

    @Test
    void what_a_week_no_longer_says_is_not_found() {
        long item = state(WEEK, 0, CRANES, "误写的泊位");
        state(WEEK, item, CRANES, "改为拖轮");

        assertThat(titles("泊位")).isEmpty();
        assertThat(titles("拖轮")).containsExactly("改为拖轮");
    }

    @Test
    void a_week_that_is_rolled_back_leaves_nothing_to_find() {
        database.inTransactionRolledBack(() -> state(WEEK, 0, CRANES, "二号吊机"));

        assertThat(countOf("item_gram")).isZero();
    }

    @Test
    void weeks_that_are_stored_at_the_same_time_are_all_found() throws Exception {
        for (int turn = 0; turn < 5; turn++) {
            ReportWeek first = WEEK.plus(10 * turn);
            atOnce(IntStream.range(0, 4)
                    .mapToObj(n -> (Callable<Long>) () -> state(first.plus(n), 0, CRANES, "二号吊机 " + first.plus(n)))
                    .toList());
        }

        assertThat(ledger.items(HARBOUR, "二号吊机", 100)).hasSize(20);
        assertThat(ledger.items(HARBOUR, "机", 100)).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"95%", "a_b", "go!", "c:\\d", "'; --", "🏗", "%", "_", "!", "ＡＰＩ", "y\u0001z"})
    void a_query_means_its_characters(String query) {
        ledger.replaceWeek(
                HARBOUR, WEEK, List.of(line(CRANES, 1, "x " + query + " y"), line(CRANES, 1, "x 95 axb go c:d y")));

        assertThat(titles(query)).containsExactly("x " + query + " y");
    }

    @Test
    void a_long_report_is_stored_as_a_whole() {
        List<Statement> lines = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> line(CRANES, 1 + i % 3, i + " 吊机".repeat(200)))
                .toList();

        ledger.replaceWeek(HARBOUR, WEEK, lines);

        assertThat(ledger.week(HARBOUR, WEEK))
                .extracting(Statement::text)
                .isEqualTo(lines.stream().map(Statement::text).toList());
        assertThat(ledger.items(HARBOUR, "", 500)).hasSize(300);
    }

    private List<String> titles(String query) {
        return ledger.items(HARBOUR, query, 10).stream().map(LedgerItem::title).toList();
    }

    private static String textOf(List<Statement> statements, Long item) {
        return statements.stream()
                .filter(statement -> item != null && statement.item() == item)
                .map(Statement::text)
                .findFirst()
                .orElse(null);
    }

    private void refused(String message, Statement... statements) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.replaceWeek(HARBOUR, WEEK, Arrays.asList(statements)))
                .withMessage(message);
    }

    /** Makes this line the whole week and returns its item. */
    private long state(ReportWeek week, long item, SectionId section, String text) {
        Statement line = new Statement(item, week, null, section, 0, 1, null, null, text, null, List.of(), null, null);
        return ledger.replaceWeek(HARBOUR, week, List.of(line)).get(0).item();
    }

    private static Statement line(SectionId section, int depth, String text) {
        return line(0, section, depth, text);
    }

    private static Statement line(long item, SectionId section, int depth, String text) {
        return new Statement(item, WEEK, ROUND, section, 0, depth, null, null, text, null, List.of(), MEI, null);
    }
}
