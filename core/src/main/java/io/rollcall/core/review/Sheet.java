package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.Bare;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One report with all its lines at hand. */
final class Sheet {

    private final ReviewedReport report;
    private final List<Entry> entries = new ArrayList<>();

    Sheet(ReviewedReport report) {
        this.report = report;
        Deque<Entry> above = new ArrayDeque<>();
        for (ReviewedReport.Line line : report.lines()) {
            while (!above.isEmpty()
                    && (above.element().depth() >= line.depth()
                            || !above.element().section().equals(line.section()))) {
                above.pop();
            }
            Entry entry = new Entry(this, above.peek(), entries.size(), line);
            entries.add(entry);
            above.push(entry);
        }
    }

    ReviewedReport report() {
        return report;
    }

    /** Whether each line says which item it is. */
    boolean isIdentified() {
        return report.identified();
    }

    /** Of merged weeks the last: that is when it was written. */
    ReportWeek week() {
        return report.weeks().last();
    }

    ReportWeeks weeks() {
        return report.weeks();
    }

    LocalDate day() {
        return report.day();
    }

    /** In the order of the page. */
    List<Entry> entries() {
        return entries;
    }

    /** How many weeks passed since the other one; 1 for the week after, also where weeks were merged. */
    int weeksSince(Sheet earlier) {
        return earlier.week().weeksUntil(report.weeks().first());
    }

    /** Whether the words stand anywhere on the page. */
    boolean mentions(String bare) {
        return entries.stream().anyMatch(entry -> entry.bare().contains(bare))
                || report.titles().stream().anyMatch(title -> Bare.of(title).contains(bare));
    }
}
