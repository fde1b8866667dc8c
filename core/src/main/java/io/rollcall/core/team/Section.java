package io.rollcall.core.team;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the report.
 *
 * @param title   as the report prints it, without brackets
 * @param owners  who is asked for it, in order; empty only when its parts have owners or when it is optional
 * @param deputy  who may stand in for the owners
 * @param aliases other names by which people call it
 * @param optional whether silence about it is fine: its owners are asked but not reminded, and nothing is printed
 * @param heading the Markdown line that opens it in the report, with {@code {title}}; null for the team's own form
 * @param parts   sections within this one, such as the sub-projects of the key projects
 * @param former  who owned it before they left the team; nobody is asked for it in their name
 */
public record Section(
        SectionId id,
        String title,
        SectionKind kind,
        List<MemberId> owners,
        @Nullable MemberId deputy,
        List<String> aliases,
        boolean optional,
        @Nullable String heading,
        List<Section> parts,
        List<MemberId> former) {

    /** A section that nobody has left. */
    public Section(
            SectionId id,
            String title,
            SectionKind kind,
            List<MemberId> owners,
            @Nullable MemberId deputy,
            List<String> aliases,
            boolean optional,
            @Nullable String heading,
            List<Section> parts) {
        this(id, title, kind, owners, deputy, aliases, optional, heading, parts, List.of());
    }

    public Section {
        owners = List.copyOf(owners);
        aliases = List.copyOf(aliases);
        parts = List.copyOf(parts);
        former = List.copyOf(former);
        if (title.isBlank()) {
            throw new IllegalArgumentException("section " + id + " has no title");
        }
    }

    public Optional<MemberId> standIn() {
        return Optional.ofNullable(deputy);
    }

    public boolean isOwnedBy(MemberId member) {
        return owners.contains(member);
    }

    /**
     * The same once these have left: the owners who stay own it, or where none does its deputy, or nobody.
     *
     * @param gone those who are no longer in the team
     */
    Section without(Set<MemberId> gone) {
        MemberId stays = deputy == null || gone.contains(deputy) ? null : deputy;
        List<MemberId> staying =
                owners.stream().filter(owner -> !gone.contains(owner)).toList();
        boolean isOrphaned = staying.isEmpty() && !owners.isEmpty();
        return new Section(
                id,
                title,
                kind,
                isOrphaned ? Stream.ofNullable(stays).toList() : staying,
                stays,
                aliases,
                optional,
                heading,
                parts.stream().map(part -> part.without(gone)).toList(),
                owners.stream().filter(gone::contains).toList());
    }

    /** This section, then its parts, in the order of the report. */
    public Stream<Section> withParts() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(Section::withParts));
    }

    /** The title, then the other names. */
    public Stream<String> names() {
        return Stream.concat(Stream.of(title), aliases.stream());
    }
}
