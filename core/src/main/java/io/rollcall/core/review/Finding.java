package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeeks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something noticed in one week's report.
 *
 * @param weeks      of the report in which it was noticed
 * @param line       the 1-based line of that report's page, or null for what is missing there
 * @param section    the title under which the item stands, or last stood; empty above the first title
 * @param number     the ledger's number of the item; 0 for a new one, and where there is no ledger
 * @param item       what the item is called
 * @param before     the earlier statement that it is held against, or null where the line is held against itself
 * @param why        the reason, to be put into words
 * @param quotes     the words of both weeks, the earlier first
 * @param confidence how sure it is, above 0 and at most 1
 */
public record Finding(
        FindingKind kind,
        ReportWeeks weeks,
        @Nullable Integer line,
        String section,
        long number,
        String item,
        @Nullable Place before,
        Why why,
        List<Quote> quotes,
        double confidence) {

    public Finding {
        quotes = List.copyOf(quotes);
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is outside 0 to 1");
        }
    }

    public Optional<Place> earlier() {
        return Optional.ofNullable(before);
    }

    /** A line of a report's page. */
    public record Place(ReportWeeks weeks, int line) {

        /** As scripts read it: {@code 2024-W47:23}. */
        @Override
        public String toString() {
            return weeks + ":" + line;
        }
    }

    /** Words as they stand in a report. */
    public record Quote(Place place, String text) {}

    /**
     * A reason in a form that can be said in any language.
     *
     * @param key  names the sentence
     * @param args what it speaks of, already written as people write it
     */
    public record Why(String key, List<String> args) {

        public Why {
            args = List.copyOf(args);
        }

        static Why of(String key, String... args) {
            return new Why(key, List.of(args));
        }
    }
}
