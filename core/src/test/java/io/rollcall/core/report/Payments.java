package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An invented team, and its round of week 49. */
final class Payments {

    static final ReportWeeks WEEK = ReportWeeks.of(new ReportWeek(2024, 49));
    static final RoundId ROUND = new RoundId(new TeamId("payments"), WEEK.first());

    static final MemberId LIN = new MemberId("lin");
    static final MemberId ZHOU = new MemberId("zhou");
    static final MemberId CHEN = new MemberId("chen");
    static final MemberId WU = new MemberId("wu");
    static final MemberId GU = new MemberId("gu");

    static final SectionId PROJECTS = new SectionId("projects");
    static final SectionId CASHIER = new SectionId("cashier");
    static final SectionId WALLET = new SectionId("wallet");
    static final SectionId O1 = new SectionId("o1");
    static final SectionId O2 = new SectionId("o2");
    static final SectionId FIGURES = new SectionId("figures");
    static final SectionId INCIDENTS = new SectionId("incidents");
    static final SectionId THOUGHTS = new SectionId("thoughts");
    static final SectionId PLANS = new SectionId("plans");

    static final Team TEAM = new Team(
            ROUND.team(),
            "支付中台",
            ZoneId.of("Asia/Shanghai"),
            Locale.CHINESE,
            Timetable.DEFAULT,
            null,
            CHEN,
            List.of(member(LIN, "林晓"), member(ZHOU, "周楠"), member(CHEN, "陈默"), member(WU, "吴迪"), member(GU, "顾言")),
            List.of(
                    new Section(
                            PROJECTS,
                            "重点项目",
                            SectionKind.ITEMS,
                            List.of(),
                            null,
                            List.of(),
                            false,
                            null,
                            List.of(
                                    section(CASHIER, "收银台", SectionKind.ITEMS, LIN),
                                    section(WALLET, "云钱包", SectionKind.ITEMS, ZHOU))),
                    section(O1, "O1 业务服务", SectionKind.ITEMS, LIN, ZHOU),
                    new Section(
                            O2,
                            "O2 能力升级",
                            SectionKind.ITEMS,
                            List.of(CHEN),
                            GU,
                            List.of("能力建设"),
                            false,
                            null,
                            List.of()),
                    section(FIGURES, "系统运行数据", SectionKind.METRICS, WU),
                    section(INCIDENTS, "生产事件", SectionKind.INCIDENTS, WU),
                    new Section(
                            THOUGHTS,
                            "收获与反思",
                            SectionKind.TEXT,
                            List.of(GU),
                            null,
                            List.of(),
                            true,
                            "## {title}",
                            List.of()),
                    new Section(
                            PLANS,
                            "下周工作及目标",
                            SectionKind.PLANS,
                            List.of(CHEN),
                            null,
                            List.of("下周计划"),
                            false,
                            "# {title}",
                            List.of())),
            ReportTemplate.DEFAULT);

    static final ReportWords WORDS = new ReportWords(Locale.CHINESE, word -> switch (word) {
        case CHANGES -> "本周变化";
        case UPDATED -> "已更新";
        case DONE -> "完成";
        case INCIDENTS -> "事件";
        case STUCK -> "受阻或暂停";
        case SLIPPED -> "延期";
        case SLIP -> "{original} → {day}，延期 {days} 天";
        case SLIP_AGAIN -> "原定 {original} → {day}，第 {n} 次延期，累计 {days} 天";
        case DUE -> "下周到期";
        case AS_LAST_WEEK -> "与上周相同";
        case QUIET -> "没有更新";
        case MISSING -> "未提交";
        case NOT_UPDATED -> "本周未更新";
        case NOTHING_NEW -> "本周无更新";
        case ON_LEAVE -> "请假";
        case UNREACHABLE -> "未能送达";
        case OTHER -> "其他";
        case FIGURE -> "指标";
        case VALUE -> "本周";
        case PROGRESS -> "进度";
        case MORE -> "另有 {n} 项，见下";
        case REVISION -> "第 {n} 版";
        case WITH_NAMES -> "{what}（{names}）";
        case BETWEEN_NAMES -> "、";
        case BETWEEN_GROUPS -> "；";
        case AFTER_LABEL -> "：";
    });

    private Payments() {}

    static Section section(SectionId id, String title, SectionKind kind, MemberId... owners) {
        return new Section(id, title, kind, List.of(owners), null, List.of(), false, null, List.of());
    }

    static Member member(MemberId id, String name) {
        return new Member(id, name, new Account("feishu", "main", "ou_" + id));
    }

    static Ask ask(MemberId owner, AskState state) {
        return new Ask(ROUND, owner, state, null, null, null);
    }

    /** The replies of a round, numbered as they come. */
    static final class Replies {

        private final List<Reply> replies = new ArrayList<>();

        Replies text(MemberId member, @Nullable SectionId section, String text) {
            return add(member, ReplyKind.TEXT, section, text, null);
        }

        Replies sameAsLastWeek(MemberId member, @Nullable SectionId section) {
            return add(member, ReplyKind.SAME_AS_LAST_WEEK, section, "同上周", null);
        }

        Replies skip(MemberId member, @Nullable SectionId section) {
            return add(member, ReplyKind.SKIP, section, "跳过", null);
        }

        Replies takenBack(MemberId member, @Nullable SectionId section, String text) {
            return add(member, ReplyKind.TEXT, section, text, Instant.parse("2024-12-06T03:00:00Z"));
        }

        List<Reply> all() {
            return replies;
        }

        private Replies add(
                MemberId member,
                ReplyKind kind,
                @Nullable SectionId section,
                String text,
                @Nullable Instant takenBack) {
            long id = replies.size() + 1;
            replies.add(new Reply(
                    id,
                    ROUND,
                    member,
                    "feishu",
                    "om_" + id,
                    1,
                    kind,
                    text,
                    section,
                    Instant.parse("2024-12-06T02:30:00Z"),
                    takenBack));
            return this;
        }
    }
}
