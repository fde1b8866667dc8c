package io.rollcall.storage;

import io.rollcall.core.report.SectionEdit;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a round's report besides the replies. Nothing of it is ever changed or deleted.
 *
 * @param id      counted upwards in the order of what was done; 0 before it is stored
 * @param section null for what concerns the whole report
 * @param member  who did it; null for a script
 * @param remark  what a section was sent back with, else null
 * @param base    what the section's owners had written when it was edited; null for what is no edit
 * @param before  how the section read; null where {@code section} is
 * @param after   how it read afterwards; null where {@code section} is
 */
public record DraftChange(
        long id,
        RoundId round,
        DraftChangeKind kind,
        @Nullable SectionId section,
        @Nullable MemberId member,
        @Nullable String remark,
        @Nullable String base,
        @Nullable String before,
        @Nullable String after,
        Instant at) {

    public Optional<SectionId> about() {
        return Optional.ofNullable(section);
    }

    public Optional<MemberId> author() {
        return Optional.ofNullable(member);
    }

    /** What it lays over the section's lines; empty for what is no edit. */
    public Optional<SectionEdit> edit(MemberId unnamed) {
        return section == null || base == null || after == null
                ? Optional.empty()
                : Optional.of(new SectionEdit(
                        section, base, after, member == null ? unnamed : member, kind == DraftChangeKind.ANSWERED, at));
    }

    /** Without what anybody wrote. */
    @Override
    public String toString() {
        return "DraftChange[" + round + ", " + kind + ", " + section + "]";
    }
}
