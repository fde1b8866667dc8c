package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something noticed in a round's report, with whom it concerns.
 *
 * @param section where the item stands, or stood last
 * @param member  who said what it is about, or null when that is not known
 * @param finding its lines are counted within the report, from 1
 */
public record RoundFinding(SectionId section, @Nullable MemberId member, Finding finding) {

    public Optional<MemberId> author() {
        return Optional.ofNullable(member);
    }

    /**
     * Names what was noticed, for as long as the round goes on: the same thing noticed again after another message has the
     * same name, however its days or figures have moved.
     */
    public String key() {
        String item = finding.number() != 0 ? Long.toString(finding.number()) : unnumbered();
        return finding.kind().key() + "/" + item;
    }

    /** The {@link #key} of the same thing noticed of an item that has another number by now. */
    public static String keyWith(String key, long number) {
        return key.substring(0, key.indexOf('/') + 1) + number;
    }

    /**
     * Whether this is the same thing noticed, also when the item was new to one of them and has its number in the ledger
     * in the other.
     */
    public boolean isSameAs(RoundFinding other) {
        boolean wasNew = finding.number() == 0 || other.finding().number() == 0;
        return key().equals(other.key())
                || wasNew
                        && finding.kind() == other.finding().kind()
                        && unnumbered().equals(other.unnumbered());
    }

    private String unnumbered() {
        return section + "/" + Bare.of(finding.item()).hashCode();
    }
}
