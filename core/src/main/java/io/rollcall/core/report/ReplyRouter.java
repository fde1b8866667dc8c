package io.rollcall.core.report;

import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides to which sections of the report the lines of a reply belong. Stateless and thread-safe. */
public final class ReplyRouter {

    private final SectionNames names;

    public ReplyRouter(Team team) {
        this.names = new SectionNames(team);
    }

    /**
     * Every line of the reply, each with its section, in the order of the reply. A heading that names a section leads
     * there; any other heading stays with its lines as a titled passage of the section before it.
     *
     * @param start where lines before the first such heading belong, or null when nobody knows
     */
    public List<Placed> route(ParsedReport reply, @Nullable SectionId start, Origin origin) {
        List<Placed> placed = new ArrayList<>();
        SectionId section = start;
        for (ParsedSection part : reply.sections()) {
            String title = part.title();
            Optional<Section> named = part.heading().flatMap(names::find);
            if (title != null && named.isPresent()) {
                section = named.get().id();
                title = names.saysMore(title, named.get()) ? title : null;
            }
            if (title != null || !part.nodes().isEmpty()) {
                placed.add(new Placed(section, new Passage(title, part.nodes(), origin, false)));
            }
        }
        return placed;
    }

    /**
     * A passage with its place.
     *
     * @param section null when the reply does not say and no section was given
     */
    public record Placed(@Nullable SectionId section, Passage passage) {}
}
