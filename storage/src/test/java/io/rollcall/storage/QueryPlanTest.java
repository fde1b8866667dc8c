package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.mysql.MySqlServer;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.reflection.ParamNameResolver;
import org.apache.ibatis.scripting.defaults.DefaultParameterHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How MySQL and H2 go about every statement of every mapper, in a database that has grown: none reads a whole table, or
 * a whole index, to find its rows. A new mapper or statement is looked at by itself, with example values by type.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTest {

    private static final TeamId TEAM = new TeamId("harbour");
    private static final ReportWeek WEEK = ReportWeek.parse("2020-W10");
    private static final Instant NOW = Instant.parse("2024-12-06T02:00:00Z");

    /** Statements that may read an index from end to end. */
    private static final Set<String> WHOLE_INDEX =
            // Of every team, once, when an unknown one was named.
            Set.of("HistoryMapper.teams");

    /** What MySQL does first in its own temporary tables is named {@code <derived2>} and the like. */
    private static final String OWN_TABLE = "<";

    private TestDatabase database;
    private TestDatabase h2;
    private Set<String> growing = Set.of();

    @BeforeAll
    void grow() {
        database = TestDatabase.at(MySqlServer.shared().freshSchema("plans"));
        grow(database.jdbc());
        growing = tables();
        growing.forEach(
                table -> database.jdbc().sql("ANALYZE TABLE " + table).query().listOfRows());
        h2 = TestDatabase.at("jdbc:h2:mem:plans;DB_CLOSE_DELAY=-1" + TestDatabase.H2_OPTIONS);
        grow(h2.jdbc());
        h2.jdbc().sql("ANALYZE").update();
    }

    private static void grow(JdbcClient jdbc) {
        jdbc.sql("CREATE TABLE tens (n INT NOT NULL PRIMARY KEY)").update();
        jdbc.sql("INSERT INTO tens VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)")
                .update();
        for (String team : List.of("harbour", "quay", "depot")) {
            // 400 weeks from 2015 on, each of 20 owners asked and answering in each.
            jdbc.sql("INSERT INTO round (id, team, first_week, weeks, state, ask_at, remind_at, close_at, publish_at,"
                            + " reminders_done, revision, opened_at, closed_at, published_at)"
                            + " SELECT CONCAT(:team, '-', w), :team, w, w, 'PUBLISHED', :now, '', :now, :now, 0, 1, :now,"
                            + " :now, :now FROM (" + WEEKS + ") weeks")
                    .param("team", team)
                    .param("now", "2024-12-06 02:00:00")
                    .update();
            jdbc.sql("INSERT INTO item (team, section, title, first_week, last_week)"
                            + " SELECT :team, 'tugs', CONCAT('item ', w), w, w FROM (" + WEEKS
                            + ") weeks, tens a")
                    .param("team", team)
                    .update();
        }
        jdbc.sql("INSERT INTO ask (round, owner, ordinal, state) SELECT id, CONCAT('m', a.n, b.n), a.n, 'ANSWERED'"
                        + " FROM round, tens a, tens b WHERE b.n < 2")
                .update();
        jdbc.sql(
                        "INSERT INTO reply (round, member, platform, message_id, edition, kind, text, section, received_at)"
                                + " SELECT round, owner, 'feishu', CONCAT(round, owner), 1, 'TEXT', 'text', 'tugs', NOW(3) FROM ask")
                .update();
        jdbc.sql("INSERT INTO report (round, revision, markdown, html, json, compiled_at)"
                        + " SELECT id, a.n + 1, 'm', 'h', 'j', opened_at FROM round, tens a")
                .update();
        jdbc.sql("INSERT INTO statement (item, week, team, section, ordinal, depth, text, facts)"
                        + " SELECT id, first_week, team, section, 1, 1, title, '[]' FROM item")
                .update();
        jdbc.sql("INSERT INTO item_gram (team, gram, block, items)"
                        + " SELECT team, 1000 + id % 500, id, 'items' FROM item")
                .update();
        jdbc.sql("INSERT INTO absence (team, member, from_day, to_day, told_at)"
                        + " SELECT team, 'mei', DATE(opened_at), DATE(opened_at), opened_at FROM round, tens a")
                .update();
        jdbc.sql("INSERT INTO inbox (platform, app, delivery_key, sender, lane, payload, received_at, state, attempts,"
                        + " next_try_at) SELECT 'feishu', 'main', CONCAT('k', id), 'ou', 'ou', 'p',"
                        + " '2024-12-06 02:00:00', CASE WHEN id % 500 = 0 THEN 'NEW' ELSE 'DONE' END, 0,"
                        + " '2024-12-06 02:00:00' FROM item")
                .update();
        jdbc.sql("INSERT INTO outbox (message_key, kind, platform, app, address, payload_type, payload,"
                        + " idempotency_key, round, member, part, created_at, state, attempts, next_try_at)"
                        + " SELECT CONCAT('k', id), 'ASK', 'feishu', 'main', CONCAT('ou_', id % 300), 't', 'p', 'i', NULL,"
                        + " NULL, 0, '2024-12-06 02:00:00', CASE WHEN id % 500 = 0 THEN 'PENDING' ELSE 'SENT' END, 0,"
                        + " '2024-12-06 02:00:00' FROM item")
                .update();
    }

    private static final String WEEKS = "SELECT CONCAT(2015 + a.n, '-W', LPAD(b.n * 10 + c.n + 1, 2, '0')) AS w"
            + " FROM tens a, tens b, tens c WHERE a.n < 8 AND b.n < 5";

    /** Those that hold much; a table that a new migration adds and that grows is to be filled above. */
    private Set<String> tables() {
        return database
                .jdbc()
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> count(table) > 1000)
                .collect(Collectors.toUnmodifiableSet());
    }

    private int count(String table) {
        return database.jdbc()
                .sql("SELECT COUNT(*) FROM `" + table + "`")
                .query(Integer.class)
                .single();
    }

    @AfterAll
    void close() {
        database.close();
        h2.close();
    }

    @Test
    void theTablesHaveGrown() {
        assertThat(growing)
                .contains(
                        "round",
                        "ask",
                        "reply",
                        "report",
                        "item",
                        "statement",
                        "item_gram",
                        "absence",
                        "inbox",
                        "outbox")
                .allSatisfy(table -> assertThat(count(table)).as(table).isGreaterThan(1000));
    }

    @Test
    void aStatementThatReadsAWholeTableWouldBeNoticed() throws SQLException {
        assertThat(explained("SELECT id FROM reply WHERE kind = 'SKIP'", statement -> {}))
                .extracting(Step::realTable, Step::type)
                .containsExactly(tuple("reply", "ALL"));
        // Straight: whichever table MySQL would rather begin with today.
        assertThat(explained(
                        "SELECT STRAIGHT_JOIN r.id FROM report q JOIN round r ON r.id = q.round WHERE q.html = 'x'",
                        statement -> {}))
                .extracting(Step::realTable, Step::type)
                .contains(tuple("report", "ALL"));
        assertThat(explained("SELECT id FROM item WHERE team = 'quay' ORDER BY title LIMIT 1", statement -> {}))
                .extracting(Step::extra)
                .allMatch(extra -> extra.contains("Using filesort"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void noStatementReadsAWholeTable(String name) throws SQLException {
        for (Step step : plan(name)) {
            if (!growing.contains(step.realTable())) {
                continue;
            }
            assertThat(step.type())
                    .as("%s reads all of %s: %s", name, step.table(), step)
                    .isNotEqualTo("ALL");
            if (!WHOLE_INDEX.contains(name) && !step.extra().contains("Using index for group-by")) {
                assertThat(step.type())
                        .as("%s reads all of an index of %s: %s", name, step.table(), step)
                        .isNotEqualTo("index");
            }
        }
    }

    /** What is asked for in an order, and only the first few of it, is found in that order. */
    @ParameterizedTest
    @MethodSource("firstFew")
    void theFirstFewAreFoundWithoutSortingTheRest(String name) throws SQLException {
        assertThat(plan(name))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.extra())
                        .as("%s: %s", name, step)
                        .doesNotContain("Using filesort")
                        .doesNotContain("Using temporary"));
    }

    @ParameterizedTest
    @MethodSource("firstFew")
    void h2FindsTheFirstFewInOrder(String name) throws SQLException {
        assertThat(h2Plan(name)).contains("index sorted");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void h2ReadsNoWholeTable(String name) throws SQLException {
        if (!WHOLE_INDEX.contains(name)) {
            assertThat(h2Plan(name))
                    .doesNotContain(growing.stream()
                            .map(table -> "." + table + ".tableScan")
                            .toList());
        }
    }

    private String h2Plan(String name) throws SQLException {
        MappedStatement statement =
                mapped().filter(each -> nameOf(each).equals(name)).findFirst().orElseThrow();
        Object parameter = example(statement);
        BoundSql sql = statement.getBoundSql(parameter);
        try (Connection connection = h2.get(DataSource.class).getConnection();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql.getSql())) {
            new DefaultParameterHandler(statement, parameter, sql).setParameters(explain);
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        }
    }

    static Stream<String> firstFew() {
        return Stream.of(
                "LedgerMapper.items",
                "LedgerMapper.latest",
                "LedgerMapper.before",
                "RoundMapper.of",
                "RoundMapper.before",
                "RoundMapper.after",
                "ReportMapper.latest",
                "ReplyMapper.latestOf",
                "PayloadMapper.received",
                "PayloadMapper.sent");
    }

    /** Every statement that looks for rows, as {@code LedgerMapper.items}. */
    Stream<String> statements() {
        return mapped().map(QueryPlanTest::nameOf).sorted();
    }

    private Stream<MappedStatement> mapped() {
        // Each is there twice, by its short name as well.
        Collection<?> all = database.mappings().getMappedStatements();
        return all.stream()
                .filter(MappedStatement.class::isInstance)
                .map(MappedStatement.class::cast)
                .filter(each -> each.getSqlCommandType() != SqlCommandType.INSERT)
                .filter(each -> each.getId().startsWith("io.rollcall."))
                .filter(each -> !each.getId().endsWith("!selectKey"))
                .distinct();
    }

    private static String nameOf(MappedStatement statement) {
        String id = statement.getId();
        return id.substring(id.lastIndexOf('.', id.lastIndexOf('.') - 1) + 1);
    }

    private record Step(String table, String realTable, String type, String key, long rows, String extra) {}

    private List<Step> plan(String name) throws SQLException {
        MappedStatement statement = mapped().filter(each -> nameOf(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no statement " + name));
        Object parameter = example(statement);
        BoundSql sql = statement.getBoundSql(parameter);
        return explained(
                sql.getSql(), explain -> new DefaultParameterHandler(statement, parameter, sql).setParameters(explain));
    }

    private interface Filling {
        void fill(PreparedStatement statement) throws SQLException;
    }

    private List<Step> explained(String sql, Filling parameters) throws SQLException {
        try (Connection connection = database.get(DataSource.class).getConnection();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            parameters.fill(explain);
            List<Step> steps = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    String table = orEmpty(rows.getString("table"));
                    steps.add(new Step(
                            table,
                            table.startsWith(OWN_TABLE) ? "" : realName(table, sql),
                            orEmpty(rows.getString("type")),
                            orEmpty(rows.getString("key")),
                            rows.getLong("rows"),
                            orEmpty(rows.getString("Extra"))));
                }
            }
            return steps;
        }
    }

    /** EXPLAIN names a table by its alias. */
    private String realName(String alias, String sql) {
        if (growing.contains(alias)) {
            return alias;
        }
        return growing.stream()
                .filter(table -> sql.matches("(?is).*\\b" + table + "\\s+(as\\s+)?" + alias + "\\b.*"))
                .max(Comparator.comparingInt(String::length))
                .orElse(alias);
    }

    private static String orEmpty(String text) {
        return Optional.ofNullable(text).orElse("");
    }

    /** What MyBatis would hand to the statement when its method is called with values of its parameters' types. */
    private Object example(MappedStatement statement) {
        String id = statement.getId();
        String method = id.substring(id.lastIndexOf('.') + 1);
        Method called = Arrays.stream(mapperOf(id).getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow();
        Object[] arguments = Arrays.stream(called.getParameters())
                .map(parameter -> value(named(parameter), parameter.getParameterizedType()))
                .toArray();
        return new ParamNameResolver(database.mappings(), called).getNamedParams(arguments);
    }

    private static Class<?> mapperOf(String id) {
        try {
            return Class.forName(id.substring(0, id.lastIndexOf('.')));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String named(Parameter parameter) {
        Param param = parameter.getAnnotation(Param.class);
        return param == null ? parameter.getName() : param.value();
    }

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(TeamId.class, TEAM),
            Map.entry(RoundId.class, new RoundId(TEAM, WEEK)),
            Map.entry(ReportWeek.class, WEEK),
            Map.entry(MemberId.class, new MemberId("m11")),
            Map.entry(SectionId.class, new SectionId("tugs")),
            Map.entry(Instant.class, NOW),
            Map.entry(LocalDate.class, LocalDate.parse("2024-12-06")),
            Map.entry(Duration.class, Duration.ofMinutes(1)),
            Map.entry(int.class, 10),
            Map.entry(Integer.class, 10),
            Map.entry(long.class, 4711L),
            Map.entry(Long.class, 4711L),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true));

    /** Texts that stand for something else than a name. */
    private static final Map<String, String> TEXTS =
            Map.of("platform", "feishu", "app", "main", "key", "k4711", "state", "NEW", "messageId", "om");

    private static Object value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            return element == Long.class ? List.of(1000L, 2000L, 3000L) : List.of(value(name, element));
        }
        Class<?> plain = (Class<?>) type;
        if (VALUES.containsKey(plain)) {
            return VALUES.get(plain);
        }
        if (plain == String.class) {
            return TEXTS.getOrDefault(name, "text");
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        throw new AssertionError("no example of " + plain + " for the parameter " + name + "; add one to VALUES");
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getName(), component.getGenericType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no example of " + type + "; add one to VALUES", e);
        }
    }
}
