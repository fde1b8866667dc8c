package io.rollcall.bot.api;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.ItemCorrections;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Where a person knows better than the ledger which lines are one item. */
@RestController
@RequestMapping("/api/v1/teams/{team}/items")
class CorrectionController {

    private static final String UNNAMED = "api";
    private static final int LONGEST_NAME = 100;

    private final Lookup lookup;
    private final ItemCorrections corrections;
    private final Clock clock;

    CorrectionController(Lookup lookup, ItemCorrections corrections, Clock clock) {
        this.lookup = lookup;
        this.corrections = corrections;
        this.clock = clock;
    }

    /**
     * A correction.
     *
     * @param other the item that goes on, or the new one
     * @param from  the first week whose statement moved
     */
    record CorrectionView(String kind, long item, long other, String from, String by, Instant at) {

        static CorrectionView of(ItemCorrection made) {
            return new CorrectionView(
                    made.kind().name().toLowerCase(Locale.ROOT),
                    made.item(),
                    made.other(),
                    made.fromWeek().toString(),
                    made.by(),
                    made.at());
        }
    }

    /** Takes {@code {"into":7}}. */
    @PostMapping("/{item}/merge")
    CorrectionView merge(
            @PathVariable String team,
            @PathVariable long item,
            @RequestBody(required = false) @Nullable JsonNode body) {
        TeamId id = lookup.team(team).id();
        if (body == null || !body.path("into").isIntegralNumber()) {
            throw new IllegalArgumentException(
                    "say which item goes on, by its number: {\"into\":7}, and who says so: {\"into\":7,\"by\":\"lin\"}");
        }
        return CorrectionView.of(corrections.merge(id, item, body.path("into").longValue(), by(body), clock.instant()));
    }

    /** Takes {@code {"from":"2024-W48"}}. */
    @PostMapping("/{item}/split")
    CorrectionView split(
            @PathVariable String team,
            @PathVariable long item,
            @RequestBody(required = false) @Nullable JsonNode body) {
        TeamId id = lookup.team(team).id();
        if (body == null || !body.path("from").isString()) {
            throw new IllegalArgumentException("say from which week on it is another item: {\"from\":\"2024-W48\"},"
                    + " and who says so: {\"from\":\"2024-W48\",\"by\":\"lin\"}");
        }
        ReportWeek from = ReportWeek.parse(body.path("from").stringValue());
        return CorrectionView.of(corrections.split(id, item, from, by(body), clock.instant()));
    }

    @GetMapping("/corrections")
    List<CorrectionView> corrections(@PathVariable String team) {
        return corrections.of(lookup.team(team).id()).stream()
                .map(CorrectionView::of)
                .toList();
    }

    private static String by(JsonNode body) {
        String by = body.path("by").asString(UNNAMED).strip();
        if (by.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "\"by\" has " + by.length() + " characters; " + LONGEST_NAME + " at most");
        }
        return by.isEmpty() ? UNNAMED : by;
    }
}
