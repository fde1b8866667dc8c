package io.rollcall.bot.wire;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.Replies;
import io.rollcall.storage.mysql.MySqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Whether Rollcall stays as quick as it was: what opening a round, compiling it and every query of the API takes with 520
 * weeks of 50 sections of 20 items stored, beside 4 weeks, on H2 and on MySQL. Two bots take turns in one process, so
 * that both are as warm, and as disturbed by others.
 *
 * <p>Half of the items live through all the weeks, the other half for four.
 */
final class GrowthBench {

    private static final int SECTIONS = 50;
    private static final int ITEMS = 20;
    private static final int LONG_LIVED = 10;
    private static final int LIFE = 4;
    private static final int WARM_UP = 2;
    private static final double AIM = 1.3;
    private static final TeamId TEAM = new TeamId("growth");
    private static final ReportWeek LAST = ReportWeek.parse("2024-W40");

    private GrowthBench() {}

    /**
     * @param arguments {@code h2}, {@code mysql} or nothing for both; {@code weeks=52} for fewer than 520, {@code turns=5}
     *                  for fewer rounds than 9
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        int weeks = number(given, "weeks=", 520);
        int turns = number(given, "turns=", 9);
        System.setProperty("logging.level.root", "error");
        for (String database : List.of("h2", "mysql")) {
            if (given.stream().noneMatch(List.of("h2", "mysql")::contains) || given.contains(database)) {
                measure(database, weeks, turns);
            }
        }
        System.exit(0);
    }

    private static int number(List<String> arguments, String name, int otherwise) {
        return arguments.stream()
                .filter(each -> each.startsWith(name))
                .map(each -> Integer.parseInt(each.substring(name.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private static void measure(String database, int weeks, int turns) throws Exception {
        Path folder = Files.createTempDirectory("rollcall-growth-");
        try (Side few = new Side(folder.resolve("few"), database, 4);
                Side many = new Side(folder.resolve("many"), database, weeks)) {
            Map<String, List<double[]>> times = new LinkedHashMap<>();
            for (int turn = 0; turn < WARM_UP + turns; turn++) {
                Map<String, Double> one = turn % 2 == 0 ? few.round() : null;
                Map<String, Double> other = many.round();
                Map<String, Double> first = one == null ? few.round() : one;
                if (turn >= WARM_UP) {
                    first.forEach((name, time) -> times.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(new double[] {time, other.get(name)}));
                }
            }
            print(database, weeks, turns, times, many);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void print(String database, int weeks, int turns, Map<String, List<double[]>> times, Side many) {
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d sections of %d items; %d items and %d statements in %d weeks; median of %d, ms%n",
                database,
                SECTIONS,
                ITEMS,
                many.bot.rows("item"),
                many.bot.rows("statement"),
                weeks,
                turns);
        System.out.printf(Locale.ROOT, "%-34s %9s %9s %7s%n", "", "4 weeks", weeks + " w.", "ratio");
        times.forEach((name, pairs) -> {
            double few = median(pairs, 0);
            double more = median(pairs, 1);
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %9.2f %9.2f %7.2f%s%n",
                    name,
                    few,
                    more,
                    more / few,
                    more / few > AIM ? "  above " + AIM : "");
        });
    }

    private static double median(List<double[]> pairs, int side) {
        double[] sorted =
                pairs.stream().mapToDouble(pair -> pair[side]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** A bot on a database that holds so many weeks. */
    private static final class Side implements AutoCloseable {

        private final SettableClock clock = SettableClock.inShanghai("2024-10-08T09:00");
        private final PlatformStandIn platform = new PlatformStandIn();
        private final BotUnderTest bot;
        private final Team team;
        private ReportWeek week = LAST;

        Side(Path folder, String database, int weeks) throws IOException, SQLException {
            Files.createDirectories(folder.resolve("teams"));
            Files.writeString(folder.resolve("teams/growth.yml"), teamFile());
            Map<String, String> settings = new HashMap<>();
            if (database.equals("mysql")) {
                String url = MySqlServer.shared().freshSchema("growth_" + weeks);
                settings.put("spring.datasource.url", url + "&rewriteBatchedStatements=true");
                settings.put("spring.datasource.username", url.replaceFirst(".*[?&]user=([^&]*).*", "$1"));
            }
            bot = new BotUnderTest(folder, clock, platform, settings);
            team = bot.bean(Teams.class).find(TEAM).orElseThrow();
            long start = System.nanoTime();
            try (Connection connection = bot.bean(DataSource.class).getConnection()) {
                connection.setAutoCommit(false);
                fill(connection, weeks);
                if (database.equals("mysql")) {
                    for (String table : List.of("round", "ask", "reply", "report", "item", "statement", "inbox")) {
                        connection.createStatement().execute("ANALYZE TABLE " + table);
                    }
                } else {
                    connection.createStatement().execute("ANALYZE");
                }
                connection.commit();
                connection.setAutoCommit(true);
            }
            System.out.printf(
                    Locale.ROOT, "%s: %d weeks filled in %.0f s%n", database, weeks, (System.nanoTime() - start) / 1e9);
        }

        /** The next round from its opening to its report, and every query there is; how long each took, in ms. */
        Map<String, Double> round() {
            week = week.next();
            RoundId id = new RoundId(TEAM, week);
            RoundService rounds = bot.bean(RoundService.class);
            Map<String, Double> times = new LinkedHashMap<>();
            clock.set(week.monday().plusDays(4) + "T10:00");
            times.put("open", time(() -> rounds.open(team, Optional.of(ReportWeeks.of(week)))));
            Replies replies = bot.bean(Replies.class);
            for (int section = 0; section < SECTIONS; section++) {
                replies.add(new Reply(
                        0,
                        id,
                        new MemberId(member(section)),
                        "bench",
                        id + "/" + section,
                        1,
                        ReplyKind.TEXT,
                        reply(section, LAST.weeksUntil(week)),
                        new SectionId(section(section)),
                        clock.instant(),
                        null));
            }
            times.put("tick", time(() -> {
                rounds.tick();
                return null;
            }));
            times.put("close and compile", time(() -> {
                rounds.close(id);
                return null;
            }));
            times.put("publish", time(() -> {
                rounds.publish(id);
                return null;
            }));
            String items = "/api/v1/teams/" + TEAM + "/items";
            query(times, "GET round", "/api/v1/rounds/" + id);
            query(times, "GET report", "/api/v1/rounds/" + id + "/report");
            query(times, "GET findings", "/api/v1/rounds/" + id + "/findings");
            query(times, "GET items", items);
            query(times, "GET items?query=, in most items", items + "?query=%E8%BF%9B%E5%BA%A6");
            query(
                    times,
                    "GET items?query=, in one item",
                    items + "?query=S07-11-" + epoch(LAST.weeksUntil(week)) + "-");
            query(times, "GET items?query=, in none", items + "?query=nowhere");
            query(times, "GET history, item of 4 weeks", items + "/" + youngest() + "/history");
            return times;
        }

        private long youngest() {
            return bot.bean(JdbcClient.class)
                    .sql("SELECT MAX(id) FROM item")
                    .query(Long.class)
                    .single();
        }

        private void query(Map<String, Double> times, String name, String path) {
            double[] several = IntStream.range(0, 5)
                    .mapToDouble(any -> time(() -> {
                        if (bot.get(path, "application/json").statusCode() != 200) {
                            throw new AssertionError(name + " failed");
                        }
                        return null;
                    }))
                    .sorted()
                    .toArray();
            times.put(name, several[several.length / 2]);
        }

        private static double time(Supplier<?> work) {
            long start = System.nanoTime();
            work.get();
            return (System.nanoTime() - start) / 1e6;
        }

        @Override
        public void close() {
            bot.close();
            platform.close();
        }
    }

    /** What so many weeks leave behind, the last of them before those that are measured. */
    private static void fill(Connection connection, int weeks) throws SQLException {
        Map<String, Long> items = new HashMap<>();
        ReportWeek first = LAST.plus(1 - weeks);
        try (PreparedStatement item = connection.prepareStatement(
                "INSERT INTO item (id, team, section, title, first_week, last_week) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int section = 0; section < SECTIONS; section++) {
                for (int slot = 0; slot < ITEMS; slot++) {
                    for (int n = 1 - weeks; n <= 0; n++) {
                        String key = key(section, slot, n);
                        if (items.containsKey(key)) {
                            continue;
                        }
                        items.put(key, items.size() + 1L);
                        int from = n;
                        int to = slot < LONG_LIVED
                                ? 0
                                : IntStream.rangeClosed(from, 0)
                                        .filter(later -> epoch(later) == epoch(from))
                                        .max()
                                        .orElse(from);
                        set(item, items.get(key), TEAM, section(section), key, LAST.plus(from), LAST.plus(to));
                        item.addBatch();
                    }
                }
            }
            item.executeBatch();
        }
        try (PreparedStatement round = connection.prepareStatement(
                        "INSERT INTO round (id, team, first_week, weeks, state, ask_at, remind_at, close_at, publish_at,"
                                + " reminders_done, revision, opened_at, closed_at, published_at)"
                                + " VALUES (?, ?, ?, ?, 'PUBLISHED', ?, '', ?, ?, 0, 1, ?, ?, ?)");
                PreparedStatement ask = connection.prepareStatement(
                        "INSERT INTO ask (round, owner, ordinal, state, asked_at, answered_at)"
                                + " VALUES (?, ?, ?, 'ANSWERED', ?, ?)");
                PreparedStatement reply = connection.prepareStatement(
                        "INSERT INTO reply (round, member, platform, message_id, edition, kind, text, section, received_at)"
                                + " VALUES (?, ?, 'bench', ?, 1, 'TEXT', ?, ?, ?)");
                PreparedStatement report = connection.prepareStatement(
                        "INSERT INTO report (round, revision, markdown, html, json, compiled_at, published_at)"
                                + " VALUES (?, 1, ?, ?, '{}', ?, ?)");
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO statement (item, week, team, round, section, ordinal, depth, text, facts, member)"
                                + " VALUES (?, ?, ?, ?, ?, ?, 1, ?, '[]', ?)");
                PreparedStatement inbox = connection.prepareStatement(
                        "INSERT INTO inbox (platform, app, delivery_key, sender, lane, payload, received_at, state,"
                                + " attempts, next_try_at) VALUES ('feishu', 'main', ?, 'ou', 'ou', ?, ?, 'DONE', 0, ?)");
                PreparedStatement outbox = connection.prepareStatement(
                        "INSERT INTO outbox (message_key, kind, platform, app, address, payload_type, payload,"
                                + " idempotency_key, round, member, part, created_at, state, attempts, next_try_at)"
                                + " VALUES (?, 'ASK', 'feishu', 'main', ?, 'interactive', ?, 'i', ?, ?, 0, ?, 'SENT', 1, ?)")) {
            for (int n = 1 - weeks; n <= 0; n++) {
                ReportWeek week = LAST.plus(n);
                RoundId id = new RoundId(TEAM, week);
                Timestamp at = Timestamp.valueOf(week.monday().plusDays(4).atTime(2, 0));
                set(round, id, TEAM, week, week, at, at, at, at, at, at);
                round.addBatch();
                StringBuilder whole = new StringBuilder();
                int ordinal = 0;
                for (int section = 0; section < SECTIONS; section++) {
                    String text = reply(section, n);
                    whole.append(text);
                    set(ask, id, member(section), section, at, at);
                    ask.addBatch();
                    set(reply, id, member(section), id + "/" + section, text, section(section), at);
                    reply.addBatch();
                    set(inbox, "msg:" + id + "/" + section, text, at, at);
                    inbox.addBatch();
                    for (int sent = 0; sent < 3; sent++) {
                        set(
                                outbox,
                                id + "/" + section + "/" + sent,
                                member(section),
                                text,
                                id,
                                member(section),
                                at,
                                at);
                        outbox.addBatch();
                    }
                    for (int slot = 0; slot < ITEMS; slot++) {
                        set(
                                statement,
                                items.get(key(section, slot, n)),
                                week,
                                TEAM,
                                id,
                                section(section),
                                ++ordinal,
                                text(section, slot, n),
                                member(section));
                        statement.addBatch();
                    }
                }
                set(report, id, whole, whole, at, at);
                report.addBatch();
                for (PreparedStatement each : List.of(round, ask, reply, report, statement, inbox, outbox)) {
                    each.executeBatch();
                }
                connection.commit();
            }
        }
        if (!first.plus(weeks - 1).equals(LAST)) {
            throw new AssertionError(first);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(
                    i + 1, value instanceof Number || value instanceof Timestamp ? value : String.valueOf(value));
        }
    }

    private static String reply(int section, int week) {
        return IntStream.range(0, ITEMS)
                .mapToObj(slot -> (slot + 1) + ". " + text(section, slot, week) + "\n")
                .collect(Collectors.joining());
    }

    private static String text(int section, int slot, int week) {
        return key(section, slot, week) + "改造：联调中，进度" + Math.floorMod(week, 100) + "%";
    }

    private static String key(int section, int slot, int week) {
        return slot < LONG_LIVED
                ? String.format(Locale.ROOT, "S%02d-%02d", section, slot)
                : String.format(Locale.ROOT, "S%02d-%02d-%d-", section, slot, epoch(week));
    }

    private static int epoch(int week) {
        return Math.floorDiv(week, LIFE) + 1000;
    }

    private static String section(int number) {
        return String.format(Locale.ROOT, "s%02d", number);
    }

    private static String member(int number) {
        return String.format(Locale.ROOT, "m%02d", number);
    }

    private static String teamFile() {
        return Stream.of(
                        Stream.of("id: " + TEAM, "name: Growth", "chat: feishu:main", "group: oc_group", "members:"),
                        IntStream.range(0, SECTIONS)
                                .mapToObj(n -> "  - {id: %s, name: Member %d, account: ou_%s}"
                                        .formatted(member(n), n, member(n))),
                        Stream.of("sections:"),
                        IntStream.range(0, SECTIONS)
                                .mapToObj(n -> "  - {id: %s, title: Section %d, owners: [%s]}"
                                        .formatted(section(n), n, member(n))))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
