package io.rollcall.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DutiesTest {

    private final Team team = withSections(
            section("wallet", List.of("lin", "zhou")),
            section(
                    "projects",
                    List.of("su"),
                    section("gateway", List.of("he"), section("limits", List.of())),
                    section("others", List.of(), section("docs", List.of()), section("drills", List.of("zhou")))),
            section("events", List.of(), section("visits", List.of("lin")), section("talks", List.of())));

    @Test
    void whoWritesHasAnsweredAndSoHasWhoeverIsAskedForWhatWasWritten() {
        assertThat(answeredBy("lin")).containsExactly("lin");
        assertThat(answeredBy("he", "wallet")).containsExactlyInAnyOrder("he", "lin", "zhou");
        assertThat(answeredBy("he", "docs", "drills")).containsExactlyInAnyOrder("he", "su", "zhou");
        assertThat(answeredBy("lin", "limits")).containsExactlyInAnyOrder("lin", "he");
        assertThat(answeredBy("lin", "talks")).as("nobody is asked for it").containsExactly("lin");
    }

    @Test
    void whoWritesWhatIsTheirsTooHasNotAnsweredForTheOthers() {
        assertThat(answeredBy("lin", "wallet")).containsExactly("lin");
    }

    @Test
    void itIsTheSameFromWhicheverEndItIsLookedAt() {
        List<MemberId> people =
                Stream.of("lin", "zhou", "su", "he", "wen").map(MemberId::new).toList();
        for (MemberId author : people) {
            team.allSections().forEach(written -> {
                Set<MemberId> answered = Duties.answeredBy(team, author, Set.of(written.id()));
                for (MemberId owner : people) {
                    boolean isAsked = Duties.ofOwner(team, owner).contains(written) && !written.isOwnedBy(author);
                    assertThat(answered.contains(owner))
                            .as("%s writes %s, %s", author, written.id(), owner)
                            .isEqualTo(owner.equals(author) || isAsked);
                }
            });
        }
    }

    private List<String> answeredBy(String author, String... written) {
        return Duties.answeredBy(
                        team,
                        new MemberId(author),
                        Stream.of(written).map(SectionId::new).collect(Collectors.toSet()))
                .stream()
                .map(MemberId::value)
                .toList();
    }

    private static Team withSections(Section... sections) {
        Team plain = Teams.withOwners("lin", "zhou", "su", "he", "wen");
        return new Team(
                plain.id(),
                plain.name(),
                plain.zone(),
                plain.language(),
                plain.timetable(),
                null,
                null,
                plain.members(),
                List.of(sections),
                plain.template());
    }

    private static Section section(String id, List<String> owners, Section... parts) {
        return new Section(
                new SectionId(id),
                id,
                SectionKind.ITEMS,
                owners.stream().map(MemberId::new).toList(),
                null,
                List.of(),
                false,
                null,
                List.of(parts));
    }
}
