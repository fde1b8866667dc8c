package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.KnownBy;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.MutedItem;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class TeamHistorySuite extends StorageSuite {

    private static final List<String> TABLES = List.of(
            "round",
            "ask",
            "own_reminder",
            "reply",
            "report",
            "draft_change",
            "revision_due",
            "item",
            "statement",
            "item_correction",
            "prompt_line",
            "finding",
            "question",
            "muted_item",
            "absence",
            "own_time");

    /** What is on its way, what is made anew from the rest or found out anew, and what is no team's. */
    private static final List<String> LEFT_OUT = List.of(
            "inbox",
            "outbox",
            "outbox_sender",
            "outbox_loss",
            "item_gram",
            "account_looked_up",
            "team_opening",
            "flyway_schema_history");

    /** The database's own numbers, and what they are part of. */
    private static final Set<String> NUMBERS = Set.of("id", "item", "parent", "reply", "other", "name");

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
        assertThat(imported.contents())
                .hasToString("2 rounds, 3 asks, 1 own reminder, 4 replies, 2 reports, 3 draft changes,"
                        + " 1 revision to post, 7 items, 1 former item, 10 statements, 2 item corrections, 2 prompts,"
                        + " 3 findings, 3 questions, 3 muted items, 2 absences, 2 members' own times");
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
    void every_table_is_exported_or_left_out_on_purpose() {
        assertThat(jdbc().sql("SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = SCHEMA()")
                        .query(String.class)
                        .list())
                .filteredOn(table -> !table.startsWith("qrtz_"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(TABLES.stream(), LEFT_OUT.stream()).toList());
    }

    @Test
    void every_column_of_an_exported_table_comes_through() {
        twoRoundsOf(HARBOUR, "om_h");
        Map<String, List<Map<String, Object>>> before = rows();
        before.forEach((table, rows) -> {
            assertThat(rows).as(table).isNotEmpty();
            assertThat(rows.get(0).keySet())
                    .as(table)
                    .allSatisfy(column -> assertThat(rows)
                            .as("%s.%s holds something in one row", table, column)
                            .anyMatch(row -> row.get(column) != null));
        });
        String exported = export(HARBOUR);
        startWithEmptyTables();

        importing(HARBOUR, exported);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void what_names_an_item_names_the_same_one_afterwards() {
        twoRoundsOf(QUAY, "om_q");
        twoRoundsOf(HARBOUR, "om_h");
        String exported = export(HARBOUR);
        startWithEmptyTables();
        twoRoundsOf(QUAY, "om_q");

        importing(HARBOUR, exported);

        Ledger ledger = database.get(Ledger.class);
        long crane = ledger.items(HARBOUR, "二号吊机", 10).get(0).id();
        assertThat(database.get(PromptLines.class)
                        .of(new RoundId(HARBOUR, WEEK.next()), List.of(ZHAO))
                        .get(ZHAO)
                        .get(ZHAO))
                .extracting(AskedLine::no, AskedLine::item)
                .containsExactly(tuple("1", crane), tuple("1.1", null), tuple("", null));
        List<ItemCorrection> corrections = database.get(ItemCorrections.class).of(HARBOUR);
        long merged = corrections.get(0).item();
        assertThat(ledger.item(merged)).as("merged into another").isEmpty();
        assertThat(ledger.history(corrections.get(0).other()))
                .extracting(Statement::text, Statement::knownBy)
                .containsExactly(tuple("门座机大修", null), tuple("三号机改造", KnownBy.PERSON));
        assertThat(ledger.history(corrections.get(1).other()))
                .extracting(Statement::text)
                .containsExactly("防风锚定二期");
        assertThat(database.get(Findings.class).of(ROUND))
                .extracting(each -> each.finding().number())
                .containsExactly(crane, merged, 0L);
        assertThat(database.get(Questions.class).of(ROUND))
                .extracting(each -> each.about().finding().number())
                .containsExactly(crane, 0L, merged);
        assertThat(database.get(Questions.class).muted(HARBOUR))
                .extracting(MutedItem::member, MutedItem::item)
                .containsExactly(tuple(OTTO, 0L), tuple(MEI, merged));
    }

    @Test
    void the_number_of_an_item_that_is_gone_is_never_given_to_another() {
        twoRoundsOf(HARBOUR, "om_h");
        String exported = export(HARBOUR);
        startWithEmptyTables();
        importing(HARBOUR, exported);

        long gone = database.get(ItemCorrections.class).of(HARBOUR).get(0).item();
        List<Statement> later = database.get(Ledger.class)
                .replaceWeek(HARBOUR, WEEK.plus(2), List.of(line(WEEK.plus(2), TUGS, 1, "新拖轮")));

        assertThat(later).extracting(Statement::item).doesNotContain(gone);
    }

    @Test
    void a_question_that_was_put_before_is_not_put_again_afterwards() {
        twoRoundsOf(HARBOUR, "om_h");
        String exported = export(HARBOUR);
        startWithEmptyTables();
        importing(HARBOUR, exported);

        Questions questions = database.get(Questions.class);
        for (Question put : questions.of(ROUND)) {
            assertThat(questions.add(Question.put(ROUND, ZHAO, put.number(), put.about(), "again", FRIDAY_TEN)))
                    .as(put.about().key())
                    .isFalse();
        }
    }

    @Test
    void an_older_file_that_knows_of_less_is_imported_and_comes_out_the_same() {
        assertThat(importing(HARBOUR, OLDER).outcome()).isEqualTo(TeamHistory.Outcome.NEW);

        assertThat(export(HARBOUR)).isEqualTo(OLDER);
        assertThat(importing(HARBOUR, OLDER).outcome()).isEqualTo(TeamHistory.Outcome.ALREADY_THERE);
    }

    /** As the first Rollcall wrote it that exported anything. */
    private static final String OLDER = """
            {"rollcall":"history","version":1,"team":"harbour"}
            {"type":"round","id":"harbour-2024-W46","weeks":"2024-W46","state":"PUBLISHED","askAt":"2024-11-15T02:00:00Z",\
            "remindAt":["2024-11-15T06:00:00Z"],"closeAt":"2024-11-15T09:30:00Z","publishAt":"2024-11-15T10:00:00Z",\
            "remindersDone":1,"revision":1,"openedAt":"2024-11-15T02:00:00Z","closedAt":"2024-11-15T09:30:00Z",\
            "publishedAt":"2024-11-15T10:00:00Z"}
            {"type":"ask","round":"harbour-2024-W46","owner":"mei","state":"ANSWERED","askedAt":"2024-11-15T02:00:00Z",\
            "answeredAt":"2024-11-15T03:00:00Z"}
            {"type":"reply","number":1,"round":"harbour-2024-W46","member":"mei","platform":"feishu","messageId":"om_1",\
            "edition":1,"kind":"TEXT","text":"1. 五号泊位疏浚进度30%","receivedAt":"2024-11-15T03:00:00Z"}
            {"type":"report","round":"harbour-2024-W46","revision":1,"markdown":"# 周报","html":"<p>周报</p>","json":"{}",\
            "compiledAt":"2024-11-15T09:30:00Z","publishedAt":"2024-11-15T10:00:00Z"}
            {"type":"item","number":1,"section":"cranes","title":"五号泊位疏浚进度30%","firstWeek":"2024-W46",\
            "lastWeek":"2024-W46"}
            {"type":"statement","item":1,"week":"2024-W46","round":"harbour-2024-W46","section":"cranes","ordinal":1,\
            "depth":1,"text":"五号泊位疏浚进度30%","facts":[],"member":"mei","reply":1}
            {"type":"absence","member":"otto","from":"2024-11-18","to":"2024-11-19","toldAt":"2024-11-15T02:00:00Z"}
            {"type":"end","lines":9}
            """;

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
                "\"closeAt\":\"2024-12-06T09:30:00Z\"|\"closeAt\":\"2024-12-01T09:30:00Z\"|line 2 holds values that do"
                        + " not",
                "\"kind\":\"TEXT\",\"text\":|\"kind\":\"TEXT\",\"txt\":|has no text \"text\"",
                "\"messageId\":\"om_h2\"|\"messageId\":\"om_h1\"|is there already",
                "\"messageId\":\"om_h1\"|\"messageId\":\"" + TOO_LONG
                        + "\"|holds a value that the database does not take",
                "\"type\":\"absence\"|\"type\":\"vacation\"|has a type that this Rollcall does not know",
                "\"type\":\"absence\",\"member\":\"mei\"|\"type\":\"absence\",\"member\":\"Mei!\"|its \"member\" has"
                        + " not",
                "\"parent\":|\"parent\":99|names as its \"parent\" a number",
                "\"other\":|\"other\":99|names as its \"other\" a number",
                "\"lines\":[{\"no\":\"1\"|\"lines\":[{\"no\":\"one\"|holds values that do not fit together",
                "\"depth\":2,\"marker\"|\"depth\":2,\"colour\":1,\"marker\"|has a \"colour\" that this Rollcall does"
                        + " not know",
                "\"standsIn\":\"zhao\"|\"standsIn\":\"zhao\",\"since\":1|has a \"since\" that this Rollcall does not"
                        + " know",
                "\"team\":\"harbour\"|\"team\":\"harbour\",\"part\":1|has a \"part\" that this Rollcall does not know",
                "\"about\":{|\"about\":{\"no\":|is not JSON",
                "\"about\":{|\"about\":[],\"x\":{|has no object \"about\"",
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
        assertThat(importing(HARBOUR, String.join("\n", lines)).contents().of(HistoryKind.STATEMENT))
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

    private void questionsOf(RoundId round, long item, long merged) {
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
        RoundFinding gone = about(merged, FindingKind.OVERDUE, OTTO);
        questions.add(Question.put(round, OTTO, 1, gone, round + "/question/otto/1", FRIDAY_TEN));
        questions.mute(round.team(), new MutedItem(MEI, CRANES, merged, "三号机改造"), FRIDAY_TEN);
        database.get(Findings.class)
                .replace(
                        round, List.of(about(item, FindingKind.SLIPPED, MEI), gone, about(0, FindingKind.CLAIM, null)));
    }

    private static RoundFinding about(long item, FindingKind kind, @Nullable MemberId author) {
        RoundFinding about = QuestionsSuite.question(MEI, 1, item, kind).about();
        return new RoundFinding(about.section(), author, about.finding());
    }

    /** Two that a person said are one, and one that a person said are two; returns the one that is gone since. */
    private long corrected(TeamId team) {
        Ledger ledger = database.get(Ledger.class);
        ItemCorrections corrections = database.get(ItemCorrections.class);
        ReportWeek first = WEEK.plus(-2);
        List<Statement> before = ledger.replaceWeek(
                team, first, List.of(line(first, CRANES, 1, "门座机大修"), line(first, CRANES, 1, "防风锚定")));
        List<Statement> after = ledger.replaceWeek(
                team, first.next(), List.of(line(first.next(), CRANES, 1, "三号机改造"), again(before.get(1), "防风锚定二期")));
        long merged = after.get(0).item();
        corrections.merge(team, merged, before.get(0).item(), "mei", FRIDAY_TEN);
        corrections.split(team, before.get(1).item(), first.next(), "script", FRIDAY_TEN.plusSeconds(1));
        return merged;
    }

    private void promptsOf(RoundId round, long item, long merged) {
        PromptLines prompts = database.get(PromptLines.class);
        prompts.add(
                round,
                ZHAO,
                ZHAO,
                List.of(
                        new AskedLine("1", CRANES, item, 1, "1.", false, "二号吊机：检修 95%"),
                        new AskedLine("1.1", CRANES, null, 2, "-", false, "钢丝绳 🏗️"),
                        new AskedLine("", TUGS, null, 1, "", true, "平安")));
        prompts.add(round, ZHAO, OTTO, List.of(new AskedLine("2", CRANES, merged, 1, "", false, "三号机改造")));
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
        long merged = corrected(team);
        questionsOf(first, week.get(1).item(), merged);
        promptsOf(second, week.get(1).item(), merged);
        database.get(RevisionsDue.class).add(first, FRIDAY_TEN.plusSeconds(11));
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
                0,
                first,
                DraftChangeKind.SENT_BACK,
                CRANES,
                OTTO,
                "几号检修？",
                null,
                null,
                null,
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
        ownTimes.reminded(first, MEI, FRIDAY_TEN.plusSeconds(60));
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

    /** All that is exported, without the database's own numbers. */
    private Map<String, List<Map<String, Object>>> rows() {
        Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
        for (String table : TABLES) {
            List<Map<String, Object>> all =
                    new ArrayList<>(jdbc().sql("SELECT * FROM " + table).query().listOfRows());
            all.forEach(row -> {
                row.keySet().removeIf(column -> NUMBERS.contains(column.toLowerCase(Locale.ROOT)));
                row.replaceAll((column, value) -> value == null ? null : value.toString());
            });
            all.sort(Comparator.comparing(Map::toString));
            rows.put(table, all);
        }
        return rows;
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
