package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.TeamId;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one team's history, a line after the other: the head, each round with what belongs to it, the items, what was
 * said of them by week, questions, absences, members' own times, and the end, which tells a whole file from one cut
 * short. Replies and items are
 * numbered from 1 in the order in which they were stored; the database's own numbers mean nothing elsewhere.
 */
final class HistoryWriter {

    static final String FORMAT = "history";
    static final int VERSION = 1;

    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HistoryMapper history;
    private final RoundMapper rounds;
    private final ReplyMapper replies;
    private final LedgerMapper ledger;
    private final QuestionMapper questions;
    private final TeamId team;
    private final Writer out;
    private final Map<Long, Integer> itemNumbers = new HashMap<>();
    private final Map<Long, Integer> replyNumbers = new HashMap<>();
    private int lines;

    HistoryWriter(
            HistoryMapper history,
            RoundMapper rounds,
            ReplyMapper replies,
            LedgerMapper ledger,
            QuestionMapper questions,
            TeamId team,
            Writer out) {
        this.history = history;
        this.rounds = rounds;
        this.replies = replies;
        this.ledger = ledger;
        this.questions = questions;
        this.team = team;
        this.out = out;
    }

    TeamHistory.Contents write() throws IOException {
        line(JSON.createObjectNode()
                .put("rollcall", FORMAT)
                .put("version", VERSION)
                .put("team", team.value()));
        int asks = 0;
        int reports = 0;
        List<Round> all = history.rounds(team).stream().map(RoundRow::toRound).toList();
        numberReplies(all);
        for (Round round : all) {
            writeRound(round);
            for (Ask ask : rounds.asks(round.id())) {
                writeAsk(ask);
                asks++;
            }
            for (Reply reply : replies.of(round.id())) {
                writeReply(reply);
            }
            for (CompiledReport report : history.reports(round.id())) {
                writeReport(report);
                reports++;
            }
            for (DraftChange change : history.draftChanges(round.id())) {
                writeChange(change);
            }
        }
        writeItems();
        int statements = writeStatements();
        for (Round round : all) {
            for (QuestionRow question : questions.of(round.id())) {
                writeQuestion(question);
            }
        }
        for (QuestionMapper.MutedRow muted : questions.everMuted(team)) {
            writeMuted(muted);
        }
        List<HistoryMapper.AbsenceRow> absences = history.absences(team);
        for (HistoryMapper.AbsenceRow absence : absences) {
            writeAbsence(absence);
        }
        for (OwnTimeMapper.OwnTimeRow ownTime : history.ownTimes(team)) {
            writeOwnTime(ownTime);
        }
        line(typed("end").put("lines", lines + 1));
        return new TeamHistory.Contents(
                all.size(), asks, replyNumbers.size(), reports, itemNumbers.size(), statements, absences.size());
    }

    /** By their place in the file, since replies of several rounds may have come in turns. */
    private void numberReplies(List<Round> all) {
        for (Round round : all) {
            for (Reply reply : replies.of(round.id())) {
                replyNumbers.put(reply.id(), replyNumbers.size() + 1);
            }
        }
    }

    private void writeRound(Round round) throws IOException {
        ObjectNode line = typed("round")
                .put("id", round.id().toString())
                .put("weeks", round.weeks().toString())
                .put("state", round.state().name())
                .put("askAt", text(round.moments().ask()));
        ArrayNode reminders = line.putArray("remindAt");
        round.moments().reminders().forEach(moment -> reminders.add(moment.toString()));
        line.put("closeAt", text(round.moments().close()))
                .put("publishAt", text(round.moments().publish()))
                .put("remindersDone", round.remindersDone())
                .put("revision", round.revision())
                .put("openedAt", text(round.openedAt()));
        put(line, "closedAt", round.closedAt());
        put(line, "publishedAt", round.publishedAt());
        line(line);
    }

    private void writeAsk(Ask ask) throws IOException {
        ObjectNode line = typed("ask")
                .put("round", ask.round().toString())
                .put("owner", ask.owner().value())
                .put("state", ask.state().name());
        put(line, "askedAt", ask.askedAt());
        put(line, "answeredAt", ask.answeredAt());
        put(line, "standsIn", ask.standsIn());
        line(line);
    }

    private void writeReply(Reply reply) throws IOException {
        ObjectNode line = typed("reply")
                .put("number", replyNumbers.get(reply.id()))
                .put("round", reply.round().toString())
                .put("member", reply.member().value())
                .put("platform", reply.platform())
                .put("messageId", reply.messageId())
                .put("edition", reply.edition())
                .put("kind", reply.kind().name())
                .put("text", reply.text());
        put(line, "section", reply.section());
        line.put("receivedAt", text(reply.receivedAt()));
        put(line, "takenBack", reply.takenBack());
        line(line);
    }

    private void writeReport(CompiledReport report) throws IOException {
        ObjectNode line = typed("report")
                .put("round", report.round().toString())
                .put("revision", report.revision())
                .put("markdown", report.markdown())
                .put("html", report.html())
                .put("json", report.json())
                .put("compiledAt", text(report.compiledAt()));
        put(line, "publishedAt", report.publishedAt());
        line(line);
    }

    private void writeChange(DraftChange change) throws IOException {
        ObjectNode line = typed("change")
                .put("round", change.round().toString())
                .put("kind", change.kind().name());
        put(line, "section", change.section());
        put(line, "member", change.member());
        put(line, "remark", change.remark());
        put(line, "base", change.base());
        put(line, "before", change.before());
        put(line, "after", change.after());
        line.put("at", text(change.at()));
        line(line);
    }

    private void writeItems() throws IOException {
        List<Long> ids = new ArrayList<>(history.itemIds(team));
        ids.sort(null);
        ids.forEach(id -> itemNumbers.put(id, itemNumbers.size() + 1));
        for (int from = 0; from < ids.size(); from += PAGE) {
            for (LedgerItem item : history.items(ids.subList(from, Math.min(ids.size(), from + PAGE)))) {
                line(typed("item")
                        .put("number", itemNumbers.get(item.id()))
                        .put("section", item.section().value())
                        .put("title", item.title())
                        .put("firstWeek", item.firstWeek().toString())
                        .put("lastWeek", item.lastWeek().toString()));
            }
        }
    }

    private int writeStatements() throws IOException {
        int statements = 0;
        for (ReportWeek week : history.weeks(team)) {
            List<StatementRow> rows = new ArrayList<>(ledger.week(team, week));
            rows.sort(Comparator.comparingInt(StatementRow::ordinal).thenComparingLong(StatementRow::item));
            for (StatementRow row : rows) {
                writeStatement(row);
                statements++;
            }
        }
        return statements;
    }

    private void writeStatement(StatementRow row) throws IOException {
        ObjectNode line = typed("statement")
                .put("item", itemNumbers.get(row.item()))
                .put("week", row.week().toString());
        put(line, "round", row.round());
        line.put("section", row.section().value()).put("ordinal", row.ordinal()).put("depth", row.depth());
        putNumber(line, "parent", row.parent(), itemNumbers);
        put(line, "label", row.label());
        line.put("text", row.text());
        put(line, "status", row.status() == null ? null : row.status().name());
        // As stored, also what another release has found.
        line.set("facts", JSON.readTree(row.facts()));
        put(line, "member", row.member());
        putNumber(line, "reply", row.reply(), replyNumbers);
        put(line, "knownBy", row.knownBy() == null ? null : row.knownBy().name());
        line(line);
    }

    private void writeQuestion(QuestionRow row) throws IOException {
        ObjectNode line = typed("question")
                .put("round", row.round().toString())
                .put("member", row.member().value())
                .put("number", row.number())
                .put("kind", row.kind().name());
        putNumber(line, "item", row.item(), itemNumbers);
        line.put("section", row.section().value());
        put(line, "author", row.author());
        line.set("about", JSON.readTree(row.about()));
        line.put("state", row.state().name()).put("posted", row.posted()).put("askedAt", text(row.askedAt()));
        put(line, "answer", row.answer());
        put(line, "words", row.words());
        put(line, "changeBefore", row.changeBefore());
        put(line, "changeAfter", row.changeAfter());
        put(line, "answeredAt", row.answeredAt());
        put(line, "answeredBy", row.answeredBy());
        line(line);
    }

    private void writeMuted(QuestionMapper.MutedRow row) throws IOException {
        ObjectNode line = typed("muted")
                .put("member", row.member().value())
                .put("section", row.section().value());
        putNumber(line, "item", row.item(), itemNumbers);
        line.put("title", row.title()).put("mutedAt", text(row.mutedAt()));
        put(line, "unmutedAt", row.unmutedAt());
        line(line);
    }

    private void writeAbsence(HistoryMapper.AbsenceRow absence) throws IOException {
        ObjectNode line = typed("absence")
                .put("member", absence.member().value())
                .put("from", absence.fromDay().toString());
        putIfTrue(line, "fromNoon", absence.fromNoon());
        line.put("to", absence.toDay().toString());
        putIfTrue(line, "untilNoon", absence.untilNoon());
        line.put("toldAt", text(absence.toldAt()));
        put(line, "cancelled", absence.cancelled());
        line(line);
    }

    private void writeOwnTime(OwnTimeMapper.OwnTimeRow ownTime) throws IOException {
        ObjectNode line = typed("own_time").put("member", ownTime.member().value());
        put(line, "remindAt", ownTime.remindAt());
        put(line, "quiet", ownTime.quiet());
        line(line.put("toldAt", text(ownTime.toldAt())));
    }

    private static void putIfTrue(ObjectNode line, String name, boolean value) {
        if (value) {
            line.put(name, true);
        }
    }

    private static ObjectNode typed(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static String text(Instant moment) {
        return moment.toString();
    }

    private static void put(ObjectNode line, String name, @Nullable Object value) {
        if (value != null) {
            line.put(name, value.toString());
        }
    }

    /** What is gone, as an item that no week speaks of any more, has no number. */
    private static void putNumber(ObjectNode line, String name, @Nullable Long id, Map<Long, Integer> numbers) {
        Integer number = id == null ? null : numbers.get(id);
        if (number != null) {
            line.put(name, number);
        }
    }

    private void line(ObjectNode line) throws IOException {
        out.write(JSON.writeValueAsString(line));
        out.write("\n");
        lines++;
    }
}
