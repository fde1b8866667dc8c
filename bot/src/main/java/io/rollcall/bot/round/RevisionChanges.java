package io.rollcall.bot.round;

import io.rollcall.bot.json.ReportLines;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.report.LineChange;
import io.rollcall.storage.CompiledReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What differs between two revisions of a report, section by section.
 *
 * @param sections those that differ, by their titles in the order of the report; without lines where only what is said
 *                 of silence is another
 */
record RevisionChanges(Map<String, List<LineChange>> sections) {

    private static final int MOST_LINES = 6;
    private static final int LONGEST_LINE = 80;

    static RevisionChanges between(CompiledReport before, CompiledReport after) {
        Map<String, ReportLines> old = new LinkedHashMap<>();
        ReportLines.read(before.json()).forEach(section -> old.put(section.id(), section));
        Map<String, List<LineChange>> changed = new LinkedHashMap<>();
        for (ReportLines now : ReportLines.read(after.json())) {
            ReportLines was = old.remove(now.id());
            List<LineChange> lines = LineChange.between(was == null ? List.of() : was.lines(), now.lines());
            boolean reads = was == null || !was.standing().equals(now.standing());
            if (!lines.isEmpty() || reads) {
                changed.merge(now.title(), lines, RevisionChanges::joined);
            }
        }
        old.values().forEach(gone -> {
            List<LineChange> lines = LineChange.between(gone.lines(), List.of());
            if (!lines.isEmpty()) {
                changed.merge(gone.title(), lines, RevisionChanges::joined);
            }
        });
        return new RevisionChanges(changed);
    }

    private static List<LineChange> joined(List<LineChange> some, List<LineChange> more) {
        List<LineChange> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    boolean isEmpty() {
        return sections.isEmpty();
    }

    /** The sections' titles as people list them. */
    String titles() {
        return sections.keySet().stream().filter(title -> !title.isEmpty()).collect(Collectors.joining("、"));
    }

    /** Each change as a line, at most a handful of them, then how many there are besides. */
    Part.Lines lines(Texts texts) {
        List<Line> lines = new ArrayList<>();
        int all = 0;
        for (Map.Entry<String, List<LineChange>> section : sections.entrySet()) {
            boolean named = false;
            for (LineChange change : section.getValue()) {
                all++;
                if (all > MOST_LINES) {
                    continue;
                }
                if (!named && !section.getKey().isEmpty()) {
                    lines.add(new Line(1, "", texts.get("ask.section", section.getKey())));
                    named = true;
                }
                lines.add(new Line(1, "•", said(texts, change)));
            }
            if (section.getValue().isEmpty() && all < MOST_LINES) {
                lines.add(new Line(1, "", texts.get("ask.section", section.getKey())));
            }
        }
        if (all > MOST_LINES) {
            lines.add(new Line(1, "", texts.get("change.more", all - MOST_LINES)));
        }
        return new Part.Lines(lines);
    }

    /** The line that is new, changed or gone. */
    static String said(Texts texts, LineChange change) {
        if (change.isNew()) {
            return texts.get("change.new", shown(change.after()));
        }
        return change.isGone()
                ? texts.get("change.gone", shown(change.before()))
                : texts.get("change.line", shown(change.before()), shown(change.after()));
    }

    /** Without its bullet, as it gets one of its own. */
    private static String shown(String line) {
        String text = line.replaceFirst("^[•-] +", "");
        return text.codePointCount(0, text.length()) <= LONGEST_LINE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LINE)).stripTrailing() + "…";
    }
}
