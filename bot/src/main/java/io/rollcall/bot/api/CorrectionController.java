package io.rollcall.bot.api;

import io.rollcall.bot.round.Correcting;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.team.Team;
import io.rollcall.storage.ItemCorrections;
import java.time.OffsetDateTime;
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

    private static final String MERGE = "{\"into\":7}, and who says so: {\"into\":7,\"by\":\"lin\"}";
    private static final String SPLIT =
            "{\"from\":\"2024-W48\"}, and who says so: {\"from\":\"2024-W48\",\"by\":\"lin\"}";
    private static final String UNNAMED = "api";
    private static final int LONGEST_NAME = 100;

    private final Lookup lookup;
    private final ItemCorrections corrections;
    private final Correcting correcting;

    CorrectionController(Lookup lookup, ItemCorrections corrections, Correcting correcting) {
        this.lookup = lookup;
        this.corrections = corrections;
        this.correcting = correcting;
    }

    /**
     * A correction.
     *
     * @param other the item that goes on, or the new one
     * @param from  the first week whose statement moved
     */
    record CorrectionView(String kind, long item, long other, String from, String by, OffsetDateTime at) {

        static CorrectionView of(Team team, ItemCorrection made) {
            return new CorrectionView(
                    made.kind().name().toLowerCase(Locale.ROOT),
                    made.item(),
                    made.other(),
                    made.fromWeek().toString(),
                    made.by(),
                    RoundView.in(team, made.at()));
        }
    }

    @Takes(MERGE)
    @PostMapping("/{item}/merge")
    CorrectionView merge(
            @PathVariable String team,
            @PathVariable long item,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Team known = lookup.team(team);
        if (body == null
                || !body.path("into").isIntegralNumber()
                || !body.path("into").canConvertToLong()) {
            throw new IllegalArgumentException("say which item goes on, by its number: " + MERGE);
        }
        long into = body.path("into").longValue();
        String by = by(body);
        return CorrectionView.of(known, Patiently.change(() -> correcting.merge(known, item, into, by)));
    }

    @Takes(SPLIT)
    @PostMapping("/{item}/split")
    CorrectionView split(
            @PathVariable String team,
            @PathVariable long item,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Team known = lookup.team(team);
        if (body == null || !body.path("from").isString()) {
            throw new IllegalArgumentException("say from which week on it is another item: " + SPLIT);
        }
        ReportWeek from = ReportWeek.parse(body.path("from").stringValue());
        String by = by(body);
        return CorrectionView.of(known, Patiently.change(() -> correcting.split(known, item, from, by)));
    }

    @GetMapping("/corrections")
    List<CorrectionView> corrections(@PathVariable String team) {
        Team known = lookup.team(team);
        return corrections.of(known.id()).stream()
                .map(made -> CorrectionView.of(known, made))
                .toList();
    }

    private static String by(JsonNode body) {
        JsonNode said = body.path("by");
        if (said.isMissingNode() || said.isNull()) {
            return UNNAMED;
        }
        if (!said.isString()) {
            throw new IllegalArgumentException("\"by\" must be a name as text, such as \"by\":\"lin\"");
        }
        String by = said.stringValue().strip();
        if (by.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "\"by\" has " + by.length() + " characters; " + LONGEST_NAME + " at most");
        }
        return by.isEmpty() ? UNNAMED : by;
    }
}
