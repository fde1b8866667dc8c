package io.rollcall.bot.conversation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells commands from text for the report. A command is the whole message: {@code 预览} is one, {@code 预览页面已上线} is a
 * line of the report. Those that take more words are commands only when the rest reads as days ({@code 请假}), as times ({@code 提醒我}, {@code 免打扰}), as a name
 * ({@code 转给}), or as a title in brackets ({@code 归到}). What a button says is a command, too: not every chat has buttons.
 */
final class Commands {

    private static final Map<String, Command> WORDS = Stream.of(
                    words(new Command.Preview(), "预览", "看看", "preview"),
                    words(new Command.Undo(), "撤回", "撤回这条", "撤销", "undo", "withdraw", "take this back"),
                    words(new Command.Rewrite(Optional.empty()), "重写", "重新写", "重来", "rewrite", "start over"),
                    words(
                            new Command.SameAsLastWeek(),
                            "同上周",
                            "同上",
                            "和上周一样",
                            "与上周相同",
                            "其余同上周",
                            "全部同上周",
                            "same",
                            "same as last week"),
                    words(new Command.Skip(), "跳过", "本周无", "本周无更新", "本周没有更新", "无更新", "skip", "nothing this week"),
                    words(new Command.Leave(""), "请假", "请病假", "请年假", "请事假", "本周请假", "休假", "leave", "on leave"),
                    words(
                            new Command.CancelLeave(""),
                            "销假",
                            "取消请假",
                            "取消休假",
                            "撤销请假",
                            "不请假了",
                            "cancel leave",
                            "back from leave"),
                    words(new Command.RemindMe(""), "提醒我", "提醒时间", "remind me"),
                    words(
                            new Command.RemindAsUsual(),
                            "提醒恢复默认",
                            "恢复默认提醒",
                            "恢复默认提醒时间",
                            "取消提醒时间",
                            "remind me as usual",
                            "default reminders"),
                    words(new Command.Quiet(""), "免打扰", "勿扰", "quiet", "quiet hours"),
                    words(
                            new Command.NotQuiet(),
                            "取消免打扰",
                            "关闭免打扰",
                            "取消勿扰",
                            "quiet off",
                            "no quiet hours",
                            "cancel quiet hours"),
                    words(new Command.Standing(), "状态", "进度", "谁没交", "status"),
                    words(new Command.GroupId(), "群号", "group id"),
                    words(new Command.Draft(), "草稿", "看草稿", "看看草稿", "draft"),
                    words(new Command.Approve(), "通过", "批准", "发布", "通过并发布", "approve", "publish"),
                    words(new Command.ApproveEarly(), "立即发布", "publish now"),
                    words(new Command.Changes(), "修改记录", "changes"),
                    words(new Command.Help(), "帮助", "怎么用", "帮忙", "help", "?"),
                    words(
                            new Command.Courtesy(),
                            "收到",
                            "好的",
                            "好",
                            "嗯",
                            "嗯嗯",
                            "谢谢",
                            "多谢",
                            "辛苦了",
                            "你好",
                            "您好",
                            "在吗",
                            "ok",
                            "okay",
                            "thanks",
                            "thank you",
                            "thx",
                            "hi",
                            "hello",
                            "👌",
                            "👍",
                            "🙏"))
            .flatMap(map -> map.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Longer than any word of {@link #WORDS}; what is longer is never looked up. */
    private static final int LONGEST_WORD = 40;

    /** Room for a command with its days or a name. What is longer is text, and no pattern is tried on it. */
    private static final int LONGEST_COMMAND = 100;

    private static final String CLOSING = "。.!！~～,，";

    private static final String AWAY = "(?:请[年病事婚产]?假|休年?假|(?i:(?:on )?leave))";
    private static final Pattern LEAVE = Pattern.compile("我?" + AWAY + "[\\s:：]*(.+)");
    private static final Pattern DAYS_FIRST = Pattern.compile("(?:我|本人)?(.+?)我?(?:要|想)?(?:请[年病事婚产]?假|休年?假)(.*)");
    private static final Pattern CANCEL_LEAVE =
            Pattern.compile("(?:取消|撤销)(?:请[年病事婚产]?假|休年?假)[\\s:：]*(.+)|(?i:cancel leave)[\\s:]+(.+)");

    private static final Pattern REMIND_ME =
            Pattern.compile("(?:以后|每周|请)?(?:提醒我|(?i:remind me))[\\s:：]*(?:在|(?i:at\\s))?\\s*(.+)");
    private static final Pattern QUIET = Pattern.compile("(?:免打扰|勿扰|(?i:quiet(?: hours)?))(?:时间)?[\\s:：]*(.+)");
    private static final Pattern NUMBERING = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern HAND_OVER = Pattern.compile("(?:转给|转交给?|(?i:hand over to|assign to))\\s*(@?)\\s*(.+)");

    private static final Pattern MOVE = Pattern.compile("(?:归到\\s*【([^【】]+)】|(?i:move to)\\s*\\[([^\\[\\]]+)])");

    /** What opens a command that a text of any length follows. */
    private static final int LONGEST_HEAD = 200;

    private static final String TITLE = "(?:【([^【】]{1,80})】|\\[([^\\[\\]]{1,80})])";
    private static final String NUMBER = "#?(\\d{1,3})";

    private static final Pattern EDIT =
            Pattern.compile("(?:修改|(?i:edit))\\s*(?:" + TITLE + "|" + NUMBER + ")\\s*[:：]?\\s*");
    private static final Pattern RESTORE =
            Pattern.compile("(?:恢复(?:我的)?修改|(?i:restore(?: my edit of)?))\\s*(?:" + TITLE + "|" + NUMBER + ")\\s*");
    private static final Pattern SEND_BACK =
            Pattern.compile("(?:退回|(?i:send back))\\s*(?:" + TITLE + "\\s*[:：，,]?|" + NUMBER + "\\s*[:：])");

    private Commands() {}

    /**
     * Takes time in proportion to the message's length, whatever it holds.
     *
     * @param isName whether these words, with the {@code @} before them if there is one, name someone who could take
     *               over
     */
    static Optional<Command> read(String message, Predicate<String> isName) {
        String text = clean(message);
        Optional<Command> word = word(text);
        if (word.isPresent()) {
            return word;
        }
        int lineEnd = text.indexOf('\n');
        if (lineEnd > 0 && word(text.substring(0, lineEnd)).orElse(null) instanceof Command.Rewrite) {
            return Optional.of(new Command.Rewrite(Optional.of(text.substring(lineEnd + 1))));
        }
        Optional<Command> ofEditor = ofEditor(text);
        if (ofEditor.isPresent()) {
            return ofEditor;
        }
        String said = withoutClosing(text);
        if (said.length() > LONGEST_COMMAND) {
            return Optional.empty();
        }
        if (isCourtesy(said) || (said.isEmpty() && !text.isEmpty())) {
            return Optional.of(new Command.Courtesy());
        }
        if (lineEnd >= 0) {
            return Optional.empty();
        }
        Optional<Command> leave = leave(said);
        if (leave.isPresent()) {
            return leave;
        }
        Optional<Command> ownTime = ownTime(said);
        if (ownTime.isPresent()) {
            return ownTime;
        }
        Matcher move = MOVE.matcher(said);
        if (move.matches()) {
            return Optional.of(new Command.Move(move.group(1) == null ? move.group(2) : move.group(1)));
        }
        Matcher handOver = HAND_OVER.matcher(text);
        if (text.length() <= LONGEST_COMMAND
                && handOver.matches()
                && isName.test(handOver.group(1) + handOver.group(2).strip())) {
            return Optional.of(new Command.HandOver(handOver.group(2).strip()));
        }
        return Optional.empty();
    }

    /**
     * A number leads to a section only where nothing but a colon follows it: {@code 修改 3 个接口} and
     * {@code 退回 3 笔重复扣款} are lines of a report, and so is {@code 修改【收银台】的文案}.
     */
    private static Optional<Command> ofEditor(String text) {
        int lineEnd = text.indexOf('\n');
        String first = lineEnd < 0 ? text : text.substring(0, lineEnd);
        String rest = lineEnd < 0 ? "" : text.substring(lineEnd + 1);
        if (first.length() > LONGEST_HEAD) {
            first = first.substring(0, LONGEST_HEAD);
        }
        Matcher edit = EDIT.matcher(first);
        if (edit.matches()) {
            return Optional.of(new Command.Edit(reference(edit), rest));
        }
        Matcher restore = RESTORE.matcher(first);
        if (restore.matches() && rest.isBlank()) {
            return Optional.of(new Command.Restore(reference(restore)));
        }
        Matcher back = SEND_BACK.matcher(first);
        if (back.lookingAt()) {
            return Optional.of(new Command.SendBack(
                    reference(back), text.substring(back.end()).strip()));
        }
        return Optional.empty();
    }

    private static String reference(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i).strip();
            }
        }
        return "";
    }

    /** {@code 提醒我 15:00} and {@code 免打扰 20:00-09:00}; {@code 提醒我周五交材料} is a line of the report. */
    private static Optional<Command> ownTime(String said) {
        Matcher remind = REMIND_ME.matcher(said);
        if (remind.matches() && OwnHours.looksLikeTime(remind.group(1))) {
            return Optional.of(new Command.RemindMe(remind.group(1).strip()));
        }
        Matcher quiet = QUIET.matcher(said);
        return quiet.matches() && OwnHours.looksLikeHours(quiet.group(1))
                ? Optional.of(new Command.Quiet(quiet.group(1).strip()))
                : Optional.empty();
    }

    private static Optional<Command> leave(String said) {
        Matcher cancel = CANCEL_LEAVE.matcher(said);
        if (cancel.matches()) {
            String days = cancel.group(1) == null ? cancel.group(2) : cancel.group(1);
            return LeaveDays.looksLikeDays(days)
                    ? Optional.of(new Command.CancelLeave(days.strip()))
                    : Optional.empty();
        }
        Matcher leave = LEAVE.matcher(said);
        if (leave.matches() && LeaveDays.looksLikeDays(leave.group(1))) {
            return Optional.of(new Command.Leave(leave.group(1).strip()));
        }
        Matcher daysFirst = DAYS_FIRST.matcher(said);
        if (!daysFirst.matches()) {
            return Optional.empty();
        }
        String when = daysFirst.group(1).strip();
        String all = (when + " " + daysFirst.group(2)).strip();
        // "2.1 请假" is more likely a line's number than the first of February.
        return !NUMBERING.matcher(when).matches() && LeaveDays.areDays(when) && LeaveDays.areDays(all)
                ? Optional.of(new Command.Leave(all))
                : Optional.empty();
    }

    /** {@code 收到，谢谢！}: several polite words are no more than one. */
    private static boolean isCourtesy(String text) {
        String[] words = text.strip().split("[，,。.!！~～\\s]+");
        return Stream.of(words).allMatch(word -> word(word).orElse(null) instanceof Command.Courtesy);
    }

    /** Without the invisible characters that come along with pasted text. */
    private static String clean(String message) {
        return message.replaceAll("[\\u200B-\\u200D\\u2060\\uFEFF]", "")
                .replace('\u00A0', ' ')
                .replace('\u3000', ' ')
                .replace("\r\n", "\n")
                .strip();
    }

    /** A leading slash and closing punctuation are habits of typing. */
    private static Optional<Command> word(String text) {
        String said = withoutClosing(text.strip());
        if (said.startsWith("/")) {
            said = said.substring(1);
        }
        return said.length() > LONGEST_WORD
                ? Optional.empty()
                : Optional.ofNullable(WORDS.get(said.replace('？', '?').toLowerCase(Locale.ROOT)));
    }

    /** By hand, since a pattern that is anchored only at the end tries again at every character of a long run. */
    private static String withoutClosing(String text) {
        int end = text.length();
        while (end > 0
                && (CLOSING.indexOf(text.charAt(end - 1)) >= 0 || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Map<String, Command> words(Command command, String... words) {
        return Stream.of(words).collect(Collectors.toMap(word -> word, word -> command));
    }
}
