package io.rollcall.bot.round;

import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.text.ReportTexts;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.MessageRenderer;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Team;
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxRow;
import io.rollcall.storage.OutboxState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Brings a posted report up to date, in each place by itself: what was posted is changed where it stands, and where that
 * cannot be, or is refused, one short message says what changed. Every call runs in the caller's transaction.
 */
@Component
class RevisionPost {

    private static final String REPORT = "/report";
    private static final String UPDATE = "/revision/";
    private static final String ERRATUM = "/late/";
    private static final Pattern NUMBER = Pattern.compile("/(?:revision|late)/(\\d{1,9})[/#]");

    private final Postbox postbox;
    private final Outbox outbox;
    private final RoundReports reports;

    RevisionPost(Postbox postbox, Outbox outbox, RoundReports reports) {
        this.postbox = postbox;
        this.outbox = outbox;
        this.reports = reports;
    }

    /** Tells every place where the report is posted of its latest revision. */
    void post(Team team, Round round, CompiledReport latest) {
        List<Account> places = RoundPost.placesToPost(team);
        for (Account place : places) {
            Posted posted = posted(round.id(), place);
            RevisionChanges changes = changesFor(posted, latest);
            if (changes.isEmpty() && !posted.isChanging()) {
                // What had changed is as it was; the place reads right.
                continue;
            }
            String suffix = place.equals(places.get(0)) ? "" : "/" + RoundPost.keyOf(place);
            boolean updated = posted.canStillBeChanged()
                    && postbox.update(
                            new Posting(
                                    round.id() + UPDATE + latest.revision() + suffix,
                                    OutboxKind.UPDATE,
                                    place,
                                    revised(team, round, latest, changes),
                                    round.id(),
                                    null),
                            posted.messageIds());
            if (!updated) {
                erratum(team, round, latest, changes, place, suffix);
            }
        }
    }

    /** Whether this message was to bring a posted report up to date. */
    boolean isMine(OutboxMessage message) {
        RoundId round = message.round();
        return round != null
                && message.kind() == OutboxKind.UPDATE
                && message.key().startsWith(round + UPDATE);
    }

    /** What was posted in this place can no longer be changed: it is told instead. */
    void refused(Team team, Round round, OutboxMessage message) {
        Optional<CompiledReport> revision = numberOf(message.key()).flatMap(n -> reports.revision(round.id(), n));
        List<Account> places = RoundPost.placesToPost(team);
        if (revision.isEmpty() || !places.contains(message.account())) {
            return;
        }
        Account place = message.account();
        String suffix = place.equals(places.get(0)) ? "" : "/" + RoundPost.keyOf(place);
        RevisionChanges changes = changesFor(posted(round.id(), place), revision.get());
        if (!changes.isEmpty()) {
            erratum(team, round, revision.get(), changes, place, suffix);
        }
    }

    private void erratum(
            Team team, Round round, CompiledReport revision, RevisionChanges changes, Account place, String suffix) {
        Texts texts = Texts.in(team.language());
        String text = texts.get(
                "published.late", team.name(), RoundPost.weekOf(round), changes.titles(), revision.revision());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(text));
        Part.Lines lines = changes.lines(texts);
        if (!lines.lines().isEmpty()) {
            parts.add(lines);
        }
        postbox.post(new Posting(
                round.id() + ERRATUM + revision.revision() + suffix,
                OutboxKind.NOTICE,
                place,
                new Message(texts.get("published.late.title"), Tone.NEUTRAL, text, List.of(new Block(parts))),
                round.id(),
                null));
    }

    private Message revised(Team team, Round round, CompiledReport latest, RevisionChanges changes) {
        Texts texts = Texts.in(team.language());
        Message report = new MessageRenderer(ReportTexts.in(team.language())).render(reports.posted(team, round));
        List<Block> blocks = new ArrayList<>();
        if (!changes.isEmpty()) {
            blocks.add(
                    Block.of(new Part.Heading(texts.get("revised.changes", latest.revision())), changes.lines(texts)));
        }
        blocks.addAll(report.blocks());
        return new Message(
                texts.get("revised.title", report.title(), latest.revision()), report.tone(), report.summary(), blocks);
    }

    /** What the readers of a place have not been told of yet. */
    private RevisionChanges changesFor(Posted posted, CompiledReport latest) {
        RoundId round = latest.round();
        return Stream.concat(
                        Stream.of(posted.shown())
                                .filter(n -> n > 0 && n < latest.revision())
                                .flatMap(n -> reports.revision(round, n).stream()),
                        reports.firstPublished(round).stream())
                .findFirst()
                .map(before -> RevisionChanges.between(before, latest))
                .orElseGet(() -> RevisionChanges.between(latest, latest));
    }

    /**
     * How a report stands in one place.
     *
     * @param messageIds of its parts, in their order; empty where it cannot be changed
     * @param shown      the revision that the place was last told of; 0 for the one that was posted first
     * @param isChanging whether an earlier change of it is still on its way
     */
    private record Posted(List<String> messageIds, int shown, boolean isChanging) {

        boolean canStillBeChanged() {
            return !messageIds.isEmpty();
        }
    }

    private Posted posted(RoundId round, Account place) {
        Predicate<OutboxRow> here = row -> row.message().account().equals(place);
        List<OutboxRow> updates =
                outbox.of(round, round + UPDATE).stream().filter(here).toList();
        List<OutboxRow> errata =
                outbox.of(round, round + ERRATUM).stream().filter(here).toList();
        int shown = Stream.concat(
                        updates.stream().filter(row -> row.state() == OutboxState.SENT),
                        errata.stream().filter(row -> row.state() != OutboxState.REFUSED))
                .flatMap(row -> numberOf(row.message().key()).stream())
                .max(Comparator.naturalOrder())
                .orElse(0);
        // The last one gave way to none: where it was refused, the next would be as well.
        int last = updates.stream()
                .flatMap(row -> numberOf(row.message().key()).stream())
                .max(Comparator.naturalOrder())
                .orElse(0);
        boolean refused = updates.stream()
                .filter(row ->
                        numberOf(row.message().key()).filter(n -> n == last).isPresent())
                .anyMatch(row -> row.state() == OutboxState.REFUSED);
        List<OutboxRow> parts = outbox.of(round, round + REPORT).stream()
                .filter(here)
                .filter(row -> row.message().kind() == OutboxKind.REPORT)
                .sorted(Comparator.comparingInt(row -> row.message().part()))
                .toList();
        boolean whole = !refused && parts.stream().allMatch(row -> row.state() == OutboxState.SENT);
        return new Posted(
                whole
                        ? parts.stream()
                                .map(OutboxRow::sentMessageId)
                                .filter(Objects::nonNull)
                                .toList()
                        : List.of(),
                shown,
                updates.stream()
                        .anyMatch(row -> row.state() == OutboxState.PENDING || row.state() == OutboxState.SENDING));
    }

    private static Optional<Integer> numberOf(String key) {
        Matcher number = NUMBER.matcher(key);
        return number.find() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }
}
