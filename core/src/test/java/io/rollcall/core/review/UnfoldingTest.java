package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Items that change their shape from one week to the next: a line becomes several, several become one. */
class UnfoldingTest {

    @Test
    void whatWasPartOfALineGoesOnInALineOfItsOwn() {
        List<String> noticed = noticed(
                "1. 货源大厅：运单补录进度82.5%，预计下周补完前年的；旧运价表清点进度35%，11月底完成",
                "1. 货源大厅运单补录95%，原计划本周收尾，因网点停电推迟到12/9\n2. 旧运价表清点进度15%，12/20完成");

        assertThat(noticed)
                .containsExactlyInAnyOrder(
                        "slipped 旧运价表清点完成 11/21–11/30 12/20", "backwards 进度35% 进度15%", "slipped 货源大厅 12/2–12/8 12/9");
    }

    @Test
    void withItGoesWhatWasPromisedOfItAndTheRestKeepsItsOwn() {
        assertThat(noticed(
                        "1. 司机安全：疲劳提醒计划12月13日支持全省，12月底前拓展至20市，押金合同打通已启动研发，预计12月13日上线",
                        "1. 司机安全提醒：全省进展顺利，12月底前拓展至20市，12月13日支持全省不变\n2. 押金合同打通：业务侧规划调整，需求取消。"))
                .containsExactly("withdrawn 押金合同打通上线 12/13");
    }

    @Test
    void figuresOfALineAreFoundInTheLinesBelowIt() {
        String before = "1. 小驼助手答疑，总提问量236条，好评31条及差评12条";

        assertThat(noticed(before, "1. 小驼助手答疑：\n    - 总提问量259条，较上周新增23条\n    - 好评36条，较上周增加5条；差评14条，较上周增加2条"))
                .isEmpty();
        assertThat(noticed(before, "1. 小驼助手答疑：\n    - 总提问量259条\n    - 好评36条，较上周增加6条；差评14条，较上周增加2条"))
                .containsExactly("claim 增加6条 好评");
        assertThat(noticed(before, "1. 小驼助手答疑：\n    - 总提问量2590条\n    - 好评36条")).containsExactly("unit 总提问量 236条");
    }

    @Test
    void figuresOfTheLinesBelowAreFoundInOneLine() {
        String before = "1. 比对成功率：\n    - 行驶证：97.20%\n    - 运输证：86.06%\n    - 营业执照：76.03%";

        assertThat(noticed(before, "1. 比对成功率：行驶证97.20%，运输证85.41%（较上周下降0.65个百分点），营业执照79.35%（较上周提升3.32个百分点）"))
                .isEmpty();
        assertThat(noticed(before, "1. 比对成功率：行驶证97.20%，运输证85.41%（较上周下降0.56个百分点），营业执照79.35%（较上周提升3.32个百分点）"))
                .containsExactly("claim 下降0.56个百分点 运输证");
    }

    @Test
    void aNameThatStandsInTwoLinesNamesNeither() {
        assertThat(noticed(
                        "1. 东区仓：冷库改造进度60%，预计12/13完工；叉车更新12/9到货\n2. 西区仓：冷库改造进度40%，预计12/20完工；货架12/9到货",
                        "1. 冷库改造进度30%，12/27完工\n2. 东区仓：叉车更新12/9到货\n3. 西区仓：货架12/9到货"))
                .doesNotContain("backwards 进度60% 进度30%", "backwards 进度40% 进度30%");
    }

    @Test
    void sectionsThatBecameOneKeepTheirItems() {
        Reviewer reviewer = new Reviewer();
        reviewer.read(Pages.read(
                "2024-W48.md",
                "# 2024-W48\n\n## 【O1 干线服务】\n\n1. 冷链专线：联调中，预计12/6上线\n\n## 【O2 仓配能力】\n\n1. 轨迹数仓：补数进度80%，预计12/6完成补数\n"));
        List<Finding> findings = reviewer.read(Pages.read(
                "2024-W49.md",
                "# 2024-W49\n\n## 二、干线服务与仓配能力（O1、O2）\n\n1. 冷链专线12/6上线\n2. 轨迹数仓补数93%，原计划本周收尾，推迟到12/13\n"));

        assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.SLIPPED);
    }

    private static List<String> noticed(String before, String now) {
        return Reviewed.lines(before, now).stream()
                .map(finding -> finding.kind().key() + " "
                        + finding.why().args().get(0)
                        + (finding.why().args().size() > 1
                                ? " " + finding.why().args().get(1)
                                : "")
                        + (finding.kind() == FindingKind.SLIPPED
                                ? " " + finding.why().args().get(2)
                                : ""))
                .toList();
    }
}
