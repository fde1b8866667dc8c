package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            较上周提升0.3%                         | +0.3 % LAST_WEEK
            比上周下降0.3%                         | -0.3 % LAST_WEEK
            分拣效率提升25%                         | +25 %
            分拣效率提升了约25%                      | +25 %
            提升分拣效率25%                         | +25 %
            相较23Q3下降4.2%，剔除试用后下降11.5%      | -4.2 % OTHER; -11.5 % OTHER
            环比上升2%，同比下降3%                    | +2 % LAST_WEEK; -3 % LAST_YEAR
            成功率99.2%（环比+0.2%）                 | +0.2 % LAST_WEEK
            成功率99.2%（较上周-0.2%）                | -0.2 % LAST_WEEK
            人工占比21.4%（↓0.8%）                   | -0.8 %
            较上月多12笔                            | +12 笔 LAST_MONTH
            较上季度增长5%                           | +5 % LAST_QUARTER
            较去年同期提升1.2个百分点                  | +1.2 个百分点 LAST_YEAR
            较昨日下降2%                            | -2 % OTHER
            11月收入365万，环比下降2%                  | -2 % LAST_MONTH
            11月成功率99%，环比10月提升0.5个百分点       | +0.5 个百分点 LAST_MONTH
            与去年同期相比增长12%                     | +12 % LAST_YEAR
            与上周相比下降3笔                         | -3 笔 LAST_WEEK
            同比上升2%，较上周提升3%                   | +2 % LAST_YEAR; +3 % LAST_WEEK
            存储下降15TB                            | -15 TB
            耗时缩短3小时                            | -3 小时
            月节约费用，成本节省20%                    | -20 %
            QPS提升1倍                              | +1 倍
            人力节省30%                             | -30 %
            费用较上月节省2.4万元                     | -24000 元 LAST_MONTH
            日均成交较上周增加203笔                    | +203 笔 LAST_WEEK
            """)
    void readsDifferencesWithTheirBasis(String line, String expected) {
        assertThat(Notation.changes(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            成功率提升至99%
            成功率由97%提升到98%
            新增5个接口
            增加3个字段
            高可用改造完成，覆盖率95%
            多租户改造80%
            接入率92%
            每月节省约8.2万元
            预计节省人力3人/天
            """)
    void leavesAloneWhatIsNoDifference(String line) {
        assertThat(Notation.changes(Notation.item(line).facts())).isEqualTo("-");
    }
}
