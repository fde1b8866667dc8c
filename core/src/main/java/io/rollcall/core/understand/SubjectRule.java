package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/**
 * What a statement is about: the words of its clause before the date and the words of expectation; without such, the
 * words with which an earlier clause starts.
 *
 * <pre>
 * 海棠预计12月20日上线                    海棠
 * 后台11/27提测，前台提测12/4             后台; 前台
 * 刷脸方案预计12月9日联调，中旬上线         刷脸方案; 刷脸方案
 * </pre>
 */
final class SubjectRule {

    private static final int MAX_LENGTH = 24;
    private static final String[] LEADING = {
        "但是", "但", "并且", "并", "且", "同时", "其中", "以及", "目前", "另外", "此外", "及", "和", "与", "本周", "下周", "上周", "已经", "已", "由于",
        "由", "从", "自", "可能影响", "影响", "主要因", "主要由于", "因为", "因", "然后", "再", "还", "也", "而", "后续", "后", "在", "于", "至", "到",
        "为", "将", "上午", "中午", "下午", "晚上", "凌晨", "早上"
    };
    private static final String[] TRAILING = {
        "已经", "已", "将", "终于", "然后", "在", "于", "的", "为", "是", "也", "要", "需", "需要", "进行", "整体", "全部", "正式", "全量", "自",
        "从", "由", "计", "顺利"
    };

    private SubjectRule() {}

    /** The subject in a clause that ends where the date or its expectation starts, or null. */
    static @Nullable String subject(Passage passage, int clauseStart, int from, int to) {
        int start = from;
        int end = to;
        int plan = passage.words.first(Sense.PLAN, start, Math.max(start, end));
        if (plan >= 0) {
            end = passage.words.start(plan);
        }
        int moved = passage.words.first(Sense.MOVED, start, Math.max(start, end));
        if (moved >= 0) {
            end = passage.words.start(moved);
        }
        // After an earlier date of the same clause stands that date's event, not a subject.
        if (start > clauseStart) {
            int event = passage.words.first(Sense.EVENT, start, Math.max(start, end));
            if (event >= 0) {
                start = passage.words.end(event);
            }
        }
        return trimmed(passage, start, firstOfBlanks(passage, start, end));
    }

    /** {@code 海棠 开发80% 预计12/20上线}: where blanks part the statements, the first words name what they are about. */
    private static int firstOfBlanks(Passage passage, int start, int end) {
        int from = start;
        while (from < end && isEdge(passage.text.charAt(from))) {
            from++;
        }
        int blank = Fold.find(passage.text, ' ', from, end);
        if (blank < 0) {
            return end;
        }
        for (int i = passage.words.from(blank); i < passage.words.size() && passage.words.end(i) <= end; i++) {
            if (passage.words.isAny(i, VERBS | ACTIVITIES)) {
                return blank;
            }
        }
        return end;
    }

    /** The thing that the nearest clause of the same sentence before this place starts with, or null. */
    static @Nullable String earlier(Passage passage, int clauseStart) {
        int clause = passage.clauses.at(clauseStart);
        for (int i = clause; i > 0 && i > clause - 3 && !passage.clauses.opensSentence(i); i--) {
            int start = passage.clauses.start(i - 1);
            String subject = thing(passage, start, Math.min(passage.clauses.end(i - 1), start + Passage.REACH));
            if (subject != null) {
                return subject;
            }
        }
        return null;
    }

    /** What stands before the verb; not where a figure comes first, nor where the words only name an activity. */
    private static @Nullable String thing(Passage passage, int start, int limit) {
        Words words = passage.words;
        int end = limit;
        for (int i = words.from(start); i < words.size() && words.start(i) < limit; i++) {
            if (words.isAny(i, VERBS)) {
                end = words.start(i);
                break;
            }
        }
        for (int i = start; i < end; i++) {
            if (Fold.isDigit(passage.text.charAt(i)) && (i == start || !Fold.isLatin(passage.text.charAt(i - 1)))) {
                return null;
            }
        }
        int named = withoutActivities(passage, start, end);
        int kept = words.endsAt(end, Sense.PROGRESS) ? words.start(words.from(end) - 1) : end;
        return named == start ? null : trimmed(passage, start, passage.text.charAt(kept - 1) == '中' ? kept - 1 : kept);
    }

    /** {@code 需求评审} and {@code 测试中} name an activity, not what will go live. */
    private static int withoutActivities(Passage passage, int start, int limit) {
        Words words = passage.words;
        int end = limit > start && passage.text.charAt(limit - 1) == '中' ? limit - 1 : limit;
        for (int i = words.from(end) - 1; i >= 0 && words.start(i) >= start && words.end(i) == end; i--) {
            if (!words.isAny(i, ACTIVITIES)) {
                break;
            }
            end = words.start(i);
        }
        return end;
    }

    private static final long VERBS = Sense.HAPPENED.bit | Sense.PLAN.bit | Sense.DONE.bit | Sense.OPEN.bit;
    private static final long ACTIVITIES =
            Sense.WORK.bit | Sense.PART.bit | Sense.PROGRESS.bit | Sense.EVENT.bit | Sense.START.bit;

    private static @Nullable String trimmed(Passage passage, int from, int to) {
        String text = passage.text;
        int start = from;
        int end = to;
        boolean changed = true;
        while (changed && start < end) {
            changed = false;
            if (isEdge(text.charAt(start)) || passage.isTaken(start)) {
                start++;
                changed = true;
            } else if (isEdge(text.charAt(end - 1)) || passage.isTaken(end - 1)) {
                end--;
                changed = true;
            } else {
                int before = end - start;
                start += leading(passage, start, end);
                end -= start < end ? trailing(text, start, end) : 0;
                changed = end - start != before;
            }
        }
        boolean waits = end - start == 1 && text.charAt(start) == '等';
        if (end <= start || end - start > MAX_LENGTH || waits || isFigure(passage, start, end)) {
            return null;
        }
        return passage.reading.typed(start, end);
    }

    private static boolean isEdge(char c) {
        return " ，、。;:()-~\"“”'+*".indexOf(c) >= 0;
    }

    private static int leading(Passage passage, int start, int end) {
        for (String word : LEADING) {
            if (passage.text.startsWith(word, start) && start + word.length() <= end) {
                // "后续版本" is a thing, where "后续" tells when.
                return passage.words.namesBeyond(start, word.length()) ? 0 : word.length();
            }
        }
        return 0;
    }

    private static int trailing(String text, int start, int end) {
        for (String word : TRAILING) {
            if (text.startsWith(word, end - word.length()) && end - word.length() > start) {
                return word.length();
            }
        }
        return 0;
    }

    /** Nothing but a number, or words that end in a share: {@code 剩余20%}. */
    private static boolean isFigure(Passage passage, int start, int end) {
        if (passage.text.charAt(end - 1) == '%') {
            return true;
        }
        for (int i = start; i < end; i++) {
            char c = passage.text.charAt(i);
            if ((Fold.isHan(c) || Fold.isLatin(c)) && !passage.isTaken(i)) {
                return false;
            }
        }
        return true;
    }
}
