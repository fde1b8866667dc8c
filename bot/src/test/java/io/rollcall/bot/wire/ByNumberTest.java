package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.round.LastCall;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import io.rollcall.core.round.RoundId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members name last week's lines by the numbers of their prompt. */
class ByNumberTest extends WireTest {

    private static final String W49 = "payments-2024-W49";
    private static final String W50 = "payments-2024-W50";

    /** Of the first message of last week. */
    private static final String FIRST = "om_1";

    private int messages;

    @BeforeEach
    void lastWeekHasBeenReported() throws IOException {
        bot.close();
        Path file = folder.resolve("teams/payments.yml");
        // Two owners for one section.
        String team = Files.readString(file).replace("owners: [su]", "owners: [su, lin]");
        Files.writeString(file, team + "questions: 0\n");
        bot = started(Map.of());
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", id(), """
                1. 佣金存管：联调中，进度60%，预计12/12上线
                2. 标准签约：
                   - 合同模板：开发中，进度30%
                   - 签章服务：待排期
                3. 门店小票：已上线
                4. 退款链路：方案沟通中，预计12/20评审""");
        bot.says("ou_su", id(), "【O2 平台建设】\n1. 实时数仓：刷数进度60%\n2. 自建终端：等定标，预计12/4定标");
        bot.says("ou_he", id(), "【运行数据】\n收款成功率：99.90%\n日均单量：3.2万笔\n【收获与反思】\n读了一本书");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
    }

    @Test
    void thePromptNumbersWhatIsOpenAndSaysWhatIsDue() {
        String prompt = lastTo("ou_zhou").text();

        assertThat(prompt)
                .contains("1. 佣金存管：联调中", "2. 标准签约", "2.1 合同模板", "2.2 签章服务", "3. 退款链路")
                .contains("1（12/12 到期）")
                .contains("其余同上周")
                .doesNotContain("门店小票");
        assertThat(lastTo("ou_su").text()).contains("2（12/4 已过期）");
        // Over all sections of the owner.
        assertThat(lastTo("ou_he").text()).contains("1. 收款成功率", "2. 日均单量", "读了一本书");
        assertThat(bot.rows("prompt_line")).isPositive();
    }

    @Test
    void exactlyTheLinesThatAreNamedChange() {
        bot.says("ou_zhou", id(), "1 进度80%，2.1 改成 45%");

        Sent echo = lastTo("ou_zhou");
        assertThat(echo.title()).isEqualTo("已记下：【O1 业务支撑】");
        assertThat(echo.text())
                .contains("佣金存管：进度60% → 进度80%")
                .contains("合同模板：进度30% → 进度45%")
                .contains("其余 3 条保持上周原文");
        close();
        assertThat(o1())
                .contains("1. 佣金存管：联调中，进度80%，预计12/12上线")
                .contains("2. 标准签约：")
                .contains("合同模板：开发中，进度45%")
                .contains("签章服务：待排期")
                .contains("3. 退款链路：方案沟通中，预计12/20评审")
                .doesNotContain("门店小票");
    }

    @Test
    void laterChangesBuildUponEarlierOnes() {
        bot.says("ou_zhou", id(), "1 进度80%\n3 删除");
        bot.says("ou_zhou", id(), "1 延到12/19");
        assertThat(lastTo("ou_zhou").text()).contains("预计12/12上线 → 预计12/19上线");
        bot.says("ou_zhou", id(), "2.2 完成");
        bot.says("ou_zhou", id(), "新接入两家渠道");

        close();
        assertThat(o1())
                .contains("佣金存管：联调中，进度80%，预计12/19上线", "签章服务：已完成", "新接入两家渠道")
                .doesNotContain("退款链路");
    }

    @Test
    void theRestAsLastWeekKeepsEverythingOfEverySection() {
        bot.says("ou_he", id(), "2 3.5万笔，其余同上周");

        assertThat(lastTo("ou_he").text()).contains("3.2万笔 → 3.5万笔");
        close();
        assertThat(bot.report(W50)).contains("99.90%", "3.5万笔", "读了一本书");
    }

    @Test
    void theRestAsLastWeekBringsBackWhatAFreshTextLeftOut() {
        bot.says("ou_zhou", id(), "1. 佣金存管：已上线\n2. 海外钱包：启动调研");
        assertThat(lastTo("ou_zhou").text()).contains("上周的 2、2.1、2.2、3 这次没有提到").contains("其余同上周");
        bot.says("ou_zhou", id(), "其余同上周");
        assertThat(lastTo("ou_zhou").text()).contains("其余 4 条保持上周原文");

        close();
        assertThat(o1())
                .containsOnlyOnce("佣金存管：已上线")
                .contains("海外钱包：启动调研", "合同模板：开发中，进度30%", "退款链路：方案沟通中")
                .doesNotContain("联调中");
    }

    @Test
    void aNumberAfterAFreshTextMeansThePromptsLine() {
        bot.says("ou_zhou", id(), "1. 海外钱包：启动调研\n2. 佣金存管：联调中，进度70%");
        bot.says("ou_zhou", id(), "1 进度90%");
        assertThat(lastTo("ou_zhou").text()).contains("佣金存管：进度70% → 进度90%");
        bot.says("ou_zhou", id(), "3 完成");

        close();
        assertThat(o1()).contains("海外钱包：启动调研", "佣金存管：联调中，进度90%", "退款链路：已完成").doesNotContain("合同模板", "进度70%");
    }

    @Test
    void aPastedCopyChangesWhatDiffers() {
        bot.says("ou_zhou", id(), """
                1. 佣金存管：联调中，进度60%，预计12/12上线
                2. 标准签约：
                  2.1 合同模板：开发完成，已提测
                  2.2 签章服务：待排期
                3. 退款链路：方案沟通中，预计12/20评审""");

        assertThat(lastTo("ou_zhou").text()).contains("开发中，进度30% → 开发完成，已提测").contains("其余 4 条");
        close();
        assertThat(o1()).contains("合同模板：开发完成，已提测", "佣金存管：联调中，进度60%").doesNotContain("进度30%");
    }

    @Test
    void whatCannotBePlacedIsAskedAboutInPrivate() {
        int inTheGroup = platform.sentTo("oc_group").size();
        bot.says("ou_zhou", id(), "9 完成\n延到12/30\n1 80%");

        assertThat(lastTo("ou_zhou").text())
                .contains("没能处理 2 处", "没有编号 9", "1、2、2.1、2.2、3", "没说是哪一条", "延到12/30")
                .contains("佣金存管：进度60% → 进度80%");
        assertThat(platform.sentTo("oc_group")).hasSize(inTheGroup);

        bot.says("ou_su", id(), "7 完成");
        assertThat(lastTo("ou_su").title()).isEqualTo("没看懂这条，周报没有变化");
        bot.at("2024-12-13T14:00");
        assertThat(lastTo("ou_su").title()).startsWith("还差你这一份");
        close();
        assertThat(bot.report(W50)).doesNotContain("9 完成", "7 完成", "实时数仓");
    }

    @Test
    void aRecalledChangeIsUndone() {
        bot.says("ou_zhou", id(), "1 进度80%");
        String second = id();
        bot.says("ou_zhou", second, "3 删除");
        bot.recalls(second);

        close();
        assertThat(o1()).contains("进度80%", "退款链路：方案沟通中");
    }

    @Test
    void anEditedChangeIsReadAsIfItHadBeenSentLikeThat() {
        String first = id();
        bot.says("ou_zhou", first, "1 进度80%");
        bot.says("ou_zhou", id(), "3 完成");
        platform.memberEdits(first, "1 进度85%，2.2 删除", clock.instant().toEpochMilli() + 1);

        close();
        assertThat(o1()).contains("进度85%", "退款链路：已完成").doesNotContain("进度80%", "签章服务");
    }

    @Test
    void twoOwnersOfOneSectionChangeTheSameLines() {
        // 林晓 has his own section first, which had no lines, so the numbers of both begin with this one's.
        bot.says("ou_su", id(), "1 进度90%");
        bot.says("ou_lin", id(), "2 已定标");

        close();
        String o2 = section("O2 平台建设", "运行数据");
        assertThat(o2)
                .containsOnlyOnce("实时数仓")
                .contains("刷数进度90%")
                .containsOnlyOnce("自建终端")
                .contains("已定标");
    }

    @Test
    void aNumberKeepsItsMeaningWhenLastWeeksReportIsRevised() {
        // Once the question has been put, a line of last week's report is taken away before the one that is meant.
        platform.memberEdits(
                FIRST, "1. 标准签约：\n2. 退款链路：方案沟通中，预计12/20评审", clock.instant().toEpochMilli() + 1);
        bot.bean(LastCall.class).collect(RoundId.parse(W49));
        assertThat(bot.report(W49)).doesNotContain("佣金存管");

        bot.says("ou_zhou", id(), "3 完成");

        close();
        assertThat(o1()).contains("退款链路：已完成", "佣金存管：联调中，进度60%");
    }

    @Test
    void aStandInIsShownNumbersThatGoOnFromTheirOwn() {
        bot.says("ou_zhou", id(), "转给@何川");
        assertThat(lastTo("ou_he").text()).contains("3. 佣金存管", "4.1 合同模板", "5. 退款链路");

        bot.says("ou_he", id(), "5 完成，1 99.95%");
        close();
        assertThat(bot.report(W50)).contains("退款链路：已完成", "99.95%", "佣金存管：联调中，进度60%");
    }

    @Test
    void whoWritesEarlyMayUseTheNumbersOfTheComingPrompt() {
        bot.says("ou_su", id(), "【O2 平台建设】\n1. 实时数仓：刷数进度60%\n2. 自建终端：等定标");
        bot.at("2024-12-13T18:00");
        clock.set("2024-12-19T15:00");

        bot.says("ou_su", id(), "1 进度95%");

        assertThat(lastTo("ou_su").text()).contains("刷数进度60% → 刷数进度95%", "12/20 10:00");
    }

    private String id() {
        return "om_" + ++messages;
    }

    private void close() {
        bot.at("2024-12-13T17:30");
    }

    private String o1() {
        return section("O1 业务支撑", "O2 平台建设");
    }

    private String section(String title, String next) {
        String report = bot.report(W50);
        return report.substring(report.indexOf("【" + title), report.indexOf("【" + next));
    }

    private Sent lastTo(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }
}
