package io.rollcall.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A finding as the JSON text that its row keeps, beside what the row has columns for. */
final class FindingJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(any -> any.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FindingJson() {}

    private record Body(
            String weeks,
            @Nullable Integer line,
            String section,
            String item,
            @Nullable Place before,
            String why,
            List<String> args,
            List<Quote> quotes,
            double confidence) {}

    private record Place(String weeks, int line) {

        static @Nullable Place of(Finding.@Nullable Place place) {
            return place == null ? null : new Place(place.weeks().toString(), place.line());
        }

        Finding.Place place() {
            return new Finding.Place(ReportWeeks.parse(weeks), line);
        }
    }

    private record Quote(String weeks, int line, String text) {

        Finding.Quote quote() {
            return new Finding.Quote(new Place(weeks, line).place(), text);
        }
    }

    static String write(Finding finding) {
        return JSON.writeValueAsString(new Body(
                finding.weeks().toString(),
                finding.line(),
                finding.section(),
                finding.item(),
                Place.of(finding.before()),
                finding.why().key(),
                finding.why().args(),
                finding.quotes().stream()
                        .map(quote -> new Quote(
                                quote.place().weeks().toString(), quote.place().line(), quote.text()))
                        .toList(),
                finding.confidence()));
    }

    static Finding read(FindingKind kind, long item, String json) {
        Body body = JSON.readValue(json, Body.class);
        return new Finding(
                kind,
                ReportWeeks.parse(body.weeks()),
                body.line(),
                body.section(),
                item,
                body.item(),
                body.before() == null ? null : body.before().place(),
                new Finding.Why(body.why(), body.args()),
                body.quotes().stream().map(Quote::quote).toList(),
                body.confidence());
    }
}
