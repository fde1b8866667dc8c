package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12/3 14:20 回调超时6分钟，影响42笔               | !2024-12-03 14:20 回调超时6分钟 PT6M (影响42笔)
            12/3 09:42-10:05 网关CPU打满，失败326笔          | !2024-12-03 09:42 网关CPU打满 PT23M (失败326笔)
            12月3日 9:00 专线中断，9:40恢复，无资损             | !2024-12-03 09:00 专线中断 PT40M (无资损)
            12/3 22:50，批次重复提交，持续1.5小时，涉及12户，金额3万 | !2024-12-03 22:50 批次重复提交 PT1H30M (涉及12户，金额3万)
            12/3 15:15 清分任务报错                         | !2024-12-03 15:15 清分任务报错
            2024/12/3 08:05:30 主库切换                    | !2024-12-03 08:05 主库切换
            """)
    void readsALineThatStartsWithAMoment(String line, String expected) {
        assertThat(Notation.incidents(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12月3日，代扣批次重复，影响12户                    | !2024-12-03 代扣批次重复 (影响12户)
            支付页白屏，12/3下午3点20分起，20分钟恢复            | !2024-12-03 15:20 起 PT20M
            无                                          | -
            本周无生产事件                                 | -
            """)
    void readsADatedLineOfASectionAboutIncidents(String line, String expected) {
        ParsedReport report = Notation.parse("【生产事件】\n- " + line);
        assertThat(Notation.incidents(report.sections()
                        .get(0)
                        .items()
                        .findFirst()
                        .orElseThrow()
                        .facts()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12/3上线，12/5回滚
            预计12/12 15:00割接
            9:30晨会改到10:00
            比分3:2
            """)
    void leavesOtherLinesAlone(String line) {
        assertThat(Notation.incidents(Notation.item(line).facts())).isEqualTo("-");
    }

    @Test
    void keepsTheDateAndTheFiguresOfItsWords() {
        assertThat(Notation.all(Notation.item("12/3 14:20 回调超时6分钟，影响42笔").facts()))
                .contains("2024-12-03 ACTUAL")
                .contains("影响=42 笔");
    }
}
