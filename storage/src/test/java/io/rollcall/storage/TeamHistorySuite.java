package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.MutedItem;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.QuietHours;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Span;
import io.rollcall.core.understand.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class TeamHistorySuite extends StorageSuite {

    private static final List<String> TABLES = List.of(
            "round",
            "ask",
            "reply",
            "report",
            "draft_change",
            "item",
            "statement",
            "absence",
            "question",
            "muted_item",
            "own_time");

    private final TeamHistory history;

    TeamHistorySuite(TestDatabase database) {
        super(database);
        history = database.get(TeamHistory.class);
    }

    @Test
    void what_was_exported_is_exported_again_byte_for_byte_after_an_import() {
        twoRoundsOf(QUAY, "om_q");
        twoRoundsOf(HARBOUR, "om_h");
        String exported = export(HARBOUR);
        List<Statement> before = database.get(Ledger.class).week(HARBOUR, WEEK.next());
        startWithEmptyTables();

        TeamHistory.Imported imported = importing(HARBOUR, exported);

        assertThat(imported.outcome()).isEqualTo(TeamHistory.Outcome.NEW);
        assertThat(imported.contents()).isEqualTo(new TeamHistory.Contents(2, 3, 4, 2, 4, 6, 2));
        assertThat(export(HARBOUR)).isEqualTo(exported);
        assertThat(database.get(Ledger.class).items(HARBOUR, "检修 95", 10))
                .as("what was only said in the week before")
                .extracting(LedgerItem::title)
                .containsExactly("二号吊机");
        assertThat(database.get(Ledger.class).items(HARBOUR, "钢丝绳", 10)).hasSize(2);
        List<Statement> after = database.get(Ledger.class).week(HARBOUR, WEEK.next());
        assertThat(after)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("item", "parent", "reply")
                .isEqualTo(before);
        assertThat(after)
                .extracting(Statement::parent)
                .containsExactly(null, after.get(0).item(), null);
        assertThat(database.get(Rounds.class).asks(ROUND))
                .extracting(Ask::owner, Ask::state, Ask::standsIn)
                .containsExactly(tuple(MEI, AskState.ANSWERED, null), tuple(OTTO, AskState.SILENT, ZHAO));
        assertThat(database.get(Absences.class)
                        .during(HARBOUR, LocalDate.parse("2024-12-16"), LocalDate.parse("2024-12-16"))
                        .keySet())
                .containsExactly(OTTO);
    }

    @Test
    void the_file_is_the_same_whichever_database_it_comes_from() {
        twoRoundsOf(QUAY, "om_q");
        twoRoundsOf(HARBOUR, "om_h");
        String here = export(HARBOUR);

        TestDatabase other = other();
        other.clear();
        assertThat(importing(other.get(TeamHistory.class), HARBOUR, here).outcome())
                .isEqualTo(TeamHistory.Outcome.NEW);
        assertThat(export(other.get(TeamHistory.class), HARBOUR)).isEqualTo(here);
        other.clear();
    }

    @Test
    void the_head_names_the_format_and_the_end_counts_the_lines() {
        twoRoundsOf(HARBOUR, "om_h");

        List<String> lines = export(HARBOUR).lines().toList();

        assertThat(lines.get(0)).isEqualTo("{\"rollcall\":\"history\",\"version\":1,\"team\":\"harbour\"}");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"type\":\"end\",\"lines\":" + lines.size() + "}");
        assertThat(lines.get(1)).startsWith("{\"type\":\"round\",\"id\":\"harbour-2024-W49\",\"weeks\":\"2024-W49\"");
        assertThat(lines).anyMatch(line -> line.contains("\"text\":\"二号吊机：检修 95% 🏗️\""));
    }

    @Test
    void importing_the_same_file_again_changes_nothing_and_another_one_is_refused() {
        twoRoundsOf(HARBOUR, "om_h");
        String exported = export(HARBOUR);

        assertThat(importing(HARBOUR, exported).outcome()).isEqualTo(TeamHistory.Outcome.ALREADY_THERE);
        assertThat(importing(HARBOUR, exported.replace("\n", "\r\n")).outcome())
                .isEqualTo(TeamHistory.Outcome.ALREADY_THERE);
        assertThat(importing(HARBOUR, exported.replace("检修 95%", "检修 96%")).outcome())
                .isEqualTo(TeamHistory.Outcome.DIFFERENT);
        assertThat(export(HARBOUR)).isEqualTo(exported);
    }

    @Test
    void other_teams_stay_as_they_are() {
        twoRoundsOf(HARBOUR, "om_h");
        String harbour = export(HARBOUR);
        startWithEmptyTables();
        twoRoundsOf(QUAY, "om_q");
        String quay = export(QUAY);

        assertThat(importing(HARBOUR, harbour).outcome()).isEqualTo(TeamHistory.Outcome.NEW);

        assertThat(export(QUAY)).isEqualTo(quay);
        assertThat(export(HARBOUR)).isEqualTo(harbour);
        assertThat(history.teams()).containsExactly(HARBOUR, QUAY);
    }

    @Test
    void a_file_cut_short_anywhere_leaves_nothing_behind() {
        twoRoundsOf(HARBOUR, "om_h");
        List<String> lines = export(HARBOUR).lines().toList();
        startWithEmptyTables();

        for (int kept = 0; kept < lines.size(); kept++) {
            String cut = String.join("\n", lines.subList(0, kept));
            assertThatThrownBy(() -> importing(HARBOUR, cut))
                    .isInstanceOf(HistoryFileException.class)
                    .hasMessageStartingWith("line " + (kept + 1) + " is missing: the file is cut short");
            assertThat(TABLES)
                    .allSatisfy(table -> assertThat(countOf(table)).as(table).isZero());
        }
    }

    @Test
    void a_line_that_was_lost_is_missed() {
        twoRoundsOf(HARBOUR, "om_h");
        List<String> lines = export(HARBOUR).lines().toList();
        startWithEmptyTables();

        for (int lost = 0; lost < lines.size() - 1; lost++) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(lost);
            assertThatThrownBy(() -> importing(HARBOUR, String.join("\n", rest)))
                    .isInstanceOf(HistoryFileException.class);
            assertThat(TABLES)
                    .allSatisfy(table -> assertThat(countOf(table)).as(table).isZero());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rollcall\":\"history\",\"version\":1|{\"rollcall\":\"other\",\"version\":1|line 1 is not the head",
                "\"version\":1|\"version\":9|line 1 names version 9 of the format",
                "\"team\":\"harbour\"|\"team\":\"quay\"|line 1 says that this is the history of team quay",
                "\"state\":\"PUBLISHED\"|\"state\":\"LOST\"|line 2 cannot be used: its \"state\"",
                "\"id\":\"harbour-2024-W49\"|\"id\":\"quay-2024-W49\"|line 2 is a round of another team",
                "\"closeAt\":\"2024-12-06T09:30:00Z\"|\"closeAt\":\"2024-12-01T09:30:00Z\"|line 2 holds values that do not",
                "\"kind\":\"TEXT\",\"text\":|\"kind\":\"TEXT\",\"txt\":|has no text \"text\"",
                "\"messageId\":\"om_h2\"|\"messageId\":\"om_h1\"|is there already",
                "\"messageId\":\"om_h1\"|\"messageId\":\"" + TOO_LONG
                        + "\"|holds a value that the database does not take",
                "\"type\":\"absence\"|\"type\":\"vacation\"|has a type that this Rollcall does not know",
                "\"type\":\"absence\",\"member\":\"mei\"|\"type\":\"absence\",\"member\":\"Mei!\"|its \"member\" has not",
                "\"parent\":2|\"parent\":99|names as its \"parent\" a number",
                "\"section\":\"tugs\",\"ordinal\":1|\"section\":\"" + TOO_LONG
                        + "\",\"ordinal\":1|its \"section\" has not",
                "\"facts\":[|\"facts\":7,\"x\":[|has no list \"facts\"",
                "{\"type\":\"item\",\"number\":2|{\"type\":\"item\",\"number\":3|has not the next \"number\"",
                "{\"type\":\"end\"|{\"type\":\"end\",|is not JSON"
            })
    void a_broken_line_is_named_and_nothing_is_imported(String part, String broken, String told) {
        twoRoundsOf(HARBOUR, "om_h");
        String exported = export(HARBOUR);
        startWithEmptyTables();
        assertThat(exported).contains(part);
        int at = exported.indexOf(part);
        String spoilt = exported.substring(0, at) + broken + exported.substring(at + part.length());
        long line = exported.substring(0, at).lines().count() + (at == 0 || exported.charAt(at - 1) == '\n' ? 1 : 0);

        assertThatThrownBy(() -> importing(HARBOUR, spoilt))
                .isInstanceOf(HistoryFileException.class)
                .hasMessageStartingWith("line " + line + " ")
                .hasMessageContaining(told)
                .hasMessageNotContaining("吊机");
        assertThat(TABLES)
                .allSatisfy(table -> assertThat(countOf(table)).as(table).isZero());
    }

    private static final String TOO_LONG =
            "om_far_too_long_for_its_column_om_far_too_long_for_its_column_om_far_too_long_for_its_column_"
                    + "om_far_too_long_for_its_column_om_far_too_long";

    @Test
    void of_many_statements_the_one_that_does_not_fit_is_named() {
        Ledger ledger = database.get(Ledger.class);
        ledger.replaceWeek(
                HARBOUR,
                WEEK,
                IntStream.range(0, 250)
                        .mapToObj(n -> line(WEEK, TUGS, 1, "line " + n))
                        .toList());
        List<String> lines = new ArrayList<>(export(HARBOUR).lines().toList());
        startWithEmptyTables();
        assertThat(importing(HARBOUR, String.join("\n", lines)).contents().statements())
                .isEqualTo(250);
        startWithEmptyTables();

        int at = lines.indexOf(lines.stream()
                .filter(each -> each.contains("\"text\":\"line 117\""))
                .findFirst()
                .orElseThrow());
        lines.set(at, lines.get(at - 1));

        assertThatThrownBy(() -> importing(HARBOUR, String.join("\n", lines)))
                .hasMessageStartingWith("line " + (at + 1) + " is there already");
        assertThat(countOf("item")).isZero();
    }

    @Test
    void however_much_is_imported_all_of_it_is_found() {
        Random random = new Random(7);
        List<String> texts = IntStream.range(0, 400)
                .mapToObj(n -> random.ints(60, 0x4e00, 0x9f00)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .toList();
        Ledger ledger = database.get(Ledger.class);
        ledger.replaceWeek(
                HARBOUR,
                WEEK,
                texts.stream().map(text -> line(WEEK, TUGS, 1, text)).toList());
        String exported = export(HARBOUR);
        startWithEmptyTables();

        importing(HARBOUR, exported);

        // More pairs of characters than are held in memory at a time.
        assertThat(countOf("item_gram")).isGreaterThan(30_000);
        for (int i = 0; i < texts.size(); i += 20) {
            assertThat(ledger.items(HARBOUR, texts.get(i).substring(20, 50), 10))
                    .hasSize(1);
        }
    }

    @Test
    void a_team_without_a_history_has_a_head_and_an_end() {
        assertThat(export(HARBOUR).lines()).hasSize(2);
        assertThat(importing(HARBOUR, export(HARBOUR)).contents().isEmpty()).isTrue();
    }

    /** The other kind of database than the suite's own. */
    abstract TestDatabase other();

    private void questionsOf(RoundId round, long item) {
        Questions questions = database.get(Questions.class);
        Question about = QuestionsSuite.question(MEI, 1, item, FindingKind.SLIPPED);
        questions.add(Question.put(round, MEI, 1, about.about(), round + "/question/mei/1", FRIDAY_TEN));
        Question fresh = QuestionsSuite.question(MEI, 2, 0, FindingKind.CLAIM);
        questions.add(Question.put(round, MEI, 2, fresh.about(), round + "/question/mei/1", FRIDAY_TEN));
        questions.answer(
                questions.of(round).get(0),
                new Answer(Answer.Kind.MOVED, "12/27"),
                new Rewording("二号吊机：检修", "二号吊机：12/27检修"),
                FRIDAY_TEN.plusSeconds(5),
                "om_answer");
        questions.mute(round.team(), new MutedItem(MEI, CRANES, item, "二号吊机"), FRIDAY_TEN);
        questions.mute(round.team(), new MutedItem(OTTO, CRANES, 0, "新吊机"), FRIDAY_TEN);
        questions.unmuteLast(round.team(), MEI, FRIDAY_TEN.plusSeconds(9));
    }

    private void twoRoundsOf(TeamId team, String messages) {
        RoundId first = new RoundId(team, WEEK);
        RoundId second = new RoundId(team, WEEK.next());
        Rounds rounds = database.get(Rounds.class);
        rounds.open(round(first), List.of(Ask.waiting(first, MEI), Ask.waiting(first, OTTO)));
        rounds.open(round(second), List.of(Ask.waiting(second, ZHAO)));
        rounds.moveAsk(first, MEI, AskState.WAITING, AskState.ASKED, FRIDAY_TEN);
        rounds.moveAsk(first, OTTO, AskState.WAITING, AskState.ASKED, FRIDAY_TEN);
        rounds.standIn(first, OTTO, ZHAO);
        Replies replies = database.get(Replies.class);
        // The replies of the two rounds come in turns.
        reply(replies, second, messages + 0, 1, "早到的一条");
        long said = reply(replies, first, messages + 1, 1, "二号吊机：检修 95% 🏗️");
        replies.takeBack(said, FRIDAY_TEN.plusSeconds(60));
        long edited = reply(replies, first, messages + 1, 2, "二号吊机：检修 95% 🏗️\n\t\"引号\" \\ \u2028 换行");
        reply(replies, first, messages + 2, 1, "");
        rounds.moveAsk(first, MEI, AskState.ASKED, AskState.ANSWERED, FRIDAY_TEN.plusSeconds(30));
        rounds.moveAsk(first, OTTO, AskState.ASKED, AskState.SILENT, FRIDAY_TEN.plusSeconds(3600));
        rounds.remindersDone(first, 2);
        rounds.close(first, FRIDAY_TEN.plusMillis(7_200_123));
        Reports reports = database.get(Reports.class);
        for (int revision = 1; revision <= 2; revision++) {
            rounds.nextRevision(first);
            reports.save(new CompiledReport(
                    first, revision, "# 周报\n", "<h1>周报</h1>", "{\"title\":\"周报\"}", FRIDAY_TEN, null));
        }
        reports.published(first, 2, FRIDAY_TEN.plusSeconds(9));
        rounds.publish(first, FRIDAY_TEN.plusSeconds(10));
        Ledger ledger = database.get(Ledger.class);
        List<Statement> week = ledger.replaceWeek(
                team,
                WEEK,
                List.of(
                        line(WEEK, TUGS, 1, "拖轮正常"),
                        new Statement(
                                0,
                                WEEK,
                                first,
                                CRANES,
                                0,
                                1,
                                null,
                                "二号吊机",
                                "二号吊机：检修 95.0%",
                                Status.IN_PROGRESS,
                                List.of(new Fact.Progress(new BigDecimal("95.0"), "95.0%", new Span(8, 13))),
                                MEI,
                                edited),
                        line(WEEK, CRANES, 2, "钢丝绳已换")));
        // The item of a later week comes before one of an earlier week.
        ledger.replaceWeek(
                team,
                WEEK.next(),
                List.of(
                        again(week.get(1), "二号吊机：检修完成"),
                        line(WEEK.next(), CRANES, 2, "钢丝绳验收"),
                        again(week.get(0), "拖轮正常")));
        questionsOf(first, week.get(1).item());
        DraftChanges changes = database.get(DraftChanges.class);
        changes.add(new DraftChange(
                0,
                first,
                DraftChangeKind.EDITED,
                CRANES,
                OTTO,
                null,
                "1. 二号吊机：检修 95%",
                "1. 二号吊机：检修 95%",
                "1. 二号吊机：检修 96%\n2. \"钢丝绳\" 已换",
                FRIDAY_TEN.plusSeconds(7)));
        changes.add(new DraftChange(
                0, first, DraftChangeKind.APPROVED, null, null, null, null, null, null, FRIDAY_TEN.plusSeconds(8)));
        Absences absences = database.get(Absences.class);
        absences.add(team, MEI, LocalDate.parse("2024-12-16"), LocalDate.parse("2024-12-20"), FRIDAY_TEN);
        absences.add(
                team,
                OTTO,
                new Leave(LocalDate.parse("2024-12-16"), true, LocalDate.parse("2024-12-17"), true),
                FRIDAY_TEN);
        OwnTimes ownTimes = database.get(OwnTimes.class);
        ownTimes.remindAt(team, MEI, LocalTime.of(15, 0), FRIDAY_TEN);
        ownTimes.neverQuiet(team, MEI, FRIDAY_TEN);
        ownTimes.quiet(team, OTTO, QuietHours.parse("20:00-09:00"), FRIDAY_TEN);
        absences.cancel(team, MEI, LocalDate.parse("2024-12-16"), FRIDAY_TEN.plusSeconds(5));
    }

    private static long reply(Replies replies, RoundId round, String messageId, int edition, String text) {
        return replies.add(new Reply(
                        0, round, MEI, "feishu", messageId, edition, ReplyKind.TEXT, text, CRANES, FRIDAY_TEN, null))
                .orElseThrow()
                .id();
    }

    private static Statement line(ReportWeek week, SectionId section, int depth, String text) {
        return new Statement(0, week, null, section, 0, depth, null, null, text, null, List.of(), null, null);
    }

    private static Statement again(Statement earlier, String text) {
        return new Statement(
                earlier.item(),
                earlier.week().next(),
                null,
                earlier.section(),
                0,
                1,
                null,
                earlier.label(),
                text,
                null,
                List.of(),
                null,
                null);
    }

    private String export(TeamId team) {
        return export(history, team);
    }

    private static String export(TeamHistory history, TeamId team) {
        StringWriter out = new StringWriter();
        try {
            history.export(team, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private TeamHistory.Imported importing(TeamId team, String file) {
        return importing(history, team, file);
    }

    private static TeamHistory.Imported importing(TeamHistory history, TeamId team, String file) {
        try {
            return history.importFrom(team, new BufferedReader(new StringReader(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
