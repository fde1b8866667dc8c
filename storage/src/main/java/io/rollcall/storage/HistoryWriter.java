package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one team's history, a line after the other: the head, each round with what belongs to it, the items, what was
 * said of them by week and where persons knew better, then what names items: each round's prompts, findings and questions;
 * what is not to be asked about, absences, members' own times, and the end, which tells a whole file from one cut short.
 * Replies and items are numbered from 1 in the order in which they were stored; the database's own numbers mean nothing
 * elsewhere.
 */
final class HistoryWriter {

    static final String FORMAT = "history";
    static final int VERSION = 1;

    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HistoryTables tables;
    private final TeamId team;
    private final Writer out;
    private final TeamHistory.Contents contents = new TeamHistory.Contents();
    private final Map<Long, Integer> itemNumbers = new HashMap<>();
    private final Map<Long, Integer> replyNumbers = new HashMap<>();
    private int lines;

    HistoryWriter(HistoryTables tables, TeamId team, Writer out) {
        this.tables = tables;
        this.team = team;
        this.out = out;
    }

    TeamHistory.Contents write() throws IOException {
        line(JSON.createObjectNode()
                .put("rollcall", FORMAT)
                .put("version", VERSION)
                .put("team", team.value()));
        List<Round> all =
                tables.history().rounds(team).stream().map(RoundRow::toRound).toList();
        numberReplies(all);
        for (Round round : all) {
            writeCollected(round);
        }
        writeItems();
        writeStatements();
        for (ItemCorrection correction : tables.corrections().of(team)) {
            writeCorrection(correction);
        }
        for (Round round : all) {
            writeNoticed(round.id());
        }
        for (QuestionMapper.MutedRow muted : tables.questions().everMuted(team)) {
            writeMuted(muted);
        }
        for (HistoryMapper.AbsenceRow absence : tables.history().absences(team)) {
            writeAbsence(absence);
        }
        for (OwnTimeMapper.OwnTimeRow ownTime : tables.ownTimes().of(team)) {
            writeOwnTime(ownTime);
        }
        line(JSON.createObjectNode().put("type", "end").put("lines", lines + 1));
        return contents;
    }

    private void writeCollected(Round round) throws IOException {
        writeRound(round);
        for (Ask ask : tables.rounds().asks(round.id())) {
            writeAsk(ask);
        }
        for (OwnTimeMapper.ReminderRow reminded : tables.ownTimes().reminded(round.id())) {
            line(typed(HistoryKind.REMINDED)
                    .put("round", round.id().toString())
                    .put("owner", reminded.owner().value())
                    .put("upTo", text(reminded.doneUpTo())));
        }
        for (Reply reply : tables.replies().of(round.id())) {
            writeReply(reply);
        }
        for (CompiledReport report : tables.history().reports(round.id())) {
            writeReport(report);
        }
        for (DraftChange change : tables.changes().of(round.id())) {
            writeChange(change);
        }
        Optional<Instant> due = tables.revisionsDue().moment(round.id());
        if (due.isPresent()) {
            line(typed(HistoryKind.REVISION_DUE)
                    .put("round", round.id().toString())
                    .put("since", text(due.get())));
        }
    }

    /** What names items, which stand before it in the file. */
    private void writeNoticed(RoundId round) throws IOException {
        Map<List<MemberId>, List<PromptLineMapper.PromptRow>> prompts = new LinkedHashMap<>();
        tables.prompts()
                .all(round)
                .forEach(row -> prompts.computeIfAbsent(List.of(row.member(), row.owner()), any -> new ArrayList<>())
                        .add(row));
        for (List<PromptLineMapper.PromptRow> prompt : prompts.values()) {
            writePrompt(round, prompt);
        }
        for (FindingRow finding : tables.findings().of(round)) {
            writeFinding(round, finding);
        }
        for (QuestionRow question : tables.questions().of(round)) {
            writeQuestion(question);
        }
    }

    /** By their place in the file, since replies of several rounds may have come in turns. */
    private void numberReplies(List<Round> all) {
        for (Round round : all) {
            for (Reply reply : tables.replies().of(round.id())) {
                replyNumbers.put(reply.id(), replyNumbers.size() + 1);
            }
        }
    }

    private void writeRound(Round round) throws IOException {
        ObjectNode line = typed(HistoryKind.ROUND)
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
        ObjectNode line = typed(HistoryKind.ASK)
                .put("round", ask.round().toString())
                .put("owner", ask.owner().value())
                .put("state", ask.state().name());
        put(line, "askedAt", ask.askedAt());
        put(line, "answeredAt", ask.answeredAt());
        put(line, "standsIn", ask.standsIn());
        line(line);
    }

    private void writeReply(Reply reply) throws IOException {
        ObjectNode line = typed(HistoryKind.REPLY)
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
        ObjectNode line = typed(HistoryKind.REPORT)
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
        ObjectNode line = typed(HistoryKind.CHANGE)
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

    /** Also those that are gone and still named: what names them then names the same one, and no other, elsewhere. */
    private void writeItems() throws IOException {
        TreeSet<Long> all = new TreeSet<>(tables.history().itemIds(team));
        all.addAll(tables.history().namedItems(team));
        all.remove(0L);
        all.forEach(id -> itemNumbers.put(id, itemNumbers.size() + 1));
        List<Long> ids = List.copyOf(all);
        int number = 0;
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<Long> page = ids.subList(from, Math.min(ids.size(), from + PAGE));
            Map<Long, LedgerItem> items = tables.history().items(page).stream()
                    .collect(Collectors.toMap(LedgerItem::id, Function.identity()));
            for (long id : page) {
                writeItem(++number, items.get(id));
            }
        }
    }

    private void writeItem(int number, @Nullable LedgerItem item) throws IOException {
        line(
                item == null
                        ? typed(HistoryKind.GONE).put("number", number)
                        : typed(HistoryKind.ITEM)
                                .put("number", number)
                                .put("section", item.section().value())
                                .put("title", item.title())
                                .put("firstWeek", item.firstWeek().toString())
                                .put("lastWeek", item.lastWeek().toString()));
    }

    private void writeStatements() throws IOException {
        for (ReportWeek week : tables.history().weeks(team)) {
            List<StatementRow> rows = new ArrayList<>(tables.ledger().week(team, week));
            rows.sort(Comparator.comparingInt(StatementRow::ordinal).thenComparingLong(StatementRow::item));
            for (StatementRow row : rows) {
                writeStatement(row);
            }
        }
    }

    private void writeStatement(StatementRow row) throws IOException {
        ObjectNode line = typed(HistoryKind.STATEMENT)
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

    private void writeCorrection(ItemCorrection correction) throws IOException {
        line(typed(HistoryKind.CORRECTION)
                .put("kind", correction.kind().name())
                .put("item", itemNumbers.get(correction.item()))
                .put("other", itemNumbers.get(correction.other()))
                .put("fromWeek", correction.fromWeek().toString())
                .put("by", correction.by())
                .put("at", text(correction.at())));
    }

    private void writePrompt(RoundId round, List<PromptLineMapper.PromptRow> prompt) throws IOException {
        ObjectNode line = typed(HistoryKind.PROMPT)
                .put("round", round.toString())
                .put("member", prompt.get(0).member().value())
                .put("owner", prompt.get(0).owner().value());
        ArrayNode shown = line.putArray("lines");
        for (PromptLineMapper.PromptRow row : prompt) {
            ObjectNode each = shown.addObject()
                    .put("no", row.lineNo())
                    .put("section", row.section().value());
            putNumber(each, "item", row.item(), itemNumbers);
            each.put("depth", row.depth()).put("marker", row.marker());
            putIfTrue(each, "quoted", row.quoted());
            each.put("text", row.text());
        }
        line(line);
    }

    private void writeFinding(RoundId round, FindingRow row) throws IOException {
        ObjectNode line = typed(HistoryKind.FINDING)
                .put("round", round.toString())
                .put("kind", row.kind().name());
        putNumber(line, "item", row.item(), itemNumbers);
        line.put("section", row.section().value());
        put(line, "author", row.member());
        line.set("about", JSON.readTree(row.body()));
        line(line);
    }

    private void writeQuestion(QuestionRow row) throws IOException {
        ObjectNode line = typed(HistoryKind.QUESTION)
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
        ObjectNode line = typed(HistoryKind.MUTED)
                .put("member", row.member().value())
                .put("section", row.section().value());
        putNumber(line, "item", row.item(), itemNumbers);
        line.put("title", row.title()).put("mutedAt", text(row.mutedAt()));
        put(line, "unmutedAt", row.unmutedAt());
        line(line);
    }

    private void writeAbsence(HistoryMapper.AbsenceRow absence) throws IOException {
        ObjectNode line = typed(HistoryKind.ABSENCE)
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
        ObjectNode line =
                typed(HistoryKind.OWN_TIME).put("member", ownTime.member().value());
        put(line, "remindAt", ownTime.remindAt());
        put(line, "quiet", ownTime.quiet());
        line(line.put("toldAt", text(ownTime.toldAt())));
    }

    private static void putIfTrue(ObjectNode line, String name, boolean value) {
        if (value) {
            line.put(name, true);
        }
    }

    private ObjectNode typed(HistoryKind kind) {
        contents.add(kind);
        return JSON.createObjectNode().put("type", kind.type());
    }

    private static String text(Instant moment) {
        return moment.toString();
    }

    private static void put(ObjectNode line, String name, @Nullable Object value) {
        if (value != null) {
            line.put(name, value.toString());
        }
    }

    /** What was new when it was named has no number. */
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
