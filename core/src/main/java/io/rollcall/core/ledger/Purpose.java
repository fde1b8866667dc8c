package io.rollcall.core.ledger;

import java.util.regex.Pattern;

/** What a section of a report is for, told by its title. */
public enum Purpose {
    /** Items of work, and figures. */
    WORK,
    /** What is to be done next. */
    PLANS,
    /** What went wrong. */
    INCIDENTS,
    /** Thoughts, which promise nothing. */
    PROSE;

    private static final Pattern PLAN = Pattern.compile("(?i)下周|下一周|后续(?:计划|安排)|(?:工作|下阶段)计划|next\\s*week|^plans?$");
    private static final Pattern INCIDENT = Pattern.compile("(?i)事件|事故|故障|incident");
    private static final Pattern THOUGHT =
            Pattern.compile("(?i)收获|反思|感想|心得|思考|总结与|感悟|随笔|thoughts|learnings|reflection");

    /** {@link #WORK} for whatever a title does not tell. */
    public static Purpose of(String title) {
        if (PLAN.matcher(title).find()) {
            return PLANS;
        }
        if (THOUGHT.matcher(title).find()) {
            return PROSE;
        }
        return INCIDENT.matcher(title).find() ? INCIDENTS : WORK;
    }
}
