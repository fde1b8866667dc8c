package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Collected collected = new Collected(asks, lastWeek);
        replies.stream()
                .filter(Reply::counts)
                .sorted(Comparator.comparingLong(Reply::id))
                .forEach(reply -> collected.add(reply, weeks));
        List<ReportSection> sections = team.sections().stream()
                .flatMap(section -> collected.compile(section, section.owners()).stream())
                .toList();
        return new Report(team.id(), ReportTitles.plain(team, weeks), weeks, revision, sections, collected.unplaced);
    }

    /** What the replies of one round bring, section by section. */
    private final class Collected {

        private final Map<MemberId, Ask> asks = new HashMap<>();
        private final Map<SectionId, List<ParsedNode>> lastWeek;
        private final Map<SectionId, List<Passage>> passages = new HashMap<>();
        private final Map<SectionId, Set<MemberId>> writers = new HashMap<>();
        private final Map<SectionId, Set<MemberId>> skippers = new HashMap<>();
        private final Set<SectionId> brought = new HashSet<>();
        private final List<Passage> unplaced = new ArrayList<>();

        Collected(Collection<Ask> asks, Map<SectionId, List<ParsedNode>> lastWeek) {
            asks.forEach(ask -> this.asks.put(ask.owner(), ask));
            this.lastWeek = lastWeek;
        }

        void add(Reply reply, ReportWeeks weeks) {
            if (reply.kind() == ReplyKind.TEXT) {
                reader.read(reply.text(), weeks.last(), startOf(reply), reply.member())
                        .forEach(this::place);
                return;
            }
            for (Section section : meantBy(reply)) {
                List<ParsedNode> lines = reply.kind() == ReplyKind.SAME_AS_LAST_WEEK
                        ? lastWeek.getOrDefault(section.id(), List.of())
                        : List.of();
                if (lines.isEmpty()) {
                    with(skippers, section.id()).add(reply.member());
                } else if (brought.add(section.id())) {
                    place(new ReplyRouter.Placed(section.id(), new Passage(null, lines, reply.member(), true)));
                } else {
                    // A second owner says the same of the same lines: they are there once, and both have answered.
                    with(writers, section.id()).add(reply.member());
                }
            }
        }

        private void place(ReplyRouter.Placed placed) {
            SectionId section = placed.section();
            if (section == null || team.section(section).isEmpty()) {
                unplaced.add(placed.passage());
                return;
            }
            passages.computeIfAbsent(section, id -> new ArrayList<>()).add(placed.passage());
            with(writers, section).add(placed.passage().member());
        }

        private @Nullable SectionId startOf(Reply reply) {
            if (reply.section() != null) {
                return reply.section();
            }
            List<Section> own = askedOf(reply.member()).toList();
            return own.size() == 1 ? own.get(0).id() : null;
        }

        /** The sections that a reply without lines is about. */
        private List<Section> meantBy(Reply reply) {
            SectionId named = reply.section();
            Stream<Section> meant = named == null ? askedOf(reply.member()) : team.section(named).stream();
            return meant.flatMap(ReportCompiler::withOwnerlessParts).toList();
        }

        private Stream<Section> askedOf(MemberId member) {
            return team.allSections()
                    .filter(section -> section.owners().stream().anyMatch(owner -> speaksFor(member, owner)));
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
            List<Passage> own = untitledFirst(passages.getOrDefault(section.id(), List.of()));
            boolean hasLines = !own.isEmpty() || parts.stream().anyMatch(part -> part.standing() == Standing.UPDATED);
            boolean hollow = !section.parts().isEmpty() && parts.isEmpty() && owners.isEmpty();
            if (!hasLines && (section.optional() || hollow)) {
                return Optional.empty();
            }
            List<ReportSection.Owner> standings = owners.stream()
                    .map(owner -> new ReportSection.Owner(owner, nameOf(owner), standing(section, owner, owners)))
                    .toList();
            Standing standing = hasLines ? Standing.UPDATED : silence(standings, parts);
            return Optional.of(
                    new ReportSection(section.id(), section.title(), section.kind(), standing, standings, own, parts));
        }

        private Standing standing(Section section, MemberId owner, List<MemberId> owners) {
            boolean deputyWrote = section.standIn()
                    .filter(deputy -> !owners.contains(deputy))
                    .filter(deputy -> spokeIn(writers, section, deputy))
                    .isPresent();
            if (deputyWrote || spokeIn(writers, section, owner)) {
                return Standing.UPDATED;
            }
            if (spokeIn(skippers, section, owner)) {
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

    private static Stream<Section> withOwnerlessParts(Section section) {
        return Stream.concat(
                Stream.of(section),
                section.parts().stream()
                        .filter(part -> part.owners().isEmpty())
                        .flatMap(ReportCompiler::withOwnerlessParts));
    }

    private static List<Passage> untitledFirst(List<Passage> passages) {
        return passages.stream()
                .sorted(Comparator.comparing(passage -> passage.title() != null))
                .toList();
    }

    private static Set<MemberId> with(Map<SectionId, Set<MemberId>> sets, SectionId section) {
        return sets.computeIfAbsent(section, id -> new HashSet<>());
    }
}
