package io.rollcall.bot.conversation;

import java.util.Optional;

/** What a member can tell the bot to do, as against text for the report. */
sealed interface Command {

    /** {@code 预览}: show what the report holds of mine. */
    record Preview() implements Command {}

    /** {@code 撤回}: take back my last message. */
    record Undo() implements Command {}

    /**
     * {@code 重写}: forget what I sent this round.
     *
     * @param text what follows on further lines, the new beginning
     */
    record Rewrite(Optional<String> text) implements Command {}

    /** {@code 同上周}: my lines of last week stand. */
    record SameAsLastWeek() implements Command {}

    /** {@code 跳过}: nothing from me this week. */
    record Skip() implements Command {}

    /**
     * {@code 请假 12/16-12/20}: I am away.
     *
     * @param days the words after the command; empty for today
     */
    record Leave(String days) implements Command {}

    /**
     * {@code 销假}, {@code 取消请假}: I am back, or not away after all.
     *
     * @param days the words after the command; empty for all leave from now on
     */
    record CancelLeave(String days) implements Command {}

    /**
     * {@code 提醒我 15:00}: when I am reminded.
     *
     * @param time the words after the command; empty to hear how it is
     */
    record RemindMe(String time) implements Command {}

    /** {@code 提醒恢复默认}: I am reminded when the others are. */
    record RemindAsUsual() implements Command {}

    /**
     * {@code 免打扰 20:00-09:00}: when I am not written to.
     *
     * @param hours the words after the command; empty to hear how it is
     */
    record Quiet(String hours) implements Command {}

    /** {@code 取消免打扰}: I may be written to at any time. */
    record NotQuiet() implements Command {}

    /**
     * {@code 转给@某人}: someone else answers for me this round.
     *
     * @param name as written, without {@code @}
     */
    record HandOver(String name) implements Command {}

    /**
     * {@code 归到【平台建设】}: my last message belongs there.
     *
     * @param section its title
     */
    record Move(String section) implements Command {}

    /** {@code 状态}: who has answered. */
    record Standing() implements Command {}

    /** {@code 帮助}. */
    record Help() implements Command {}

    /** {@code 群号}: what a team file calls this group. */
    record GroupId() implements Command {}

    /** {@code 收到}, {@code 谢谢}: said to be polite; never text for the report. */
    record Courtesy() implements Command {}

    /** What an editor does to the report; to everybody else of a team with an editor it is nothing to do. */
    sealed interface OfEditor extends Command {}

    /** {@code 草稿}: show the whole report as it stands. */
    record Draft() implements OfEditor {}

    /** {@code 通过}: post it now. */
    record Approve() implements OfEditor {}

    /** {@code 立即发布}: close the round before its time, and post the report. */
    record ApproveEarly() implements OfEditor {}

    /** {@code 修改记录}: what was done to the report, by whom. */
    record Changes() implements OfEditor {}

    /**
     * {@code 修改【平台建设】}: have a section read like this.
     *
     * @param section its number in the draft or its title
     * @param text    what follows on further lines; blank to be shown what there is to change
     */
    record Edit(String section, String text) implements OfEditor {}

    /**
     * {@code 退回【平台建设】 请补充上线时间}: give a section back to its owners.
     *
     * @param section its number in the draft or its title
     */
    record SendBack(String section, String comment) implements OfEditor {}

    /** {@code 恢复我的修改【平台建设】}: have my edit count again. */
    record Restore(String section) implements OfEditor {}
}
