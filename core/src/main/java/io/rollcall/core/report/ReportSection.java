package io.rollcall.core.report;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * A section of a compiled report.
 *
 * @param title    as the team writes it, without brackets
 * @param owners   those who are asked for it, each with what became of them; a part without owners of its own has its
 *                 section's; empty for a section whose parts alone have owners
 * @param passages untitled ones first, so that no line falls under a title its writer did not put over it; otherwise
 *                 in the order the replies came in
 * @param parts    sections within this one
 */
public record ReportSection(
        SectionId id,
        String title,
        SectionKind kind,
        Standing standing,
        List<Owner> owners,
        List<Passage> passages,
        List<ReportSection> parts) {

    public ReportSection {
        owners = List.copyOf(owners);
        passages = List.copyOf(passages);
        parts = List.copyOf(parts);
    }

    /** This section, then its parts, in the order of the report. */
    public Stream<ReportSection> withParts() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(ReportSection::withParts));
    }

    /** Whether lines were expected under this very title, as against under its parts only. */
    public boolean isAsked() {
        return !owners.isEmpty() || parts.isEmpty();
    }

    /** Those of whom readers should be told: everyone where the section has no lines, else who did not answer. */
    public List<Owner> worthNaming() {
        return standing == Standing.UPDATED
                ? owners.stream()
                        .filter(owner -> !owner.standing().isAnswered())
                        .toList()
                : owners;
    }

    /** Someone who is asked for the section. */
    public record Owner(MemberId member, String name, Standing standing) {}
}
