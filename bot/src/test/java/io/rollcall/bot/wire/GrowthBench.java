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
import java.sql.SQLException;
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
 */
final class GrowthBench {

    private static final int WARM_UP = 4;
    private static final double AIM = 1.3;
    private static final TeamId TEAM = GrowthFill.TEAM;
    private static final ReportWeek LAST = GrowthFill.LAST;

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
                GrowthFill.SECTIONS,
                GrowthFill.ITEMS,
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
    static final class Side implements AutoCloseable {

        private final SettableClock clock = SettableClock.inShanghai("2024-10-08T09:00");
        private final PlatformStandIn platform = new PlatformStandIn();
        final BotUnderTest bot;
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
                GrowthFill.fill(connection, 1 - weeks, 0);
                if (database.equals("mysql")) {
                    for (String table : List.of(
                            "round", "ask", "reply", "report", "item", "item_gram", "statement", "inbox", "outbox")) {
                        connection.createStatement().execute("ANALYZE TABLE " + table);
                    }
                } else {
                    connection.createStatement().execute("ANALYZE");
                }
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
            for (int section = 0; section < GrowthFill.SECTIONS; section++) {
                replies.add(new Reply(
                        0,
                        id,
                        new MemberId(GrowthFill.member(section)),
                        "bench",
                        id + "/" + section,
                        1,
                        ReplyKind.TEXT,
                        GrowthFill.reply(section, LAST.weeksUntil(week)),
                        new SectionId(GrowthFill.section(section)),
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
                    items + "?query=" + GrowthFill.key(7, 11, LAST.weeksUntil(week)));
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

    private static String teamFile() {
        return Stream.of(
                        Stream.of("id: " + TEAM, "name: Growth", "chat: feishu:main", "group: oc_group", "members:"),
                        IntStream.range(0, GrowthFill.SECTIONS)
                                .mapToObj(n -> "  - {id: %s, name: Member %d, account: ou_%s}"
                                        .formatted(GrowthFill.member(n), n, GrowthFill.member(n))),
                        Stream.of("sections:"),
                        IntStream.range(0, GrowthFill.SECTIONS)
                                .mapToObj(n -> "  - {id: %s, title: Section %d, owners: [%s]}"
                                        .formatted(GrowthFill.section(n), n, GrowthFill.member(n))))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
