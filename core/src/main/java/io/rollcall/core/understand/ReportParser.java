package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.util.Set;

/** Reads the text of a report or of a member's reply. Stateless and thread-safe; no text makes it throw. */
public final class ReportParser {

    private final Set<String> knownTitles;

    /** @param knownTitles section titles that open a section when they stand alone on a line */
    public ReportParser(Set<String> knownTitles) {
        this.knownTitles = Set.copyOf(knownTitles);
    }

    /**
     * @param text any text; line ends of any system
     * @param week the report's week, by which dates without a year, and {@code 本周} or {@code 月底}, are placed
     */
    public ParsedReport parse(String text, ReportWeek week) {
        throw new UnsupportedOperationException(knownTitles.toString());
    }
}
