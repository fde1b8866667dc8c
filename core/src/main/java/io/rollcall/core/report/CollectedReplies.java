package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.PartialReply;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the replies of one round bring, section by section. */
final class CollectedReplies {

    private final Team team;
    private final ReplyReader reader;
    private final ReportWeek week;
    private final Collection<Ask> asks;
    private final Map<SectionId, List<ParsedNode>> lastWeek;
    private final Map<MemberId, List<AskedLine>> prompts;
    private final Map<SectionId, List<Piece>> pieces = new HashMap<>();
    private final Map<SectionId, LastWeeksLines> lastWeeksLines = new HashMap<>();
    private final Map<Long, Merged> merges = new HashMap<>();

    /** What sections say where more than their replies counts. */
    private final Map<SectionId, List<Passage>> revised = new HashMap<>();

    /** Whose text of their own stands in which section. */
    private final Map<SectionId, Set<MemberId>> authors = new HashMap<>();

    /** Who has changed last week's lines of which section, so that what they send later goes on from there. */
    private final Map<SectionId, Set<MemberId>> mergers = new HashMap<>();

    private final Map<SectionId, Set<MemberId>> writers = new HashMap<>();
    private final Map<SectionId, Set<MemberId>> skippers = new HashMap<>();
    private final List<Passage> unplaced = new ArrayList<>();

    /** Who brought lines of last week into which section by {@code 同上周}, and by which reply first. */
    private final Map<SectionId, Map<MemberId, Origin>> repeaters = new HashMap<>();

    /** Something that stands in a section: what was written, or, where that is null, last week's lines as they are now. */
    private record Piece(@Nullable Passage written) {}

    /**
     * @param week     by which dates are placed; the last one where a report covers several
     * @param lastWeek the lines of last week's report
     * @param prompts  the same as each member's prompt numbered them
     */
    CollectedReplies(
            Team team,
            ReportWeek week,
            Collection<Ask> asks,
            Collection<Reply> replies,
            Map<SectionId, List<ParsedNode>> lastWeek,
            Map<MemberId, List<AskedLine>> prompts) {
        this.team = team;
        this.reader = new ReplyReader(team);
        this.week = week;
        this.asks = asks;
        this.lastWeek = lastWeek;
        this.prompts = prompts;
        replies.stream().filter(Reply::counts).sorted(Reply.IN_ORDER).forEach(this::add);
        repeatLastWeek();
    }

    /** The section's lines, untitled ones first; empty when nobody gave any. */
    List<Passage> passages(SectionId section) {
        return Passage.untitledFirst(passagesOf(section));
    }

    /** Lines for which no section could be told. */
    List<Passage> unplaced() {
        return List.copyOf(unplaced);
    }

    /** What each reply made of last week's lines as they stood when it came, by its number. */
    Map<Long, Merged> merges() {
        return Map.copyOf(merges);
    }

    /** Who gave the section lines, or had last week's stay. */
    Set<MemberId> writers(SectionId section) {
        return Set.copyOf(writers.getOrDefault(section, Set.of()));
    }

    /** Who said that there is nothing to say. */
    Set<MemberId> skippers(SectionId section) {
        return Set.copyOf(skippers.getOrDefault(section, Set.of()));
    }

    /** Lays over the section what was said of single lines of it, and the last of the edits that still holds. */
    void revise(
            SectionId section, Collection<Amendment> amendments, Collection<SectionEdit> edits, SectionLayers layers) {
        SectionLayers.Laid laid = layers.lay(
                section,
                passages(section),
                amendments.stream()
                        .filter(amendment -> amendment.section().equals(section))
                        .toList(),
                edits.stream().filter(edit -> edit.section().equals(section)).toList());
        revised.put(section, laid.passages());
        laid.writer().ifPresent(with(writers, section)::add);
    }

    private void add(Reply reply) {
        if (reply.kind().isText()) {
            text(reply);
            return;
        }
        for (Section section : meantBy(reply)) {
            if (reply.kind() == ReplyKind.SAME_AS_LAST_WEEK && lastWeek.containsKey(section.id())) {
                repeaters
                        .computeIfAbsent(section.id(), id -> new HashMap<>())
                        .putIfAbsent(reply.member(), Origin.of(reply));
            } else {
                with(skippers, section.id()).add(reply.member());
            }
        }
    }

    /**
     * Brings last week's lines where they were asked for. Who wrote a section anew has said what is to be said of
     * it, so {@code 其余同上周} brings nothing there. Several owners who ask for the same lines get them once.
     */
    private void repeatLastWeek() {
        repeaters.forEach((section, members) -> {
            List<MemberId> without = members.keySet().stream()
                    .filter(member -> !writers.getOrDefault(section, Set.of()).contains(member))
                    .toList();
            LastWeeksLines lines = lastWeeksLines.get(section);
            if (lines != null && lines.hasLines()) {
                // Somebody has brought them already, as they are to be now.
                with(writers, section).addAll(without);
            } else if (!without.isEmpty()) {
                place(new ReplyRouter.Placed(
                        section,
                        new Passage(
                                null,
                                lastWeek.getOrDefault(section, List.of()),
                                Objects.requireNonNull(members.get(without.get(0))),
                                true)));
                with(writers, section).addAll(without);
            }
        });
    }

    private void text(Reply reply) {
        List<AskedLine> prompt = prompts.getOrDefault(reply.member(), List.of());
        if (prompt.isEmpty()) {
            read(reply.text(), reply);
            return;
        }
        ShownLines shown = new ShownLines(prompt, lastWeeksLines);
        Merged merged = PartialReply.merge(shown.lines(), reply.text(), week, reader::isTitle);
        merges.put(reply.id(), merged);
        Set<SectionId> named = new LinkedHashSet<>();
        merged.outcomes().stream()
                .filter(Merged.Outcome::named)
                .forEach(outcome -> named.add(shown.row(outcome).line().section()));
        boolean goesOn = named.stream()
                .anyMatch(section -> mergers.getOrDefault(section, Set.of()).contains(reply.member()));
        if (merged.isPartial() || reply.kind() == ReplyKind.FORM || goesOn) {
            merge(reply, merged, shown, named);
        } else {
            anew(reply, merged, shown);
        }
    }

    /** A text of its own; of last week's lines that it repeats, it has the words from now on. */
    private void anew(Reply reply, Merged merged, ShownLines shown) {
        for (Merged.Outcome outcome : merged.outcomes()) {
            if (outcome.named()) {
                outcome.result().ifPresent(shown.row(outcome)::speakElsewhere);
            }
        }
        read(reply.text(), reply).forEach(section -> with(authors, section).add(reply.member()));
    }

    private void merge(Reply reply, Merged merged, ShownLines shown, Set<SectionId> named) {
        MemberId member = reply.member();
        for (Merged.Outcome outcome : merged.outcomes()) {
            if (outcome.named() || outcome.result().isEmpty()) {
                carryOut(outcome, shown.row(outcome), Origin.of(reply));
            }
        }
        Set<SectionId> touched = new LinkedHashSet<>(named);
        if (merged.keepsRest()) {
            shown.rows().forEach(row -> touched.add(row.line().section()));
        }
        for (SectionId section : touched) {
            boolean wrote = with(authors, section).contains(member);
            if (reply.kind() == ReplyKind.FORM) {
                with(authors, section).add(member);
            } else if (!wrote || merged.keepsRest()) {
                keepRest(section, shown, Origin.of(reply), wrote);
            }
            showLastWeek(section);
            with(writers, section).add(member);
            with(mergers, section).add(member);
        }
        String more = Stream.concat(
                        merged.fresh().stream().map(Merged.Fresh::typed),
                        merged.unplaced().stream()
                                .filter(words -> words.why().mayBeNew())
                                .map(Merged.Unplaced::text))
                .collect(Collectors.joining("\n"));
        Set<SectionId> added = more.isEmpty() ? Set.of() : read(more, reply);
        if (merged.isPartial() && touched.isEmpty() && reply.kind() != ReplyKind.FORM) {
            added.forEach(section -> keepBeside(section, shown, reply));
        }
    }

    /** What is only added comes behind last week's lines. */
    private void keepBeside(SectionId section, ShownLines shown, Reply reply) {
        if (with(authors, section).contains(reply.member())) {
            return;
        }
        keepRest(section, shown, Origin.of(reply), false);
        List<Piece> there = pieces.computeIfAbsent(section, id -> new ArrayList<>());
        LastWeeksLines lines = lastWeeksLines.get(section);
        if (lines != null && lines.hasLines() && there.stream().noneMatch(piece -> piece.written() == null)) {
            there.add(0, new Piece(null));
        }
        with(mergers, section).add(reply.member());
    }

    private void carryOut(Merged.Outcome outcome, LastWeeksLines.Row row, Origin origin) {
        Optional<String> result = outcome.result();
        if (row.place() == LastWeeksLines.Place.ELSEWHERE
                && replaceWritten(row.line().section(), row.text(), result, origin)) {
            result.ifPresentOrElse(row::speakElsewhere, row::delete);
        } else {
            result.ifPresentOrElse(text -> row.keep(text, origin), row::delete);
        }
    }

    /** What nobody has spoken of stays; of text that is no item nobody can tell whether a new text speaks of it. */
    private void keepRest(SectionId section, ShownLines shown, Origin origin, boolean wrote) {
        for (LastWeeksLines.Row row : shown.rows()) {
            AskedLine line = row.line();
            if (line.section().equals(section)
                    && row.place() == LastWeeksLines.Place.NOWHERE
                    && (line.isItem() || !wrote)) {
                row.keep(line.text(), origin);
            }
        }
    }

    private void showLastWeek(SectionId section) {
        List<Piece> there = pieces.computeIfAbsent(section, id -> new ArrayList<>());
        if (there.stream().noneMatch(piece -> piece.written() == null)) {
            there.add(new Piece(null));
        }
    }

    /** Puts other words in the place of a line that somebody wrote; none to take it away. */
    private boolean replaceWritten(SectionId section, String words, Optional<String> others, Origin origin) {
        OneLine one = new OneLine(
                item -> bare(item.text()).equals(bare(words)),
                (item, above) -> others.map(text -> said(section, item, above, text)),
                origin);
        List<Piece> there = pieces.getOrDefault(section, List.of());
        for (int i = 0; i < there.size(); i++) {
            Optional<List<Passage>> replaced =
                    Optional.ofNullable(there.get(i).written()).flatMap(one::in);
            if (replaced.isPresent()) {
                there.remove(i);
                there.addAll(i, replaced.get().stream().map(Piece::new).toList());
                return true;
            }
        }
        return false;
    }

    private ParsedNode.Item said(SectionId section, ParsedNode.Item item, List<String> above, String text) {
        ParsedNode.Item read = reader.line(section, above, item.marker(), text, week);
        return new ParsedNode.Item(
                item.line(),
                item.depth(),
                item.marker(),
                read.label(),
                text,
                read.status(),
                read.facts(),
                item.children());
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }

    private List<Passage> passagesOf(SectionId section) {
        List<Passage> changed = revised.get(section);
        if (changed != null) {
            return changed;
        }
        List<Passage> passages = new ArrayList<>();
        for (Piece piece : pieces.getOrDefault(section, List.of())) {
            Passage written = piece.written();
            if (written == null) {
                passages.addAll(Objects.requireNonNull(lastWeeksLines.get(section))
                        .passages((above, marker, text) -> reader.line(section, above, marker, text, week)));
            } else {
                passages.add(written);
            }
        }
        return passages;
    }

    /** Reads lines and puts them where they belong; returns into which sections. */
    private Set<SectionId> read(String text, Reply reply) {
        Set<SectionId> sections = new LinkedHashSet<>();
        for (ReplyRouter.Placed placed : reader.read(text, week, startOf(reply), Origin.of(reply))) {
            place(placed);
            if (placed.section() != null) {
                sections.add(placed.section());
            }
        }
        return sections;
    }

    private void place(ReplyRouter.Placed placed) {
        SectionId section = placed.section();
        if (section == null || team.section(section).isEmpty()) {
            unplaced.add(placed.passage());
            return;
        }
        pieces.computeIfAbsent(section, id -> new ArrayList<>()).add(new Piece(placed.passage()));
        with(writers, section).add(placed.passage().member());
    }

    private @Nullable SectionId startOf(Reply reply) {
        if (reply.section() != null) {
            return reply.section();
        }
        List<Section> own = Duties.of(team, asks, reply.member());
        return own.size() == 1 ? own.get(0).id() : null;
    }

    /** The sections that a reply without lines is about. */
    private List<Section> meantBy(Reply reply) {
        SectionId named = reply.section();
        return named == null
                ? Duties.of(team, asks, reply.member())
                : team.section(named).stream().toList();
    }

    private static Set<MemberId> with(Map<SectionId, Set<MemberId>> sets, SectionId section) {
        return sets.computeIfAbsent(section, id -> new HashSet<>());
    }
}
