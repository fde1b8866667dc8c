package io.rollcall.bot.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rollcall.bot.sandbox.TestWorld.GROUP;
import static io.rollcall.bot.sandbox.TestWorld.TANG;
import static io.rollcall.bot.sandbox.TestWorld.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.rollcall.bot.browser.Browsers;
import io.rollcall.bot.browser.SandboxVisit;
import io.rollcall.bot.sandbox.TestWorld.SettableClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;

/** A person at the sandbox's page, in a real browser, with an echoing bot at the other end. */
@SpringBootTest(
        classes = {SandboxTestApp.class, SandboxPageIT.Beside.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class SandboxPageIT extends SandboxVisit {

    private static Browsers browsers;

    @LocalServerPort
    int port;

    @Autowired
    Sandbox sandbox;

    @Autowired
    EchoBot bot;

    @Autowired
    SettableClock clock;

    @Import(EchoBot.class)
    static class Beside implements SandboxReportSource {

        @Override
        public Optional<String> latestReport() {
            return Optional.of("<!DOCTYPE html><html lang=zh><title>第 10 周</title><h1>第 10 周周报</h1></html>");
        }

        @Override
        public Optional<String> round(Locale locale) {
            return Optional.of(locale.equals(Locale.ENGLISH) ? "Week 10 · collecting 1/3" : "第 10 周 · 收集中 1/3");
        }
    }

    @BeforeAll
    static void openBrowser() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void closeBrowser() {
        browsers.close();
    }

    @BeforeEach
    void desktop() {
        size(1280, 800);
    }

    @Test
    void someoneWritesAndSeesTheBotsCard() {
        open("");
        chat("唐小雨").click();
        write("1. 对账提速 80%\n2. 下周灰度");

        assertThat(mine().last().locator(".bubble")).hasText("1. 对账提速 80%\n2. 下周灰度");
        assertThat(theirs().last().locator(".card-head")).hasText("收到");
        assertThat(theirs().last().locator(".card-body .plain-text")).hasText("1. 对账提速 80%\n2. 下周灰度");
        assertThat(sandbox.privateChat(TANG)).hasSize(2);
        assertThat(page.locator("#text")).hasValue("");
        shoot("private-chat");
    }

    @Test
    void enterWhileAnInputMethodComposesSendsNothing() {
        open("");
        chat("唐小雨").click();
        page.locator("#text").fill("对账ti");
        page.locator("#text")
                .evaluate("text => text.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))");
        page.locator("#text").press("Shift+Enter");
        page.locator("#text").pressSequentially("次行");

        assertThat(page.locator("#text")).hasValue("对账ti\n次行");
        assertThat(sandbox.privateChat(TANG)).isEmpty();
        page.locator("#text").press("Enter");
        assertThat(mine().last().locator(".bubble")).hasText("对账ti\n次行");
    }

    @Test
    void aMessageIsEditedAndTakenBack() {
        open("");
        chat("唐小雨").click();
        write("进度 8%");
        Locator message = mine().last();
        message.hover();
        message.getByText("编辑").click();
        assertThat(page.locator("#text")).hasValue("进度 8%");
        page.locator("#text").fill("进度 80%");
        page.locator("#text").press("Enter");

        assertThat(mine().last().locator(".bubble")).hasText("进度 80%");
        assertThat(mine().last().locator(".marks")).hasText("已编辑");
        assertThat(page.locator("#editing")).isHidden();

        mine().last().hover();
        shoot("edited");
        mine().last().getByText("撤回").click();

        assertThat(page.locator(".gone")).hasText("唐小雨撤回了一条消息");
        assertThat(page.locator("#log")).not().containsText("进度 80%");
        assertThat(sandbox.privateChat(TANG).get(0).recalled()).isTrue();
    }

    @Test
    void aButtonShowsItsNoticeAndTheNewCard() {
        open("");
        chat("唐小雨").click();
        write("完成");
        theirs().last().getByText("就这样").click();

        assertThat(page.locator(".toast")).hasText("已记下");
        assertThat(theirs().last().locator(".card-head")).hasText("记下了");
        assertThat(theirs().last().locator("button.btn")).hasCount(0);
    }

    @Test
    void inTheGroupOneChoosesWhoSpeaksAndWhetherTheBotIsMeant() {
        open("");
        chat("清算组周报").click();
        page.locator("#who").selectOption("魏然");
        write("状态");

        assertThat(mine().last().locator(".by .name")).hasText("魏然");
        assertThat(mine().last().locator(".bubble .at")).hasText("@点名");
        assertThat(theirs().last().locator(".card-body")).containsText("状态");

        page.locator("#mention").click();
        assertThat(page.locator("#mention-hint")).isVisible();
        write("大家周末愉快");
        page.locator("#who").selectOption("唐小雨");

        assertThat(mine()).hasCount(0);
        assertThat(theirs()).hasCount(3);
        assertThat(sandbox.group(GROUP)).hasSize(3);
        shoot("group");
    }

    @Test
    void whatComesInElsewhereIsMarkedUnreadUntilLookedAt() throws Exception {
        open("");
        chat("唐小雨").click();
        bot.post(sandbox.say(WEI, "早").isEmpty() ? "" : GROUP, Json.write(EchoBot.card("周报已发布", "第 10 周", false)));

        assertThat(chat("清算组周报").locator(".unread")).hasText("1");
        assertThat(chat("魏然").first().locator(".unread")).hasText("1");
        chat("清算组周报").click();
        assertThat(chat("清算组周报").locator(".unread")).hasCount(0);
        assertThat(theirs().last().locator(".card-head")).hasText("周报已发布");
    }

    @Test
    void withoutTheStreamThePageAsks() {
        page.route("**/sandbox/api/stream", Route::abort);
        open("");
        chat("唐小雨").click();
        sandbox.say(TANG, "从别处写的");

        assertThat(theirs().last().locator(".card-body")).containsText("从别处写的");
        complaints.removeIf(text -> text.contains("Failed to load resource"));
    }

    @Test
    void whatMembersTypeStaysText() throws Exception {
        String hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
                + "[x](javascript:alert(1)) **粗** <at id=all></at> &#60;b&#62;";
        open("");
        chat("唐小雨").click();
        write(hostile);
        assertThat(theirs()).hasCount(1);
        bot.post(
                sandbox.privateChat(TANG).get(0).chatId(),
                "{\"schema\":\"2.0\",\"body\":{\"elements\":[{\"tag\":\"markdown\",\"content\":"
                        + Json.write(Json.object().put("t", hostile))
                                .replaceFirst("^\\{\"t\":", "")
                                .replaceFirst("}$", "")
                        + "},{\"tag\":\"button\",\"text\":{\"tag\":\"plain_text\",\"content\":\"open\"},"
                        + "\"behaviors\":[{\"type\":\"open_url\",\"default_url\":\"javascript:alert(1)\"}]}]}}");

        assertThat(mine().last().locator(".bubble")).hasText(hostile);
        assertThat(theirs()).hasCount(2);
        assertThat(theirs().last().locator(".md")).containsText("[x](javascript:alert(1))");
        assertThat(theirs().last().locator(".md .at")).hasText("@所有人");
        assertThat(page.locator("#log img[src='x'], #log script, #log a")).hasCount(0);
        assertThat(page.title()).doesNotContain("owned");
    }

    @Test
    void everyKindOfCardPartIsShown() throws Exception {
        clock.forward(Duration.ofHours(3));
        bot.post(GROUP, SampleCards.RICH);
        open("");
        chat("清算组周报").click();
        Locator card = theirs().last().locator(".card");

        assertThat(card.locator(".card-head .t")).containsText("清算组周报");
        assertThat(card.locator(".md strong").first()).hasText("完成");
        assertThat(card.locator(".md ol > li > ul > li")).hasCount(2);
        assertThat(card.locator(".scroll:not(.chart) table tr")).hasCount(3);
        assertThat(card.locator(".chart .caption")).hasText("清算笔数（万）");
        assertThat(card.locator(".chart tr").last()).hasText("第 10 周4183.5");
        assertThat(card.locator("details .inner")).isHidden();
        card.locator("summary").click();
        assertThat(card.locator("details .inner")).containsText("库存对账");
        assertThat(card.locator("a.btn")).hasAttribute("href", "https://example.org/report");
        card.getByText("提交").click();
        assertThat(page.locator(".toast")).hasText("请填写“本周完成”");
        shoot("card-parts");
    }

    @Test
    void aFormIsFilledInAndSentAndItsCardShowsWhatCameOfIt() throws Exception {
        String id = bot.post(GROUP, SampleCards.RICH);
        open("");
        chat("清算组周报").click();
        Locator card = theirs().last().locator(".card");
        card.locator("textarea").fill("1. 对账提速\n2. <at id=all></at>");
        card.getByText("提交").click();

        assertThat(page.locator(".toast")).hasText("已记下");
        assertThat(theirs().last().locator(".card-head")).hasText("记下了");
        assertThat(theirs().last().locator("textarea")).hasCount(0);
        JsonNode action = bot.lastAction().orElseThrow();
        assertThat(Json.write(action.path("form_value"))).isEqualTo("{\"done\":\"1. 对账提速\\n2. <at id=all></at>\"}");
        assertThat(Json.text(action, "name")).isEqualTo("go");
        assertThat(sandbox.post(id).orElseThrow().buttons()).isEmpty();
    }

    @Test
    void onAPhoneOneGoesFromTheListToAChatAndBack() throws Exception {
        bot.post(GROUP, SampleCards.RICH);
        size(375, 812);
        open("");

        assertThat(page.locator(".chats")).isVisible();
        assertThat(page.locator(".chat")).isHidden();
        noSidewaysScrolling();
        shoot("phone-list");
        chat("清算组周报").click();
        assertThat(page.locator(".chats")).isHidden();
        assertThat(theirs().last().locator(".card")).isVisible();
        noSidewaysScrolling();
        shoot("phone-group");
        page.locator("#back").click();
        assertThat(page.locator(".chats")).isVisible();
        chat("唐小雨").click();
        write("很长的一行".repeat(30) + "https://example.org/" + "a".repeat(200));
        assertThat(theirs().last().locator(".card")).isVisible();
        noSidewaysScrolling();
        shoot("phone-private");
        mine().last().locator(".bubble").click();
        assertThat(mine().last().getByText("撤回")).isVisible();
    }

    @Test
    void theKeyboardAloneWillDo() {
        open("");
        chat("唐小雨").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#text")).isFocused();
        page.keyboard().type("完成");
        page.keyboard().press("Enter");
        assertThat(theirs().last().getByText("就这样")).isVisible();
        theirs().last().getByText("就这样").focus();
        page.keyboard().press("Enter");
        assertThat(theirs().last().locator(".card-head")).hasText("记下了");
        mine().last().focus();
        page.keyboard().press("Tab");
        assertThat(mine().last().getByText("编辑")).isFocused();
    }

    @Test
    void inEnglishEverythingOfThePageIsEnglish() {
        open("?lang=en");
        chat("唐小雨").click();

        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#send")).hasText("Send");
        assertThat(page.locator("#chat-sub")).hasText("You are 唐小雨");
        assertThat(page.locator("#round")).hasText("Week 10 · collecting 1/3");
        write("done");
        theirs().last().getByText("就这样").click();
        assertThat(page.locator(".toast")).hasText("Noted");
        String chrome = page.locator(".banner, .chats h2, .composer, .chat-head")
                .allInnerTexts()
                .toString();
        assertThat(chrome.replace("唐小雨", "").replace("点名", "").replace("中文", ""))
                .doesNotContainPattern("[\\u4e00-\\u9fff]");
        shoot("english");
        page.locator(".lang").click();
        assertThat(page.locator("#send")).hasText("发送");
    }

    @Test
    void theBannerTellsTheTimeTheRoundAndWhereTheReportIs() {
        open("");

        assertThat(page.locator("#clock")).containsText("2025");
        assertThat(page.locator("#clock")).containsText("10:00");
        assertThat(page.locator("#round")).hasText("第 10 周 · 收集中 1/3");
        Page report = context.waitForPage(() -> page.locator("#report").click());
        assertThat(report.locator("h1")).hasText("第 10 周周报");
    }

    @Override
    protected Browser browser() {
        return browsers.browser();
    }

    @Override
    protected String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    protected String shots() {
        return "sandbox";
    }
}
