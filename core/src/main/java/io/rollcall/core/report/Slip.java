package io.rollcall.core.report;

import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.team.SectionId;
import java.util.List;

/**
 * That something was put off: it stays visible although the line itself says only the new day.
 *
 * @param sectionTitle where its line stands
 * @param what         was promised
 * @param original     the day that was given first, as people write it
 * @param day          the day that holds now, as people write it
 * @param slips        how often it was put off, from 1
 * @param days         by how many days it is later than at first
 */
public record Slip(
        SectionId section, String sectionTitle, String what, String original, String day, int slips, long days) {

    /** Those of what was noticed in a round, in its order. */
    public static List<Slip> of(List<RoundFinding> findings) {
        return findings.stream()
                .filter(each -> each.finding().kind() == FindingKind.SLIPPED)
                .map(Slip::of)
                .toList();
    }

    private static Slip of(RoundFinding noticed) {
        Finding finding = noticed.finding();
        List<String> said = finding.why().args();
        return new Slip(
                noticed.section(),
                finding.section(),
                said.get(0),
                said.get(4),
                said.get(2),
                Integer.parseInt(said.get(5)),
                Long.parseLong(said.get(6)));
    }
}
