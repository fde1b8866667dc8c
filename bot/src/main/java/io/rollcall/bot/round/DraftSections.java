package io.rollcall.bot.round;

import io.rollcall.core.report.SectionNames;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import java.util.List;
import java.util.Optional;

/** How an editor refers to a section: by its number in the draft, or by any of its names. */
public final class DraftSections {

    private DraftSections() {}

    /** Those that may have lines, in the order of the report; the first is number 1. */
    public static List<Section> of(Team team) {
        return team.allSections()
                .filter(section ->
                        section.parts().isEmpty() || !section.owners().isEmpty())
                .toList();
    }

    /**
     * What somebody typed means; a button knows the id.
     *
     * @param reference a number, a title, another name, or an id
     */
    public static Optional<Section> find(Team team, String reference) {
        String wanted = reference.strip();
        List<Section> sections = of(team);
        if (wanted.matches("\\d{1,4}")) {
            int number = Integer.parseInt(wanted);
            return number >= 1 && number <= sections.size() ? Optional.of(sections.get(number - 1)) : Optional.empty();
        }
        return withId(team, wanted).or(() -> new SectionNames(team).find(wanted));
    }

    /** The section of exactly this id, which may well look like another one's number. */
    public static Optional<Section> withId(Team team, String id) {
        return team.allSections()
                .filter(section -> section.id().value().equals(id))
                .findFirst();
    }

    /** Its number in the draft; 0 for one that has none. */
    static int numberOf(Team team, SectionId section) {
        return of(team).stream().map(Section::id).toList().indexOf(section) + 1;
    }
}
