package io.rollcall.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.Habits;
import io.rollcall.core.team.LongReport;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.QuietHours;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TeamFilesTest {

    private static final String SHORTEST = """
            id: payments
            name: 支付中台
            chat: feishu:main
            members:
              - {id: lin, name: 林晓, account: ou_1}
              - {id: zhou, name: 周楠, account: ou_2}
            sections:
              - {id: o1, title: O1 业务服务, owners: [lin]}
            """;

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = Files.createDirectories(root.resolve("config/teams"));
    }

    @Test
    void the_shipped_sample_is_valid() throws IOException {
        Files.copy(Path.of("..", "config", "teams", "payments.yml.example"), folder.resolve("payments.yml"));

        Team team = TeamFiles.read(folder).find(new TeamId("payments")).orElseThrow();

        assertThat(team.timetable()).as("it says that it shows the defaults").isEqualTo(Timetable.DEFAULT);
        assertThat(team.template()).isEqualTo(ReportTemplate.DEFAULT);
        assertThat(team.allSections().map(Section::kind)).contains(SectionKind.values());
    }

    @Test
    void the_shipped_sample_names_every_key() throws IOException {
        String sample = Files.readString(Path.of("..", "config", "teams", "payments.yml.example"));
        write("payments.yml", SHORTEST + "nonsense: 1\n");
        write("timetable.yml", SHORTEST + "timetable: {nonsense: 1}\n");
        write("report.yml", SHORTEST + "report: {nonsense: 1}\n");
        write("members.yml", SHORTEST.replace("{id: lin,", "{nonsense: 1, id: lin,"));
        write("sections.yml", SHORTEST.replace("{id: o1,", "{nonsense: 1, id: o1,"));

        for (String problem : problems()) {
            String known = problem.substring(problem.indexOf("known are: ") + "known are: ".length());
            assertThat(known.split(", ")).allSatisfy(key -> assertThat(sample).containsPattern("\\b" + key + "\\b"));
        }
    }

    @Test
    void a_short_file_gets_the_defaults() throws IOException {
        write("payments.yml", SHORTEST);

        Team team = TeamFiles.read(folder).all().get(0);

        assertThat(team.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(team.language()).isEqualTo(Locale.CHINESE);
        assertThat(team.timetable()).isEqualTo(Timetable.DEFAULT);
        assertThat(team.template()).isEqualTo(ReportTemplate.DEFAULT);
        assertThat(team.group()).isNull();
        assertThat(team.editor()).isNull();
        assertThat(team.members().get(0).account()).isEqualTo(new Account("feishu", "main", "ou_1"));
        assertThat(team.sections().get(0))
                .isEqualTo(new Section(
                        new SectionId("o1"),
                        "O1 业务服务",
                        SectionKind.ITEMS,
                        List.of(new MemberId("lin")),
                        null,
                        List.of(),
                        false,
                        null,
                        List.of()));
    }

    @Test
    void every_key_is_read() throws IOException {
        write("ledger.yaml", """
                id: ledger
                name: Ledger
                zone: Europe/Berlin
                language: en
                chat: wecom:second
                group: 0012
                editor: "42"
                timetable: {ask: 周四 9:30, remind: [], close: "0 0 17 ? * THU", publish: THU 17:00}
                report: {title: "# {team} {week} ({from} to {to})", section: "## {title}", part: "**{title}**", unanswered: false}
                questions: 1
                members:
                  - id: 42
                    name: 007
                    account: 0815
                sections:
                  - id: work
                    title: Work
                    kind: metrics
                    owners: [42]
                    deputy: 42
                    aliases: [jobs, "1"]
                    optional: yes
                    heading: "# {title}"
                    parts:
                      - {id: part, title: Part}
                      - {id: told, title: Told, kind: text, owners: [42]}
                """);

        Team team = TeamFiles.read(folder).all().get(0);

        MemberId ada = new MemberId("42");
        assertThat(team.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(team.language()).isEqualTo(Locale.ENGLISH);
        assertThat(team.group()).isEqualTo(new Account("wecom", "second", "0012"));
        assertThat(team.editor()).isEqualTo(ada);
        assertThat(team.timetable())
                .isEqualTo(new Timetable(
                        WeeklyTime.parse("THU 09:30"),
                        List.of(),
                        WeeklyTime.parse("THU 17:00"),
                        WeeklyTime.parse("THU 17:00")));
        assertThat(team.template())
                .isEqualTo(new ReportTemplate(
                        "# {team} {week} ({from} to {to})",
                        "## {title}",
                        "**{title}**",
                        LongReport.SPLIT,
                        true,
                        false));
        assertThat(team.questions()).isEqualTo(1);
        assertThat(team.members().get(0).name())
                .as("as written, not as a number")
                .isEqualTo("007");
        assertThat(team.members().get(0).account().address()).isEqualTo("0815");
        Section work = team.sections().get(0);
        assertThat(work.optional()).isTrue();
        assertThat(work.standIn()).contains(ada);
        assertThat(work.aliases()).containsExactly("jobs", "1");
        assertThat(work.heading()).isEqualTo("# {title}");
        assertThat(work.parts()).extracting(Section::kind).containsExactly(SectionKind.METRICS, SectionKind.TEXT);
    }

    @Test
    void membersMayBeOnOtherPlatformsAndTheReportBePostedInSeveralPlaces() throws IOException {
        write("mixed.yml", """
                id: mixed
                name: Mixed
                chat: feishu:main
                post-to: [oc_group, wecom-webhook:payments, "feishu:second:oc_readers", "wecom:own:wecom-webhook:ops"]
                members:
                  - {id: lin, name: Lin, account: "0815"}
                  - {id: zhou, name: Zhou, chat: wecom:main, account: "0815"}
                sections: [{id: work, title: Work, owners: [lin, zhou]}]
                """);

        Team team = TeamFiles.read(folder).all().get(0);

        assertThat(team.group()).isEqualTo(new Account("feishu", "main", "oc_group"));
        assertThat(team.places())
                .containsExactly(
                        new Account("feishu", "main", "oc_group"),
                        new Account("wecom", "payments", "wecom-webhook:payments"),
                        new Account("feishu", "second", "oc_readers"),
                        new Account("wecom", "own", "wecom-webhook:ops"));
        assertThat(team.members())
                .extracting(Member::account)
                .containsExactly(new Account("feishu", "main", "0815"), new Account("wecom", "main", "0815"));
    }

    @Test
    void oneGroupMayBeElsewhereToo() throws IOException {
        write("mixed.yml", """
                id: mixed
                name: Mixed
                chat: feishu:main
                group: wecom-webhook:payments
                members: [{id: lin, name: Lin, account: ou_lin}]
                sections: [{id: work, title: Work, owners: [lin]}]
                """);

        assertThat(TeamFiles.read(folder).all().get(0).places())
                .containsExactly(new Account("wecom", "payments", "wecom-webhook:payments"));
    }

    @Test
    void aGroupRobotOfItsOwnBelongsToOneTeamWhateverTheTeamsChat() throws IOException {
        String team = """
                id: %s
                name: Team
                chat: %s
                post-to:
                  - %s
                  - wecom-webhook:payments
                members: [{id: lin, name: Lin, account: lin}]
                sections: [{id: work, title: Work, owners: [lin]}]
                """;
        write("a.yml", team.formatted("a", "wecom:main", "wecom-webhook:own"));
        write("b.yml", team.formatted("b", "feishu:main", "oc_own"));

        assertThat(catchThrowableOfType(TeamFilesException.class, () -> TeamFiles.read(folder)))
                .hasMessage(folder + "/b.yml:6: post-to: is already the group in " + folder
                        + "/a.yml; a group belongs to one team, so that the bot knows whose report is meant there");
    }

    /** A change to the short file, and what the operator is told of it. */
    static Stream<Arguments> slips() {
        return Stream.of(
                slip("id: payments", "", "2: id: is missing; write for example: id: payments"),
                slip("id: payments", "id:", "1: id: is empty; give it a value or leave the key out"),
                slip(
                        "id: payments",
                        "id: Payments Team",
                        "1: id: \"Payments Team\" is not an id; use 1 to 40 of a-z, 0-9, - and _, starting with a letter"
                                + " or digit"),
                slip("id: payments", "id: [payments]", "1: id: is a list; what works here: one line of text"),
                slip(
                        "id: payments",
                        "id: payments\ngroup: oc_1\npost-to: [oc_1]",
                        "3: post-to: stands beside group, and both say where the report is posted; keep post-to, with the"
                                + " group first in it"),
                slip(
                        "id: payments",
                        "id: payments\npost-to: [oc_1, wecom-webhook:w, oc_1]",
                        "2: post-to: \"oc_1\" is there twice, first in line 2; keep one, or everybody there would read the"
                                + " report twice"),
                slip(
                        "id: payments",
                        "id: payments\npost-to: [wecom-webhook:w, \"wecom:main:wecom-webhook:w\"]",
                        "2: post-to: \"wecom:main:wecom-webhook:w\" is there twice, first in line 2; keep one, or everybody"
                                + " there would read the report twice"),
                slip(
                        "id: payments",
                        "id: payments\npost-to: []",
                        "2: post-to: lists no place; write for example: post-to: [oc_xxx, wecom-webhook:payments], or leave"
                                + " it out"),
                slip(
                        "id: payments",
                        "id: payments\npost-to: oc_1",
                        "2: post-to: is the text \"oc_1\"; what works is a list, for example: post-to: [oc_xxx,"
                                + " wecom-webhook:payments]"),
                slip("name: 支付中台", "name: {zh: 支付}", "2: name: is a group of keys; what works here: one line of text"),
                slip(
                        "chat: feishu:main",
                        "chat: main",
                        "3: chat: \"main\" names no chat; write platform and app like feishu:main, where the platform is"
                                + " feishu, wecom or dingtalk and the app is one of application.yml"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nzone: Asia/Shangai",
                        "4: zone: \"Asia/Shangai\" is no time zone; did you mean Asia/Shanghai?"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nlanguage: cn",
                        "4: language: \"cn\" is no language that Rollcall speaks; what works: zh or en"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\neditor: lim",
                        "4: editor: \"lim\" is no member of this team; did you mean lin? Members are: lin, zhou"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\ntimezone: x",
                        "4: timezone: is no key here; known are: id, name, zone, language, chat, group, post-to, editor,"
                                + " timetable, report, questions, members, sections"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nmember: []",
                        "4: member: is no key here; did you mean members? Known are: id, name, zone, language, chat,"
                                + " group, post-to, editor, timetable, report, questions, members, sections"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nname: 又一个",
                        "4: name: is there twice, first in line 2; keep one"),
                slip("chat: feishu:main", "chat: feishu:main\n\tname: x", "4: a tab; YAML is indented by blanks"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\ntimetable: {ask: FRI 25:00}",
                        "4: timetable.ask: \"FRI 25:00\" is not a weekly time; what works: FRI 10:00, or 周五 10:00, or 0"
                                + " 0 10 ? * FRI (one day of the week, one time of the day)"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\ntimetable: {close: 0 0/5 17 * * FRI}",
                        "4: timetable.close: \"0 0/5 17 * * FRI\" is not a weekly time; what works: FRI 10:00, or 周五"
                                + " 10:00, or 0 0 10 ? * FRI (one day of the week, one time of the day)"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\ntimetable: {ask: FRI 15:00}",
                        "4: timetable: FRI 14:00 does not come after FRI 15:00; the order within a week is ask,"
                                + " reminders, close, publish (not set here, so at its default: remind, close, publish)"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\ntimetable: {remind: FRI 14:00}",
                        "4: timetable.remind: is the text \"FRI 14:00\"; what works is a list, for example: remind: [FRI"
                                + " 14:00, FRI 16:00]"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nreport: {title: \"# {name}\"}",
                        "4: report.title: {name} stands for nothing here; what works: {from}, {team}, {to}, {week}"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nreport: {section: \"## x\"}",
                        "4: report.section: \"## x\" does not say where the title goes; write for example: ## 【{title}】"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nreport: {long: docx}",
                        "4: report.long: \"docx\" is not what becomes of a long report; what works: split, which posts it"
                                + " in several messages, or document"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\nreport: {charts: few}",
                        "4: report.charts: is the text \"few\"; what works: true or false"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\ntimetable: {nudge: sometimes}",
                        "4: timetable.nudge: is the text \"sometimes\"; what works: true or false"),
                slip(
                        "account: ou_1",
                        "account: \"\"",
                        "5: members[0].account: is empty; give it a value or leave the key out"),
                slip(", account: ou_1", "", "5: members[0].account: is missing; write for example: account: ou_xxx"),
                slip(
                        "account: ou_2",
                        "account: ou_1",
                        "6: members[1].account: \"ou_1\" is already the account of members[0].account in line 5; every one"
                                + " needs its own"),
                slip(
                        "id: zhou",
                        "id: lin",
                        "6: members[1].id: \"lin\" is already the id of members[0].id in line 5; every one needs its own"),
                slip(
                        "  - {id: zhou, name: 周楠, account: ou_2}",
                        "  - zhou",
                        "6: members[1]: is the text \"zhou\"; what works here: keys with values (id, name, chat, account, remind-at,"
                                + " quiet, zone, left)"),
                slip(
                        "owners: [lin]",
                        "owners: [lim]",
                        "8: sections[0].owners: \"lim\" is no member of this team; did you mean lin? Members are: lin,"
                                + " zhou"),
                slip(
                        "owners: [lin]",
                        "owners: [周楠]",
                        "8: sections[0].owners: \"周楠\" is no member of this team; did you mean zhou? Members are: lin,"
                                + " zhou"),
                slip("owners: [lin]", "owners: [lin, lin]", "8: sections[0].owners: \"lin\" is there twice; keep one"),
                slip(
                        "owners: [lin]",
                        "owners: lin",
                        "8: sections[0].owners: is the text \"lin\"; what works is a list, for example: owners: [lin]"),
                slip(
                        ", owners: [lin]",
                        "",
                        "8: sections[0].owners: names nobody, so nobody would be asked; write for example owners: [lin],"
                                + " or give it parts that have owners, or set optional: true"),
                slip(
                        "owners: [lin]",
                        "owners: []",
                        "8: sections[0].owners: names nobody, so nobody would be asked; write for example owners: [lin],"
                                + " or give it parts that have owners, or set optional: true"),
                slip(
                        "owners: [lin]",
                        "parts: [{id: p, title: 收银台}]",
                        "8: sections[0].parts[0].owners: names nobody, so nobody would be asked; write for example owners:"
                                + " [lin], or give it parts that have owners, or set optional: true"),
                slip(
                        "owners: [lin]",
                        "owners: [lin], parts: [{id: p, title: 收银台, parts: []}]",
                        "8: sections[0].parts[0].parts: is no key here; known are: id, title, kind, owners, deputy,"
                                + " aliases, optional, heading"),
                slip(
                        "owners: [lin]",
                        "owners: [lin], deputy: wu",
                        "8: sections[0].deputy: \"wu\" is no member of this team; members are: lin, zhou"),
                slip(
                        "owners: [lin]",
                        "owners: [lin], kind: item",
                        "8: sections[0].kind: \"item\" is no kind of section; what works: items, metrics, incidents,"
                                + " plans, text"),
                slip(
                        "owners: [lin]",
                        "owners: [lin], optional: maybe",
                        "8: sections[0].optional: is the text \"maybe\"; what works: true or false"),
                slip(
                        "owners: [lin]",
                        "owners: [lin], heading: 标题",
                        "8: sections[0].heading: \"标题\" does not say where the title goes; write for example: ## 【{title}】"),
                slip(
                        "title: O1 业务服务",
                        "title: 【】",
                        "8: sections[0].title: \"【】\" has nothing but brackets and marks; write the words of the title"),
                slip(
                        "owners: [lin]}",
                        "owners: [lin], parts: [{id: o1, title: 收银台}]}",
                        "8: sections[0].parts[0].id: \"o1\" is already the id of sections[0].id in line 8; every one needs"
                                + " its own"),
                slip(
                        "owners: [lin]}",
                        "owners: [lin]}\n  - {id: o2, title: 其他, owners: [lin], aliases: [【Ｏ１业务服务】]}",
                        "9: sections[1].aliases: \"【Ｏ１业务服务】\" is already the name at sections[0].title in line 8; a name"
                                + " must mean one section (brackets, blanks, width and case do not tell names apart)"),
                slip(
                        "members:",
                        "members: []\nmember:",
                        "4: members: nobody is listed; write for example: members: [{id: lin, name: 林晓, account: ou_xxx}]"),
                slip(
                        "sections:\n  - {id: o1, title: O1 业务服务, owners: [lin]}",
                        "",
                        "1: sections: is missing; write for example: sections: [{id: projects, title: 重点项目, owners:"
                                + " [lin]}]"),
                slip(
                        "name: 支付中台",
                        "name: 支付: 中台",
                        "2: is not YAML: mapping values are not allowed here; a text with a colon and a blank in it needs"
                                + " quotes, and a key must not be indented more than its neighbours"),
                slip(
                        "name: 支付中台",
                        "name: @支付中台",
                        "2: is not YAML: found character '@' that cannot start any token. (Do not use @ for indentation);"
                                + " a text needs quotes when it begins with one of #&*!|>%@`[{, holds a colon and a"
                                + " blank, or holds ? or a comma within [] or {}"),
                slip(
                        "name: 支付中台",
                        "name: |\n  支付\n  中台",
                        "2: name: has several lines; what works here: one line of text"),
                slip(
                        "account: ou_1",
                        "account: ou_1, quiet: 20-9",
                        "5: members[0].quiet: \"20-9\" are no quiet hours; what works: from and to as times of the day, such"
                                + " as 20:00-09:00"),
                slip(
                        "account: ou_1",
                        "account: ou_1, remind-at: 25:00",
                        "5: members[0].remind-at: \"25:00\" is no time of the day; what works: 15:00"),
                slip(
                        "account: ou_1",
                        "account: ou_1, left: soon",
                        "5: members[0].left: \"soon\" does not say since when they are gone; what works: the first day"
                                + " without them, such as 2024-12-01, or true"),
                slip(
                        "account: ou_1",
                        "account: ou_1, zone: Europe/Berlim",
                        "5: members[0].zone: \"Europe/Berlim\" is no time zone; did you mean Europe/Berlin?"),
                slip("name: 支付中台", "name: 支付\u0007中台", "2: holds a control character (U+0007); remove it"),
                slip(
                        "chat: feishu:main",
                        "chat: feishu:main\n---\nid: b",
                        "4: a second document begins; write it in a file of its own"),
                slip(
                        "owners: [lin]}",
                        "owners: &all [lin]}\n  - {id: o2, title: 其他, owners: *all}",
                        " repeats a list or group by *name; write it out where it is needed"));
    }

    private static Arguments slip(String from, String to, String problem) {
        assertThat(SHORTEST).contains(from);
        return Arguments.of(SHORTEST.replace(from, to), problem);
    }

    @ParameterizedTest
    @MethodSource("slips")
    void a_slip_is_told_with_its_file_line_key_and_what_would_work(String file, String problem) throws IOException {
        write("payments.yml", file);

        assertThat(problems()).contains(folder + "/payments.yml:" + problem);
    }

    @Test
    void a_member_may_have_times_of_their_own_and_may_leave() throws IOException {
        write(
                "payments.yml",
                SHORTEST.replace(
                        "account: ou_1",
                        "account: ou_1, remind-at: 15:00, quiet: 20:00-9:00, zone: Europe/Berlin, left: 2024-12-01"));

        Member lin = TeamFiles.read(folder).all().get(0).members().get(0);

        assertThat(lin.habits())
                .isEqualTo(
                        new Habits(LocalTime.of(15, 0), QuietHours.parse("20:00-09:00"), ZoneId.of("Europe/Berlin")));
        assertThat(lin.left()).isEqualTo("2024-12-01");

        write("payments.yml", SHORTEST.replace("account: ou_1", "account: ou_1, left: true"));
        Team team = TeamFiles.read(folder).all().get(0);
        assertThat(team.members()).extracting(Member::id).containsExactly(new MemberId("zhou"));
        assertThat(team.former()).extracting(Member::id).containsExactly(new MemberId("lin"));
    }

    @Test
    void a_cron_expression_needs_no_quotes_on_a_line_of_its_own() throws IOException {
        write("payments.yml", SHORTEST + "timetable:\n  ask: 0 30 9 ? * FRI\n  remind:\n    - 0 14 * * 5\n");

        Timetable timetable = TeamFiles.read(folder).all().get(0).timetable();

        assertThat(timetable.ask()).isEqualTo(WeeklyTime.parse("FRI 09:30"));
        assertThat(timetable.reminders()).containsExactly(WeeklyTime.parse("FRI 14:00"));
    }

    @Test
    void a_single_slip_is_told_once() throws IOException {
        write("payments.yml", SHORTEST.replace("owners: [lin]", "owners: [lim]"));

        assertThat(problems()).hasSize(1);
    }

    @Test
    void the_slips_of_all_files_are_told_at_once_in_the_order_of_the_lines() throws IOException {
        write("a.yml", SHORTEST.replace("chat: feishu:main", "chat: x").replace("id: payments", "id: A"));
        write("b.yml", SHORTEST.replace("owners: [lin]", "owner: [lin]"));
        write("c.yml", "- a list\n");
        write("d.yml", "");

        assertThat(problems())
                .extracting(problem ->
                        problem.substring(folder.toString().length() + 1).split(" ")[0])
                .containsExactly("a.yml:1:", "a.yml:3:", "b.yml:8:", "b.yml:8:", "c.yml:1:", "d.yml:");
    }

    @Test
    void the_exception_says_all_of_it() throws IOException {
        write("a.yml", SHORTEST.replace("chat: feishu:main", "chat: x").replace("id: payments", "id: A"));

        TeamFilesException told = catchThrowableOfType(TeamFilesException.class, () -> TeamFiles.read(folder));

        assertThat(told.getMessage().lines()).containsExactlyElementsOf(told.problems());
    }

    @Test
    void two_files_cannot_be_the_same_team_or_share_a_group() throws IOException {
        write("a.yml", SHORTEST + "group: oc_1\n");
        write("b.yml", SHORTEST + "group: oc_1\n");

        assertThat(problems())
                .containsExactly(
                        folder + "/b.yml:1: id: \"payments\" is already the id in " + folder
                                + "/a.yml; every team needs its own",
                        folder + "/b.yml:9: group: is already the group in " + folder
                                + "/a.yml; a group belongs to one team, so that the bot knows whose report is meant"
                                + " there");
    }

    @Test
    void a_file_that_is_not_utf_8_is_told_with_the_line() throws IOException {
        Files.write(folder.resolve("payments.yml"), SHORTEST.getBytes(Charset.forName("GBK")));

        assertThat(problems())
                .containsExactly(folder + "/payments.yml:2: is not UTF-8 here (GBK, perhaps); save the file as UTF-8");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() throws IOException {
        write("payments.yml", "\uFEFF" + SHORTEST.replace("\n", "\r\n"));

        assertThat(TeamFiles.read(folder).all()).hasSize(1);
    }

    @Test
    void only_yaml_files_are_teams() throws IOException {
        write("payments.yml", SHORTEST);
        write("payments.yml.example", "nonsense");
        write(".payments.yml.swp", "nonsense");
        write(".hidden.yml", "nonsense");
        write("payments.yml~", "nonsense");
        Files.createDirectory(folder.resolve("old.yml"));

        assertThat(TeamFiles.read(folder).all()).hasSize(1);
        assertThat(TeamFiles.read(folder).notices()).isEmpty();
    }

    @Test
    void without_a_team_file_there_is_no_team_and_a_line_that_says_so() {
        assertThat(TeamFiles.read(folder).all()).isEmpty();
        assertThat(TeamFiles.read(folder).notices())
                .containsExactly(folder + " holds no team file (*.yml, *.yaml), so Rollcall serves no team; copy"
                        + " payments.yml.example to a file that ends in .yml there and edit it");
    }

    @Test
    void without_the_folder_there_is_no_team_and_a_line_that_says_so() {
        Path nowhere = root.resolve("nowhere");

        assertThat(TeamFiles.read(nowhere).all()).isEmpty();
        assertThat(TeamFiles.read(nowhere).notices()).singleElement().asString().startsWith(nowhere + " is no folder");
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems() {
        return catchThrowableOfType(TeamFilesException.class, () -> TeamFiles.read(folder))
                .problems();
    }
}
