package io.rollcall.core.understand;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong: a line that starts with a moment, or any dated line of a section about incidents. Takes no words,
 * since its date and figures are facts of their own.
 *
 * <pre>
 * 12/3 14:20 回调超时6分钟，影响42笔          12-03 14:20, 回调超时6分钟, 6 min, 影响42笔
 * 12/3 09:42-10:05 网关CPU打满，失败326笔     12-03 09:42, 网关CPU打满, 23 min, 失败326笔
 * 12月3日 9:00 专线中断，9:40恢复，无资损      12-03 09:00, 专线中断, 40 min, 无资损
 * </pre>
 */
final class IncidentRule implements FactRule {

    private static final String[] EFFECTS = {"影响", "涉及", "造成", "无资损", "资损", "失败", "损失", "未影响", "无影响", "波及"};
    private static final String[] LASTS = {"持续", "历时", "耗时", "时长", "中断", "超时", "约", "共", "用时"};
    private static final String[] ENDS = {"恢复", "修复", "解决", "结束", "止损", "回滚"};
    private static final String BLANKS = " ，、。;:(),.-~";

    @Override
    public void read(Passage passage) {
        if (passage.reading.holdsDigit() && passage.isIncident()) {
            for (Passage.Found found : passage.found()) {
                if (found.fact() instanceof Fact.Dated date
                        && date.role() == Fact.Role.ACTUAL
                        && date.from() != null
                        && date.from().equals(date.to())) {
                    add(passage, found, date.from());
                    return;
                }
            }
        }
    }

    private static void add(Passage passage, Passage.Found moment, LocalDate day) {
        String text = passage.text;
        Cursor cursor = new Cursor(text, moment.end());
        LocalTime time = TimeOfDay.read(cursor);
        int end = cursor.position();
        LocalTime until = null;
        if (time != null && cursor.skipOneOf("-~至到")) {
            until = TimeOfDay.read(cursor);
            end = until == null ? end : cursor.position();
        }
        int what = end;
        while (what < text.length() && BLANKS.indexOf(text.charAt(what)) >= 0) {
            what++;
        }
        int whatEnd = what == text.length() ? what : passage.clauses.end(passage.clauses.at(what));
        if (what >= whatEnd) {
            return;
        }
        LocalTime last = until == null ? ended(passage, whatEnd) : until;
        Duration stated = lasting(passage, what);
        Duration measured = time == null || last == null || last.isBefore(time) ? null : Duration.between(time, last);
        passage.add(
                moment.start(),
                new Fact.Incident(
                        day,
                        time,
                        passage.reading.typed(what, whatEnd).strip(),
                        stated == null ? measured : stated,
                        effect(passage, whatEnd),
                        passage.quote(moment.start(), whatEnd),
                        passage.span(moment.start(), whatEnd)));
    }

    /** A later time of the same day with a word for its end: {@code 9:40恢复}. */
    private static @Nullable LocalTime ended(Passage passage, int from) {
        Cursor cursor = new Cursor(passage.text, from);
        int limit = Math.min(passage.text.length(), from + 4 * Passage.REACH);
        for (int i = from; i < limit; i++) {
            if (Fold.isDigit(passage.text.charAt(i)) && !Fold.isDigit(passage.text.charAt(i - 1))) {
                cursor.moveTo(i);
                LocalTime time = TimeOfDay.read(cursor);
                int end = cursor.position();
                if (time != null && startsWithin(passage.text, end, end + 6, ENDS) >= 0) {
                    return time;
                }
            }
        }
        return null;
    }

    /** {@code 持续35分钟}, {@code 超时6分钟}. */
    private static @Nullable Duration lasting(Passage passage, int from) {
        for (Figure figure : passage.figures()) {
            boolean beside = figure.start() >= from
                    && (passage.endsWithAny(figure.start(), LASTS)
                            || startsWithin(passage.text, figure.end(), figure.end() + 3, ENDS) >= 0);
            Duration length = beside && figure.unit() != null ? length(figure) : null;
            if (length != null) {
                return length;
            }
        }
        return null;
    }

    private static @Nullable Duration length(Figure figure) {
        if (figure.unit() == null) {
            return null;
        }
        long seconds = switch (figure.unit()) {
            case "分钟", "分", "min" -> 60;
            case "小时", "个小时", "h" -> 3600;
            case "秒", "秒钟", "s" -> 1;
            case "天" -> 86_400;
            default -> 0;
        };
        return seconds == 0
                ? null
                : Duration.ofSeconds(Math.round(figure.value().doubleValue() * seconds));
    }

    /** From the first word for an effect to the end of its sentence. */
    private static @Nullable String effect(Passage passage, int from) {
        int start =
                startsWithin(passage.text, from, Math.min(passage.text.length(), from + 8 * Passage.REACH), EFFECTS);
        if (start < 0) {
            return null;
        }
        int clause = passage.clauses.at(start);
        int last = clause;
        while (last + 1 < passage.clauses.size()
                && !passage.clauses.opensSentence(last + 1)
                && goesOn(passage.text, passage.clauses.start(last + 1))) {
            last++;
        }
        int from2 = Math.max(passage.clauses.start(clause), start - 12);
        return passage.reading.typed(from2, passage.clauses.end(last)).strip();
    }

    /** {@code 影响36笔出金，以及1笔…}. */
    private static boolean goesOn(String text, int start) {
        return startsWithin(text, start, start + 1, new String[] {"以及", "和", "及", "金额", "涉及", "共"}) >= 0;
    }

    private static int startsWithin(String text, int from, int to, String[] words) {
        for (int i = from; i < to && i < text.length(); i++) {
            for (String word : words) {
                if (text.startsWith(word, i)) {
                    return i;
                }
            }
        }
        return -1;
    }
}
