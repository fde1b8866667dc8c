package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;

/**
 * An item that a member does not want to be asked about.
 *
 * @param item  the ledger's number; 0 for one that was new when this was said, which is then known by its name
 * @param title what the item was called
 */
public record MutedItem(MemberId member, SectionId section, long item, String title) {

    /** Whether this keeps a finding from being put to a member. */
    boolean covers(MemberId asked, RoundFinding about) {
        Finding finding = about.finding();
        return member.equals(asked)
                && (item != 0 && item == finding.number()
                        || item == 0
                                && section.equals(about.section())
                                && Bare.of(title).equals(Bare.of(finding.item())));
    }
}
