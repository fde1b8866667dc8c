package io.rollcall.bot.conversation;

import io.rollcall.bot.text.MergeTexts;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.Merged.Outcome;
import io.rollcall.core.merge.Merged.Unplaced;
import io.rollcall.core.message.Message.Line;
import java.util.ArrayList;
import java.util.List;

/** What a reply changed of last week's lines, line by line: {@code 2 佣金存管：进度80% → 进度95%}. */
final class ChangeLines {

    private static final int LONGEST = 60;

    private ChangeLines() {}

    /** Every line that changed or went. */
    static List<Line> of(Texts texts, Merged merged) {
        List<Line> lines = new ArrayList<>();
        for (Outcome outcome : merged.outcomes()) {
            String no = outcome.line().no();
            if (outcome instanceof Outcome.Changed changed) {
                lines.add(new Line(1, no, difference(outcome.line().text(), changed.text())));
            } else if (outcome instanceof Outcome.Deleted) {
                lines.add(new Line(
                        1, no, texts.get("echo.deleted", cut(outcome.line().text()))));
            }
        }
        return lines;
    }

    /** What could not be placed, each with what to say instead. */
    static List<Line> unplaced(Texts texts, Merged merged) {
        MergeTexts why = MergeTexts.in(texts.locale());
        return merged.unplaced().stream()
                .map((Unplaced words) -> new Line(1, "•", "「" + cut(words.text()) + "」 " + why.why(words)))
                .toList();
    }

    /** The clauses that differ, behind the line's name. */
    static String difference(String before, String now) {
        String name = name(before, now);
        List<String> old = clauses(before.substring(name.length()));
        List<String> fresh = clauses(now.substring(name.length()));
        List<String> gone = new ArrayList<>(old);
        gone.removeAll(fresh);
        List<String> come = new ArrayList<>(fresh);
        come.removeAll(old);
        if (gone.isEmpty() && come.isEmpty()) {
            return now;
        }
        String from = cut(String.join("，", gone));
        String to = String.join("，", come);
        return name + (from.isEmpty() ? "＋" + to : to.isEmpty() ? "－" + from : from + " → " + to);
    }

    /** The label with its colon, where both have the same. */
    private static String name(String before, String now) {
        int colon = before.replace(':', '：').indexOf('：');
        String label = colon < 0 ? "" : before.substring(0, colon + 1);
        return now.startsWith(label) ? label : "";
    }

    private static List<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        for (String clause : text.split("[，；;。]")) {
            if (!clause.isBlank()) {
                clauses.add(clause.strip());
            }
        }
        return clauses;
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
