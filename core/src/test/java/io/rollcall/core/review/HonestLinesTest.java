package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two weeks of honest lines that look wrong at first sight, and beside some of them a wrong one that looks alike. */
class HonestLinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1. 首页换装：12/6定稿，1/10开发完成 | 1. 首页换装：12/6定稿，开发进度20%，1/10开发完成
            1. 春运保障：脚本编写中，预计1/17完成压测 | 1. 春运保障：压测完成50%，预计1/17完成压测
            1. 揽收量：12,000单（线上8,100单，线下3,900单） | 1. 揽收量：13,000单（线上8,600单，线下4,400单），环比+8.3%
            1. 处理工单320件，未完成12件 | 1. 处理工单340件，未完成10件，较上周增加20件
            1. 累计接入网点120家，本周新增4家 | 1. 累计接入网点125家，本周新增6家，下线1家
            1. 调度台：测试进度85% | 1. 调度台：12/5测试完成，进入UAT，UAT进度20%
            1. 清分：暂停，等合规意见，预计12/6恢复 | 1. 清分：合规已确认，恢复推进，预计12/20完成
            1. 运单查询：提示语调整，下周内测 | 1. 运单查询：内测中，首批5个网点试用
            1. 车队访谈：完成5户，预计下周完成剩余3户 | 1. 车队访谈：剩余3户完成，共8户
            1. 安全提醒：计划12月13日支持新城全域 | 1. 安全提醒：新城全域已于12月4日上线，比计划早一周
            1. 票据归档：历史票据归档完成58% | 1. 票据归档：历史票据归档完成83%
            1. 监管报表：需求评审完成 | 1. 监管报表：开发进度30%
            1. 支持用户取消订单，预计12/13上线 | 1. 支持用户取消订单：联调中，预计12/13上线
            1. 累计理赔120件 | 1. 累计理赔118件，剔除重复2件
            """)
    void areNotAccused(String before, String now) {
        assertThat(Reviewed.lines(before, now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1. 揽收量：12,000单（线上8,100单，线下3,900单） | 1. 揽收量：13,000单（线上8,600单，线下4,400单），环比+9.3% | CLAIM
            1. 处理工单320件，未完成12件 | 1. 处理工单340件，未完成10件，较上周增加30件 | CLAIM
            1. 累计接入网点120家，本周新增4家 | 1. 累计接入网点125家，本周新增7家，下线1家 | CLAIM
            1. 累计理赔120件 | 1. 累计理赔112件 | BACKWARDS
            1. 仓库双活：运单库与司机库缓存分家已完成，新机房启用 | 1. 仓库双活：运单库与司机库缓存分家进行中 | BACKWARDS
            1. 政务对接：省平台模式完成技术准备 | 1. 政务对接：省平台模式技术准备做到80% | BACKWARDS
            1. 空单补贴玩法预计12/11联调，12月下旬上线 | 1. 空单补贴：测算下来不合算，玩法撤回，12月的联调和上线都取消 | WITHDRAWN
            1. 路由配置：沙盘核对中，下周在宁州试跑，另外备份线路将在下周启动讨论 | 1. 路由配置：沙盘核对通过，宁州试跑顺利 | SILENT
            1. 广告上线至今 | 1. 广告上线至今，成功订单13,210笔，其中小程序11,480笔，占比86.90%；其他渠道1,730笔，占比13.9% | SUM
            """)
    void butTheirLikeAre(String before, String now, FindingKind kind) {
        assertThat(Reviewed.lines(before, now)).extracting(Finding::kind).contains(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1. 东城银行直连：联调中，预计12/4上线 | 1. 西山银行直连：联调中，预计12/18上线
            1. 东行代扣：联调中，预计12/4上线 | 1. 西行代扣：联调中，预计12/25上线
            1. 宁州分公司开户：资料已提交，预计12/4完成 | 1. 桂州分公司开户：资料已提交，预计12/18完成
            """)
    void ofAKindAreNotOneItem(String before, String now) {
        assertThat(Reviewed.lines(before, now)).extracting(Finding::kind).doesNotContain(FindingKind.SLIPPED);
    }
}
