package io.rollcall.storage;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.KnownBy;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.core.JacksonException;

/** Reads what {@link HistoryWriter} wrote and stores it, in the caller's transaction. */
final class HistoryReader {

    private static final int BATCH = 100;

    private final HistoryMapper history;
    private final RoundMapper rounds;
    private final ReplyMapper replies;
    private final ReportMapper reports;
    private final ItemGrams grams;
    private final QuestionMapper questions;
    private final TeamId team;
    private final boolean storing;

    private final Map<RoundId, Integer> asksOf = new HashMap<>();
    private final Map<Integer, Long> replyIds = new HashMap<>();
    private final Map<Integer, Long> itemIds = new HashMap<>();
    private final List<StatementRow> batch = new ArrayList<>();
    private final List<Integer> batchLines = new ArrayList<>();
    private final ItemGrams.Batch findable = new ItemGrams.Batch();
    private int askCount;
    private int reportCount;
    private int statementCount;
    private int absenceCount;

    /** @param storing false to look the file over and store nothing */
    HistoryReader(
            HistoryMapper history,
            RoundMapper rounds,
            ReplyMapper replies,
            ReportMapper reports,
            ItemGrams grams,
            QuestionMapper questions,
            TeamId team,
            boolean storing) {
        this.history = history;
        this.rounds = rounds;
        this.replies = replies;
        this.reports = reports;
        this.grams = grams;
        this.questions = questions;
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
        return new TeamHistory.Contents(
                asksOf.size(), askCount, replyIds.size(), reportCount, itemIds.size(), statementCount, absenceCount);
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
    }

    /** Whether this was the end. */
    private boolean take(HistoryLine line) {
        String type = line.text("type");
        if (!type.equals("statement")) {
            flush();
        }
        try {
            switch (type) {
                case "round" -> round(line);
                case "ask" -> ask(line);
                case "reply" -> reply(line);
                case "report" -> report(line);
                case "change" -> change(line);
                case "item" -> item(line);
                case "statement" -> statement(line);
                case "question" -> question(line);
                case "muted" -> muted(line);
                case "absence" -> absence(line);
                case "own_time" -> ownTime(line);
                case "end" -> end(line);
                default ->
                    throw new HistoryFileException(
                            line.number(),
                            "has a type that this Rollcall does not know; it knows round, ask, reply, report, change, item,"
                                    + " statement, question, muted, absence, own_time and end");
            }
        } catch (DataIntegrityViolationException e) {
            throw unstorable(line.number(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Of a domain type that does not take these values together.
            throw new HistoryFileException(line.number(), "holds values that do not fit together");
        }
        return type.equals("end");
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
            rounds.insert(round, round.weeks().first(), RoundRow.remindAt(round.moments()));
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
        askCount++;
        if (storing) {
            rounds.insertAsk(ask.round(), ask, ordinal);
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
            replies.insert(reply, id);
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
        reportCount++;
        if (storing) {
            reports.insert(report);
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
            history.insertDraftChange(change);
        }
    }

    private void item(HistoryLine line) {
        GeneratedId id = new GeneratedId();
        SectionId section = line.value("section", SectionId::new);
        String title = line.text("title");
        ReportWeek first = line.value("firstWeek", ReportWeek::parse);
        ReportWeek last = line.value("lastWeek", ReportWeek::parse);
        if (storing) {
            history.insertItem(team, section, title, first, last, id);
            findable.add(id.value(), title);
            storeWhenFull();
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
        statementCount++;
        batch.add(row);
        batchLines.add(line.number());
        if (batch.size() == BATCH) {
            flush();
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
                        section,
                        line.valueOrNull("author", MemberId::new),
                        finding(line, kind, Objects.requireNonNullElse(knownOrNull(line, "item", itemIds), 0L))),
                line.value("state", Question.State::valueOf),
                line.text("posted"),
                line.moment("askedAt"),
                answer == null ? null : new Answer(answer, Objects.requireNonNullElse(line.textOrNull("words"), "")),
                after == null ? null : new Rewording(line.textOrNull("changeBefore"), after),
                line.momentOrNull("answeredAt"),
                line.textOrNull("answeredBy"));
        if (storing && questions.insert(QuestionRow.of(question)) == 0) {
            throw new HistoryFileException(line.number(), "is a question that an earlier line holds");
        }
    }

    private static Finding finding(HistoryLine line, FindingKind kind, long item) {
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
                Objects.requireNonNullElse(knownOrNull(line, "item", itemIds), 0L),
                line.text("title"),
                line.moment("mutedAt"),
                line.momentOrNull("unmutedAt"));
        if (storing) {
            questions.mute(team, row);
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
        absenceCount++;
        if (storing) {
            history.insertAbsence(team, row);
        }
    }

    private void ownTime(HistoryLine line) {
        OwnTimes.Told told = OwnTimes.told(new OwnTimeMapper.OwnTimeRow(
                line.value("member", MemberId::new),
                line.textOrNull("remindAt"),
                line.textOrNull("quiet"),
                line.moment("toldAt")));
        if (storing) {
            history.insertOwnTime(team, OwnTimes.row(line.value("member", MemberId::new), told));
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
                history.insertStatements(team, batch);
            } catch (DataIntegrityViolationException e) {
                for (int i = 0; i < batch.size(); i++) {
                    try {
                        history.insertStatements(team, List.of(batch.get(i)));
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

    /** Without the database's own words, which may quote what members wrote. */
    private static HistoryFileException unstorable(int line, DataAccessException e) {
        return new HistoryFileException(
                line,
                e instanceof DuplicateKeyException
                        ? "is there already: in the file, or in the database for another team; import into a database without"
                                + " it"
                        : "holds a value that the database does not take, such as one that is too long");
    }
}
