package io.rollcall.bot.api;

import io.rollcall.bot.json.UnderstandingJson;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Ledger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What the ledger knows. */
@RestController
@RequestMapping("/api/v1")
class LedgerController {

    private static final int MOST_ITEMS = 500;

    private final Lookup lookup;
    private final Ledger ledger;

    LedgerController(Lookup lookup, Ledger ledger) {
        this.lookup = lookup;
        this.ledger = ledger;
    }

    /** An item of the ledger. */
    record ItemView(long id, String section, String title, String firstWeek, String lastWeek) {

        static ItemView of(LedgerItem item) {
            return new ItemView(
                    item.id(),
                    item.section().value(),
                    item.title(),
                    item.firstWeek().toString(),
                    item.lastWeek().toString());
        }
    }

    /** What was said of an item in a week. */
    record StatementView(
            String week,
            @Nullable String round,
            String section,
            String text,
            @Nullable String status,
            @Nullable String member,
            List<ObjectNode> facts) {

        static StatementView of(Statement statement) {
            return new StatementView(
                    statement.week().toString(),
                    statement.round() == null ? null : statement.round().toString(),
                    statement.section().value(),
                    statement.text(),
                    statement.status() == null ? null : statement.status().name(),
                    statement.member() == null ? null : statement.member().value(),
                    statement.facts().stream().map(UnderstandingJson::tree).toList());
        }
    }

    @GetMapping("/teams/{team}/items")
    List<ItemView> items(@PathVariable String team, @RequestParam(defaultValue = "") String query) {
        Team found = lookup.team(team);
        return ledger.items(found.id(), query, MOST_ITEMS).stream()
                .map(ItemView::of)
                .toList();
    }

    @GetMapping({"/teams/{team}/items/{item}/history"})
    List<StatementView> history(@PathVariable String team, @PathVariable long item) {
        Team found = lookup.team(team);
        return ledger.item(item)
                .filter(known -> known.team().equals(found.id()))
                .map(known -> ledger.history(known.id()).stream()
                        .map(StatementView::of)
                        .toList())
                .orElseThrow(() -> new NotFoundException("team " + found.id() + " has no item " + item
                        + "; GET /api/v1/teams/" + found.id() + "/items lists them"));
    }

    /** Nothing is audited yet, so there is nothing to find. */
    @GetMapping("/rounds/{id}/findings")
    Map<String, Object> findings(@PathVariable String id) {
        Round round = lookup.round(id);
        return Map.of("round", round.id().toString(), "findings", List.of());
    }
}
