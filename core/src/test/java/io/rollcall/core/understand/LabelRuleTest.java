package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            海棠：已上线                        | 海棠
            海棠:已上线                         | 海棠
            海棠运行概览：                      | 海棠运行概览
            旧机具、新机具、备件：100%             | 旧机具、新机具、备件
            机具（旧）：98%                     | 机具（旧）
            云杉-门店存管：方案评审               | 云杉-门店存管
            **海棠**：已上线                    | 海棠
            海棠 POS：已上线                    | 海棠 POS
            【海棠】：已上线                     | 海棠
            先清点，再搬迁：两步走                 | -
            12/3 15:15 接口超时                 | -
            联调（甲：乙）完成                    | -
            流量按1:3分配                       | -
            见 https://example.org/a:b         | -
            这是一个长到任何人都不会拿来当标题用的句子了吧：对 | -
            没有冒号的一句话                     | -
            ：空标题                           | -
            """)
    void takesAShortTitleBeforeTheFirstColon(String line, String expected) {
        assertThat(Notation.item(line).label()).isEqualTo(expected);
    }
}
