package io.rollcall.core.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The weeks one report covers: nearly always one, several when a week without a workday was merged into the next.
 *
 * @param weeks at least one, each following the one before it
 */
public record ReportWeeks(List<ReportWeek> weeks) {

    public ReportWeeks {
        weeks = List.copyOf(weeks);
        if (weeks.isEmpty()) {
            throw new IllegalArgumentException("a report covers at least one week");
        }
        for (int i = 1; i < weeks.size(); i++) {
            if (!weeks.get(i).equals(weeks.get(i - 1).next())) {
                throw new IllegalArgumentException(
                        weeks.get(i) + " does not follow " + weeks.get(i - 1) + "; merged weeks must be consecutive");
            }
        }
    }

    public static ReportWeeks of(ReportWeek week) {
        return new ReportWeeks(List.of(week));
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text is neither of the form {@code 2024-W38} nor {@code 2024-W38&W39}
     */
    public static ReportWeeks parse(String text) {
        String[] parts = text.split("&", -1);
        List<ReportWeek> weeks = new ArrayList<>();
        weeks.add(ReportWeek.parse(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            ReportWeek next = weeks.get(i - 1).next();
            String expected = shortForm(weeks.get(i - 1), next);
            if (!parts[i].equals(expected)) {
                throw new IllegalArgumentException("\"" + text + "\": expected " + expected + " after "
                        + weeks.get(i - 1) + ", because merged weeks must be consecutive");
            }
            weeks.add(next);
        }
        return new ReportWeeks(weeks);
    }

    public ReportWeek first() {
        return weeks.get(0);
    }

    public ReportWeek last() {
        return weeks.get(weeks.size() - 1);
    }

    public LocalDate from() {
        return first().monday();
    }

    public LocalDate to() {
        return last().sunday();
    }

    /** {@code 2024-W49}, or {@code 2024-W38&W39} for merged weeks; a new year is written out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(first().toString());
        for (int i = 1; i < weeks.size(); i++) {
            text.append('&').append(shortForm(weeks.get(i - 1), weeks.get(i)));
        }
        return text.toString();
    }

    private static String shortForm(ReportWeek before, ReportWeek week) {
        return before.year() == week.year() ? "W%02d".formatted(week.week()) : week.toString();
    }
}
