package io.rollcall.core.report;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.List;

/**
 * What somebody made of a section as its owners had written it. It lies over their lines and changes none of them: as
 * long as those stay the same the section reads as edited. What its owners write later is added; a line that they change
 * afterwards reads as they have it now.
 *
 * @param base   what the owners' lines were, see {@link SectionText}
 * @param text   what is to stand in their place
 * @param by     who wrote what is new in it
 * @param isOwners whether an owner said their own lines anew: that holds only until they change what they had written
 * @param at     when it was written
 */
public record SectionEdit(SectionId section, String base, String text, MemberId by, boolean isOwners, Instant at) {

    /**
     * How the section reads.
     *
     * @param overruled whether its owners have changed since what was edited, so that a line of the edit gave way
     */
    public record Reading(String text, boolean overruled) {}

    /** @param owners the owners' lines as they are now */
    public Reading over(String owners) {
        if (owners.equals(base)) {
            return new Reading(text, false);
        }
        LineMerge.Merged merged = LineMerge.merge(lines(base), lines(text), lines(owners));
        return new Reading(String.join("\n", merged.lines()).strip(), merged.overruled());
    }

    /**
     * The same with the edit's word in every line that both have changed.
     *
     * @param owners the owners' lines as they are now
     */
    public String insistedOver(String owners) {
        return String.join(
                        "\n",
                        LineMerge.merge(lines(base), lines(owners), lines(text)).lines())
                .strip();
    }

    /** Whether it is still to be laid over the owners' lines as they are now. */
    boolean holds(String owners) {
        return !isOwners
                || LineChange.between(lines(base), lines(owners)).stream().allMatch(LineChange::isNew);
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
