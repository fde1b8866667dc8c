package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Reply;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what a round has collected into a report. Every line of a reply that counts is in it. Thread-safe. */
public final class ReportCompiler {

    private final Team team;

    public ReportCompiler(Team team) {
        this.team = team;
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
        return compile(weeks, revision, asks, replies, lastWeek, Map.of(), List.of(), List.of());
    }

    /**
     * The same where members name last week's lines by number, and with what was said of single lines and with edits laid
     * over it; what concerns sections that the team has no more is left out.
     *
     * @param prompts    last week's lines as each member's prompt numbered them, for those who sent something
     * @param amendments what the owners said of single lines apart from their replies
     * @param edits      in the order in which they were made, of which the last that holds counts for its section
     */
    public Report compile(
            ReportWeeks weeks,
            int revision,
            Collection<Ask> asks,
            Collection<Reply> replies,
            Map<SectionId, List<ParsedNode>> lastWeek,
            Map<MemberId, List<AskedLine>> prompts,
            Collection<Amendment> amendments,
            Collection<SectionEdit> edits) {
        CollectedReplies collected = new CollectedReplies(team, weeks.last(), asks, replies, lastWeek, prompts);
        Set<SectionId> revised = Stream.concat(
                        amendments.stream().map(Amendment::section),
                        edits.stream().map(SectionEdit::section))
                .filter(section -> team.section(section).isPresent())
                .collect(Collectors.toSet());
        if (!revised.isEmpty()) {
            SectionLayers layers = new SectionLayers(team, weeks.last());
            revised.forEach(section -> collected.revise(section, amendments, edits, layers));
        }
        Standings standings = new Standings(collected, asks);
        List<ReportSection> sections = team.sections().stream()
                .flatMap(section -> compile(section, section.owners(), collected, standings).stream())
                .toList();
        return new Report(team.id(), ReportTitles.plain(team, weeks), weeks, revision, sections, collected.unplaced());
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
        return new CollectedReplies(team, weeks.last(), asks, replies, Map.of(), prompts).merges();
    }

    /** Empty when the section is to be left out. */
    private Optional<ReportSection> compile(
            Section section, List<MemberId> owners, CollectedReplies collected, Standings standings) {
        List<ReportSection> parts = section.parts().stream()
                .flatMap(part ->
                        compile(part, part.owners().isEmpty() ? owners : part.owners(), collected, standings).stream())
                .toList();
        List<Passage> own = collected.passages(section.id());
        boolean hasLines = !own.isEmpty() || parts.stream().anyMatch(part -> part.standing() == Standing.UPDATED);
        boolean hollow = !section.parts().isEmpty() && parts.isEmpty() && owners.isEmpty();
        if (!hasLines && (section.optional() || hollow)) {
            return Optional.empty();
        }
        List<ReportSection.Owner> asked = owners.stream()
                .map(owner -> new ReportSection.Owner(owner, nameOf(owner), standings.of(section, owner, owners)))
                // Silence about an optional section is fine, whoever else has written to it.
                .filter(owner -> !section.optional() || owner.standing().isAnswered())
                .toList();
        Standing standing = hasLines ? Standing.UPDATED : Standings.ofSilence(asked, parts);
        return Optional.of(
                new ReportSection(section.id(), section.title(), section.kind(), standing, asked, own, parts));
    }

    private String nameOf(MemberId member) {
        return team.member(member).map(Member::name).orElse(member.value());
    }
}
