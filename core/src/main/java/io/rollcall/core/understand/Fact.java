package io.rollcall.core.understand;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Something a line says that can be counted, dated or compared. Each keeps the exact words it came from. */
public sealed interface Fact {

    /** The words as written. */
    String quote();

    /** Where the quote stands in the parsed text. */
    Span span();

    /** The same fact where its text stands elsewhere, as when lines before it are taken away. */
    Fact at(Span place);

    /**
     * A point or span of calendar time tied to an event.
     *
     * @param from    the first day, or null when open ({@code 6月30日前})
     * @param to      the last day, included, or null when open
     * @param subject what the date is about ({@code 汇金}), or null when the line does not say
     * @param event   what happens then ({@code 上线}), or null when the line does not say
     * @param other   what the words could mean as well, or null when they are plain: {@code 26号} of the month before,
     *                {@code 12月前} as before its end
     */
    record Dated(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Role role,
            @Nullable String subject,
            @Nullable String event,
            String quote,
            Span span,
            @Nullable Fact other)
            implements Fact {

        /** A date whose words are plain. */
        public Dated(
                @Nullable LocalDate from,
                @Nullable LocalDate to,
                Role role,
                @Nullable String subject,
                @Nullable String event,
                String quote,
                Span span) {
            this(from, to, role, subject, event, quote, span, null);
        }

        /** The same date, which could also be read as something else. */
        public Dated or(@Nullable Fact reading) {
            return new Dated(from, to, role, subject, event, quote, span, reading);
        }

        @Override
        public Dated at(Span place) {
            return new Dated(from, to, role, subject, event, quote, place, other == null ? null : other.at(place));
        }
    }

    /**
     * How much of a piece of work is done.
     *
     * @param value 0 to 100
     * @param other what the words could mean as well, or null when they are plain: {@code 3/4完成}
     */
    record Progress(
            BigDecimal value,
            String quote,
            Span span,
            @Nullable Fact other) implements Fact {

        /** A progress whose words are plain. */
        public Progress(BigDecimal value, String quote, Span span) {
            this(value, quote, span, null);
        }

        @Override
        public Progress at(Span place) {
            return new Progress(value, quote, place, other == null ? null : other.at(place));
        }
    }

    /**
     * A measured quantity.
     *
     * @param value   with 万 and 亿 multiplied out
     * @param valueTo the upper end of a range, or null
     * @param unit    as written; {@code 元} for money without one; null for a bare count
     * @param period  what the figure is about in time, as written or as {@code 2024-11}; null when not stated
     */
    record Metric(
            @Nullable String name,
            BigDecimal value,
            @Nullable BigDecimal valueTo,
            @Nullable String unit,
            @Nullable String period,
            String quote,
            Span span)
            implements Fact {

        @Override
        public Metric at(Span place) {
            return new Metric(name, value, valueTo, unit, period, quote, place);
        }
    }

    /**
     * A difference from an earlier figure.
     *
     * @param value signed: down is negative
     * @param basis null where none is stated
     */
    record Change(
            BigDecimal value,
            @Nullable String unit,
            @Nullable Basis basis,
            String quote,
            Span span) implements Fact {

        @Override
        public Change at(Span place) {
            return new Change(value, unit, basis, quote, place);
        }
    }

    /**
     * Something that went wrong.
     *
     * @param day      on which it began
     * @param time     at which it began, or null when the line does not say
     * @param what     happened, as written
     * @param duration how long it lasted, as stated or from its beginning to its stated end; null when neither is
     * @param effect   what it did ({@code 影响42笔}), as written, or null when the line does not say
     */
    record Incident(
            LocalDate day,
            @Nullable LocalTime time,
            String what,
            @Nullable Duration duration,
            @Nullable String effect,
            String quote,
            Span span)
            implements Fact {

        @Override
        public Incident at(Span place) {
            return new Incident(day, time, what, duration, effect, quote, place);
        }
    }

    /** What a date means. */
    enum Role {
        /** Expected or aimed at. */
        PLANNED,
        /** Has happened. */
        ACTUAL,
        /** Anything else. */
        MENTION
    }

    /** What a change is measured against. */
    enum Basis {
        LAST_WEEK,
        LAST_MONTH,
        LAST_QUARTER,
        LAST_YEAR,
        OTHER
    }
}
