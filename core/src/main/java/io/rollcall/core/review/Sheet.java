package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedSection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One report with all its lines at hand. */
final class Sheet {

    private final ReviewedReport report;
    private final List<Entry> entries = new ArrayList<>();

    Sheet(ReviewedReport report) {
        this.report = report;
        for (ParsedSection section : report.report().sections()) {
            String title = section.heading().orElse("");
            add(section.nodes(), title, SectionKind.of(title), null);
        }
    }

    private void add(List<ParsedNode> nodes, String section, SectionKind kind, @Nullable Entry parent) {
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                Entry entry = new Entry(this, section, kind, parent, entries.size(), item);
                entries.add(entry);
                add(item.children(), section, kind, entry);
            }
        }
    }

    ReviewedReport report() {
        return report;
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
        return entries.stream().anyMatch(entry -> entry.bare.contains(bare))
                || report.report().sections().stream()
                        .anyMatch(
                                section -> Bare.of(section.heading().orElse("")).contains(bare));
    }
}
