package io.rollcall.bot.round;

import io.rollcall.bot.text.Texts;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Due;
import io.rollcall.core.message.Message.Line;
import java.util.List;
import java.util.stream.Collectors;

/** Last week's lines with the numbers by which they can be named. */
public final class NumberedLines {

    private NumberedLines() {}

    /** As a prompt shows them, ready to be sent back. */
    public static List<Line> of(List<AskedLine> lines) {
        return lines.stream()
                .map(line -> new Line(line.depth(), marker(line), oneLine(line.text())))
                .toList();
    }

    /** The same, with what is due said behind the line in {@code 〔〕}. */
    static List<Line> withWhatIsDue(List<AskedLine> lines, ReportWeeks weeks, Texts texts) {
        return lines.stream()
                .map(line -> new Line(
                        line.depth(),
                        marker(line),
                        oneLine(line.text())
                                + Due.of(line.text(), weeks)
                                        .map(due -> " 〔" + said(due, texts) + "〕")
                                        .orElse("")))
                .toList();
    }

    /** What is due, by number: {@code 2.1（12/5 到期）、3（11/28 已过期）}; empty when nothing is. */
    static String due(List<AskedLine> lines, ReportWeeks weeks, Texts texts) {
        return lines.stream()
                .filter(AskedLine::isItem)
                .flatMap(line -> Due.of(line.text(), weeks).stream()
                        .map(due -> texts.get("ask.due.item", line.no(), said(due, texts))))
                .collect(Collectors.joining(texts.get("ask.due.and")));
    }

    private static String said(Due due, Texts texts) {
        String day = due.day().getMonthValue() + "/" + due.day().getDayOfMonth();
        return texts.get(due.isPast() ? "ask.due.past" : "ask.due.now", day);
    }

    private static String marker(AskedLine line) {
        if (!line.isItem()) {
            return line.quoted() ? ">" : "";
        }
        return line.no().contains(".") ? line.no() : line.no() + ".";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R", " ");
    }
}
