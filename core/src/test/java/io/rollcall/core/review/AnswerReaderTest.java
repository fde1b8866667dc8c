package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.review.Answer.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final Finding SLIPPED =
            Reviewed.one(FindingKind.SLIPPED, "1. 门店分账：联调中，预计12/5上线", "1. 门店分账：联调中，预计12/20上线");
    private static final Finding CLAIM =
            Reviewed.one(FindingKind.CLAIM, "1. 收款成功率：99.85%", "1. 收款成功率：99.97%，较上周提升0.21个百分点");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            已完成                | DONE       | 已完成
            已经上线了            | DONE       | 已经上线了
            上线了。              | DONE       | 上线了
            全部完成了            | DONE       | 全部完成了
            done                  | DONE       | done
            It's live!            | DONE       | It's live
            仍按原计划            | AS_PLANNED | 仍按原计划
            按计划                | AS_PLANNED | 按计划
            as planned            | AS_PLANNED | as planned
            改到12/20             | MOVED      | 12/20
            延到 12/27            | MOVED      | 12/27
            12/20                 | MOVED      | 12/20
            12月20日上线          | MOVED      | 12月20日
            预计下周五上线        | MOVED      | 下周五
            改到12/20，等对方联调 | MOVED      | 12/20
            moved to 12/20        | MOVED      | 12/20
            by 12/20              | MOVED      | 12/20
            暂停                  | PAUSED     | 暂停
            先暂停了              | PAUSED     | 先暂停了
            on hold               | PAUSED     | on hold
            还没完成              | ONGOING    | 还没完成
            still in progress     | ONGOING    | still in progress
            确认延期              | RIGHT      | 确认延期
            是的                  | RIGHT      | 是的
            因为上游接口没交付    | EXPLAINED  | 因为上游接口没交付
            上周写错了            | EXPLAINED  | 上周写错了
            because the vendor was late | EXPLAINED | because the vendor was late
            以后别问这项          | MUTED      | 以后别问这项
            别再问这个了          | MUTED      | 别再问这个了
            don't ask about this again | MUTED | don't ask about this again
            Don’t ask about this again | MUTED | Don't ask about this again
            """)
    void whatBeginsLikeAnAnswerIsOne(String text, Kind kind, String words) {
        assertThat(AnswerReader.read(text, SLIPPED)).contains(new Answer(kind, words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            改为 0.12 个百分点    | CORRECTED  | 0.12 个百分点
            0.12个百分点          | CORRECTED  | 0.12个百分点
            应为0.12              | CORRECTED  | 0.12
            change to 0.12 个百分点 | CORRECTED | 0.12 个百分点
            原文无误              | RIGHT      | 原文无误
            数没错                | RIGHT      | 数没错
            the text is right     | RIGHT      | the text is right
            数没错，口径变了      | EXPLAINED  | 数没错，口径变了
            口径调整              | EXPLAINED  | 口径调整
            上周写错了            | EXPLAINED  | 上周写错了
            last week's figure was wrong | EXPLAINED | last week's figure was wrong
            """)
    void ofAFigureItMayBeTheRightOneOrTheReason(String text, Kind kind, String words) {
        assertThat(AnswerReader.read(text, CLAIM)).contains(new Answer(kind, words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. 门店分账：已上线",
                "风控规则已上线",
                "门店分账改到12/20上线",
                "- 已完成",
                "已完成对账平台改造",
                "完成票据池联调，预计下周上线",
                "口径统一方案评审通过",
                "需求评审3次",
                "【重点项目】\n1. 网关扩容",
                "已完成\n网关扩容",
                "12/20上线票据池，12/25全量",
                "本周处理工单32件",
                "",
                "等级保护测评完成",
            })
    void whatReadsLikeALineOfTheReportIsNone(String text) {
        assertThat(AnswerReader.read(text, SLIPPED)).isEmpty();
        assertThat(AnswerReader.read(text, CLAIM)).isEmpty();
    }

    @Test
    void aReplyToTheVeryQuestionIsAnAnswerWhateverItSays() {
        assertThat(AnswerReader.readCertain("供应商换人了，下周重新排", SLIPPED))
                .isEqualTo(new Answer(Kind.EXPLAINED, "供应商换人了，下周重新排"));
        assertThat(AnswerReader.readCertain("改到12/20", SLIPPED)).isEqualTo(new Answer(Kind.MOVED, "12/20"));
    }

    @Test
    void theWordsThatAskForADayLackOne() {
        for (String text : new String[] {"改日期…", "改日期", "change the date…"}) {
            assertThat(AnswerReader.read(text, SLIPPED).orElseThrow().lacksDay())
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void aLongTextIsReadInNoTime() {
        String text = "已".repeat(50_000) + "完成";

        assertThat(AnswerReader.read(text, SLIPPED)).isEmpty();
    }
}
