package io.rollcall.bot.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.rollcall.bot.browser.Browsers;
import io.rollcall.bot.browser.SandboxVisit;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A newcomer starts the demo, watches one week of it in a browser and plays 周航, the member who says nothing by himself.
 * The week is played once; the stories follow it in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT extends SandboxVisit {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    /** A Friday on which the team's own timetable has begun: the demo must not wait for that one. */
    private static final String FRIDAY = "2024-12-06T11:00:00+08:00";

    private static final List<String> CARD_HEADINGS = List.of(
            "重点项目 · 云享付", "重点项目 · 跨境收单", "O1 商户服务", "O2 能力升级", "O3 稳定与治理", "O4 支付 × AI", "系统运行数据", "生产事件", "下周计划");

    private static final String MESSY = """
            1、东南亚通道：新加坡通道联调进度85%，预计12/13切量
            （2）汇率服务：报价延迟优化方案评审完成～

            • 其他
               - 马来通道合同已盖章
               - 对账差异还剩 12 笔 <b>待查</b> *不急*
            3.菲律宾  通道  商务洽谈中""";

    private static final String MENDED = MESSY.replace("85%", "90%");

    private static final List<String> LINES = List.of(
            "东南亚通道：新加坡通道联调进度90%，预计12/13切量",
            "汇率服务：报价延迟优化方案评审完成～", "其他", "马来通道合同已盖章", "对账差异还剩 12 笔 <b>待查</b> *不急*", "菲律宾 通道 商务洽谈中");

    private Browsers browsers;
    private ConfigurableApplicationContext demo;
    private long started;

    @BeforeAll
    void startTheDemo() {
        browsers = Browsers.open();
        started = System.nanoTime();
        demo = Demo.application().run("--server.port=0", "--rollcall.clock.start=" + FRIDAY);
    }

    @AfterAll
    void stopTheDemo() {
        if (demo != null) {
            demo.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    @BeforeEach
    void atADesk() {
        size(1280, 860);
    }

    @Test
    @Order(1)
    void theSilentMembersPersonJoinsIn() {
        open("");
        assertThat(page.locator("#round")).containsText("第 49 周 · 收集中");
        chat("周航").click();
        assertThat(theirs().first().locator(".card-head")).hasText("支付中台 第 49 周周报", within(20));
        assertThat(theirs().first().locator(".card textarea").first()).hasValue(Pattern.compile("东南亚通道：新加坡通道联调进度70%"));
        shoot("asked");

        write(MESSY);
        assertThat(mine().last().locator(".bubble")).containsText("菲律宾");
        assertThat(theirs().last().locator(".card-head")).hasText("已记下：【跨境收单】");
        assertThat(theirs().last().locator(".card")).containsText("进度 85% · 预计 12/13〕");
        assertThat(theirs().last().locator(".card")).containsText(Pattern.compile("与上周相比：新增 \\d+，有变化 \\d+"));
        shoot("answer");

        mine().last().hover();
        mine().last().getByText("编辑").click();
        page.locator("#text").fill(MENDED);
        page.locator("#text").press("Enter");
        assertThat(mine().last().locator(".marks")).hasText("已编辑");
        assertThat(theirs().last().locator(".card-head")).hasText("已按你的修改更新：【跨境收单】");
        assertThat(theirs().last().locator(".card")).containsText("进度 90% · 预计 12/13〕");

        write("4. 发错聊天的一句话");
        assertThat(theirs().last().locator(".card")).containsText("发错聊天的一句话");
        mine().last().hover();
        mine().last().getByText("撤回").click();
        assertThat(page.locator(".gone")).hasText("周航撤回了一条消息");
        assertThat(theirs().last().locator(".card")).containsText("它不再计入周报");

        Locator answer = theirs().filter(new Locator.FilterOptions()
                .setHas(page.getByText("已按你的修改更新", new Page.GetByTextOptions().setExact(false))));
        answer.last()
                .locator("button.btn")
                .filter(new Locator.FilterOptions().setHasText("预览"))
                .click();
        assertThat(page.locator(".toast")).hasText("收到，马上处理");
        assertThat(theirs().last().locator(".card-head")).hasText("预览：你的部分");
        assertThat(theirs().last().locator(".card")).containsText("联调进度90%");
        assertThat(theirs().last().locator(".card")).not().containsText("85%");
        assertThat(theirs().last().locator(".card")).not().containsText("发错聊天");
        shoot("preview");
    }

    @Test
    @Order(2)
    void theReportIsPostedInTheGroupWithinAMinuteOfTheStart() {
        open("");
        chat("支付中台群").click();
        Locator report = page.locator(".msg .card");
        assertThat(report.first()).isVisible(within(secondsLeft()));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(A_MINUTE);

        page.locator("details.panel").evaluateAll("all => all.forEach(panel => { panel.open = true; })");
        List<String> card = lines(report.allInnerTexts());
        // How many of each is for the understanding to say, and tested there.
        List<String> kinds =
                card.stream().map(line -> line.replaceFirst(" \\d+$", "")).toList();
        assertThat(card.get(0)).isEqualTo("支付中台周报 2024-W49（2024-12-02 至 2024-12-08）");
        assertThat(kinds).containsSubsequence("本周变化", "事件", "受阻或暂停", "完成", "下周到期");
        assertThat(card).containsSubsequence(CARD_HEADINGS);
        assertThat(between(card, "重点项目 · 跨境收单", "O1 商户服务")).containsExactlyElementsOf(LINES);
        assertThat(String.join("\n", card))
                .doesNotContain("85%")
                .doesNotContain("发错聊天")
                .doesNotContain("进度17%");
        assertThat(page.locator("#round")).hasText("第 49 周 · 已发布（第 1 版） · 已交 6/6");
        report.first().evaluate("card => card.scrollIntoView()");
        shoot("report-posted");
    }

    @Test
    @Order(3)
    void theWholeReportIsAPageOfItsOwn() {
        openPosted("");
        Page report = context.waitForPage(() -> page.locator("#report").click());
        assertThat(report.locator("h1")).hasText("支付中台周报 2024-W49（2024-12-02 至 2024-12-08）");
        assertThat(report.locator("h2")).hasText(new String[] {
            "本周变化", "重点项目", "O1 商户服务", "O2 能力升级", "O3 稳定与治理", "O4 支付 × AI", "系统运行数据", "生产事件", "下周计划"
        });

        List<String> text = lines(report.locator("main").allInnerTexts());
        assertThat(between(text, "跨境收单", "O1 商户服务")).containsExactlyElementsOf(LINES);
        assertThat(text).contains("年度预算第二轮评审", "密钥轮换方案评审通过", "收款成功率：99.987%");
        assertThat(String.join("\n", text)).doesNotContain("85%").doesNotContain("发错聊天");
        report.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Browsers.screenshot("demo-report-page")));
    }

    @Test
    @Order(4)
    void onlyWhoeverHadNotAnsweredWasReminded() {
        openPosted("");
        chat("方妍").click();
        assertThat(cardTitled("还差你这一份：第 49 周周报")).hasCount(1);
        chat("周航").click();
        assertThat(cardTitled("支付中台 第 49 周周报")).hasCount(1);
        assertThat(cardTitled("还差你这一份：第 49 周周报")).hasCount(0);
        chat("苏岚").click();
        assertThat(cardTitled("已记下：【O2 能力升级】")).hasCount(2);
        assertThat(cardTitled("还差你这一份：第 49 周周报")).hasCount(0);
    }

    @Test
    @Order(5)
    void onAPhoneNothingScrollsSideways() {
        size(375, 812);
        openPosted("");
        assertThat(page.locator(".chats")).isVisible();
        noSidewaysScrolling();
        shoot("phone-list");

        chat("支付中台群").click();
        assertThat(page.locator(".msg .card").first()).isVisible();
        noSidewaysScrolling();
        shoot("phone-group");

        page.locator("#back").click();
        chat("周航").click();
        assertThat(mine().first()).isVisible();
        noSidewaysScrolling();
        shoot("phone-private");

        page.navigate(url("/sandbox/report/latest"));
        assertThat(page.locator("h1")).isVisible();
        noSidewaysScrolling();
        shoot("phone-report");
    }

    @Test
    @Order(6)
    void inEnglishThePageIsEnglishAroundWhatTheTeamWrote() {
        openPosted("?lang=en");
        chat("周航").click();

        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#send")).hasText("Send");
        assertThat(page.locator("#chat-sub")).hasText("You are 周航");
        assertThat(page.locator("#round")).containsText("Week 49");
        assertThat(page.locator("#report")).isVisible();
        String chrome = page.locator(".banner, .chats h2, .chat-head, .composer")
                .allInnerTexts()
                .toString();
        assertThat(chrome.replace("周航", "").replace("点名周报", "").replace("中文", ""))
                .doesNotContainPattern("[\\u4e00-\\u9fff]");
        shoot("english");
    }

    @Test
    @Order(7)
    void whoComesLateStillGetsIntoTheReport() {
        openPosted("");
        chat("方妍").click();
        write("补充：合同审核助手试点结论已归档");
        assertThat(theirs().last().locator(".card-head")).hasText("已补记（迟交）：【O4 支付 × AI】");

        chat("支付中台群").click();
        assertThat(theirs().last().locator(".card-head")).containsText("（第 2 版）");
        assertThat(theirs().last().locator(".card")).containsText("新增：补充：合同审核助手试点结论已归档");
        assertThat(page.locator("#round")).containsText("已发布（第 2 版）");
        page.navigate(url("/sandbox/report/latest"));
        assertThat(page.locator("main")).containsText("合同审核助手试点结论已归档");
    }

    private void openPosted(String query) {
        open(query);
        assertThat(page.locator("#round"))
                .containsText(
                        Pattern.compile("已发布|posted"),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(secondsLeft() * 1000));
    }

    private Locator cardTitled(String title) {
        return theirs().locator(".card-head")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(title, new Page.GetByTextOptions().setExact(true))));
    }

    /** What stands in the text, a line each: without list markers, and with one space where there are several. */
    private static List<String> lines(List<String> text) {
        return text.stream()
                .flatMap(String::lines)
                .map(line -> line.replaceAll("[\\s\\u3000]+", " ").strip())
                .map(line -> line.replaceFirst("^(•|\\d+\\.) ", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> between(List<String> lines, String from, String to) {
        int start = lines.lastIndexOf(from);
        int end = lines.lastIndexOf(to);
        assertThat(start).as(from + " in " + lines).isNotNegative();
        assertThat(end).as(to + " in " + lines).isGreaterThan(start);
        return lines.subList(start + 1, end);
    }

    private double secondsLeft() {
        return Math.max(1, A_MINUTE.minusNanos(System.nanoTime() - started).toMillis() / 1000.0);
    }

    private static LocatorAssertions.HasTextOptions within(int seconds) {
        return new LocatorAssertions.HasTextOptions().setTimeout(seconds * 1000.0);
    }

    private static LocatorAssertions.IsVisibleOptions within(double seconds) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(seconds * 1000);
    }

    @Override
    protected Browser browser() {
        return browsers.browser();
    }

    @Override
    protected String url(String path) {
        int port = ((ServletWebServerApplicationContext) demo).getWebServer().getPort();
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    protected String shots() {
        return "demo";
    }
}
