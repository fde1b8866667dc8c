package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.sandbox.CardRules;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The editor's part of the week: lin looks the draft over. */
class DraftTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private int messages;

    @BeforeEach
    void theOwnersHaveWritten() {
        bot.at("2024-12-06T10:00");
        says("ou_zhou", "1. 佣金存管：联调中，进度60%\n2. 标准签约：已上线");
        says("ou_su", "1. 网关扩容，预计12/10完成");
    }

    @AfterEach
    void everyCardIsOneThatThePlatformTakes() {
        assertThat(platform.sent())
                .allSatisfy(sent ->
                        assertThat(CardRules.fault(sent.content().toString())).isEmpty());
        assertThat(platform.updates())
                .allSatisfy(update -> assertThat(
                                CardRules.fault(update.card().content().toString()))
                        .isEmpty());
    }

    @Test
    void atTheCloseTheEditorHasTheDraftWithChangesFirstThenAllSectionsByNumber() {
        bot.at("2024-12-06T17:30");

        String draft = last("ou_lin").text();
        assertThat(last("ou_lin").title()).isEqualTo("周报草稿：清结算中心 第 49 周");
        assertThat(draft)
                .containsSubsequence(
                        "清结算中心 第 49 周周报已截止：2 人已交，2 人未交",
                        "本周变化",
                        "【O1 业务支撑】",
                        "标准签约：已上线",
                        "没有更新或请假",
                        "星河钱包",
                        "1 · 【重点项目 · 星河钱包】",
                        "2 · 【O1 业务支撑】",
                        "佣金存管：联调中，进度60%",
                        "3 · 【O2 平台建设】",
                        "网关扩容",
                        "4 · 【运行数据】",
                        "5 · 【收获与反思】",
                        "退回【标题】");
        assertThat(last("ou_lin").content().findValuesAsString("act"))
                .contains("draft.approve", "draft.edit")
                .hasSize(6);
        assertThat(platform.sentTo("oc_group")).isEmpty();
    }

    @Test
    void theEditorApprovesAndTheReportIsPostedAtOnceAndOnlyOnce() {
        bot.at("2024-12-06T17:30");
        Sent draft = last("ou_lin");
        clock.set("2024-12-06T17:35");
        says("ou_lin", "通过");

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        bot.at("2024-12-06T18:00");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(seenBy("ou_lin")).contains("马上发布").doesNotContain("没有等到你通过");
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.path("kind").asString()).isEqualTo("approved");
            assertThat(change.path("member").asString()).isEqualTo("lin");
            assertThat(change.path("at").asString()).startsWith("2024-12-06T17:35");
        });

        bot.presses("ou_lin", draft.messageId(), Map.of("act", "draft.approve", "round", ROUND), Map.of());
        bot.work();
        assertThat(last("ou_lin").text()).contains("已经发布过了");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
    }

    @Test
    void theApprovedCardSaysByWhomAndHasNothingToPressAnyMore() {
        bot.at("2024-12-06T17:30");
        Sent draft = last("ou_lin");
        clock.set("2024-12-06T17:40");
        bot.presses("ou_lin", draft.messageId(), Map.of("act", "draft.approve", "round", ROUND), Map.of());
        bot.work();

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId()).isEqualTo(draft.messageId());
            assertThat(update.card().text()).contains("林晓 通过了，已发布 · 17:40", "网关扩容");
            assertThat(update.card().content().findValuesAsString("act")).isEmpty();
        });
    }

    @Test
    void withoutApprovalTheDeadlinePostsItAndTheEditorIsToldWhileTheReportSaysNothingOfIt() {
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(platform.sentTo("oc_group"))
                .singleElement()
                .satisfies(report -> assertThat(report.text()).contains("网关扩容").doesNotContain("通过", "草稿"));
        assertThat(platform.sentTo("ou_lin").stream().filter(sent -> sent.text().contains("没有等到你通过")))
                .hasSize(1);
    }

    @Test
    void whoIsNotTheEditorIsToldSoAndNothingHappens() {
        bot.at("2024-12-06T17:30");
        String before = bot.report(ROUND);
        for (String words : List.of("通过", "草稿", "立即发布", "修改【O2 平台建设】\n1. 全部完成", "退回【O2 平台建设】 不够", "修改记录")) {
            says("ou_zhou", words);
            assertThat(last("ou_zhou").text()).as(words).contains("只有周报编辑（林晓）可以这样做");
        }
        bot.presses("ou_zhou", "om_x", Map.of("act", "draft.approve", "round", ROUND), Map.of());
        bot.work();

        assertThat(last("ou_zhou").text()).contains("只有周报编辑");
        assertThat(bot.report(ROUND)).isEqualTo(before);
        assertThat(platform.sentTo("oc_group")).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void anEditInTheChatChangesThatLineOfTheReportAndNoOther() {
        bot.at("2024-12-06T17:30");
        List<String> before = bot.report(ROUND).lines().toList();

        says("ou_lin", "修改【O1 业务支撑】\n1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线");

        assertThat(last("ou_lin").text()).contains("【O1 业务支撑】已改好", "佣金存管：联调中，进度60% → 1. 佣金存管：联调中，进度80%");
        List<String> after = bot.report(ROUND).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isEqualTo(before.get(i).replace("进度60%", "进度80%"));
        }
        assertThat(bot.rows("reply where text like '%60!%%' escape '!' and taken_back is null"))
                .as("what zhou sent stays as it is")
                .isEqualTo(1);
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.path("kind").asString()).isEqualTo("edited");
            assertThat(change.path("section").asString()).isEqualTo("o1");
            assertThat(change.path("before").asString()).contains("60%");
            assertThat(change.path("after").asString()).contains("80%");
        });
        says("ou_lin", "修改记录");
        assertThat(last("ou_lin").text()).contains("17:30 林晓 修改了【O1 业务支撑】", "60%", "80%");
    }

    @Test
    void aSectionIsReferredToByItsNumberAndWhatCannotBeDoneIsSaid() {
        bot.at("2024-12-06T17:30");

        says("ou_lin", "修改 3：\n1. 网关扩容完成");
        assertThat(bot.report(ROUND)).contains("网关扩容完成").doesNotContain("预计12/10");
        says("ou_lin", "修改 3\n1. 网关扩容完成");
        assertThat(last("ou_lin").text()).contains("和原来一样");
        says("ou_lin", "修改【没有这个】\n1. x");
        assertThat(last("ou_lin").text()).contains("没有叫「没有这个」的部分", "1 星河钱包、2 O1 业务支撑");
        says("ou_lin", "修改【O1 业务支撑】\n1. x\n【O2 平台建设】\n1. y");
        assertThat(last("ou_lin").text()).contains("一次只能改一个部分");
        says("ou_lin", "退回【O1 业务支撑】");
        assertThat(last("ou_lin").text()).contains("例如：退回【O1 业务支撑】");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void aSectionWhoseIdLooksLikeANumberIsMeantByItsButtonsFormsAndAddress() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"), fixture("payments.yml").replace("id: figures,", "id: \"2\","));
        bot.close();
        bot = started(Map.of());
        bot.at("2024-12-06T17:30");

        bot.presses(
                "ou_lin",
                last("ou_lin").messageId(),
                Map.of("act", "draft.edit", "round", ROUND, "section", "2"),
                Map.of());
        bot.work();
        assertThat(last("ou_lin").title()).isEqualTo("修改【运行数据】");
        Sent form = last("ou_lin");
        bot.presses("ou_lin", form.messageId(), button(form, "draft.save"), Map.of("section-2", "1. 收款成功率：99.9%"));
        bot.work();
        assertThat(text("2")).isEqualTo("1. 收款成功率：99.9%");
        says("ou_lin", "退回【运行数据】 哪一天的？");
        Sent asked = last("ou_he");
        bot.presses(
                "ou_he", asked.messageId(), button(asked, "draft.answer"), Map.of("section-2", "1. 收款成功率：99.9%（12/5）"));
        bot.work();
        assertThat(text("2")).isEqualTo("1. 收款成功率：99.9%（12/5）");
        assertThat(put("2", "1. 收款成功率：99.91%").body()).contains("运行数据", "99.91%");

        says("ou_lin", "修改 2\n1. 佣金存管：已上线");
        assertThat(text("o1")).as("as the draft numbers it").isEqualTo("1. 佣金存管：已上线");
        assertThat(put("3", "1. x").statusCode()).as("no section's id").isEqualTo(404);
    }

    @Test
    void linesThatOnlyLookLikeAnEditAreLinesOfTheReport() {
        says("ou_su", "修改 3 个接口的超时");
        says("ou_su", "退回 3 笔重复扣款");
        says("ou_su", "修改【收银台】的文案");

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("修改 3 个接口的超时", "退回 3 笔重复扣款", "收银台");
    }

    @Test
    void theFormHoldsTheSectionAndSavesWhatDiffers() {
        bot.at("2024-12-06T17:30");
        Sent draft = last("ou_lin");
        bot.presses(
                "ou_lin", draft.messageId(), Map.of("act", "draft.edit", "round", ROUND, "section", "o1"), Map.of());
        bot.work();
        Sent form = last("ou_lin");
        assertThat(form.content().findValuesAsString("default_value")).contains("1. 佣金存管：联调中，进度60%\n2. 标准签约：已上线");
        Map<String, String> save = button(form, "draft.save");

        bot.presses("ou_lin", form.messageId(), save, Map.of("section-o1", "1. 佣金存管：联调中，进度60%\n2. 标准签约：12/5已上线"));
        bot.work();

        assertThat(bot.report(ROUND)).contains("进度60%", "12/5已上线");
        assertThat(platform.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.card().text()).contains("林晓 改了【O1 业务支撑】"));
    }

    @Test
    void aFormThatShowsWhatIsNoLongerSoSavesNothingAndLosesNothing() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "修改 2");
        Sent form = last("ou_lin");
        Map<String, String> save = button(form, "draft.save");
        says("ou_zhou", "3. 又补一条");

        bot.presses("ou_lin", form.messageId(), save, Map.of("section-o1", "1. 编辑写的"));
        bot.work();

        assertThat(last("ou_lin").text()).contains("有了变化，所以没有保存", "又补一条", "编辑写的");
        assertThat(bot.report(ROUND)).contains("又补一条").doesNotContain("编辑写的");
    }

    @Test
    void aScriptEditsAndSendsBackByRest() {
        bot.at("2024-12-06T17:30");
        HttpResponse<String> edited = put("o2", "1. 网关扩容，12/10完成");
        assertThat(edited.statusCode()).isEqualTo(200);
        JsonNode section = JSON.readTree(edited.body());
        assertThat(section.path("changed").asBoolean()).isTrue();
        assertThat(section.path("text").asString()).isEqualTo("1. 网关扩容，12/10完成");
        assertThat(bot.report(ROUND)).contains("网关扩容，12/10完成");
        assertThat(JSON.readTree(put("o2", "1. 网关扩容，12/10完成").body())
                        .path("changed")
                        .asBoolean())
                .isFalse();

        HttpResponse<String> sentBack =
                bot.postJson("/api/v1/rounds/" + ROUND + "/sections/o1/send-back", "{\"comment\":\"请补充上线时间\"}");
        bot.tick();
        assertThat(sentBack.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(sentBack.body()).path("to").path(0).asString()).isEqualTo("zhou");
        assertThat(last("ou_zhou").text()).contains("周报编辑 请你补充【O1 业务支撑】：请补充上线时间", "佣金存管");

        assertThat(put("o2", " ").statusCode()).isEqualTo(400);
        assertThat(put("nothing", "1. x").statusCode()).isEqualTo(404);
        assertThat(put("o2", "1. x\n【O1 业务支撑】\n1. y").body()).contains("a call of its own");
        assertThat(bot.postJson("/api/v1/rounds/" + ROUND + "/sections/o1/send-back", "{\"text\":\"x\"}")
                        .body())
                .contains("what works");
        assertThat(changes())
                .extracting(change -> change.path("kind").asString())
                .containsExactly("edited", "sent_back");
        assertThat(changes().get(0).path("member").isNull()).isTrue();
    }

    @Test
    void whatIsSentBackIsAnsweredByALineThatTakesTheOldOnesPlaceAndTheEditorHearsOfIt() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "退回【O1 业务支撑】 请补充上线时间");
        assertThat(last("ou_lin").text()).contains("已退回给 周航");
        assertThat(last("ou_zhou").title()).contains("请再看一下【O1 业务支撑】");
        assertThat(last("ou_zhou").text()).contains("林晓 请你补充【O1 业务支撑】：请补充上线时间", "佣金存管：联调中");

        says("ou_zhou", "佣金存管：联调中，进度60%，预计12/20上线");

        String report = bot.report(ROUND);
        assertThat(report).containsOnlyOnce("佣金存管").contains("佣金存管：联调中，进度60%，预计12/20上线", "标准签约");
        assertThat(last("ou_lin").text()).contains("周航 回复了你退回的【O1 业务支撑】", "进度60% → ", "预计12/20上线");
        assertThat(changes())
                .extracting(change -> change.path("kind").asString())
                .containsExactly("sent_back", "answered");

        says("ou_zhou", "撤回");
        assertThat(bot.report(ROUND)).contains("佣金存管：联调中，进度60%").doesNotContain("12/20");
        assertThat(last("ou_lin").text()).contains("O1 业务支撑", "12/20");
    }

    @Test
    void whatIsSentBackIsAnsweredByItsForm() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "退回 2：请补充上线时间");
        Sent asked = last("ou_zhou");

        bot.presses(
                "ou_zhou",
                asked.messageId(),
                button(asked, "draft.answer"),
                Map.of("section-o1", "1. 佣金存管：联调中，进度60%，预计12/20上线"));
        bot.work();

        assertThat(bot.report(ROUND)).contains("预计12/20上线").doesNotContain("标准签约");
        assertThat(last("ou_lin").text()).contains("周航 回复了你退回的【O1 业务支撑】");
        clock.set("2024-12-06T17:31");
        bot.presses("ou_he", asked.messageId(), button(asked, "draft.answer"), Map.of("section-o1", "1. 我来改"));
        bot.work();
        assertThat(last("ou_he").text()).contains("不是你负责的");
    }

    @Test
    void aSilentSectionThatIsSentBackIsAnsweredAsItWouldHaveBeenBefore() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "退回【运行数据】 本周的数据呢？");
        assertThat(last("ou_he").text()).contains("本周的数据呢？", "现在没有内容");

        says("ou_he", "收款成功率 99.99%");

        assertThat(bot.report(ROUND)).contains("收款成功率 99.99%");
        assertThat(last("ou_lin").text()).contains("何川 回复了你退回的【运行数据】", "99.99%");
    }

    @Test
    void beforeTheCloseTheDraftIsThereForTheAskingAndCanBeEditedAndSentBack() {
        says("ou_lin", "草稿");
        assertThat(last("ou_lin").text()).contains("还在收集：2 人已交，2 人未交", "佣金存管");
        says("ou_lin", "修改 3\n1. 网关扩容，12/10完成");
        says("ou_lin", "退回 2：请补充上线时间");
        says("ou_lin", "通过");
        assertThat(last("ou_lin").text()).contains("还没有截止（17:30）", "林晓、何川", "立即发布");
        says("ou_zhou", "佣金存管：12/20上线");
        assertThat(seenBy("ou_lin")).contains("周航 回复了你退回的【O1 业务支撑】");

        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(last("oc_group").text()).contains("网关扩容，12/10完成", "佣金存管：12/20上线");
    }

    @Test
    void theEditorCanCloseAndPostARoundBeforeItsTime() {
        clock.set("2024-12-06T15:00");
        says("ou_lin", "立即发布");
        assertThat(last("ou_lin").text()).contains("马上截止并发布");
        bot.tick();

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(seenBy("ou_lin")).doesNotContain("没有等到你通过");
    }

    @Test
    void anOwnersLaterLineStandsBesideTheEdit() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "修改 2\n1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线");

        says("ou_zhou", "3. 对账平台灰度");

        assertThat(bot.report(ROUND)).contains("进度80%", "对账平台灰度").doesNotContain("进度60%");
        assertThat(last("ou_lin").text()).contains("周航 之后又有更新，没有动到你改的地方", "新增：", "对账平台灰度");
    }

    @Test
    void whereAnOwnerChangesTheEditedLineTheirWordCountsAndTheEditorSeesBothAndMayInsist() {
        says("ou_lin", "修改 2\n1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线");
        says("ou_zhou", "重写\n1. 佣金存管：联调中，进度70%\n2. 标准签约：已上线");
        assertThat(last("ou_lin").text()).contains("周航 之后又改了同一处", "进度80%", "进度70%");

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("进度70%").doesNotContain("进度80%");

        says("ou_lin", "恢复我的修改【O1 业务支撑】");
        assertThat(bot.report(ROUND)).contains("进度80%").doesNotContain("进度70%");
        assertThat(changes())
                .extracting(change -> change.path("kind").asString())
                .contains("edited", "replied")
                .endsWith("edited");
    }

    @Test
    void whatAnOwnerAddsStaysWhereTheEditorInsists() {
        says("ou_lin", "修改 2\n1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线");
        says("ou_zhou", "重写\n1. 佣金存管：联调中，进度70%\n2. 标准签约：已上线\n3. 对账平台：灰度");

        says("ou_lin", "恢复修改【O1 业务支撑】");

        assertThat(last("ou_lin").text()).contains("【O1 业务支撑】已改好", "进度70% → 1. 佣金存管：联调中，进度80%");
        assertThat(text("o1")).isEqualTo("1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线\n3. 对账平台：灰度");
        says("ou_zhou", "4. 存量迁移");
        assertThat(text("o1")).endsWith("3. 对账平台：灰度\n4. 存量迁移");
    }

    @Test
    void whatAnOwnerWroteAnewStaysButForTheLinesThatTheEditorInsistsOn() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "修改 2\n1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线");
        says("ou_lin", "退回 2：请补充上线时间");
        filledIn("1. 佣金存管：联调中，进度70%，预计12/20上线\n2. 标准签约：12/5上线\n3. 对账平台：灰度");

        says("ou_lin", "恢复修改 2");

        assertThat(text("o1")).isEqualTo("1. 佣金存管：联调中，进度80%\n2. 标准签约：12/5上线\n3. 对账平台：灰度");
    }

    @Test
    void theEditorHearsOfWhatIsChangedAfterASectionWasAnswered() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "退回 2：请补充上线时间");
        filledIn("1. 佣金存管：联调中，进度60%，预计12/20上线\n2. 标准签约：已上线");
        assertThat(last("ou_lin").text()).contains("周航 回复了你退回的【O1 业务支撑】");

        says("ou_zhou", "3. 对账平台灰度");

        assertThat(last("ou_lin").text()).contains("退回过的【O1 业务支撑】，周航 之后又有更新：", "新增：", "对账平台灰度");
    }

    @Test
    void whoeverStartsOverWithNewTextIsSeenToHaveChangedOneForTheOther() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "修改 2\n1. 佣金存管：联调中，进度60%\n2. 标准签约：12/5已上线");
        int told = platform.sentTo("ou_lin").size();
        long revisions = bot.rows("report");

        says("ou_zhou", "重写\n1. 佣金存管：联调中，进度70%\n2. 标准签约：已上线");

        assertThat(platform.sentTo("ou_lin")).hasSize(told + 1);
        assertThat(last("ou_lin").text()).contains("周航 之后又有更新，没有动到你改的地方", "进度60% → 1. 佣金存管：联调中，进度70%");
        assertThat(changes())
                .extracting(change -> change.path("kind").asString())
                .containsExactly("edited", "replied");
        assertThat(bot.rows("report")).isEqualTo(revisions + 1);
        assertThat(text("o1")).isEqualTo("1. 佣金存管：联调中，进度70%\n2. 标准签约：12/5已上线");
    }

    @Test
    void ofWhatAScriptEditedNobodyIsToldThatTheyDidAndBulletsAreShownOnce() {
        says("ou_he", "【运行数据】\n- 收款成功率：99.95%\n- 可用性：99.99%");
        put("figures", "• 收款成功率：99.96%\n• 可用性：99.99%");

        says("ou_he", "【运行数据】\n- 日均交易：2000笔");

        assertThat(last("ou_lin").text())
                .contains("改过的【运行数据】，何川 之后又有更新，没有动到改过的地方", "• 新增：日均交易：2000笔")
                .doesNotContain("你改");
        says("ou_lin", "修改记录");
        assertThat(last("ou_lin").text())
                .contains("• 收款成功率：99.95% → 收款成功率：99.96%")
                .doesNotContain("• •");
    }

    @Test
    void aRestartBetweenTheCloseAndTheDeadlineKeepsWhatWasEdited() {
        bot.at("2024-12-06T17:30");
        says("ou_lin", "修改 3\n1. 网关扩容完成");
        restart();
        bot.at("2024-12-06T18:00");

        assertThat(last("oc_group").text()).contains("网关扩容完成").doesNotContain("12/10");
        assertThat(platform.sentTo("ou_lin").stream()
                        .filter(sent -> sent.title().startsWith("周报草稿")))
                .hasSize(1);
    }

    @Test
    void theNextWeeksDraftSaysWhatSlippedAndWhichFiguresMovedAndWhatToLookAt() {
        says("ou_he", "1. 收款成功率：99.95%\n2. 日均交易：2000笔");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        says("ou_su", "1. 网关扩容，预计12/20完成");
        says("ou_he", "1. 收款成功率：99.98%，较上周提升0.5%\n2. 日均交易：2000笔");
        says("ou_zhou", "1. 佣金存管：联调中，进度40%\n2. 新终端选型");
        bot.at("2024-12-13T17:30");

        String draft = last("ou_lin").text();
        assertThat(draft)
                .containsSubsequence(
                        "新增", "新终端选型", "延期", "12/10", "12/20", "延期 10 天", "数据变动", "99.95", "99.98", "需要留意");
        assertThat(draft).contains("2024-W49：「", "2024-W50：「");
        bot.at("2024-12-13T18:00");
        assertThat(platform.sentTo("oc_group"))
                .as("open findings keep no report waiting")
                .hasSize(2);
    }

    @Test
    void aTeamWithoutAnEditorIsAsItEverWas() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"), fixture("payments.yml").replace("editor: lin\n", ""));
        bot.close();
        bot = started(Map.of());
        says("ou_lin", "草稿");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(bot.report(ROUND)).contains("草稿");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(seenBy("ou_lin")).doesNotContain("周报草稿", "没有等到");
    }

    @Test
    void theEditorsHelpSaysWhatElseTheyCanDo() {
        says("ou_lin", "帮助");
        assertThat(last("ou_lin").text()).contains("你是这份周报的编辑", "退回【标题】", "立即发布", "恢复修改【标题】");
        says("ou_su", "帮助");
        assertThat(last("ou_su").text()).doesNotContain("退回【标题】");
    }

    /** Zhou fills in the form of what was sent back last. */
    private void filledIn(String text) {
        Sent asked = last("ou_zhou");
        bot.presses("ou_zhou", asked.messageId(), button(asked, "draft.answer"), Map.of("section-o1", text));
        bot.work();
    }

    private String text(String section) {
        return JSON.readTree(bot.get("/api/v1/rounds/" + ROUND + "/sections/" + section, "application/json")
                        .body())
                .path("text")
                .asString();
    }

    private void says(String openId, String text) {
        bot.says(openId, "om_draft_" + ++messages, text);
        bot.work();
    }

    private Sent last(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }

    private String seenBy(String openId) {
        return String.join(
                "\n", platform.sentTo(openId).stream().map(Sent::text).toList());
    }

    private List<JsonNode> changes() {
        JsonNode body = JSON.readTree(bot.get("/api/v1/rounds/" + ROUND + "/changes", "application/json")
                .body());
        return body.path("changes").valueStream().toList();
    }

    private HttpResponse<String> put(String section, String text) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url("/api/v1/rounds/" + ROUND + "/sections/" + section)))
                .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN)
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    /** What comes back when the button of this act is pressed. */
    private static Map<String, String> button(Sent card, String act) {
        return card.content().findValues("value").stream()
                .filter(value -> value.path("act").asString("").equals(act))
                .findFirst()
                .map(value -> {
                    Map<String, String> pressed = new HashMap<>();
                    value.properties()
                            .forEach(field ->
                                    pressed.put(field.getKey(), field.getValue().asString()));
                    return pressed;
                })
                .orElseThrow();
    }
}
