package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.util.List;

/**
 * What was understood of a text.
 *
 * @param week     the week by which its dates were placed
 * @param sections in the order of the input; nothing of the input is missing: every non-blank line is a title, an item
 *                 or text
 */
public record ParsedReport(ReportWeek week, List<ParsedSection> sections) {

    public ParsedReport {
        sections = List.copyOf(sections);
    }
}
