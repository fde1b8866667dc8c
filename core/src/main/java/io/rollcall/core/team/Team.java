package io.rollcall.core.team;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One report: who writes it, when, and how it looks.
 *
 * @param language what members are addressed in
 * @param group       where the report is posted, before all other places
 * @param otherPlaces where else it is posted; each place is another one
 * @param editor      who looks the draft over; hears of what goes wrong
 * @param members     who may be reached by different platforms
 * @param sections    in the order of the report
 * @param questions   how many questions a member may be asked in a round about what does not add up; 0 for none
 * @param former      who was a member and has left; they are known by name and for nothing else
 */
public record Team(
        TeamId id,
        String name,
        ZoneId zone,
        Locale language,
        Timetable timetable,
        @Nullable Account group,
        List<Account> otherPlaces,
        @Nullable MemberId editor,
        List<Member> members,
        List<Section> sections,
        ReportTemplate template,
        int questions,
        List<Member> former) {

    /** Questions a member a round where the team does not say otherwise. */
    public static final int USUAL_QUESTIONS = 2;

    public Team {
        otherPlaces = List.copyOf(otherPlaces);
        members = List.copyOf(members);
        sections = List.copyOf(sections);
        former = List.copyOf(former);
        if (group == null && !otherPlaces.isEmpty()) {
            throw new IllegalArgumentException("there are other places, " + otherPlaces + ", but no group before them");
        }
    }

    /** A team that asks back as is usual, and that nobody has left. */
    public Team(
            TeamId id,
            String name,
            ZoneId zone,
            Locale language,
            Timetable timetable,
            @Nullable Account group,
            List<Account> otherPlaces,
            @Nullable MemberId editor,
            List<Member> members,
            List<Section> sections,
            ReportTemplate template) {
        this(
                id,
                name,
                zone,
                language,
                timetable,
                group,
                otherPlaces,
                editor,
                members,
                sections,
                template,
                USUAL_QUESTIONS,
                List.of());
    }

    /** A team whose report is posted in one place at most. */
    public Team(
            TeamId id,
            String name,
            ZoneId zone,
            Locale language,
            Timetable timetable,
            @Nullable Account group,
            @Nullable MemberId editor,
            List<Member> members,
            List<Section> sections,
            ReportTemplate template) {
        this(id, name, zone, language, timetable, group, List.of(), editor, members, sections, template);
    }

    /**
     * The team as it is on a day: whoever has left by then owns nothing, and their sections are the other owners', or
     * else the deputy's, or else nobody's.
     */
    public Team on(LocalDate day) {
        List<Member> gone =
                members.stream().filter(member -> member.hasLeftBy(day)).toList();
        if (gone.isEmpty()) {
            return this;
        }
        Set<MemberId> ids = gone.stream().map(Member::id).collect(Collectors.toSet());
        return new Team(
                this.id,
                name,
                zone,
                language,
                timetable,
                group,
                otherPlaces,
                editor == null || ids.contains(editor) ? null : editor,
                members.stream().filter(member -> !ids.contains(member.id())).toList(),
                sections.stream().map(section -> section.without(ids)).toList(),
                template,
                questions,
                Stream.concat(former.stream(), gone.stream()).toList());
    }

    /** The same with its members, those who have left among them, reached where this says. */
    public Team reachedAt(UnaryOperator<Account> accounts) {
        UnaryOperator<Member> reached = member -> member.at(accounts.apply(member.account()));
        return new Team(
                id,
                name,
                zone,
                language,
                timetable,
                group,
                otherPlaces,
                editor,
                members.stream().map(reached).toList(),
                sections,
                template,
                questions,
                former.stream().map(reached).toList());
    }

    /** Everywhere the report is posted, the group first; nowhere where there is none. */
    public List<Account> places() {
        return Stream.concat(Stream.ofNullable(group), otherPlaces.stream()).toList();
    }

    /** Every section with its parts, in the order of the report. */
    public Stream<Section> allSections() {
        return sections.stream().flatMap(Section::withParts);
    }

    public Optional<Section> section(SectionId id) {
        return allSections().filter(section -> section.id().equals(id)).findFirst();
    }

    /** A member, or somebody who was one. */
    public Optional<Member> member(MemberId id) {
        return Stream.concat(members.stream(), former.stream())
                .filter(member -> member.id().equals(id))
                .findFirst();
    }

    /** The member who is reached there. */
    public Optional<Member> memberAt(Account account) {
        return members.stream()
                .filter(member -> member.account().equals(account))
                .findFirst();
    }

    /** The sections that nobody is asked for since their owners left, in the order of the report; none that may stay empty. */
    public List<Section> orphanedSections() {
        return sections.stream().flatMap(section -> orphaned(section, false)).toList();
    }

    /** @param asked whether somebody is asked for the section around it, and so for this one too */
    private static Stream<Section> orphaned(Section section, boolean asked) {
        boolean isAsked = asked || !section.owners().isEmpty();
        boolean isOrphaned = !isAsked && !section.former().isEmpty() && !section.optional();
        return Stream.concat(
                Stream.of(section).filter(any -> isOrphaned),
                section.parts().stream().flatMap(part -> orphaned(part, isAsked)));
    }

    /** Everyone who owns a section, in the order of the report. */
    public Set<MemberId> owners() {
        Set<MemberId> owners = new LinkedHashSet<>();
        allSections().forEach(section -> owners.addAll(section.owners()));
        return owners;
    }

    /** What this member is asked for, in the order of the report. */
    public List<Section> sectionsOf(MemberId member) {
        return allSections().filter(section -> section.isOwnedBy(member)).toList();
    }
}
