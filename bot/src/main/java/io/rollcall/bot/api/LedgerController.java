package io.rollcall.bot.api;

import io.rollcall.bot.json.TrendJson;
import io.rollcall.bot.json.UnderstandingJson;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.review.Promised;
import io.rollcall.core.round.Reply;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.trend.Trends;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.Replies;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Two years. */
    private static final int MOST_WEEKS = 104;

    private final Lookup lookup;
    private final Ledger ledger;
    private final Replies replies;

    LedgerController(Lookup lookup, Ledger ledger, Replies replies) {
        this.lookup = lookup;
        this.ledger = ledger;
        this.replies = replies;
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

    /**
     * A day by which something was to happen, as it stood after a week.
     *
     * @param original the last day of what was promised first
     * @param day      the last day of what was promised last
     * @param slips    how often it was put off
     * @param days     by how many days it is later than at first; negative when earlier
     */
    record PromiseView(String what, LocalDate original, LocalDate day, int slips, long days) {

        static PromiseView of(Promised promised) {
            return new PromiseView(
                    promised.what(), promised.original(), promised.day(), promised.slips(), promised.days());
        }
    }

    /**
     * A message of a member.
     *
     * @param message the platform's own id of it
     * @param edition 1 as first sent, one more for every edit
     */
    record ReplyView(long number, String platform, String message, int edition, OffsetDateTime receivedAt) {

        static ReplyView of(Team team, Reply reply) {
            return new ReplyView(
                    reply.id(),
                    reply.platform(),
                    reply.messageId(),
                    reply.edition(),
                    reply.receivedAt().atZone(team.zone()).toOffsetDateTime());
        }
    }

    /**
     * What was said of an item in a week.
     *
     * @param reply    the message that said so or had the line stand as it was, or null when none did
     * @param knownBy  how the line was told to be this item, or null where the item began
     * @param promises what was open after that week
     */
    record StatementView(
            String week,
            @Nullable String round,
            String section,
            String text,
            @Nullable String status,
            @Nullable String member,
            @Nullable ReplyView reply,
            @Nullable String knownBy,
            List<ObjectNode> facts,
            List<PromiseView> promises) {

        static StatementView of(Statement statement, @Nullable ReplyView reply, List<Promised> promises) {
            return new StatementView(
                    statement.week().toString(),
                    statement.round() == null ? null : statement.round().toString(),
                    statement.section().value(),
                    statement.text(),
                    statement.status() == null ? null : statement.status().name(),
                    statement.member() == null ? null : statement.member().value(),
                    reply,
                    statement.knownBy() == null
                            ? null
                            : statement.knownBy().name().toLowerCase(Locale.ROOT),
                    statement.facts().stream().map(UnderstandingJson::tree).toList(),
                    promises.stream().map(PromiseView::of).toList());
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
        return views(found, ledger.history(item(found, item).id()));
    }

    /** How each figure of an item went, over all weeks. */
    @GetMapping("/teams/{team}/items/{item}/figures")
    List<ObjectNode> figures(@PathVariable String team, @PathVariable long item) {
        LedgerItem known = item(lookup.team(team), item);
        return Trends.of(ledger.history(known.id())).stream()
                .map(TrendJson::tree)
                .toList();
    }

    /** The same for the items of a section and of its parts, over the weeks up to the latest that has a report. */
    @GetMapping("/teams/{team}/sections/{section}/figures")
    List<ObjectNode> figures(
            @PathVariable String team, @PathVariable String section, @RequestParam(defaultValue = "12") int weeks) {
        Team found = lookup.team(team);
        Section known = lookup.section(found, section);
        if (weeks < 1 || weeks > MOST_WEEKS) {
            throw new IllegalArgumentException("weeks=" + weeks + " cannot be used; what works: 1 to " + MOST_WEEKS);
        }
        List<SectionId> sections = known.withParts().map(Section::id).toList();
        return ledger.items(found.id(), "", 1).stream()
                .map(LedgerItem::lastWeek)
                .flatMap(last -> Trends.of(ledger.figures(found.id(), sections, last.plus(1 - weeks), last)).stream())
                .map(TrendJson::tree)
                .toList();
    }

    private LedgerItem item(Team team, long item) {
        return ledger.item(item)
                .filter(known -> known.team().equals(team.id()))
                .orElseThrow(() -> new NotFoundException("team " + team.id() + " has no item " + item
                        + "; GET /api/v1/teams/" + team.id() + "/items lists them"));
    }

    private List<StatementView> views(Team team, List<Statement> history) {
        List<List<Promised>> promises = Promised.through(history);
        List<Long> numbers =
                history.stream().map(Statement::reply).filter(Objects::nonNull).toList();
        Map<Long, ReplyView> said =
                replies.find(numbers).stream().collect(Collectors.toMap(Reply::id, reply -> ReplyView.of(team, reply)));
        return IntStream.range(0, history.size())
                .mapToObj(week -> StatementView.of(
                        history.get(week), said.get(history.get(week).reply()), promises.get(week)))
                .toList();
    }
}
