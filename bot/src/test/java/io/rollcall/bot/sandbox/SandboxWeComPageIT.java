package io.rollcall.bot.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rollcall.bot.sandbox.WeComWorld.GROUP;
import static io.rollcall.bot.sandbox.WeComWorld.QIAO;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.rollcall.bot.browser.Browsers;
import io.rollcall.bot.browser.SandboxVisit;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.node.ObjectNode;

/** Someone on WeCom at the sandbox's page, in a real browser, with a robot connected. */
@SpringBootTest(
        classes = {SandboxTestApp.class, WeComWorld.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class SandboxWeComPageIT extends SandboxVisit {

    private static Browsers browsers;

    private RobotClient robot;

    @LocalServerPort
    int port;

    @Autowired
    Sandbox sandbox;

    @Autowired
    GroupRobotWire groups;

    @BeforeAll
    static void openBrowser() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void closeBrowser() {
        browsers.close();
    }

    @BeforeEach
    void connect() {
        size(1280, 800);
        robot = RobotClient.subscribed(port);
    }

    @AfterEach
    void disconnect() {
        robot.close();
    }

    @Test
    void someoneTalksToTheRobotAndPressesAButton() {
        open("");
        chat("乔岚").click();
        assertThat(page.locator(".banner .what")).containsText("飞书和企业微信");
        assertThat(chat("乔岚").locator(".tag")).hasText("企业微信");
        assertThat(page.locator(".none")).containsText("乔岚先跟机器人说过话");
        write("1. 对账提速 80%");
        robot.awaitHeard(1);
        robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "已记下：【对账】  \n## 本周\n１、**对账提速** 80%"));
        robot.code("aibot_send_msg", RobotClient.card(QIAO, "task-1", "同上周", "跳过"));

        assertThat(mine().last().locator(".bubble")).hasText("1. 对账提速 80%");
        assertThat(theirs().first().locator(".bubble strong")).hasText("对账提速");
        Locator card = theirs().last().locator(".card");
        assertThat(card.locator(".card-head")).hasText("本周周报");
        assertThat(card.locator(".plain-text")).hasText("请在 17:30 前回复");
        mine().last().hover();
        assertThat(mine().last().getByText("编辑")).hasCount(0);
        shoot("private-chat");
        card.getByText("跳过").click();

        assertThat(Json.text(robot.awaitHeard(2).at("/body/event/template_card_event"), "event_key"))
                .isEqualTo("act=跳过");
    }

    @Test
    void theReportStandsInTheGroupAsAClientWouldShowIt() {
        groups.post(
                WeComWorld.KEY,
                Optional.of(markdown(
                        "markdown_v2",
                        "# 第 10 周周报  \n## 清算  \n\u200b- 对账提速 80%  \n\n| 项 | 进度 |\n| :-- | --: |\n| 对账 | 80% |\n\n---\n"
                                + "[全文](https://example.com/w) <@qiao.lan> <font color=\"info\">x</font>")));
        groups.post(
                WeComWorld.KEY,
                Optional.of(markdown("markdown", "# 还差\n> <font color=\"warning\">1</font> 位：<@qiao.lan>\n- 不是列表")));
        open("");
        chat("清算二组周报").click();

        assertThat(chat("清算二组周报").locator(".last")).hasText("点名：还差 1 位： - 不是列表");
        Locator report = theirs().first().locator(".bubble");
        assertThat(report.locator("h3")).hasText("第 10 周周报");
        assertThat(report.locator("td").first()).hasText("对账");
        assertThat(report.locator("a")).hasAttribute("href", "https://example.com/w");
        assertThat(report).containsText("<@qiao.lan> <font color=\"info\">x</font>");
        Locator nudge = theirs().last().locator(".bubble");
        assertThat(nudge.locator(".at")).hasText("@乔岚");
        assertThat(nudge.locator(".tone-orange")).hasText("1");
        assertThat(nudge.locator("li")).hasCount(0);
        shoot("group");
        assertThat(sandbox.group(GROUP)).hasSize(2);
    }

    @Test
    void withoutARobotItSaysThatNobodyHears() {
        robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "x"));
        robot.close();
        robot.awaitEnd();
        open("?lang=en");
        chat("乔岚").click();
        write("有人吗");

        assertThat(mine().last().locator(".marks")).containsText("Not delivered");
    }

    @Test
    void onAPhoneNothingScrollsSideways() {
        sandbox.say(QIAO, "在吗");
        robot.code("aibot_send_msg", RobotClient.card(QIAO, "task-1", "同上周", "跳过", "请假", "帮助", "状态", "预览"));
        size(375, 740);
        open("");
        chat("乔岚").click();

        assertThat(theirs().last().locator(".card .btn")).hasCount(6);
        noSidewaysScrolling();
        shoot("phone");
    }

    private static ObjectNode markdown(String type, String content) {
        ObjectNode body = Json.object().put("msgtype", type);
        body.putObject(type).put("content", content);
        return body;
    }

    @Override
    protected Browser browser() {
        return browsers.browser();
    }

    @Override
    protected String url(String path) {
        return "http://localhost:" + port + path;
    }

    @Override
    protected String shots() {
        return "wecom";
    }
}
