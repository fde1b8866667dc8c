package io.rollcall.bot.round;

import io.rollcall.core.report.Origin;
import io.rollcall.core.report.Passage;
import io.rollcall.core.report.ReplyReader;
import io.rollcall.core.report.ReplyRouter;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundPlanner;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.storage.Rounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which sections the lines of a reply belong to, and which sections are whose to write. */
@Component
public class Placement {

    private final Rounds rounds;
    private final RoundReports reports;
    private final PromptBook prompts;

    Placement(Rounds rounds, RoundReports reports, PromptBook prompts) {
        this.rounds = rounds;
        this.reports = reports;
        this.prompts = prompts;
    }

    /** What the reply says, section by section, in the order of the reply. */
    public Map<SectionId, List<Passage>> passages(Team team, Round round, Reply reply) {
        Map<SectionId, List<Passage>> passages = new LinkedHashMap<>();
        if (reply.kind().isText()) {
            route(team, round, reply.text(), reply.section(), reply.member()).forEach(placed -> {
                SectionId section = placed.section();
                if (section != null) {
                    passages.computeIfAbsent(section, id -> new ArrayList<>()).add(placed.passage());
                }
            });
        }
        return passages;
    }

    /** The sections that the reply writes to, or speaks of. */
    public Set<SectionId> sectionsOf(Team team, Round round, Reply reply) {
        if (reply.kind().isText()) {
            Optional<PromptBook.Read> changes = changes(team, round, reply);
            if (changes.isEmpty()) {
                return passages(team, round, reply).keySet();
            }
            Set<SectionId> sections = new LinkedHashSet<>(changes.get().named());
            route(team, round, changes.get().fresh(), reply.section(), reply.member())
                    .forEach(placed -> Optional.ofNullable(placed.section()).ifPresent(sections::add));
            return sections;
        }
        return reply.section() != null
                ? Set.of(reply.section())
                : sectionsToWrite(team, round, reply.member()).stream()
                        .map(Section::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the reply changes of the lines its writer was shown; empty when it is a text of its own. */
    public Optional<PromptBook.Read> changes(Team team, Round round, Reply reply) {
        return reply.kind().isText()
                ? prompts.read(team, round, reply.member(), reply.text())
                        .filter(read -> read.merged().isPartial() || reply.kind() == ReplyKind.FORM)
                : Optional.empty();
    }

    /** Whether no line of the text depends on where the bot puts lines without a title; where there is none, none does. */
    public boolean everyLineHasItsSection(Team team, Round round, String text) {
        if (text.isBlank()) {
            return true;
        }
        List<ReplyRouter.Placed> placed =
                route(team, round, text, null, team.members().get(0).id());
        return !placed.isEmpty()
                && placed.stream().map(ReplyRouter.Placed::section).allMatch(Objects::nonNull);
    }

    /** What this member is to write in this round, see {@link Duties}. */
    public List<Section> sectionsToWrite(Team team, Round round, MemberId member) {
        return Duties.of(team, rounds.asksOf(round.id(), member), member);
    }

    /** Whether a title in the text names a section of this team. */
    public boolean namesASection(Team team, String text, Instant now) {
        return new ReplyReader(team)
                        .read(
                                text,
                                RoundPlanner.weekOf(team, now),
                                null,
                                Origin.without(team.members().get(0).id()))
                        .stream()
                        .anyMatch(placed -> placed.section() != null);
    }

    /** Last week's lines of a section; empty when there are none. */
    public List<ParsedNode> lastWeek(Team team, Round round, SectionId section) {
        return reports.lastWeek(team, round).getOrDefault(section, List.of());
    }

    private static List<ReplyRouter.Placed> route(
            Team team, Round round, String text, @Nullable SectionId start, MemberId member) {
        return new ReplyReader(team).read(text, round.weeks().last(), start, Origin.without(member));
    }
}
