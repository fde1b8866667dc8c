package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            累计成交20416笔，总流水365万             | 累计成交=20416 笔; 总流水=3650000 元
            成交额3.13亿                          | 成交额=313000000 元
            成交额1.2亿元                         | 成交额=120000000 元
            收入0.89万                           | 收入=8900 元
            订单量3.5w                           | 订单量=35000
            新增19,254笔                         | 新增=19254 笔
            金额22,197万                         | 金额=221970000 元
            日均1500单/天                         | 日均=1500 单/天
            渗透率2%~6%                          | 渗透率=2~6 %
            费用10-20万                          | 费用=100000~200000 元
            退货率**32.4%**                      | 退货率=32.4 %
            总工单为10842                        | 总工单=10842
            收藏12及转发5                        | 收藏=12; 转发=5
            北城开卡率超25%，其他约12%              | 北城开卡率=25 %; 其他=12 %
            城北：1,204笔，当日复购率9.5%            | 城北=1204 笔; 城北当日复购率=9.5 %
            身份核验：97.20%                       | 身份核验=97.2 %
            旧机具、新机具：100%                    | 旧机具、新机具=100 %
            机具（旧）：98.7%                      | 机具（旧）=98.7 %
            新增门店35家，累计1,280家               | 新增门店=35 家; 累计=1280 家
            新增3个接口，下线2个                    | 新增=3 个; 下线=2 个
            3家供应商                            | 供应商=3 家
            告警数一级0次，二级3.25次               | 告警数一级=0 次; 二级=3.25 次
            影响41笔出库，以及2笔退款               | 影响=41 笔; 退款=2 笔
            P1问题3个，已修复2个                   | P1问题=3 个; 修复=2 个
            平均响应时长12秒                       | 平均响应时长=12 秒
            历时35分钟                           | 历时=35 分钟
            耗时由8s降低到3.2s                     | 耗时=8 s; 耗时=3.2 s
            成功率由97.1%提升至98.3%               | 成功率=97.1 %; 成功率=98.3 %
            续约率92%→94%                        | 续约率=92 %; 续约率=94 %
            使用人数350+                          | 使用人数=350
            门店100多家                           | 门店=100 家
            GMV3000万                            | GMV=30000000 元
            QPS500                               | QPS=500
            面试12人，通过3人                      | 面试=12 人; 通过=3 人
            截至12/5，累计开卡1.2万张，激活率65.3%      | 累计开卡=12000 张; 激活率=65.3 %
            账期由60天缩短至45天                    | 账期=60 天; 账期=45 天
            授信额度5亿已批复                      | 授信额度=500000000 元
            每月节省约8.2万元                      | 每月节省=82000 元
            预计节省人力3人/天                     | 节省人力=3 人/天
            月均节约带宽12TB                      | 月均节约带宽=12 TB
            """)
    void readsMeasuredQuantities(String line, String expected) {
        assertThat(Notation.metrics(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11月份成交7898笔，金额365万，客单价0.89万   | 成交=7898 笔 @2024-11; 金额=3650000 元 @2024-11; 客单价=8900 元 @2024-11
            11月，成交7898笔                        | 成交=7898 笔 @2024-11
            10月成交100笔，11月成交120笔              | 成交=100 笔 @2024-10; 成交=120 笔 @2024-11
            本周新增45个                            | 新增=45 个 @本周
            转化率22.2%（上周18%）                    | 转化率=22.2 %; 转化率=18 % @上周
            """)
    void knowsTheTimeAFigureIsAbout(String line, String expected) {
        assertThat(Notation.metrics(Notation.item(line).facts())).isEqualTo(expected);
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0版本封板前验证
            V2.0上线
            O1业务服务
            M6V机房
            W47周报
            第3次评审
            2期改造
            54321行动
            支持502,504报警
            App 5.2.0 发布
            12/3 15:15 重启
            最近7日
            3天内反馈
            流量1:3
            7*24小时值守
            完成三家银行对接
            一次性通过
            二手回收
            目标召回率>92%
            目标节省10万元
            预计接入20家
            12月30日前接入20家门店
            方案2评审
            iOS17适配
            PRJ-1234已关闭
            单号20241203000123456
            """)
    void leavesAloneWhatIsNoFigure(String line) {
        assertThat(Notation.metrics(Notation.item(line).facts())).isEqualTo("-");
    }
}
