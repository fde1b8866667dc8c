package io.rollcall.bot.wire;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.storage.LedgerRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What years of rounds leave behind, written in bulk: rounds, asks, replies, reports, the ledger, inbox and outbox. The
 * ledger's rows are those that the bot would write of the same replies.
 *
 * <p>Weeks are counted from {@link #LAST}, which is 0. Half of a section's items live through all weeks, the other half
 * for four.
 */
final class GrowthFill {

    static final int SECTIONS = 50;
    static final int ITEMS = 20;
    static final TeamId TEAM = new TeamId("growth");
    static final ReportWeek LAST = ReportWeek.parse("2024-W40");

    private static final int LONG_LIVED = 10;
    private static final int LIFE = 4;

    private final Connection connection;
    private final int first;
    private final int last;

    /** Replies are numbered in the order in which they are stored. */
    private long repliesBefore;

    private final Map<String, LedgerItem> items = new LinkedHashMap<>();
    private final Map<String, List<ParsedNode.Item>> parsed = new HashMap<>();

    private GrowthFill(Connection connection, int first, int last) {
        this.connection = connection;
        this.first = first;
        this.last = last;
    }

    /** @param connection commits what it is given when this ends, and in between */
    static void fill(Connection connection, int first, int last) throws SQLException {
        connection.setAutoCommit(false);
        new GrowthFill(connection, first, last).fill();
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void fill() throws SQLException {
        try (java.sql.Statement query = connection.createStatement();
                ResultSet last = query.executeQuery("SELECT COALESCE(MAX(id), 0) FROM reply")) {
            last.next();
            repliesBefore = last.getLong(1);
        }
        for (int n = first; n <= last; n++) {
            for (int section = 0; section < SECTIONS; section++) {
                for (int slot = 0; slot < ITEMS; slot++) {
                    meet(section, slot, n);
                }
            }
        }
        try (LedgerRows ledger = new LedgerRows(connection, TEAM);
                PreparedStatement round = connection.prepareStatement(
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
                                + " VALUES (?, 1, ?, ?, ?, ?, ?)");
                PreparedStatement inbox = connection.prepareStatement(
                        "INSERT INTO inbox (platform, app, delivery_key, sender, lane, payload, received_at, state,"
                                + " attempts, next_try_at, done_at)"
                                + " VALUES ('feishu', 'main', ?, ?, ?, ?, ?, 'DONE', 0, ?, ?)");
                PreparedStatement outbox = connection.prepareStatement(
                        "INSERT INTO outbox (message_key, kind, platform, app, address, payload_type, payload,"
                                + " idempotency_key, round, member, part, created_at, state, attempts, next_try_at,"
                                + " claimed_at, first_try_at, sent_at, sent_message_id)"
                                + " VALUES (?, 'ASK', 'feishu', 'main', ?, 'interactive', ?, ?, ?, ?, 0, ?, 'SENT', 1, ?,"
                                + " ?, ?, ?, ?)")) {
            for (LedgerItem item : items.values()) {
                ledger.add(item);
            }
            for (int n = first; n <= last; n++) {
                ReportWeek week = LAST.plus(n);
                RoundId id = new RoundId(TEAM, week);
                Timestamp at = Timestamp.valueOf(week.monday().plusDays(4).atTime(2, 0));
                add(round, id, TEAM, week, week, at, at, at, at, at, at);
                StringBuilder whole = new StringBuilder();
                for (int section = 0; section < SECTIONS; section++) {
                    String text = reply(section, n);
                    String address = "ou_" + member(section);
                    whole.append(text);
                    add(ask, id, member(section), section, at, at);
                    add(reply, id, member(section), id + "/" + section, text, section(section), at);
                    add(inbox, "msg:" + id + "/" + section, address, address, text, at, at, at);
                    for (int sent = 0; sent < 3; sent++) {
                        String key = id + "/" + section + "/" + sent;
                        add(outbox, key, address, text, key, id, member(section), at, at, at, at, at, "om_" + key);
                    }
                }
                for (Statement statement : statements(n)) {
                    ledger.add(statement);
                }
                add(report, id, whole, whole, whole, at, at);
                ledger.flush();
                for (PreparedStatement each : List.of(round, ask, reply, report, inbox, outbox)) {
                    each.executeBatch();
                }
                connection.commit();
            }
        }
    }

    /** Items are numbered in the order in which they are first spoken of. */
    private void meet(int section, int slot, int n) {
        String key = key(section, slot, n);
        LedgerItem known = items.get(key);
        items.put(
                key,
                new LedgerItem(
                        known == null ? items.size() + 1L : known.id(),
                        TEAM,
                        new SectionId(section(section)),
                        titleOf(key),
                        known == null ? LAST.plus(n) : known.firstWeek(),
                        LAST.plus(n)));
    }

    private List<Statement> statements(int n) {
        ReportWeek week = LAST.plus(n);
        List<Statement> statements = new ArrayList<>();
        for (int section = 0; section < SECTIONS; section++) {
            List<ParsedNode.Item> lines = lines(n);
            for (int slot = 0; slot < ITEMS; slot++) {
                String key = key(section, slot, n);
                ParsedNode.Item line = lines.get(slot);
                LedgerItem item = items.get(key);
                statements.add(new Statement(
                        item.id(),
                        week,
                        new RoundId(TEAM, week),
                        item.section(),
                        statements.size() + 1,
                        line.depth(),
                        null,
                        line.label() == null ? null : titleOf(key),
                        text(section, slot, n),
                        line.status(),
                        line.facts(),
                        new MemberId(member(section)),
                        repliesBefore + (long) (n - first) * SECTIONS + section + 1));
            }
        }
        return statements;
    }

    /** The first section's lines of a week like this one: every section's are alike but for their names. */
    private List<ParsedNode.Item> lines(int n) {
        String kind = progress(n) + "/" + String.valueOf(epoch(n)).length();
        return parsed.computeIfAbsent(
                kind,
                any -> new ReportParser(Set.of())
                        .parse(reply(0, n), LAST.plus(n)).sections().stream()
                                .flatMap(section -> section.nodes().stream())
                                .map(ParsedNode.Item.class::cast)
                                .toList());
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(
                    i + 1, value instanceof Number || value instanceof Timestamp ? value : String.valueOf(value));
        }
        statement.addBatch();
    }

    /** What the owner of a section writes in a week. */
    static String reply(int section, int week) {
        return IntStream.range(0, ITEMS)
                .mapToObj(slot -> (slot + 1) + ". " + text(section, slot, week) + "\n")
                .collect(Collectors.joining());
    }

    private static String text(int section, int slot, int week) {
        return titleOf(key(section, slot, week)) + "：联调中，进度" + progress(week) + "%";
    }

    private static int progress(int week) {
        return Math.floorMod(week, 100);
    }

    private static String titleOf(String key) {
        return key + "改造";
    }

    /** What the items of four weeks are called that stand here in this week, up to the number of these weeks. */
    static String key(int section, int slot, int week) {
        return slot < LONG_LIVED
                ? String.format(Locale.ROOT, "S%02d-%02d", section, slot)
                : String.format(Locale.ROOT, "S%02d-%02d-%d-", section, slot, epoch(week));
    }

    private static int epoch(int week) {
        return Math.floorDiv(week, LIFE) + 1000;
    }

    static String section(int number) {
        return String.format(Locale.ROOT, "s%02d", number);
    }

    static String member(int number) {
        return String.format(Locale.ROOT, "m%02d", number);
    }
}
