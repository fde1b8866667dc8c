package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.PartialReply;
import io.rollcall.core.merge.PromptLine;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what a round has collected into a report. Every line of a reply that counts is in it. Thread-safe. */
public final class ReportCompiler {

    private final Team team;
    private final ReplyReader reader;

    public ReportCompiler(Team team) {
        this.team = team;
        this.reader = new ReplyReader(team);
    }

    /**
     * Compiles at any time of a round, be it for a preview or for the group.
     *
     * @param revision 0 for a preview
     * @param asks     the round's; an owner without one counts as not having answered
     * @param replies  the round's, in any order; those taken back are left out
     * @param lastWeek the lines of last week's report, see {@link Report#lines()}; brought again by {@code 同上周}
     */
    public Report compile(
            ReportWeeks weeks,
            int revision,
            Collection<Ask> asks,
            Collection<Reply> replies,
            Map<SectionId, List<ParsedNode>> lastWeek) {
        return compile(weeks, revision, asks, replies, lastWeek, Map.of(), List.of());
    }

    /**
     * The same where members name last week's lines by number, and with edits laid over it.
     *
     * @param prompts last week's lines as each member's prompt numbered them, for those who sent something
     * @param edits   in the order in which they were made, of which the last that holds counts for its section; those of
     *                sections that the team has no more are left out
     */
    public Report compile(
            ReportWeeks weeks,
            int revision,
            Collection<Ask> asks,
            Collection<Reply> replies,
            Map<SectionId, List<ParsedNode>> lastWeek,
            Map<MemberId, List<AskedLine>> prompts,
            Collection<SectionEdit> edits) {
        Collected collected = collect(weeks, asks, replies, lastWeek, prompts);
        if (!edits.isEmpty()) {
            SectionText texts = new SectionText(team, weeks.last());
            edits.stream()
                    .map(SectionEdit::section)
                    .distinct()
                    .filter(section -> team.section(section).isPresent())
                    .forEach(section -> collected.edit(section, edits, texts));
        }
        List<ReportSection> sections = team.sections().stream()
                .flatMap(section -> collected.compile(section, section.owners()).stream())
                .toList();
        return new Report(team.id(), ReportTitles.plain(team, weeks), weeks, revision, sections, collected.unplaced);
    }

    /**
     * What each of the replies made of last week's lines as they stood when it came, by the reply's number; without those
     * whose member had no such lines.
     */
    public Map<Long, Merged> merges(
            ReportWeeks weeks,
            Collection<Ask> asks,
            Collection<Reply> replies,
            Map<MemberId, List<AskedLine>> prompts) {
        return Map.copyOf(collect(weeks, asks, replies, Map.of(), prompts).merges);
    }

    private Collected collect(
            ReportWeeks weeks,
            Collection<Ask> asks,
            Collection<Reply> replies,
            Map<SectionId, List<ParsedNode>> lastWeek,
            Map<MemberId, List<AskedLine>> prompts) {
        Collected collected = new Collected(weeks, asks, lastWeek, prompts);
        replies.stream().filter(Reply::counts).sorted(Reply.IN_ORDER).forEach(collected::add);
        collected.repeatLastWeek();
        return collected;
    }

    /** What the replies of one round bring, section by section. */
    private final class Collected {

        private final Map<MemberId, Ask> asks = new HashMap<>();
        private final Map<SectionId, List<ParsedNode>> lastWeek;
        private final ReportWeeks weeks;
        private final Map<MemberId, List<AskedLine>> prompts;
        private final Map<SectionId, List<Piece>> pieces = new HashMap<>();
        private final Map<SectionId, LastWeeksLines> lastWeeksLines = new HashMap<>();
        private final Map<Long, Merged> merges = new HashMap<>();

        /** What sections say after they were edited. */
        private final Map<SectionId, List<Passage>> edited = new HashMap<>();

        /** Whose text of their own stands in which section. */
        private final Map<SectionId, Set<MemberId>> authors = new HashMap<>();

        /** Who has changed last week's lines of which section, so that what they send later goes on from there. */
        private final Map<SectionId, Set<MemberId>> mergers = new HashMap<>();

        private final Map<SectionId, Set<MemberId>> writers = new HashMap<>();
        private final Map<SectionId, Set<MemberId>> skippers = new HashMap<>();
        private final List<Passage> unplaced = new ArrayList<>();

        /** Who brought lines of last week into which section by {@code 同上周}, and by which reply first. */
        private final Map<SectionId, Map<MemberId, Origin>> repeaters = new HashMap<>();

        Collected(
                ReportWeeks weeks,
                Collection<Ask> asks,
                Map<SectionId, List<ParsedNode>> lastWeek,
                Map<MemberId, List<AskedLine>> prompts) {
            this.weeks = weeks;
            this.prompts = prompts;
            asks.forEach(ask -> this.asks.put(ask.owner(), ask));
            this.lastWeek = lastWeek;
        }

        void add(Reply reply) {
            if (reply.kind().isText()) {
                text(reply);
                return;
            }
            for (Section section : meantBy(reply)) {
                boolean repeats = reply.kind() == ReplyKind.SAME_AS_LAST_WEEK && lastWeek.containsKey(section.id());
                if (repeats) {
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
        void repeatLastWeek() {
            repeaters.forEach((section, members) -> {
                List<MemberId> without = members.keySet().stream()
                        .filter(member ->
                                !writers.getOrDefault(section, Set.of()).contains(member))
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

        private void edit(SectionId section, Collection<SectionEdit> edits, SectionText texts) {
            List<Passage> owners = untitledFirst(passagesOf(section));
            String text = texts.write(section, owners);
            edits.stream()
                    .filter(edit -> edit.section().equals(section) && edit.holds(text))
                    .reduce((first, second) -> second)
                    .ifPresent(edit -> {
                        String edited = edit.over(text).text();
                        if (!edited.equals(text)) {
                            this.edited.put(section, texts.read(edited, section, owners, edit.by()));
                        }
                        if (edit.isOwners()) {
                            with(writers, section).add(edit.by());
                        }
                    });
        }

        private void text(Reply reply) {
            List<AskedLine> prompt = prompts.getOrDefault(reply.member(), List.of());
            if (prompt.isEmpty()) {
                read(reply.text(), reply);
                return;
            }
            Shown shown = new Shown(prompt, lastWeeksLines);
            Merged merged = PartialReply.merge(shown.lines(), reply.text(), weeks.last(), reader::isTitle);
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
        private void anew(Reply reply, Merged merged, Shown shown) {
            for (Merged.Outcome outcome : merged.outcomes()) {
                if (outcome.named()) {
                    outcome.result().ifPresent(shown.row(outcome)::speakElsewhere);
                }
            }
            read(reply.text(), reply).forEach(section -> with(authors, section).add(reply.member()));
        }

        private void merge(Reply reply, Merged merged, Shown shown, Set<SectionId> named) {
            MemberId member = reply.member();
            for (Merged.Outcome outcome : merged.outcomes()) {
                if (outcome.named() || outcome.result().isEmpty()) {
                    carryOut(outcome, shown.row(outcome), Origin.of(reply));
                }
            }
            Set<SectionId> touched = new LinkedHashSet<>(named);
            if (merged.keepsRest()) {
                shown.rows.forEach(row -> touched.add(row.line().section()));
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
            if (!more.isEmpty()) {
                read(more, reply);
            }
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
        private void keepRest(SectionId section, Shown shown, Origin origin, boolean wrote) {
            for (LastWeeksLines.Row row : shown.rows) {
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
            ParsedNode.Item read = reader.line(section, above, item.marker(), text, weeks.last());
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
            List<Passage> changed = edited.get(section);
            if (changed != null) {
                return changed;
            }
            List<Passage> passages = new ArrayList<>();
            for (Piece piece : pieces.getOrDefault(section, List.of())) {
                Passage written = piece.written();
                if (written == null) {
                    passages.addAll(Objects.requireNonNull(lastWeeksLines.get(section))
                            .passages(
                                    (above, marker, text) -> reader.line(section, above, marker, text, weeks.last())));
                } else {
                    passages.add(written);
                }
            }
            return passages;
        }

        /** Reads lines and puts them where they belong; returns into which sections. */
        private Set<SectionId> read(String text, Reply reply) {
            Set<SectionId> sections = new LinkedHashSet<>();
            for (ReplyRouter.Placed placed : reader.read(text, weeks.last(), startOf(reply), Origin.of(reply))) {
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
            List<Section> own = Duties.of(team, asks.values(), reply.member());
            return own.size() == 1 ? own.get(0).id() : null;
        }

        /** The sections that a reply without lines is about. */
        private List<Section> meantBy(Reply reply) {
            SectionId named = reply.section();
            return named == null
                    ? Duties.of(team, asks.values(), reply.member())
                    : team.section(named).stream().toList();
        }

        private boolean speaksFor(MemberId member, MemberId owner) {
            Ask ask = asks.get(owner);
            return member.equals(owner) || (ask != null && member.equals(ask.standsIn()));
        }

        /** Empty when the section is to be left out. */
        Optional<ReportSection> compile(Section section, List<MemberId> owners) {
            List<ReportSection> parts = section.parts().stream()
                    .flatMap(part -> compile(part, part.owners().isEmpty() ? owners : part.owners()).stream())
                    .toList();
            List<Passage> own = untitledFirst(passagesOf(section.id()));
            boolean hasLines = !own.isEmpty() || parts.stream().anyMatch(part -> part.standing() == Standing.UPDATED);
            boolean hollow = !section.parts().isEmpty() && parts.isEmpty() && owners.isEmpty();
            if (!hasLines && (section.optional() || hollow)) {
                return Optional.empty();
            }
            List<ReportSection.Owner> standings = owners.stream()
                    .map(owner -> new ReportSection.Owner(owner, nameOf(owner), standing(section, owner, owners)))
                    // Silence about an optional section is fine, whoever else has written to it.
                    .filter(owner -> !section.optional() || owner.standing().isAnswered())
                    .toList();
            Standing standing = hasLines ? Standing.UPDATED : silence(standings, parts);
            return Optional.of(
                    new ReportSection(section.id(), section.title(), section.kind(), standing, standings, own, parts));
        }

        private Standing standing(Section section, MemberId owner, List<MemberId> owners) {
            // The deputy speaks for all of them, and who owned the section before it was theirs has spoken for it.
            List<MemberId> others = Stream.concat(section.standIn().stream(), section.former().stream())
                    .filter(other -> !owners.contains(other))
                    .toList();
            if (spokeIn(writers, section, owner)
                    || others.stream().anyMatch(other -> spokeIn(writers, section, other))) {
                return Standing.UPDATED;
            }
            if (spokeIn(skippers, section, owner)
                    || others.stream().anyMatch(other -> spokeIn(skippers, section, other))) {
                return Standing.NOTHING_NEW;
            }
            Ask ask = asks.get(owner);
            AskState state = ask == null ? AskState.WAITING : ask.state();
            return switch (state) {
                case EXCUSED -> Standing.ON_LEAVE;
                case UNREACHABLE -> Standing.UNREACHABLE;
                case WAITING, ASKED, ANSWERED, SILENT -> Standing.NOT_UPDATED;
            };
        }

        private boolean spokeIn(Map<SectionId, Set<MemberId>> who, Section section, MemberId owner) {
            return section.withParts()
                    .flatMap(part -> who.getOrDefault(part.id(), Set.of()).stream())
                    .anyMatch(member -> speaksFor(member, owner));
        }

        private String nameOf(MemberId member) {
            return team.member(member).map(Member::name).orElse(member.value());
        }
    }

    /** Something that stands in a section: what was written, or, where that is null, last week's lines as they are now. */
    private record Piece(@Nullable Passage written) {}

    /** The lines that one member was shown, and where they stand in the report so far. */
    private static final class Shown {
        private final List<AskedLine> prompt;
        private final List<LastWeeksLines.Row> rows = new ArrayList<>();
        private final Map<String, LastWeeksLines.Row> byNumber = new HashMap<>();

        Shown(List<AskedLine> prompt, Map<SectionId, LastWeeksLines> lastWeeksLines) {
            this.prompt = prompt;
            Map<SectionId, List<AskedLine>> bySection = new LinkedHashMap<>();
            prompt.forEach(line -> bySection
                    .computeIfAbsent(line.section(), id -> new ArrayList<>())
                    .add(line));
            bySection.forEach((section, lines) -> {
                List<LastWeeksLines.Row> found = lastWeeksLines
                        .computeIfAbsent(section, LastWeeksLines::new)
                        .rows(lines);
                rows.addAll(found);
                for (int i = 0; i < lines.size(); i++) {
                    byNumber.put(lines.get(i).no(), found.get(i));
                }
            });
        }

        /** As numbered for this member, with what they say by now. */
        List<PromptLine> lines() {
            return prompt.stream()
                    .filter(AskedLine::isItem)
                    .map(line -> new PromptLine(
                            line.no(), line.text(), row(line.no()).text()))
                    .toList();
        }

        LastWeeksLines.Row row(Merged.Outcome outcome) {
            return row(outcome.line().no());
        }

        private LastWeeksLines.Row row(String no) {
            return Objects.requireNonNull(byNumber.get(no));
        }
    }

    /** What to say of a section without lines: one who spoke outweighs silence, silence outweighs being away. */
    private static Standing silence(List<ReportSection.Owner> owners, List<ReportSection> parts) {
        List<Standing> all = owners.isEmpty()
                ? parts.stream().map(ReportSection::standing).toList()
                : owners.stream().map(ReportSection.Owner::standing).toList();
        if (all.stream().anyMatch(Standing::isAnswered)) {
            return Standing.NOTHING_NEW;
        }
        return Stream.of(Standing.NOT_UPDATED, Standing.UNREACHABLE, Standing.ON_LEAVE)
                .filter(all::contains)
                .findFirst()
                .orElse(Standing.NOT_UPDATED);
    }

    static List<Passage> untitledFirst(List<Passage> passages) {
        return passages.stream()
                .sorted(Comparator.comparing(passage -> passage.title() != null))
                .toList();
    }

    private static Set<MemberId> with(Map<SectionId, Set<MemberId>> sets, SectionId section) {
        return sets.computeIfAbsent(section, id -> new HashSet<>());
    }
}
