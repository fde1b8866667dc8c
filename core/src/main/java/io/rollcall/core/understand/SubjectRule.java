package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/**
 * What a statement is about: the words of its clause before the date and the words of expectation; without such, the
 * words with which an earlier clause starts.
 *
 * <pre>
 * 汇金预计12月20日上线                    汇金
 * 支付11/28上线，业务上线12/5             支付; 业务
 * 无单方案预计12月10日联调，12月中旬上线    无单方案; 无单方案
 * </pre>
 */
final class SubjectRule {

    private static final int MAX_LENGTH = 24;
    private static final String[] LEADING = {
        "但是", "但", "并且", "并", "且", "同时", "其中", "以及", "目前", "另外", "此外", "及", "和", "与", "本周", "下周", "上周", "已经", "已", "由于",
        "因", "然后", "再", "还", "也", "而", "后续", "后", "在", "于", "至", "到", "为", "将"
    };
    private static final String[] TRAILING = {
        "已经", "已", "将", "在", "于", "的", "为", "是", "也", "会", "可", "能", "要", "需", "需要", "进行", "整体", "全部", "正式", "全量", "自",
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
        return trimmed(passage, start, end);
    }

    /** The words before a verb in the nearest clause before this place, or null. */
    static @Nullable String earlier(Passage passage, int clauseStart) {
        int clause = passage.clauses.at(clauseStart);
        int lookBack = Math.max(0, clause - 3);
        for (int i = clause - 1; i >= lookBack; i--) {
            int start = passage.clauses.start(i);
            int end = Math.min(passage.clauses.end(i), start + Passage.REACH);
            for (int word = passage.words.from(start);
                    word < passage.words.size() && passage.words.start(word) < end;
                    word++) {
                boolean verb = passage.words.is(word, Sense.HAPPENED)
                        || passage.words.is(word, Sense.PLAN)
                        || passage.words.is(word, Sense.DONE)
                        || passage.words.is(word, Sense.OPEN);
                if (verb) {
                    end = passage.words.start(word);
                }
            }
            String subject = trimmed(passage, start, end);
            if (subject != null) {
                return subject;
            }
        }
        return null;
    }

    private static @Nullable String trimmed(Passage passage, int from, int to) {
        String text = passage.text;
        int start = from;
        int end = to;
        boolean changed = true;
        while (changed && start < end) {
            changed = false;
            if (isEdge(text.charAt(start))) {
                start++;
                changed = true;
            } else if (isEdge(text.charAt(end - 1))) {
                end--;
                changed = true;
            } else {
                int before = end - start;
                start += leading(text, start, end);
                end -= start < end ? trailing(text, start, end) : 0;
                changed = end - start != before;
            }
        }
        if (end <= start || end - start > MAX_LENGTH || isNumber(text, start, end)) {
            return null;
        }
        return passage.reading.typed(start, end);
    }

    private static boolean isEdge(char c) {
        return " ，、。;:()-~\"“”'+*".indexOf(c) >= 0;
    }

    private static int leading(String text, int start, int end) {
        for (String word : LEADING) {
            if (text.startsWith(word, start) && start + word.length() < end) {
                return word.length();
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

    private static boolean isNumber(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Fold.isHan(text.charAt(i)) || Fold.isLatin(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
