package io.rollcall.bot.demo;

import io.rollcall.core.calendar.ReportWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the demo's members write: last week, and in the round that is watched. Dates are written as days from the
 * Friday of the watched week, {@code {+7}} or {@code {-3}}, so that they read right whenever the demo runs.
 */
final class DemoScript {

    private static final Pattern DAY = Pattern.compile("\\{([+-]\\d+)}");

    private final LocalDate friday;

    DemoScript(ReportWeek week) {
        this.friday = week.monday().plusDays(4);
    }

    /** Lines that a member sent, as they would stand in one message. */
    record Said(String member, String text) {}

    /** What last week's report was made of. */
    List<Said> lastWeek() {
        return List.of(
                said("lin", """
                        【云享付】
                        1. 商户侧：累计接入商户312家，本周新增18家。
                        2. 产研进展：
                          - 自动续费联调进度60%，预计{+0}上线。
                          - 退款链路重构方案评审完成。
                        【下周计划】
                        1. 云享付自动续费上线
                        2. 年度预算第一轮沟通
                        """),
                said("zhou", """
                        1. 东南亚通道：新加坡通道联调进度70%，预计{+7}切量。
                        2. 汇率服务：报价延迟优化方案评审中。
                        """),
                said("chen", """
                        1、商户门户：新版对账单下载已提测，预计{-1}上线
                        2、工单治理：入网类工单412单，较上周下降3.5%
                        3、资质年审：批量催办功能开发中，进度40%
                        """),
                said("su", """
                        - 统一收银台：灰度比例20%，成功率99.95%
                        - 账务二期：科目迁移进度55%，预计{+14}完成
                        - 标准签约：由于资源冲突，暂停推进
                        """),
                said("he", """
                        【O3 稳定与治理】
                        1. 机房迁移：核心库同步进度80%，预计{+21}完成切换
                        2. 告警治理：无效告警清理完成
                        【系统运行数据】
                        支付成功率：
                        - 收款成功率：99.982%
                        - 付款成功率：99.991%
                        事故数AB级0次，CD级1次
                        【生产事件】
                        无
                        """),
                said("fang", """
                        1. 凭证识别：发票字段准确率96.2%，灰度2家商户
                        2. 智能客服：自动应答占比41%，目标{+21}前达到50%
                        """));
    }

    String linOnTapGo() {
        return fill("""
                1. 商户侧：累计接入商户335家，本周新增23家。
                2. 产研进展：
                  - 自动续费已上线，{-1}完成首单验证。
                  - 退款链路重构开发进度30%，预计{+14}提测。
                """);
    }

    String linOnPlans() {
        return fill("""
                【下周计划】
                1. 退款链路重构联调，{+5}前完成环境准备
                2. 年度预算第二轮评审
                """);
    }

    String chenFirst() {
        return fill("""
                1、商户门户：新版对账单下载{-1}已上线，覆盖全部商户
                2、工单治理：入网类工单386单，较上周下降6.3%
                """);
    }

    String chenMore() {
        // As last week, to the letter.
        return fill("3、资质年审：批量催办功能开发中，进度40%");
    }

    String suWithAMistake() {
        return fill("""
                • 统一收银台：灰度比例50%，成功率99.96%
                • 账务二期：科目迁移进度17%，预计{+14}完成
                • 标准签约：资源冲突仍未解决，继续暂停
                """);
    }

    String suCorrected() {
        return fill("""
                • 统一收银台：灰度比例50%，成功率99.96%
                • 账务二期：科目迁移进度71%，预计{+21}完成
                • 标准签约：资源冲突仍未解决，继续暂停
                """);
    }

    /** Why what was promised for the week before is late. */
    String suExplains() {
        return "因为联调环境被占用";
    }

    String he() {
        return fill("""
                ## O3 稳定与治理
                1. 机房迁移：核心库同步进度92%，预计{+21}完成切换
                2. 支付安全：
                    （1）密钥轮换方案评审通过
                    （2）旁路校验开发中，受人力影响存在延期风险

                ## 系统运行数据
                支付成功率：
                - 收款成功率：99.987%
                - 付款成功率：99.993%
                系统可用性：99.99%
                事故数AB级0次，CD级1次

                ## 生产事件
                {-2} 14:20 渠道证书到期导致付款失败，持续12分钟，影响26笔，已更换证书并补发
                """);
    }

    String fang() {
        return fill("""
                凭证识别：发票字段准确率97.1%，灰度扩大到6家商户
                智能客服：自动应答占比44.5%，环比提升4.5%，目标{+21}前达到50%
                """);
    }

    /** From 41 % to 44.5 % are 3.5 points. */
    String fangCorrects() {
        return "改为3.5个百分点";
    }

    private Said said(String member, String text) {
        return new Said(member, fill(text));
    }

    private String fill(String text) {
        return DAY.matcher(text).replaceAll(this::day).strip();
    }

    private String day(MatchResult placeholder) {
        LocalDate day = friday.plusDays(Integer.parseInt(placeholder.group(1)));
        return day.getMonthValue() + "/" + day.getDayOfMonth();
    }
}
