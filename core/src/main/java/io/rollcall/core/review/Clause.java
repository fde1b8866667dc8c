package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Line;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.understand.Fact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a line between commas or stops, with the facts in it.
 *
 * @param text     as written
 * @param sentence counts the line's sentences, from 0
 * @param words    what it says besides its facts and the words for stages of work, as compared
 * @param pairs    of what it says besides its facts and the words for stages of work
 */
record Clause(String text, int sentence, List<Fact> facts, String words, Pairs pairs) {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private static final Pattern FILLING = Pattern.compile(
            "预计|计划|预期|争取|目标|已经|已|正在|进行中|完成|完毕|成功|全部|整体|进度|目前|当前|本周|下周|上周|中$|将|于|在|的|了|前后|左右|前|因|至|到|延期|延后|顺延|推迟|推后|提前|调整");

    private static final Pattern REASON = Pattern.compile("^(?:[^：:，]{0,12}[：:])?\\s*(?:因|受|由于|鉴于|考虑到)");

    /** Whether it speaks of a day that is still to come. */
    boolean isAhead(LocalDate today) {
        return facts.stream()
                .anyMatch(fact -> fact instanceof Fact.Dated date
                        && date.role() == Fact.Role.PLANNED
                        && date.to() != null
                        && !date.to().isBefore(today));
    }

    /** {@code 压测完成50%}: how much is done says that not all is. */
    boolean isPartly() {
        return facts.stream()
                .anyMatch(fact -> fact instanceof Fact.Progress progress
                        && progress.value().compareTo(WHOLE) < 0);
    }

    /** At least one; the facts of a line are in the order of its text. */
    static List<Clause> of(Entry entry) {
        String text = entry.text();
        List<Clause> clauses = new ArrayList<>();
        int[] starts = entry.starts();
        int start = 0;
        int sentence = 0;
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '（' || c == '(') {
                open++;
            } else if ((c == '）' || c == ')') && open > 0) {
                open--;
            }
            boolean stop = "。；;！？".indexOf(c) >= 0;
            boolean comma = open == 0 && (c == '，' || (c == ',' && !isWithinNumber(text, i)));
            if ((stop || comma) && !isWithinFact(i, starts, entry.facts())) {
                clauses.add(clause(entry, text, start, i, sentence, starts));
                start = i + 1;
                sentence += stop ? 1 : 0;
            }
        }
        clauses.add(clause(entry, text, start, text.length(), sentence, starts));
        List<Clause> filled = clauses.stream()
                .filter(clause -> !clause.text().isBlank() || !clause.facts().isEmpty())
                .toList();
        return filled.isEmpty() ? List.of(clauses.get(0)) : filled;
    }

    /** Whether it only says why: {@code 因上游延迟}. */
    boolean isReason() {
        return REASON.matcher(text).find();
    }

    private static Clause clause(Entry entry, String text, int start, int end, int sentence, int[] starts) {
        List<Fact> within = new ArrayList<>();
        String words = text.substring(start, end);
        String rest = words;
        for (int i = 0; i < starts.length; i++) {
            Fact fact = entry.facts().get(i);
            if (starts[i] >= start && starts[i] < Math.max(end, start + 1)) {
                within.add(fact);
                rest = rest.replace(fact.quote(), fact instanceof Fact.Dated ? Line.withoutDay(fact.quote()) : " ");
            }
        }
        if (!entry.label().isEmpty() && rest.strip().startsWith(entry.label())) {
            rest = rest.strip().substring(entry.label().length());
        }
        String own = Bare.of(Stage.without(FILLING.matcher(rest).replaceAll(" ")));
        return new Clause(words.strip(), sentence, List.copyOf(within), own, Pairs.of(own));
    }

    private static boolean isWithinNumber(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isDigit(text.charAt(i - 1))
                && Character.isDigit(text.charAt(i + 1));
    }

    private static boolean isWithinFact(int i, int[] starts, List<Fact> facts) {
        for (int f = 0; f < starts.length; f++) {
            if (!(facts.get(f) instanceof Fact.Incident)
                    && starts[f] <= i
                    && i < starts[f] + facts.get(f).quote().length()) {
                return true;
            }
        }
        return false;
    }
}
