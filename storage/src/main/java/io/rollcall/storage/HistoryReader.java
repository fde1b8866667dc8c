package io.rollcall.storage;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.KnownBy;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.understand.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.core.JacksonException;

/** Reads what {@link HistoryWriter} wrote and stores it, in the caller's transaction. */
final class HistoryReader {

    private static final String END = "end";
    private static final int BATCH = 100;

    /** Of an item that is gone. */
    private static final SectionId NOWHERE = new SectionId("gone");

    private static final ReportWeek NEVER = new ReportWeek(1, 1);

    private final HistoryTables tables;
    private final ItemGrams grams;
    private final TeamId team;
    private final boolean storing;

    private final TeamHistory.Contents contents = new TeamHistory.Contents();
    private final Map<RoundId, Integer> asksOf = new HashMap<>();
    private final Map<Integer, Long> replyIds = new HashMap<>();
    private final Map<Integer, Long> itemIds = new HashMap<>();
    private final Map<RoundId, Integer> findingsOf = new HashMap<>();
    private final List<StatementRow> batch = new ArrayList<>();
    private final List<Integer> batchLines = new ArrayList<>();
    private final ItemGrams.Batch findable = new ItemGrams.Batch();

    /** @param storing false to look the file over and store nothing */
    HistoryReader(HistoryTables tables, ItemGrams grams, TeamId team, boolean storing) {
        this.tables = tables;
        this.grams = grams;
        this.team = team;
        this.storing = storing;
    }

    /** @param copy gets every line as it was read */
    TeamHistory.Contents read(BufferedReader in, Writer copy) throws IOException {
        int number = 0;
        boolean ended = false;
        for (String line = next(in, number); line != null; line = next(in, number)) {
            number++;
            copy.write(line);
            copy.write("\n");
            if (ended) {
                throw new HistoryFileException(number, "comes after the end; a file holds one team's history");
            }
            HistoryLine parsed = HistoryLine.parse(number, line);
            if (number == 1) {
                head(parsed);
            } else {
                ended = take(parsed);
            }
        }
        if (!ended) {
            throw new HistoryFileException(
                    number + 1, "is missing: the file is cut short; export it again, or copy it as a whole");
        }
        grams.add(team, findable);
        return contents;
    }

    private static @Nullable String next(BufferedReader in, int read) throws IOException {
        try {
            return in.readLine();
        } catch (CharacterCodingException e) {
            // The reader is some way ahead of the line it was asked for.
            throw new HistoryFileException(read + 1, "or one soon after it is not UTF-8; give the file as exported");
        }
    }

    private void head(HistoryLine line) {
        if (!line.has("rollcall") || !line.text("rollcall").equals(HistoryWriter.FORMAT)) {
            throw new HistoryFileException(
                    1,
                    "is not the head of an exported history, {\"rollcall\":\"history\",…}; give what rollcall export"
                            + " wrote, or Markdown files");
        }
        if (line.integer("version") != HistoryWriter.VERSION) {
            throw new HistoryFileException(
                    1,
                    "names version " + line.integer("version") + " of the format, and this Rollcall reads version "
                            + HistoryWriter.VERSION + "; use the release that wrote the file, or a newer one");
        }
        if (!line.value("team", TeamId::new).equals(team)) {
            throw new HistoryFileException(
                    1,
                    "says that this is the history of team " + line.text("team") + ", not of " + team + "; give --team "
                            + line.text("team"));
        }
        line.requireAllRead();
    }

    /** Whether this was the end. */
    private boolean take(HistoryLine line) {
        String type = line.text("type");
        Optional<HistoryKind> kind = HistoryKind.of(type);
        if (kind.isEmpty() && !type.equals(END)) {
            throw new HistoryFileException(
                    line.number(),
                    "has a type that this Rollcall does not know; it knows " + HistoryKind.all() + " and " + END
                            + ". Import it with the release that exported it, or a newer one");
        }
        if (!kind.equals(Optional.of(HistoryKind.STATEMENT))) {
            flush();
        }
        try {
            kind.ifPresentOrElse(known -> take(known, line), () -> end(line));
        } catch (DataIntegrityViolationException e) {
            throw unstorable(line.number(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Of a domain type that does not take these values together.
            throw new HistoryFileException(line.number(), "holds values that do not fit together");
        }
        line.requireAllRead();
        return kind.isEmpty();
    }

    private void take(HistoryKind kind, HistoryLine line) {
        contents.add(kind);
        switch (kind) {
            case ROUND -> round(line);
            case ASK -> ask(line);
            case REMINDED -> reminded(line);
            case REPLY -> reply(line);
            case REPORT -> report(line);
            case CHANGE -> change(line);
            case REVISION_DUE -> revisionDue(line);
            case ITEM -> item(line);
            case GONE -> gone(line);
            case STATEMENT -> statement(line);
            case CORRECTION -> correction(line);
            case PROMPT -> prompt(line);
            case FINDING -> finding(line);
            case QUESTION -> question(line);
            case MUTED -> muted(line);
            case ABSENCE -> absence(line);
            case OWN_TIME -> ownTime(line);
        }
    }

    private void round(HistoryLine line) {
        Round round = new Round(
                line.value("id", RoundId::parse),
                line.value("weeks", ReportWeeks::parse),
                line.value("state", RoundState::valueOf),
                new Moments(
                        line.moment("askAt"),
                        line.moments("remindAt"),
                        line.moment("closeAt"),
                        line.moment("publishAt")),
                line.integer("remindersDone"),
                line.integer("revision"),
                line.moment("openedAt"),
                line.momentOrNull("closedAt"),
                line.momentOrNull("publishedAt"));
        if (!round.id().team().equals(team)) {
            throw new HistoryFileException(line.number(), "is a round of another team than " + team);
        }
        if (!round.id().week().equals(round.weeks().first())) {
            throw new HistoryFileException(line.number(), "is a round whose id does not name the first of its weeks");
        }
        if (asksOf.putIfAbsent(round.id(), 0) != null) {
            throw new HistoryFileException(line.number(), "names a round that an earlier line named");
        }
        if (storing) {
            tables.rounds().insert(round, round.weeks().first(), RoundRow.remindAt(round.moments()));
        }
    }

    private void ask(HistoryLine line) {
        Ask ask = new Ask(
                knownRound(line),
                line.value("owner", MemberId::new),
                line.value("state", AskState::valueOf),
                line.momentOrNull("askedAt"),
                line.momentOrNull("answeredAt"),
                line.valueOrNull("standsIn", MemberId::new));
        int ordinal = asksOf.merge(ask.round(), 1, Integer::sum) - 1;
        if (storing) {
            tables.rounds().insertAsk(ask.round(), ask, ordinal);
        }
    }

    private void reminded(HistoryLine line) {
        RoundId round = knownRound(line);
        MemberId owner = line.value("owner", MemberId::new);
        Instant upTo = line.moment("upTo");
        if (storing && tables.ownTimes().firstReminded(round, owner, upTo) == 0) {
            throw twice(line);
        }
    }

    private void reply(HistoryLine line) {
        Reply reply = new Reply(
                0,
                knownRound(line),
                line.value("member", MemberId::new),
                line.text("platform"),
                line.text("messageId"),
                line.integer("edition"),
                line.value("kind", ReplyKind::valueOf),
                line.text("text"),
                line.valueOrNull("section", SectionId::new),
                line.moment("receivedAt"),
                line.momentOrNull("takenBack"));
        GeneratedId id = new GeneratedId();
        if (storing) {
            tables.replies().insert(reply, id);
        }
        number(line, replyIds, id.value());
    }

    private void report(HistoryLine line) {
        CompiledReport report = new CompiledReport(
                knownRound(line),
                line.integer("revision"),
                line.text("markdown"),
                line.text("html"),
                line.text("json"),
                line.moment("compiledAt"),
                line.momentOrNull("publishedAt"));
        if (storing) {
            tables.reports().insert(report);
        }
    }

    private void change(HistoryLine line) {
        DraftChange change = new DraftChange(
                0,
                knownRound(line),
                line.value("kind", DraftChangeKind::valueOf),
                line.valueOrNull("section", SectionId::new),
                line.valueOrNull("member", MemberId::new),
                line.textOrNull("remark"),
                line.textOrNull("base"),
                line.textOrNull("before"),
                line.textOrNull("after"),
                line.moment("at"));
        if (storing) {
            tables.changes().insert(change);
        }
    }

    private void revisionDue(HistoryLine line) {
        RoundId round = knownRound(line);
        Instant since = line.moment("since");
        if (storing) {
            tables.revisionsDue().insert(round, since);
        }
    }

    private void item(HistoryLine line) {
        GeneratedId id = new GeneratedId();
        SectionId section = line.value("section", SectionId::new);
        String title = line.text("title");
        ReportWeek first = line.value("firstWeek", ReportWeek::parse);
        ReportWeek last = line.value("lastWeek", ReportWeek::parse);
        if (storing) {
            tables.history().insertItem(team, section, title, first, last, id);
            findable.add(id.value(), title);
            storeWhenFull();
        }
        number(line, itemIds, id.value());
    }

    /** Takes a number of the database that no item will ever have. */
    private void gone(HistoryLine line) {
        GeneratedId id = new GeneratedId();
        if (storing) {
            tables.ledger().insertItem(team, NOWHERE, "", NEVER, id);
            tables.corrections().delete(id.value());
        }
        number(line, itemIds, id.value());
    }

    private void statement(HistoryLine line) {
        int depth = line.integer("depth");
        if (depth < 1) {
            throw new HistoryFileException(line.number(), "has a \"depth\" less than 1");
        }
        StatementRow row = new StatementRow(
                known(line, "item", line.integer("item"), itemIds),
                line.value("week", ReportWeek::parse),
                line.has("round") ? knownRound(line) : null,
                line.value("section", SectionId::new),
                line.integer("ordinal"),
                depth,
                knownOrNull(line, "parent", itemIds),
                line.textOrNull("label"),
                line.text("text"),
                line.valueOrNull("status", Status::valueOf),
                line.array("facts").toString(),
                line.valueOrNull("member", MemberId::new),
                knownOrNull(line, "reply", replyIds),
                line.valueOrNull("knownBy", KnownBy::valueOf));
        batch.add(row);
        batchLines.add(line.number());
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void correction(HistoryLine line) {
        ItemCorrection correction = new ItemCorrection(
                line.value("kind", ItemCorrection.Kind::valueOf),
                known(line, "item", line.integer("item"), itemIds),
                known(line, "other", line.integer("other"), itemIds),
                line.value("fromWeek", ReportWeek::parse),
                line.text("by"),
                line.moment("at"));
        if (storing) {
            tables.corrections().insert(team, correction);
        }
    }

    private void prompt(HistoryLine line) {
        RoundId round = knownRound(line);
        MemberId member = line.value("member", MemberId::new);
        MemberId owner = line.value("owner", MemberId::new);
        List<AskedLine> shown = new ArrayList<>();
        for (HistoryLine each : line.parts("lines")) {
            shown.add(new AskedLine(
                    each.text("no"),
                    each.value("section", SectionId::new),
                    knownOrNull(each, "item", itemIds),
                    each.integer("depth"),
                    each.text("marker"),
                    each.flag("quoted"),
                    each.text("text")));
            each.requireAllRead();
        }
        if (storing && !new PromptLines(tables.prompts()).add(round, member, owner, shown)) {
            throw twice(line);
        }
    }

    private void finding(HistoryLine line) {
        RoundId round = knownRound(line);
        FindingRow row = new FindingRow(
                findingsOf.merge(round, 1, Integer::sum),
                line.value("kind", FindingKind::valueOf),
                itemOrNew(line),
                line.value("section", SectionId::new),
                line.valueOrNull("author", MemberId::new),
                line.object("about").toString());
        about(line, row.kind(), row.item());
        if (storing) {
            tables.findings().insert(round, row);
        }
    }

    private void question(HistoryLine line) {
        SectionId section = line.value("section", SectionId::new);
        FindingKind kind = line.value("kind", FindingKind::valueOf);
        Answer.@Nullable Kind answer = line.valueOrNull("answer", Answer.Kind::valueOf);
        String after = line.textOrNull("changeAfter");
        Question question = new Question(
                0,
                knownRound(line),
                line.value("member", MemberId::new),
                line.integer("number"),
                new RoundFinding(
                        section, line.valueOrNull("author", MemberId::new), about(line, kind, itemOrNew(line))),
                line.value("state", Question.State::valueOf),
                line.text("posted"),
                line.moment("askedAt"),
                answer == null ? null : new Answer(answer, Objects.requireNonNullElse(line.textOrNull("words"), "")),
                after == null ? null : new Rewording(line.textOrNull("changeBefore"), after),
                line.momentOrNull("answeredAt"),
                line.textOrNull("answeredBy"));
        if (storing && tables.questions().insert(QuestionRow.of(question)) == 0) {
            throw twice(line);
        }
    }

    private static Finding about(HistoryLine line, FindingKind kind, long item) {
        try {
            return FindingJson.read(kind, item, line.object("about").toString());
        } catch (JacksonException | NullPointerException e) {
            // Without its cause, which may quote the line.
            throw new HistoryFileException(line.number(), "cannot be used: its \"about\" has not the right form");
        }
    }

    private void muted(HistoryLine line) {
        QuestionMapper.MutedRow row = new QuestionMapper.MutedRow(
                0,
                line.value("member", MemberId::new),
                line.value("section", SectionId::new),
                itemOrNew(line),
                line.text("title"),
                line.moment("mutedAt"),
                line.momentOrNull("unmutedAt"));
        if (storing) {
            tables.questions().mute(team, row);
        }
    }

    private void absence(HistoryLine line) {
        Leave leave = new Leave(line.day("from"), line.flag("fromNoon"), line.day("to"), line.flag("untilNoon"));
        HistoryMapper.AbsenceRow row = new HistoryMapper.AbsenceRow(
                line.value("member", MemberId::new),
                leave.from(),
                leave.fromNoon(),
                leave.to(),
                leave.untilNoon(),
                line.moment("toldAt"),
                line.momentOrNull("cancelled"));
        if (storing) {
            tables.history().insertAbsence(team, row);
        }
    }

    private void ownTime(HistoryLine line) {
        OwnTimes.Told told = OwnTimes.told(new OwnTimeMapper.OwnTimeRow(
                line.value("member", MemberId::new),
                line.textOrNull("remindAt"),
                line.textOrNull("quiet"),
                line.moment("toldAt")));
        if (storing) {
            tables.ownTimes().insert(team, OwnTimes.row(line.value("member", MemberId::new), told));
        }
    }

    private static void end(HistoryLine line) {
        if (line.integer("lines") != line.number()) {
            throw new HistoryFileException(
                    line.number(),
                    "ends a file of " + line.integer("lines")
                            + " lines; lines were lost or added on the way, so take the file as it was exported");
        }
    }

    /** Many statements at once; when that fails, one by one, to tell which line it was. */
    private void flush() {
        if (storing && !batch.isEmpty()) {
            try {
                tables.history().insertStatements(team, batch);
            } catch (DataIntegrityViolationException e) {
                for (int i = 0; i < batch.size(); i++) {
                    try {
                        tables.history().insertStatements(team, List.of(batch.get(i)));
                    } catch (DataIntegrityViolationException one) {
                        throw unstorable(batchLines.get(i), one);
                    }
                }
                throw e;
            }
            batch.forEach(row -> findable.add(row.item(), row.text()));
            storeWhenFull();
        }
        batch.clear();
        batchLines.clear();
    }

    private void storeWhenFull() {
        if (findable.isFull()) {
            grams.add(team, findable);
        }
    }

    private RoundId knownRound(HistoryLine line) {
        RoundId id = line.value("round", RoundId::parse);
        if (!asksOf.containsKey(id)) {
            throw new HistoryFileException(line.number(), "belongs to a round that no earlier line names");
        }
        return id;
    }

    private static void number(HistoryLine line, Map<Integer, Long> ids, long id) {
        int number = line.integer("number");
        if (number != ids.size() + 1) {
            throw new HistoryFileException(line.number(), "has not the next \"number\", " + (ids.size() + 1));
        }
        ids.put(number, id);
    }

    private static long known(HistoryLine line, String name, int number, Map<Integer, Long> ids) {
        Long id = ids.get(number);
        if (id == null) {
            throw new HistoryFileException(
                    line.number(), "names as its \"" + name + "\" a number that no earlier line has");
        }
        return id;
    }

    private static @Nullable Long knownOrNull(HistoryLine line, String name, Map<Integer, Long> ids) {
        return line.has(name) ? (Long) known(line, name, line.integer(name), ids) : null;
    }

    /** 0 for an item that was new. */
    private long itemOrNew(HistoryLine line) {
        return Objects.requireNonNullElse(knownOrNull(line, "item", itemIds), 0L);
    }

    private static HistoryFileException twice(HistoryLine line) {
        return new HistoryFileException(line.number(), "says what an earlier line says");
    }

    /** Without the database's own words, which may quote what members wrote. */
    private static HistoryFileException unstorable(int line, DataAccessException e) {
        return new HistoryFileException(
                line,
                e instanceof DuplicateKeyException
                        ? "is there already: in the file, or in the database for another team; import into a database"
                                + " without it"
                        : "holds a value that the database does not take, such as one that is too long");
    }
}
