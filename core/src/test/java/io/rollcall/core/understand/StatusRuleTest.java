package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            问卷完成                                   | DONE
            海棠已上线                                  | DONE
            海棠12/3上线                                | DONE
            满减活动上线完毕，12/3跑通首笔                   | DONE
            索引重建已完成，已经投产                            | DONE
            投诉工单归类功能上线                            | DONE
            自评进度100%，已提报                           | DONE
            账户额度已调整                                | DONE
            方案沟通中                                   | IN_PROGRESS
            需求设计中（预计12月底定稿）                      | IN_PROGRESS
            正在联调                                    | IN_PROGRESS
            已启动联调                                   | IN_PROGRESS
            通道已开通，预计12月20日前全量                     | IN_PROGRESS
            清理了脏数据；看板开发中                          | IN_PROGRESS
            样机检测通过，等待厂商答复                         | IN_PROGRESS
            比价打分完成，等定标                             | IN_PROGRESS
            验收完成，待复核                               | IN_PROGRESS
            进度10%，支付12/28上线                         | IN_PROGRESS
            技术方案启动                                 | IN_PROGRESS
            已提测                                     | IN_PROGRESS
            网关切换，预计12月底完成整体压测                    | IN_PROGRESS
            字段清点完成，下周把订单库做治理                     | IN_PROGRESS
            一期已上线，二期目标是覆盖全部门店                   | IN_PROGRESS
            一期已上线，后续观察两周                         | IN_PROGRESS
            登录页ok了                                 | DONE
            把关流程太慢了                               | -
            支付、对账等接口给到前端                        | -
            网关等资方给证书                             | IN_PROGRESS
            灰度3天没问题，准备全量                         | IN_PROGRESS
            合同寄到了                                  | DONE
            费用降了8%                                  | -
            需求池清了一遍                               | DONE
            等保材料改完了                               | DONE
            等验收报告改完                               | IN_PROGRESS
            把旧日志平台切了                              | DONE
            说明书发出去了                               | DONE
            做了2场分享                                 | DONE
            文档写了一半                                 | IN_PROGRESS
            bug剩7个                                   | IN_PROGRESS
            已完成：词条整理；计划：12/20录入                 | IN_PROGRESS
            割接完成，后续由运维接手                         | IN_PROGRESS
            割接完成，后续工作已移交运维                      | DONE
            后续版本的需求评审完成                           | DONE
            银行侧排期不明确，可能影响12/20上线                | IN_PROGRESS
            存在兼容问题待修复                             | IN_PROGRESS
            接口未完成                                  | IN_PROGRESS
            选型中，由于人手调走，暂停推进                      | PAUSED
            一期完成，二期暂缓                             | PAUSED
            被上游接口阻塞                                | BLOCKED
            联调卡在证书申请                               | BLOCKED
            尚未启动                                    | NOT_STARTED
            待排期                                     | NOT_STARTED
            计划下周启动                                 | NOT_STARTED
            下单成功率：99.9%                            | -
            自助占比70%，人效提升25%                        | -
            自11/20开业以来，总订单为1203                    | -
            团建预算                                    | -
            架构小组11月例会                             | -
            商业计划书撰写                                | -
            北城：19,254笔，2,197万                        | -
            面试12人，通过3人                             | -
            累计接入门店120家                             | -
            """)
    void readsTheStateOfWork(String line, Status expected) {
        assertThat(Notation.item(line).status()).isEqualTo(expected);
    }

    @Test
    void plansIncidentsAndReflectionsStateNone() {
        ParsedReport report = Notation.parse("""
                # 2024-W49
                ## 【生产事件】
                12/3 13:31 优惠接口漏测上线引发回滚，影响41笔，12/3 15:00修复完成
                ## 收获与反思
                1. 海棠：持续改进才能走得更远
                # 下周工作
                1. 海棠上线
                2. 青鸟跟进
                """);
        assertThat(report.sections().stream().flatMap(ParsedSection::items).map(ParsedNode.Item::status))
                .hasSize(4)
                .containsOnlyNulls();
    }

    @Test
    void aTickedBoxIsDone() {
        ParsedReport report = Notation.parse("- [x] 甲\n- [ ] 乙\n- [ ] 丙开发中");
        assertThat(report.sections()
                        .get(0)
                        .items()
                        .map(item -> item.text() + " " + item.status())
                        .collect(Collectors.toList()))
                .containsExactly("甲 DONE", "乙 NOT_STARTED", "丙开发中 IN_PROGRESS");
    }
}
