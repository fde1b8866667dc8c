package io.rollcall.core.report;

import io.rollcall.core.report.ReportWords.Word;
import java.util.ArrayList;
import java.util.List;

/** Puts a summary into words, short enough to be read before the report. */
final class Digest {

    private static final int MOST_LINES = 8;
    private static final int LONGEST_LINE = 80;

    private final ReportWords words;

    Digest(ReportWords words) {
        this.words = words;
    }

    /** A list of the summary with its head. */
    record Group(String title, List<String> lines) {}

    /** One line, {@code 已更新 7/8 · 完成 12 · 阻塞或暂停 2}; what there is none of is left out. */
    String counts(Summary summary) {
        List<String> counts = new ArrayList<>();
        counts.add(words.the(Word.UPDATED) + " " + summary.updated() + "/" + summary.sections());
        count(Word.DONE, summary.done().size(), counts);
        count(Word.INCIDENTS, summary.incidents().size(), counts);
        count(Word.STUCK, summary.stuck().size(), counts);
        count(Word.SLIPPED, summary.slipped().size(), counts);
        count(Word.DUE, summary.due().size(), counts);
        return String.join(" · ", counts);
    }

    List<Group> groups(Summary summary) {
        List<Group> groups = new ArrayList<>();
        points(Word.INCIDENTS, summary.incidents(), groups);
        points(Word.STUCK, summary.stuck(), groups);
        lines(Word.SLIPPED, summary.slipped().stream().map(this::line).toList(), groups);
        points(Word.DONE, summary.done(), groups);
        points(Word.DUE, summary.due(), groups);
        if (!summary.asLastWeek().isEmpty()) {
            groups.add(new Group(
                    words.the(Word.AS_LAST_WEEK),
                    List.of(String.join(words.the(Word.BETWEEN_NAMES), summary.asLastWeek()))));
        }
        if (!summary.quiet().isEmpty()) {
            // Never cut short: whoever is named here, or not, must be able to rely on it.
            groups.add(new Group(
                    words.the(Word.QUIET),
                    summary.quiet().stream()
                            .map(section -> words.labelled(section.title(), words.remark(section)))
                            .toList()));
        }
        return groups;
    }

    private void count(Word word, int n, List<String> into) {
        if (n > 0) {
            into.add(words.the(word) + " " + n);
        }
    }

    private void points(Word word, List<Summary.Point> points, List<Group> into) {
        lines(word, points.stream().map(this::line).toList(), into);
    }

    private void lines(Word word, List<String> all, List<Group> into) {
        if (all.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_LINES)));
        if (all.size() > MOST_LINES) {
            lines.add(words.counted(Word.MORE, all.size() - MOST_LINES));
        }
        into.add(new Group(words.the(word) + " " + all.size(), lines));
    }

    /** The day that was given first stays beside the one that holds now, however often it was put off. */
    private String line(Slip slip) {
        String moved = words.the(slip.slips() > 1 ? Word.SLIP_AGAIN : Word.SLIP)
                .replace("{original}", slip.original())
                .replace("{day}", slip.day())
                .replace("{n}", Integer.toString(slip.slips()))
                .replace("{days}", Long.toString(slip.days()));
        return words.labelled(slip.sectionTitle() + " › " + clipped(slip.what()), moved);
    }

    private String line(Summary.Point point) {
        List<String> where = new ArrayList<>();
        where.add(point.sectionTitle());
        where.addAll(point.path());
        String text = words.labelled(String.join(" › ", where), clipped(point.text()));
        return point.day()
                .map(day -> day.getMonthValue() + "/" + day.getDayOfMonth() + " " + text)
                .orElse(text);
    }

    /** The full words are in the report below. */
    private static String clipped(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_LINE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_LINE)).stripTrailing() + "…";
    }
}
