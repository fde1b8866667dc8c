package io.rollcall.core.understand;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Something a line says that can be counted, dated or compared. Each keeps the exact words it came from. */
public sealed interface Fact {

    /** The words as written. */
    String quote();

    /** Where the quote stands in the parsed text. */
    Span span();

    /**
     * A point or span of calendar time tied to an event.
     *
     * @param from    the first day, or null when open ({@code 6月30日前})
     * @param to      the last day, included, or null when open
     * @param subject what the date is about ({@code 汇金}), or null when the line does not say
     * @param event   what happens then ({@code 上线}), or null when the line does not say
     */
    record Dated(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Role role,
            @Nullable String subject,
            @Nullable String event,
            String quote,
            Span span)
            implements Fact {}

    /**
     * How much of a piece of work is done.
     *
     * @param value 0 to 100
     */
    record Progress(BigDecimal value, String quote, Span span) implements Fact {}

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
            implements Fact {}

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
            Span span) implements Fact {}

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
