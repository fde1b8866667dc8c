package io.rollcall.bot.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.bot.RollcallApplication;
import io.rollcall.bot.config.TeamFiles;
import io.rollcall.bot.round.RoundHistory;
import io.rollcall.bot.round.RoundReports;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.report.PastReport;
import io.rollcall.core.report.SectionNames;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.Reports;
import io.rollcall.storage.Rounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** It is Thursday, 5 December 2024; every test has a team of its own in one file database. */
class HistoryImportTest {

    private static final String TEAM = """
            id: %s
            name: 清结算中心
            chat: feishu:main
            members:
              - {id: lin, name: 林晓, account: ou_lin}
              - {id: zhou, name: 周航, account: ou_zhou}
              - {id: he, name: 何川, account: ou_he}
            sections:
              - id: projects
                title: 重点项目
                parts:
                  - {id: wallet, title: 星河钱包, owners: [lin]}
              - {id: o1, title: O1 业务支撑, owners: [zhou]}
              - {id: figures, title: 运行数据, kind: metrics, owners: [he]}
              - {id: thoughts, title: 收获与反思, kind: text, owners: [he], optional: true}
            """;

    @TempDir
    private static Path database;

    private static ConfigurableApplicationContext context;
    private static int teams;

    @TempDir
    private Path folder;

    private Team team;
    private final StringWriter progress = new StringWriter();

    @BeforeAll
    static void start() {
        SpringApplication application = RollcallApplication.application();
        application.setWebApplicationType(WebApplicationType.NONE);
        Map<String, Object> settings = Map.of(
                "rollcall.teams",
                database.resolve("teams").toString(),
                "rollcall.schedule.enabled",
                "false",
                "rollcall.inbox.enabled",
                "false",
                "rollcall.delivery.enabled",
                "false",
                "rollcall.clock.start",
                "2024-12-05T09:00:00+08:00",
                "spring.datasource.url",
                "jdbc:h2:file:" + database.resolve("db")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0");
        application.addInitializers(starting ->
                starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings)));
        context = application.run();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void aTeam() throws IOException {
        Path files = Files.createDirectory(folder.resolve("team"));
        Files.writeString(files.resolve("team.yml"), TEAM.formatted("team" + ++teams));
        team = TeamFiles.read(files).all().get(0);
        Files.createDirectory(folder.resolve("reports"));
    }

    @Test
    void what_was_promised_in_notion_is_known_week_by_week() throws IOException {
        // Handed over in the wrong order on purpose.
        page(
                "2024-W48 0123456789abcdef0123456789abcdef.md",
                PastPages.notion("2024-W48", "2024年11月30日 10:12", "商户侧：累计接入商户335家，本周新增23家。"));
        page(
                "2024-W46 1123456789abcdef0123456789abcdef.md",
                PastPages.notion("2024-W46", "2024年11月16日 09:43", "商户侧：累计接入商户290家，本周新增11家。"));
        page(
                "2024-W47 2123456789abcdef0123456789abcdef.md",
                PastPages.notion("2024-W47", "2024年11月23日 09:40", "商户侧：累计接入商户312家，本周新增22家。"));

        assertThat(imported(false).isComplete()).isTrue();

        LedgerItem merchants = item("累计接入");
        assertThat(merchants.firstWeek()).isEqualTo(week("2024-W46"));
        assertThat(merchants.lastWeek()).isEqualTo(week("2024-W48"));
        assertThat(ledger().history(merchants.id()))
                .extracting(Statement::text)
                .containsExactly("商户侧：累计接入商户290家，本周新增11家。", "商户侧：累计接入商户312家，本周新增22家。", "商户侧：累计接入商户335家，本周新增23家。");
        assertThat(ledger().history(item("余额支付开发进度").id())).hasSize(3).allSatisfy(said -> {
            assertThat(said.section()).isEqualTo(new SectionId("wallet"));
            assertThat(said.depth()).isEqualTo(2);
            assertThat(said.member()).isNull();
            assertThat(said.reply()).isNull();
            assertThat(said.facts()).hasAtLeastOneElementOfType(Fact.Progress.class);
        });
    }

    @Test
    void a_past_round_is_over_and_nobody_hears_of_it() throws IOException {
        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日 09:40", "商户接入312家"));
        imported(false);

        Round round = rounds().find(id("2024-W47")).orElseThrow();
        assertThat(round.state()).isEqualTo(RoundState.PUBLISHED);
        assertThat(round.publishedAt()).isEqualTo(Instant.parse("2024-11-22T10:00:00Z"));
        assertThat(rounds().asks(id("2024-W47")))
                .extracting(ask -> ask.owner().value(), Ask::state)
                .containsExactly(
                        tuple("lin", AskState.ANSWERED),
                        tuple("zhou", AskState.ANSWERED),
                        tuple("he", AskState.SILENT));
        assertThat(rows("outbox")).isZero();
        assertThat(rows("inbox")).isZero();
    }

    @Test
    void the_report_reads_as_it_was_written() throws IOException {
        page("周报-20241122.md", PastPages.feishu("清结算中心周报", "渠道对账差错率降至0.02%"));
        imported(false);

        assertThat(context.getBean(Reports.class)
                        .latest(id("2024-W47"))
                        .orElseThrow()
                        .markdown())
                .contains("余额支付预计12月20日上线", "渠道对账差错率降至0.02%", "收款成功率：99.98%", "先看日志，再看代码。")
                .doesNotContain("本周未更新", "请假");
    }

    @Test
    void who_says_the_same_as_last_week_may_mean_an_imported_week() throws IOException {
        page("2024-W48.md", PastPages.feishu("2024-W48", "渠道对账差错率降至0.02%"));
        imported(false);

        RoundId next = id("2024-W49");
        Moments moments = new Moments(
                Instant.parse("2024-12-06T02:00:00Z"),
                List.of(),
                Instant.parse("2024-12-06T09:30:00Z"),
                Instant.parse("2024-12-06T10:00:00Z"));
        Round open = Round.open(next, ReportWeeks.of(week("2024-W49")), moments, moments.ask());
        rounds().open(open, List.of(Ask.waiting(next, new MemberId("zhou"))));
        assertThat(context.getBean(RoundReports.class).lastWeek(team, open).get(new SectionId("o1")))
                .extracting(ParsedNode::text)
                .containsExactly("渠道对账差错率降至0.02%");
        // An open round is no business of the next one here.
        rounds().close(next, moments.close());
        rounds().publish(next, moments.publish());
    }

    @Test
    void the_same_files_again_change_nothing() throws IOException {
        page("2024-W46.md", PastPages.notion("2024-W46", "2024年11月16日", "商户接入290家"));
        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));
        imported(false);
        List<Long> before = counts();

        // Somebody saved it on Windows since.
        page(
                "2024-W47.md",
                PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家").replace("\n", "\r\n") + "\r\n");
        ImportSummary again = imported(true);

        assertThat(again.isComplete()).isTrue();
        assertThat(again.text())
                .contains("already there      2   2024-W46 to 2024-W47")
                .doesNotContain("understood");
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void a_changed_file_is_left_alone_unless_it_is_to_replace() throws IOException {
        page("2024-W46.md", PastPages.notion("2024-W46", "2024年11月16日", "商户接入290家"));
        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));
        imported(false);
        long merchants = item("商户接入").id();
        long asked = item("春节活动").id();

        page("2024-W46.md", PastPages.notion("2024-W46", "2024年11月16日", "商户接入291家"));
        ImportSummary refused = imported(false);
        assertThat(refused.isComplete()).isFalse();
        assertThat(refused.text()).contains("2024-W46.md: differs from what was imported for 2024-W46; --replace");
        assertThat(ledger().history(merchants)).extracting(Statement::text).startsWith("商户接入290家");

        ImportSummary replaced = imported(true);
        assertThat(replaced.isComplete()).isTrue();
        assertThat(replaced.text()).contains("replaced           1   2024-W46\n", "already there      1   2024-W47\n");
        assertThat(ledger().history(merchants)).extracting(Statement::text).containsExactly("商户接入291家", "商户接入312家");
        assertThat(ledger().history(asked)).hasSize(2);
        assertThat(context.getBean(Reports.class)
                        .latest(id("2024-W46"))
                        .orElseThrow()
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void a_replaced_report_keeps_the_items_that_no_other_week_knows() throws IOException {
        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));
        imported(false);
        long merchants = item("商户接入").id();
        long asked = item("春节活动").id();

        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入313家"));
        imported(true);

        assertThat(item("商户接入313家").id()).isEqualTo(merchants);
        assertThat(item("春节活动").id()).isEqualTo(asked);
    }

    @Test
    void a_title_that_was_unknown_finds_its_section_once_it_is_an_alias() throws IOException {
        page("2024-W47.md", "# 2024-W47\n## 重点项目\n1. 商户接入312家\n## 商户口\n1. 门户改版进度30%\n");
        assertThat(imported(false).text()).contains("“商户口” under “重点项目”");
        assertThat(ledger().history(item("门户改版").id()))
                .extracting(Statement::section)
                .containsExactly(new SectionId("projects"));

        Path file = folder.resolve("team/team.yml");
        Files.writeString(file, Files.readString(file).replace("owners: [zhou]", "owners: [zhou], aliases: [商户口]"));
        team = TeamFiles.read(folder.resolve("team")).all().get(0);
        assertThat(imported(false).text()).contains("already there      1");
        assertThat(imported(true).text())
                .contains("replaced           1   2024-W47\n")
                .doesNotContain("商户口");

        assertThat(ledger().history(item("门户改版").id()))
                .extracting(Statement::section)
                .containsExactly(new SectionId("o1"));
        assertThat(rounds().asks(id("2024-W47")))
                .extracting(Ask::state)
                .containsExactly(AskState.SILENT, AskState.ANSWERED, AskState.SILENT);
        assertThat(imported(true).text()).contains("already there      1");
    }

    @Test
    void an_earlier_week_that_comes_later_is_joined_to_the_weeks_around_it() throws IOException {
        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));
        imported(false);
        long merchants = item("商户接入").id();

        page("2024-W45.md", PastPages.notion("2024-W45", "2024年11月9日", "商户接入270家"));
        imported(false);
        assertThat(ledger().history(merchants)).hasSize(2);
        page("2024-W46.md", PastPages.notion("2024-W46", "2024年11月16日", "商户接入290家"));
        imported(false);

        assertThat(ledger().history(merchants))
                .extracting(Statement::text)
                .containsExactly("商户接入270家", "商户接入290家", "商户接入312家");
        assertThat(ledger().items(team.id(), "", 100)).hasSize(6);
        assertThat(ledger().item(merchants).orElseThrow().firstWeek()).isEqualTo(week("2024-W45"));
    }

    @Test
    void what_cannot_be_imported_is_named_with_what_would_work() throws IOException {
        page("好的.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));
        Files.write(
                folder.resolve("reports/旧的.md"),
                PastPages.notion("2024-W46", "2024年11月16日", "x").getBytes(Charset.forName("GBK")));
        page("空的.md", " \n\n");
        page("只有标题.md", "# 2024-W45\n\nCreated: 2024年11月9日\n");
        page("没有周.md", "## O1 业务支撑\n- 渠道对账\n");
        page("别的团队.md", "# 2024-W44\n\n## 前端基建\n- 组件库升级\n");
        page("包.md", "PK\u0003\u0004");
        page("本周.md", PastPages.notion("2024-W49", "2024年12月5日", "商户接入350家"));
        page("不是周报.md", "x".repeat(2_000_001));

        ImportSummary summary = imported(false);

        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.text().replace(folder.resolve("reports") + "/", ""))
                .startsWith(team.id() + ": 9 files, 1 in the ledger, 8 skipped\n")
                .contains(
                        "旧的.md: is not UTF-8 text; save it as UTF-8",
                        "空的.md: is empty",
                        "只有标题.md: holds nothing below its title",
                        "没有周.md: tells no week in its title, its name or a line such as \"Created: 2024-11-22\";",
                        "--week 2024-W47",
                        "别的团队.md: has no line under a title that names a section of " + team.id(),
                        "(its first title: “前端基建”)",
                        "包.md: is an archive; unzip it",
                        "本周.md: covers 2024-W49, which is still to be collected",
                        "不是周报.md: has 2 MB;");
        assertThat(rounds().of(team.id(), 10)).extracting(Round::id).containsExactly(id("2024-W47"));
    }

    @Test
    void of_two_reports_for_a_week_neither_wins_by_its_place() throws IOException {
        page("a.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));
        page("b.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入999家"));

        assertThat(imported(true).text())
                .contains("b.md: is another report of 2024-W47 than ", "a.md; import it alone with the --week");
        assertThat(ledger().items(team.id(), "999", 10)).isEmpty();

        // Again, when a.md's text is there: b.md must not take its place.
        assertThat(imported(true).text()).contains("1 in the ledger, 1 skipped");
        assertThat(ledger().items(team.id(), "999", 10)).isEmpty();
    }

    @Test
    void weeks_that_were_merged_do_not_cover_a_week_twice() throws IOException {
        page("国庆.md", PastPages.notion("2024-W40&W41", "2024年10月12日", "商户接入250家"));
        assertThat(imported(false).isComplete()).isTrue();
        assertThat(ledger().week(team.id(), week("2024-W41"))).isNotEmpty();

        page("w41.md", PastPages.notion("2024-W41", "2024年10月12日", "商户接入251家"));
        page("w40.md", PastPages.notion("2024-W40", "2024年10月5日", "商户接入250家"));
        page("w39-w40.md", PastPages.notion("2024-W39&W40", "2024年10月5日", "商户接入249家"));
        assertThat(imported(true).text())
                .contains(
                        "w41.md: covers 2024-W41, but there is a report",
                        "w40.md: covers 2024-W40, but there is a report",
                        "w39-w40.md: covers 2024-W39&W40, but there is a report",
                        team.id() + "-2024-W40");
        assertThat(rounds().of(team.id(), 10)).hasSize(1);
    }

    @Test
    void what_the_bot_collected_itself_is_never_replaced() throws IOException {
        context.getBean(RoundHistory.class)
                .record(
                        team,
                        ReportWeeks.of(week("2024-W47")),
                        List.of(new RoundHistory.Said(new MemberId("zhou"), "- 渠道对账完成")));
        page("2024-W47.md", PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"));

        assertThat(imported(true).text())
                .contains("2024-W47.md: is a report of 2024-W47, which the bot collected itself");
        assertThat(ledger().items(team.id(), "商户接入", 10)).isEmpty();
    }

    @Test
    void a_file_without_a_week_is_taken_with_the_one_that_is_given() throws IOException {
        page("没有周.md", "## O1 业务支撑\n- 渠道对账\n");
        ImportSummary summary =
                run(List.of(folder.resolve("reports/没有周.md")), ReportWeeks.parse("2024-W38&W39"), false);
        assertThat(summary.isComplete()).isTrue();
        assertThat(rounds().find(id("2024-W38")).orElseThrow().weeks()).hasToString("2024-W38&W39");
    }

    @Test
    void the_summary_tells_what_was_understood_and_what_was_not() throws IOException {
        page("2024-W45.md", PastPages.notion("2024-W45", "2024年11月9日 10:00", "商户侧：累计接入商户270家，本周新增8家。"));
        page("2024-W47.md", """
                # 2024-W47
                Created: 2024年11月23日 09:43

                大家辛苦了
                ## 临时支持
                - 双十一值守
                - 【星河钱包】
                    1. 商户侧：累计接入商户312家，本周新增22家。
                    > 数据来自看板
                ## 客诉专项（与客服共建，目标是年底前清零存量工单，另见看板与纪要）
                - 存量工单清理进度40%，
                  预计12月31日完成
                """);
        page("随笔.md", "今天天气不错\n");

        assertThat(imported(false).text().replace(folder.resolve("reports") + "/", ""))
                .isEqualTo("""
                        %s: 3 files, 2 in the ledger, 1 skipped
                          new                2   2024-W45 to 2024-W47, 1 week missing between

                        understood
                          sections       2 of 5
                          items          8
                          facts          10   dates, progress, figures, changes
                          lines          21   8 items, 5 titles, 4 of page heads, 4 kept as they stand

                        2 titles that name no section; their lines went with the section before
                          2024-W47.md:5  “临时支持”
                          2024-W47.md:10  “客诉专项（与客服共建，目标是年底前清零存量工单，另见看板与纪…” under “星河钱包”

                        2 lines above the first section; kept at the end of the report, not in the ledger
                          2024-W47.md:4  “大家辛苦了”
                          2024-W47.md:6  “双十一值守”

                        2 lines kept as text of their section, not as items
                          2024-W47.md:9  “数据来自看板”
                          2024-W47.md:12  “预计12月31日完成”

                        Titles become known as aliases or parts of the team's sections; import again with --replace then.

                        skipped
                          随笔.md: tells no week in its title, its name or a line such as "Created: 2024-11-22"; import it alone with --week 2024-W47
                        """.formatted(team.id()));
    }

    @Test
    void every_line_is_counted_once() {
        Random random = new Random(20241123);
        List<String> pages = List.of(
                PastPages.notion("2024-W47", "2024年11月23日", "商户接入312家"),
                PastPages.feishu("2024-W47", "渠道对账"),
                PastPages.generated(week("2024-W47"), 7, random),
                "# 2024-W47\n\n```\n- 代码\n```\n\n---\n![图](a.png)\n## 收获与反思\n一段话\n\n无\n1. 条目\n# 未知\n",
                "# 2024-W47\n-\n- \n-- 甲\n【】\n＃\n");
        for (String page : pages) {
            PastReport report =
                    PastReport.read("x.md", page, new SectionNames(team).all()).orElseThrow();
            assertThat(Understood.of(team, report).lines()).as(page).isEqualTo((int)
                    page.lines().filter(line -> !line.isBlank()).count());
        }
    }

    @Test
    void three_hundred_weeks_are_imported_with_their_items_followed_all_the_way() throws IOException {
        Random random = new Random(42);
        ReportWeek first = week("2019-W01");
        for (int i = 0; i < 300; i++) {
            page("%d/%s.md".formatted(i % 7, first.plus(i)), PastPages.generated(first.plus(i), i, random));
        }
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("SET QUERY_STATISTICS_MAX_ENTRIES 1000").update();
        jdbc.sql("SET QUERY_STATISTICS TRUE").update();

        ImportSummary summary = imported(false);

        assertThat(jdbc.sql("SELECT SUM(execution_count) FROM information_schema.query_statistics"
                                + " WHERE sql_statement LIKE '%FROM statement WHERE team = ? AND week = ? ORDER BY%'")
                        .query(Integer.class)
                        .single())
                .as("weeks read, whose lines are told from those before and held against two years of them")
                .isBetween(300, 300 * 8);
        jdbc.sql("SET QUERY_STATISTICS FALSE").update();
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.text()).contains("new              300   2019-W01 to " + first.plus(299) + "\n");
        assertThat(ledger().history(item("海盐网关").id())).hasSize(300);
        assertThat(progress.toString().lines())
                .containsExactly(
                        "importing 300 files",
                        "30/300",
                        "60/300",
                        "90/300",
                        "120/300",
                        "150/300",
                        "180/300",
                        "210/300",
                        "240/300",
                        "270/300",
                        "300/300");
    }

    private ImportSummary imported(boolean replace) {
        return run(PastFiles.find(List.of(folder.resolve("reports").toString())), null, replace);
    }

    private ImportSummary run(List<Path> files, @Nullable ReportWeeks weeks, boolean replace) {
        return new HistoryImport(
                        context.getBean(RoundHistory.class), team, new ImportProgress(new PrintWriter(progress), false))
                .run(files, weeks, replace);
    }

    private void page(String name, String text) throws IOException {
        Path file = folder.resolve("reports").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The only item that was ever said to be this. */
    private LedgerItem item(String words) {
        List<LedgerItem> found = ledger().items(team.id(), words, 10);
        assertThat(found).as(words).hasSize(1);
        return found.get(0);
    }

    private List<Long> counts() {
        return List.of(rows("round"), rows("ask"), rows("reply"), rows("report"), rows("item"), rows("statement"));
    }

    private static long rows(String table) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private static Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    private static Rounds rounds() {
        return context.getBean(Rounds.class);
    }

    private RoundId id(String week) {
        return new RoundId(team.id(), week(week));
    }

    private static ReportWeek week(String week) {
        return ReportWeek.parse(week);
    }
}
