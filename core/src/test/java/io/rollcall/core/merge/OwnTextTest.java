package io.rollcall.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is this week's own text, and what changes last week's lines. */
class OwnTextTest {

    private static final List<PromptLine> LAST = List.of(
            PromptLine.of("1", "机房迁移：核心库同步进度80%，预计12/27完成切换"),
            PromptLine.of("2", "收款成功率：99.982%"),
            PromptLine.of("3", "付款成功率：99.991%"));

    @Test
    void numbersOfListsBelowListsAreTheTextsOwn() {
        Merged merged = merge("""
                ## O3 稳定与治理
                1. 机房迁移：核心库同步进度92%，预计12/27完成切换
                2. 支付安全：
                    （1）密钥轮换方案评审通过
                    （2）旁路校验开发中，受人力影响存在延期风险

                ## 系统运行数据
                - 收款成功率：99.987%
                - 付款成功率：99.993%""");

        assertThat(merged.isPartial()).isFalse();
        assertThat(merged.unplaced()).isEmpty();
        assertThat(merged.outcomes().stream().map(outcome -> outcome.result().orElse("")))
                .containsExactly("机房迁移：核心库同步进度92%，预计12/27完成切换", "收款成功率：99.987%", "付款成功率：99.993%");
        assertThat(merged.fresh()).extracting(Merged.Fresh::text).contains("密钥轮换方案评审通过", "旁路校验开发中，受人力影响存在延期风险");
    }

    @Test
    void aListThatCountsFromOneWithoutAnOrderIsTheTextItself() {
        assertThat(merge("1. 机房迁移：核心库同步进度92%\n2. 密钥轮换：方案评审").isPartial()).isFalse();
    }

    @Test
    void withAnOrderALineJustAsItWasOrAnotherNumberFirstItIsAChange() {
        assertThat(merge("1. 机房迁移：核心库同步进度92%\n2 删除").isPartial()).isTrue();
        assertThat(merge("1. 机房迁移：核心库同步进度92%\n2. 收款成功率：99.982%").isPartial()).isTrue();
        assertThat(merge("3. 付款成功率：99.993%").isPartial()).isTrue();
        assertThat(merge("1 进度92%，其余同上周").isPartial()).isTrue();
    }

    @Test
    void aLineBehindTheLastGoesOnWithTheList() {
        Merged merged = merge("4. 密钥轮换方案评审");

        assertThat(merged.fresh()).extracting(Merged.Fresh::text).containsExactly("密钥轮换方案评审");
        assertThat(merged.unplaced()).isEmpty();
    }

    private static Merged merge(String reply) {
        return PartialReply.merge(LAST, reply, ReportWeek.parse("2024-W49"));
    }
}
