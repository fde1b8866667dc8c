package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose sections are whose to write in a round. */
public final class Duties {

    private Duties() {}

    /** What this owner is asked for, in the order of the report: their sections, and parts of them that have no owner. */
    public static List<Section> ofOwner(Team team, MemberId owner) {
        return ofOwners(team, Set.of(owner));
    }

    /** The same, found at once. */
    public static List<Section> ofOwner(Roster roster, MemberId owner) {
        return withOwnerlessParts(roster.sectionsOf(owner).stream());
    }

    /**
     * What this member is to write: their own sections and those of whom they stand in for; who has neither may write
     * where they are deputy, and wrote where they were owner before they left.
     */
    public static List<Section> of(Team team, Collection<Ask> asks, MemberId member) {
        Set<MemberId> owners = Stream.concat(
                        Stream.of(member),
                        asks.stream()
                                .filter(ask -> member.equals(ask.standsIn()))
                                .map(Ask::owner))
                .collect(Collectors.toSet());
        List<Section> own = ofOwners(team, owners);
        return own.isEmpty()
                ? withOwnerlessParts(team.allSections()
                        .filter(section -> member.equals(section.deputy())
                                || section.former().contains(member)))
                : own;
    }

    /** Whether silence of this member means that something is missing: they own what is not optional. */
    public static boolean isExpected(Roster roster, MemberId member) {
        return roster.sectionsOf(member).stream().anyMatch(section -> !section.optional());
    }

    /**
     * Who has answered when this member has written to these sections: the member, and whoever else is asked for one of
     * them, unless it is the member's own as well.
     */
    public static Set<MemberId> answeredBy(Team team, MemberId author, Set<SectionId> written) {
        Set<MemberId> answered = new LinkedHashSet<>();
        answered.add(author);
        team.sections().forEach(section -> addOwners(section, List.of(), author, written, answered));
        return answered;
    }

    /** @param above who is asked for a part that has no owner of its own */
    private static void addOwners(
            Section section, List<MemberId> above, MemberId author, Set<SectionId> written, Set<MemberId> answered) {
        List<MemberId> asked = section.owners().isEmpty() ? above : section.owners();
        if (written.contains(section.id()) && !section.isOwnedBy(author)) {
            answered.addAll(asked);
        }
        section.parts().forEach(part -> addOwners(part, asked, author, written, answered));
    }

    private static List<Section> ofOwners(Team team, Set<MemberId> owners) {
        return withOwnerlessParts(
                team.allSections().filter(section -> section.owners().stream().anyMatch(owners::contains)));
    }

    private static List<Section> withOwnerlessParts(Stream<Section> sections) {
        return sections.flatMap(Duties::withOwnerlessParts).distinct().toList();
    }

    private static Stream<Section> withOwnerlessParts(Section section) {
        return Stream.concat(
                Stream.of(section),
                section.parts().stream().filter(part -> part.owners().isEmpty()).flatMap(Duties::withOwnerlessParts));
    }
}
