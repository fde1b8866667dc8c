package io.rollcall.core.team;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A team's people and what they own, found at once however large the team is: for what is done for each of them in
 * turn. Says the same as the {@link Team}. Immutable.
 */
public final class Roster {

    private final Team team;
    private final Map<MemberId, Member> members;
    private final Map<MemberId, List<Section>> sections = new LinkedHashMap<>();

    public Roster(Team team) {
        this.team = team;
        members = Stream.concat(team.members().stream(), team.former().stream())
                .collect(Collectors.toUnmodifiableMap(Member::id, Function.identity(), (first, second) -> first));
        team.allSections()
                .forEach(section -> section.owners().stream()
                        .distinct()
                        .forEach(owner -> sections.computeIfAbsent(owner, id -> new ArrayList<>())
                                .add(section)));
    }

    public Team team() {
        return team;
    }

    /** As {@link Team#member}. */
    public Optional<Member> member(MemberId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** As {@link Team#owners}. */
    public Set<MemberId> owners() {
        return Collections.unmodifiableSet(sections.keySet());
    }

    /** As {@link Team#sectionsOf}. */
    public List<Section> sectionsOf(MemberId member) {
        return Collections.unmodifiableList(sections.getOrDefault(member, List.of()));
    }
}
