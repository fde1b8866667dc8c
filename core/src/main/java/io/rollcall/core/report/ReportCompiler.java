package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeeks;
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
        replies.stream().filter(Reply::counts).sorted(Reply.IN_ORDER).forEach(reply -> collected.add(reply, weeks));
        collected.repeatLastWeek();
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
        private final List<Passage> unplaced = new ArrayList<>();

        /** Who brought lines of last week into which section by {@code 同上周}. */
        private final Map<SectionId, Set<MemberId>> repeaters = new HashMap<>();

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
                boolean repeats = reply.kind() == ReplyKind.SAME_AS_LAST_WEEK && lastWeek.containsKey(section.id());
                with(repeats ? repeaters : skippers, section.id()).add(reply.member());
            }
        }

        /**
         * Brings last week's lines where they were asked for. Who wrote a section anew has said what is to be said of
         * it, so {@code 其余同上周} brings nothing there. Several owners who ask for the same lines get them once.
         */
        void repeatLastWeek() {
            repeaters.forEach((section, members) -> {
                List<MemberId> without = members.stream()
                        .filter(member ->
                                !writers.getOrDefault(section, Set.of()).contains(member))
                        .toList();
                if (!without.isEmpty()) {
                    place(new ReplyRouter.Placed(
                            section,
                            new Passage(null, lastWeek.getOrDefault(section, List.of()), without.get(0), true)));
                    with(writers, section).addAll(without);
                }
            });
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
            Optional<MemberId> deputy = section.standIn().filter(other -> !owners.contains(other));
            if (spokeIn(writers, section, owner)
                    || deputy.filter(other -> spokeIn(writers, section, other)).isPresent()) {
                return Standing.UPDATED;
            }
            if (spokeIn(skippers, section, owner)
                    || deputy.filter(other -> spokeIn(skippers, section, other)).isPresent()) {
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

    private static List<Passage> untitledFirst(List<Passage> passages) {
        return passages.stream()
                .sorted(Comparator.comparing(passage -> passage.title() != null))
                .toList();
    }

    private static Set<MemberId> with(Map<SectionId, Set<MemberId>> sets, SectionId section) {
        return sets.computeIfAbsent(section, id -> new HashSet<>());
    }
}
