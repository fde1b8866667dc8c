package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            进度80.4%                              | 80.4%
            进度：80%                               | 80%
            海棠编码进度已达90%，正在自测               | 90%
            青鸟总体进度约60%                         | 60%
            提测100%                               | 100%
            showcase完成80%                        | 80%
            100%开发完成                            | 100%
            编码100%完成，联调30%                     | 100%; 30%
            终端接入整体60%                          | 60%
            甲、乙、丙进度分别为60%、70%、80%           | 60%; 70%; 80%
            老集群下线进度20%，预计12月底完成           | 20%
            灰度30%                                | 30%
            已完成**80%**                           | 80%
            进度８０％                               | 80%
            进度 80                                | 80%
            进度：80，待提测                          | 80%
            灰度放量至50%，下周全量                    | 50%
            开发：75%                               | 75%
            服务拆分：订单域100%，商品域80%             | 100%; 80%
            Q4目标完成率71%                          | 71%
            存量搬迁（进度：60%）：校验已通过            | 60%
            存量搬迁做了差不多70%                     | 70%
            大概跑了百分之七十                        | 70%
            完成百分之九十八点五                       | 98.5%
            星链 联调中 65% 12/22                    | 65%
            星链 未开始 0%                           | 0%
            多语言：日语已完成，韩语80%，泰语没开始        | 80%
            门店巡检12/30家                         | 40%
            """)
    void readsTheShareOfWorkThatIsDone(String line, String expected) {
        assertThat(Notation.progress(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            覆盖率100%
            识别准确率95%
            测试通过率98%
            接入成功率99.2%
            自动审核占比70%
            人效提升25%
            完成率提升8%
            门店：97.20%
            12/20完成80%
            下周扩至50%
            预计下周完成80%
            目标进度90%以上
            毛利65%，对账已完成
            转化率百分之三
            准确率做到95%了
            上线12/16门店切量
            海棠 毛利 65%
            """)
    void leavesOtherSharesToTheMetrics(String line) {
        assertThat(Notation.progress(Notation.item(line).facts())).isEqualTo("-");
    }

    @Test
    void aListBelowALineAboutProgressIsAboutProgress() {
        ParsedReport report = Notation.parse("1. 各项目进度：\n   - 海棠：60%\n   - 青鸟：100%");
        String read = report.sections()
                .get(0)
                .items()
                .map(item -> Notation.all(item.facts()))
                .collect(Collectors.joining(" | "));
        assertThat(read).isEqualTo("- | 60% | 100%");
    }

    @Test
    void aPlanStatesNoProgress() {
        ParsedReport report = Notation.parse("# 下周工作\n1. 搬迁进度推进至90%");
        assertThat(report.sections().get(0).items().flatMap(item -> item.facts().stream()))
                .isEmpty();
    }
}
