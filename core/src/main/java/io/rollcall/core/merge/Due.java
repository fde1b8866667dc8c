package io.rollcall.core.merge;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.understand.Fact;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The day that a line of last week's promised something for, when that day comes in this round or has passed.
 *
 * @param isPast whether it lies before the round's weeks
 */
public record Due(LocalDate day, boolean isPast) {

    /**
     * @param text  a line of last week's, its days read as of then
     * @param weeks the round's
     */
    public static Optional<Due> of(String text, ReportWeeks weeks) {
        LineReader reader = new LineReader(weeks.first());
        return reader.readWeekBefore(text).facts().stream()
                .filter(fact -> fact instanceof Fact.Dated date && date.role() == Fact.Role.PLANNED)
                .map(Fact.Dated.class::cast)
                .flatMap(date -> Stream.ofNullable(date.to() == null ? date.from() : date.to()))
                .filter(day -> !day.isAfter(weeks.to()))
                .max(Comparator.naturalOrder())
                .map(day -> new Due(day, day.isBefore(weeks.from())));
    }
}
