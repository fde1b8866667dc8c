package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A day by which something of an item was to happen, through all its changes.
 *
 * @param what     is to happen, in the words of the line
 * @param original the last day of what was promised first
 * @param day      the last day of what was promised last
 * @param slips    how often it was put off
 */
public record Promised(String what, LocalDate original, LocalDate day, int slips) {

    static Promised of(Promise promise) {
        return new Promised(promise.said().what(), promise.original().end(), promise.end(), promise.slips());
    }

    /** By how many days it is later than at first; negative when earlier. */
    public long days() {
        return ChronoUnit.DAYS.between(original, day);
    }

    /**
     * What of one item was promised and open after each of its weeks.
     *
     * @param history what was said of the item, the first week first
     * @return as many lists as statements, in their order
     */
    public static List<List<Promised>> through(List<Statement> history) {
        Reviewer reviewer = new Reviewer();
        List<List<Promised>> through = new ArrayList<>();
        for (Statement statement : history) {
            reviewer.read(ReviewedReport.of(
                    ReportWeeks.of(statement.week()), statement.week().sunday(), List.of(statement), SectionId::value));
            through.add(reviewer.promisedOf(statement.item()));
        }
        return through;
    }
}
