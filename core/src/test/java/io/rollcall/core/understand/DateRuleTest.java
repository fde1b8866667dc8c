package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # every way to write a day; the report's week is 2 to 8 December 2024
            星桥预计12月20日上线            | 2024-12-20 PLANNED
            星桥预计 12 月 20 日上线         | 2024-12-20 PLANNED
            星桥预计１２月２０日上线          | 2024-12-20 PLANNED
            星桥预计12月20号上线            | 2024-12-20 PLANNED
            星桥预计12月20上线              | 2024-12-20 PLANNED
            星桥预计12/20上线               | 2024-12-20 PLANNED
            星桥预计12.20上线               | 2024-12-20 PLANNED
            星桥预计12-20上线               | 2024-12-20 PLANNED
            星桥预计1220上线                | 2024-12-20 PLANNED
            星桥预计20241220上线            | 2024-12-20 PLANNED
            星桥预计2024-12-20上线          | 2024-12-20 PLANNED
            星桥预计2024/12/20上线          | 2024-12-20 PLANNED
            星桥预计2024年12月20日上线       | 2024-12-20 PLANNED
            星桥预计24年12月20日上线         | 2024-12-20 PLANNED
            星桥预计十二月二十日上线          | 2024-12-20 PLANNED
            星桥预计20号上线                | 2024-12-20 PLANNED
            星桥预计20日上线                | 2024-12-20 PLANNED
            星桥预计**12/20**上线           | 2024-12-20 PLANNED
            # the nearest year
            青鸟预计1月初上线               | 2025-01-01..2025-01-10 PLANNED
            青鸟11/26已上线                | 2024-11-26 ACTUAL
            青鸟1/6提测                    | 2025-01-06 PLANNED
            # parts of a month
            海棠12月上旬提测                | 2024-12-01..2024-12-10 PLANNED
            海棠12月中提测                 | 2024-12-11..2024-12-20 PLANNED
            海棠12月中旬提测                | 2024-12-11..2024-12-20 PLANNED
            海棠12月中下旬提测              | 2024-12-11..2024-12-31 PLANNED
            海棠12月下旬提测                | 2024-12-21..2024-12-31 PLANNED
            海棠12月底提测                 | 2024-12-21..2024-12-31 PLANNED
            海棠12月末提测                 | 2024-12-21..2024-12-31 PLANNED
            海棠月底提测                   | 2024-12-21..2024-12-31 PLANNED
            海棠本月底提测                 | 2024-12-21..2024-12-31 PLANNED
            海棠下月初提测                 | 2025-01-01..2025-01-10 PLANNED
            海棠下个月中旬提测              | 2025-01-11..2025-01-20 PLANNED
            海棠预计2月上线                | 2025-02-01..2025-02-28 PLANNED
            海棠12月第二周提测              | 2024-12-09..2024-12-15 PLANNED
            # weeks and weekdays
            北辰下周提测                   | 2024-12-09..2024-12-15 PLANNED
            北辰下周二提测                 | 2024-12-10 PLANNED
            北辰下下周一提测               | 2024-12-16 PLANNED
            北辰本周上线                   | 2024-12-02..2024-12-08 ACTUAL
            北辰周四上线                   | 2024-12-05 ACTUAL
            北辰星期四上线                 | 2024-12-05 ACTUAL
            北辰上周五上线                 | 2024-11-29 ACTUAL
            北辰上周已上线                 | 2024-11-25..2024-12-01 ACTUAL
            北辰周三、周四两天完成割接        | 2024-12-04 ACTUAL; 2024-12-05 ACTUAL
            北辰周一至周三封网              | 2024-12-02..2024-12-04 ACTUAL
            北辰预计下周四前提测            | ..2024-12-12 PLANNED
            北辰本周内修复                 | 2024-12-02..2024-12-08 PLANNED
            # bounds
            云杉12月30日前接入20家门店       | ..2024-12-30 PLANNED
            云杉12/30之前完成              | ..2024-12-30 PLANNED
            云杉月底前完成                 | ..2024-12-31 PLANNED
            云杉1/6后开放                 | 2025-01-06.. PLANNED
            云杉预计12/24前后启动           | 2024-12-24 PLANNED
            云杉预计12/24左右启动           | 2024-12-24 PLANNED
            云杉12月25日前端上线            | 2024-12-25 PLANNED
            云杉12/5支付上线，12/6门店切量     | 2024-12-05 ACTUAL; 2024-12-06 ACTUAL
            云杉12/5分批放量               | 2024-12-05 ACTUAL
            云杉11/1起执行新费率            | 2024-11-01 ACTUAL
            云杉延期到12.20，原因是人手不足    | 2024-12-20 PLANNED
            云杉上线时间由12/3调整为12/15    | 2024-12-03 PLANNED; 2024-12-15 PLANNED
            云杉下周扩至50%                | 2024-12-09..2024-12-15 PLANNED
            云杉12/15万达开业                | 2024-12-15 PLANNED
            # joined, and after a version
            云杉12号和16号各发一版            | 2024-12-12 PLANNED; 2024-12-16 PLANNED
            云杉3.8.0周四发版                | 2024-12-05 ACTUAL
            云杉本来说12/4上，改到12/11        | 2024-12-04 PLANNED; 2024-12-11 PLANNED
            # spans
            鸿雁11月25日-12月3日封网        | 2024-11-25..2024-12-03 ACTUAL
            鸿雁12/16-12/20培训           | 2024-12-16..2024-12-20 PLANNED
            鸿雁12/16~20培训              | 2024-12-16..2024-12-20 PLANNED
            鸿雁12月16-20日培训            | 2024-12-16..2024-12-20 PLANNED
            鸿雁16-20号培训               | 2024-12-16..2024-12-20 PLANNED
            鸿雁12月16日至20日培训          | 2024-12-16..2024-12-20 PLANNED
            10~11月份客诉复盘             | 2024-10-01..2024-11-30 MENTION
            # run together
            鸿雁1212提测                  | 2024-12-12 PLANNED
            1128事故复盘完毕               | 2024-11-28 ACTUAL
            预计117灰度                   | 2025-01-17 PLANNED
            # quarters, years, holidays
            预计25年Q1上线                | 2025-01-01..2025-03-31 PLANNED
            计划Q4底完成                  | 2024-12-21..2024-12-31 PLANNED
            年底前完成                    | ..2024-12-31 PLANNED
            计划明年3月上线               | 2025-03-01..2025-03-31 PLANNED
            元旦前完成                    | ..2024-12-31 PLANNED
            春节后上线                    | 2025-02-05.. PLANNED
            春节后第一周全量               | 2025-02-03..2025-02-09 PLANNED
            """)
    void readsCalendarTime(String line, String expected) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # who says it: expected, happened, or merely named
            青鸟11/26上线                        | 2024-11-26 ACTUAL
            青鸟12/26上线                        | 2024-12-26 PLANNED
            青鸟已于12/3上线                      | 2024-12-03 ACTUAL
            青鸟上线完成，12/3                    | 2024-12-03 ACTUAL
            青鸟原定12/3上线，因接口变更调整方案      | 2024-12-03 PLANNED
            青鸟原计划12/3上线，延期至12/17         | 2024-12-03 PLANNED; 2024-12-17 PLANNED
            青鸟计划12/3上线，实际12/4上线          | 2024-12-03 PLANNED; 2024-12-04 ACTUAL
            青鸟12月5日完成提测，预计12月16日上线     | 2024-12-05 ACTUAL; 2024-12-16 PLANNED
            青鸟目标12/13上线，二期目标1/30         | 2024-12-13 PLANNED; 2025-01-30 PLANNED
            自11/20开业以来，订单为1203            | 2024-11-20 ACTUAL
            11月例会                             | 2024-11-01..2024-11-30 MENTION
            11月财务决算完成                      | 2024-11-01..2024-11-30 MENTION
            3月培训计划已发布                     | 2025-03-01..2025-03-31 MENTION
            下周计划2家门店试点                    | 2024-12-09..2024-12-15 PLANNED
            12/3 14:20 下单接口超时，12/4完成修复    | 2024-12-03 ACTUAL; 2024-12-04 MENTION
            """)
    void tellsPlansFromWhatHappened(String line, String expected) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # whose turn it is: no promise, and nothing that happened
            1号~3号张伟 4号~6号李娜                  | 2024-12-01..2024-12-03 MENTION; 2024-12-04..2024-12-06 MENTION
            值班：12.1-12.7 王芳                     | 2024-12-01..2024-12-07 MENTION
            值班：12/14小周，12/15老吴                | 2024-12-14 MENTION; 2024-12-15 MENTION
            值班:10号~12号陈曦，13~15号何苗 ,16号我     | 2024-12-10..2024-12-12 MENTION; 2024-12-13..2024-12-15 MENTION; 2024-12-16 MENTION
            机房值守：12月14-15日两班倒               | 2024-12-14..2024-12-15 MENTION
            周一唐悦、周二邵峰                        | 2024-12-02 MENTION; 2024-12-03 MENTION
            # about duty, but a promise or done all the same
            值班：排班表下周三定稿                     | 2024-12-11 PLANNED
            值班：下周一开始轮换                       | 2024-12-09 PLANNED
            值班手册更新，12/20前                     | ..2024-12-20 PLANNED
            值班平台12/3上线                         | 2024-12-03 ACTUAL
            # a day before a name that is no one's
            12/10龙湖 12/15万科                      | 2024-12-10 PLANNED; 2024-12-15 PLANNED
            12/12白名单 12/15方案                     | 2024-12-12 PLANNED; 2024-12-15 PLANNED
            12/16方案评审 12/18文档交付                | 2024-12-16 PLANNED; 2024-12-18 PLANNED
            """)
    void tellsWhoseTurnItIsFromWhatIsPromised(String line, String expected) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo(expected);
    }

    @Test
    void theLinesBelowARosterAreItsTurns() {
        ParsedReport report = Notation.parse("1. 元旦值班：\n   - 12/30-12/31 小唐\n   - 1/1 老许");
        assertThat(report.sections().stream().flatMap(ParsedSection::items).map(item -> Notation.dates(item.facts())))
                .containsExactly("-", "2024-12-30..2024-12-31 MENTION", "2025-01-01 MENTION");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11月份成交7898笔，金额365万
            本周新增用户1203人
            较上周提升0.2%
            相较23Q4下降5%
            近7日渗透率32%
            最近30天活跃门店203家
            7日留存率41%
            每周三例会
            每月5号对账
            1.1版本合并至1.2版本
            v2.1.3发版
            DocAI0.1联调
            O1业务
            M6机房改造
            五期改造
            54321行动
            支持502,504报警
            7*24小时值守
            流量1:3分配
            费率由1.8%降至1.2%
            首页加载由1.8s优化至1.1s
            已完成3/5家
            完成第二次评审
            5号线门店
            12306接口
            周报模板
            双周会
            耗时3天
            其中2家
            一体机招标
            二手回收
            1.2万笔
            评分4.7→4.8
            2周一次例行巡检
            """)
    void leavesAloneWhatIsNoDate(String line) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2024-W22 | 预计617上线            | 2024-06-17 PLANNED
            2024-W22 | 拟在6月3号开始          | 2024-06-03 PLANNED
            2024-W22 | 端午后与门店对齐        | 2024-06-11.. PLANNED
            2024-W22 | 放假前完成巡检         | ..2024-06-07 PLANNED
            2024-W39 | 国庆前完成             | ..2024-09-30 PLANNED
            2024-W39 | 节后第一周全量         | 2024-10-07..2024-10-13 PLANNED
            2025-W01 | 12/30已上线            | 2024-12-30 ACTUAL
            2025-W01 | 1/6提测               | 2025-01-06 PLANNED
            2024-W08 | 预计2月29日上线         | 2024-02-29 PLANNED
            2023-W08 | 预计2月29日上线         | 2023-02-01..2023-02-28 PLANNED
            2024-W49 | 预计6月上线            | 2025-06-01..2025-06-30 PLANNED
            """)
    void placesDatesByTheWeekOfTheReport(String week, String line, String expected) {
        assertThat(Notation.dates(Notation.item(line, ReportWeek.parse(week)).facts()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            海棠预计12月20日上线                      | 海棠      | 上线
            支付：海棠12月20日完成提测                  | 海棠      | 完成提测
            青鸟：预计12月20日上线                     | 青鸟      | 上线
            海棠票据已完成，预计12月20日上线             | 海棠票据   | 上线
            北辰上线12/20                           | 北辰      | 上线
            北辰：需求评审完成，预计12/20上线            | 北辰      | 上线
            北辰：测试中，预计12/20上线                | 北辰      | 上线
            预计12/20                              | -        | -
            POS 2.0 预计 12/20 上线                 | POS 2.0  | 上线
            汇算 需求评审完成 12/12提测               | 汇算      | 提测
            """)
    void knowsWhatIsPromised(String line, String subject, String event) {
        Fact.Dated dated = (Fact.Dated) Notation.item(line).facts().get(0);
        assertThat(dated.subject()).isEqualTo(subject);
        assertThat(dated.event()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            支付12/20上线，门店上线12/25               | 支付 上线; 门店 上线
            刷脸方案预计12月9日联调，12月中旬上线        | 刷脸方案 联调; 刷脸方案 上线
            海棠预计12/10提测；青鸟预计12/12提测        | 海棠 提测; 青鸟 提测
            其中甲行12月30日上线、乙行1月中上线           | 甲行 上线; 乙行 上线
            云杉：上线时间由12/3调整为12/15             | 云杉 上线; 云杉 上线
            海棠原定12/5上线，因人手调走延期至12/20      | 海棠 上线; 海棠 上线
            海棠 提测12/10 上线12/20                  | 海棠 提测; 海棠 上线
            海棠 联调中 12/12提测 12/18上线             | 海棠 提测; 海棠 上线
            一期已交付，后续版本12/20上线               | 后续版本 上线
            """)
    void givesEachStatementItsOwnSubject(String line, String expected) {
        String read = Notation.item(line).facts().stream()
                .map(fact -> ((Fact.Dated) fact).subject() + " " + ((Fact.Dated) fact).event())
                .collect(Collectors.joining("; "));
        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # of the month before or of this one; the nearer is taken
            星桥26号上线              | 2024-11-26 ACTUAL   | 2024-12-26 PLANNED
            星桥预计26号上线           | 2024-12-26 PLANNED  | -
            星桥3号上线               | 2024-12-03 ACTUAL   | -
            # half a year away either way
            星桥6/5上线               | 2025-06-05 PLANNED  | 2024-06-05 ACTUAL
            星桥6月7日上线             | 2024-06-07 ACTUAL   | 2025-06-07 PLANNED
            星桥预计6/5上线            | 2025-06-05 PLANNED  | -
            星桥2025/6/5上线          | 2025-06-05 PLANNED  | -
            星桥12/5上线              | 2024-12-05 ACTUAL   | -
            星桥11/12上线             | 2024-11-12 ACTUAL   | -
            # before it begins, or before it is over
            星桥1月前上线              | ..2024-12-31 PLANNED | ..2025-01-31 PLANNED
            星桥预计12月前上线          | ..2024-11-30 PLANNED | ..2024-12-31 PLANNED
            星桥1月底前上线            | ..2025-01-31 PLANNED | -
            """)
    void keepsBothReadingsOfWordsThatHaveTwo(String line, String taken, String other) {
        Fact.Dated date = (Fact.Dated) Notation.item(line).facts().get(0);
        assertThat(Notation.shown(date)).isEqualTo(taken);
        assertThat(date.other() == null ? null : Notation.shown(date.other())).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # told from the report's Friday, 6 December
            今天上线海棠          | 2024-12-06 ACTUAL
            昨天海棠已上线         | 2024-12-05 ACTUAL
            前天跑通首笔          | 2024-12-04 ACTUAL
            明天提测             | 2024-12-07 PLANNED
            明早割接             | 2024-12-07 PLANNED
            后天开标             | 2024-12-08 PLANNED
            昨晚22:10告警，已恢复   | 2024-12-05 ACTUAL
            明年1月上线           | 2025-01-01..2025-01-31 PLANNED
            # a weekday in parentheses belongs to the day before it
            12/6（周五）完成封版    | 2024-12-06 ACTUAL
            定于12月14日(星期六)割接 | 2024-12-14 PLANNED
            """)
    void readsDaysByTheirWords(String line, String expected) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            502报警12次
            今日头条投放素材定稿
            前端改造
            后天津门店接入
            """)
    void findsNoDayInOtherWords(String line) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo("-");
    }
}
