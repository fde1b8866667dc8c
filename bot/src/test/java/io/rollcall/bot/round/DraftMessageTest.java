package io.rollcall.bot.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.ItemMatcher;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportCompiler;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.ReviewedReport;
import io.rollcall.core.review.Reviewer;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The draft of a week in which much is worth a look, against {@code draft/zh.txt} and {@code draft/en.txt}. */
class DraftMessageTest {

    private static final TeamId HARBOUR = new TeamId("harbour");
    private static final MemberId MEI = new MemberId("mei");
    private static final MemberId OTTO = new MemberId("otto");
    private static final MemberId ZHAO = new MemberId("zhao");
    private static final Instant FRIDAY = Instant.parse("2024-11-29T02:00:00Z");

    private static final List<List<String>> WEEKS = List.of(
            List.of("1. 二号吊机检修：完成 60%，预计12/5完成\n2. 泊位调度系统：联调中，预计11/29上线\n3. 夜班排班：方案评审", "1. 日均作业：2000笔\n2. 准点率：98.2%"),
            List.of("1. 二号吊机检修：完成 70%，预计12/12完成\n2. 泊位调度系统：联调中，预计11/29上线\n3. 岸电改造：启动", "1. 日均作业：2100笔\n2. 准点率：98.5%"),
            List.of(
                    "1. 二号吊机检修：完成 65%，预计12/20完成\n2. 泊位调度系统：联调中，预计11/29上线\n3. 岸电改造：已完成\n4. 闸口识别：选型",
                    "1. 日均作业：2150笔，较上周增加500笔\n2. 准点率：98.7%"));

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void theDraftSaysWhatChangedThenWhatToLookAtThenAllOfIt(String language) throws IOException {
        String draft = said(draft(team(Locale.forLanguageTag(language))));

        assertThat(draft).isEqualTo(golden(language));
    }

    private static Message draft(Team team) {
        Function<SectionId, String> titles = section -> RoundReports.titleOf(team, section);
        Reviewer reviewer = new Reviewer();
        List<Statement> before = List.of();
        List<Statement> now = List.of();
        List<Finding> found = List.of();
        long items = 0;
        Report report = null;
        Round round = null;
        for (int i = 0; i < WEEKS.size(); i++) {
            ReportWeek week = ReportWeek.parse("2024-W48").next();
            week = i == 0 ? ReportWeek.parse("2024-W48") : i == 1 ? week : week.next();
            round = round(week, i);
            report = new ReportCompiler(team)
                    .compile(ReportWeeks.of(week), 0, asks(round.id()), replies(round.id(), WEEKS.get(i)), Map.of());
            before = now;
            List<Statement> matched =
                    new ItemMatcher(titles).match(List.of(before), RoundReports.statements(round, report));
            List<Statement> stored = new ArrayList<>();
            for (Statement statement : matched) {
                stored.add(statement.storedAs(
                        statement.item() == 0 ? ++items : statement.item(), stored.size() + 1, null));
            }
            now = stored;
            LocalDate day = round.moments().close().atZone(team.zone()).toLocalDate();
            found = reviewer.read(ReviewedReport.of(round.weeks(), day, now, titles));
        }
        List<Statement> last = now;
        List<RoundFinding> findings = found.stream()
                .map(finding -> new RoundFinding(
                        finding.line() == null
                                ? new SectionId("work")
                                : last.get(finding.line() - 1).section(),
                        MEI,
                        finding))
                .toList();
        return new DraftMessage(team, Objects.requireNonNull(round))
                .of("HEAD", Objects.requireNonNull(report), before, now, findings, true);
    }

    private static Team team(Locale language) {
        return new Team(
                HARBOUR,
                "港务中心",
                ZoneId.of("Asia/Shanghai"),
                language,
                Timetable.DEFAULT,
                null,
                MEI,
                List.of(member(MEI, "梅"), member(OTTO, "欧多"), member(ZHAO, "赵")),
                List.of(
                        section("work", "重点工作", SectionKind.ITEMS, MEI),
                        section("figures", "运行数据", SectionKind.METRICS, OTTO),
                        section("plans", "下周计划", SectionKind.PLANS, ZHAO)),
                ReportTemplate.DEFAULT);
    }

    private static Member member(MemberId id, String name) {
        return new Member(id, name, new Account("feishu", "main", "ou_" + id));
    }

    private static Section section(String id, String title, SectionKind kind, MemberId owner) {
        return new Section(new SectionId(id), title, kind, List.of(owner), null, List.of(), false, null, List.of());
    }

    private static Round round(ReportWeek week, int weeksLater) {
        Instant ask = FRIDAY.plusSeconds(weeksLater * 7L * 24 * 3600);
        Moments moments = new Moments(ask, List.of(), ask.plusSeconds(27_000), ask.plusSeconds(28_800));
        return new Round(
                new RoundId(HARBOUR, week),
                ReportWeeks.of(week),
                RoundState.CLOSED,
                moments,
                0,
                1,
                ask,
                moments.close(),
                null);
    }

    private static List<Ask> asks(RoundId round) {
        return List.of(
                new Ask(round, MEI, AskState.ANSWERED, FRIDAY, FRIDAY, null),
                new Ask(round, OTTO, AskState.ANSWERED, FRIDAY, FRIDAY, null),
                new Ask(round, ZHAO, AskState.EXCUSED, FRIDAY, null, null));
    }

    private static List<Reply> replies(RoundId round, List<String> texts) {
        return List.of(reply(round, 1, MEI, "work", texts.get(0)), reply(round, 2, OTTO, "figures", texts.get(1)));
    }

    private static Reply reply(RoundId round, long id, MemberId member, String section, String text) {
        return new Reply(
                id, round, member, "feishu", "om_" + id, 1, ReplyKind.TEXT, text, new SectionId(section), FRIDAY, null);
    }

    /** A line for each thing that is said. */
    private static String said(Message message) {
        StringBuilder said = new StringBuilder("= ").append(message.title()).append('\n');
        for (Message.Block block : message.blocks()) {
            said.append('\n');
            for (Part part : block.parts()) {
                if (part instanceof Part.Heading heading) {
                    said.append("## ").append(heading.text()).append('\n');
                } else if (part instanceof Part.Text text) {
                    said.append(text.text()).append('\n');
                } else if (part instanceof Part.Note note) {
                    said.append("_ ").append(note.text().replace("\n", "\n_ ")).append('\n');
                } else if (part instanceof Part.Lines lines) {
                    lines.lines()
                            .forEach(line -> said.append("  ".repeat(line.depth()))
                                    .append((line.marker() + " " + line.text()).strip())
                                    .append('\n'));
                } else if (part instanceof Part.Buttons buttons) {
                    buttons.buttons()
                            .forEach(button ->
                                    said.append("[ ").append(button.label()).append(" ]\n"));
                }
            }
        }
        return said.toString();
    }

    private static String golden(String language) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                DraftMessageTest.class.getResourceAsStream("/draft/" + language + ".txt"), language)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
