package io.rollcall.core.team;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
        int questions) {

    /** Questions a member a round where the team does not say otherwise. */
    public static final int USUAL_QUESTIONS = 2;

    public Team {
        otherPlaces = List.copyOf(otherPlaces);
        members = List.copyOf(members);
        sections = List.copyOf(sections);
        if (group == null && !otherPlaces.isEmpty()) {
            throw new IllegalArgumentException("there are other places, " + otherPlaces + ", but no group before them");
        }
    }

    /** A team that asks back as is usual. */
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
                USUAL_QUESTIONS);
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

    public Optional<Member> member(MemberId id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    /** The member who is reached there. */
    public Optional<Member> memberAt(Account account) {
        return members.stream()
                .filter(member -> member.account().equals(account))
                .findFirst();
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
