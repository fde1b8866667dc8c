package io.rollcall.bot.api;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be opened, as a caller says it: {@code {"weeks":["2024-W49"]}}. Read with care, since a slip must not ask
 * everybody for the wrong week.
 *
 * @param weeks empty for this week
 */
record OpenRound(Optional<ReportWeeks> weeks) {

    /** As many as holidays ever merge. */
    static final int MOST_WEEKS = 5;

    static final String EXAMPLE = "{\"weeks\":[\"2024-W49\"]}, or no body for this week";

    private static final String FORM = "; what works: " + EXAMPLE;

    /**
     * @param body     null for none
     * @param thisWeek the latest week that may be named is the one after
     * @throws IllegalArgumentException when the body says anything else; the message says what would work
     */
    static OpenRound read(@Nullable JsonNode body, ReportWeek thisWeek) {
        if (body == null || body.isMissingNode()) {
            return new OpenRound(Optional.empty());
        }
        if (!body.isObject()) {
            throw new IllegalArgumentException("the body is no JSON object" + FORM);
        }
        body.propertyNames().stream()
                .filter(key -> !key.equals("weeks"))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("the body has an unknown key \"" + key + "\"" + FORM);
                });
        return body.has("weeks")
                ? new OpenRound(Optional.of(weeks(body.path("weeks"), thisWeek)))
                : new OpenRound(Optional.empty());
    }

    private static ReportWeeks weeks(JsonNode list, ReportWeek thisWeek) {
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("\"weeks\" must be a list of at least one week" + FORM);
        }
        if (list.size() > MOST_WEEKS) {
            throw new IllegalArgumentException("\"weeks\" names " + list.size() + " weeks; a round covers at most "
                    + MOST_WEEKS + ", each following the one before it");
        }
        List<ReportWeek> weeks = new ArrayList<>();
        for (JsonNode week : list.values()) {
            if (!week.isString()) {
                throw new IllegalArgumentException("\"weeks\" must hold nothing but weeks as text" + FORM);
            }
            weeks.add(ReportWeek.parse(week.stringValue()));
        }
        ReportWeeks covered = new ReportWeeks(weeks);
        if (covered.last().compareTo(thisWeek.next()) > 0) {
            throw new IllegalArgumentException(covered.last()
                    + " lies too far ahead; the latest week to open is the next one, " + thisWeek.next());
        }
        return covered;
    }
}
