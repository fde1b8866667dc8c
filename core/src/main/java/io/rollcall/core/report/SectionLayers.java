package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lays over what a section's replies say what its owners have said of single lines apart from them, and over that what was
 * edited. What owners say of a line is theirs like their replies: an edit that was made before gives way to it.
 */
final class SectionLayers {

    private final ReportWeek week;
    private final SectionText texts;
    private final Amendments amendments;

    SectionLayers(Team team, ReportWeek week) {
        this.week = week;
        this.texts = new SectionText(team, week);
        this.amendments = new Amendments(team);
    }

    /**
     * What came of it.
     *
     * @param writer the owner who has written the section anew, empty for none
     */
    record Laid(List<Passage> passages, Optional<MemberId> writer) {}

    /**
     * @param replies what the section's replies say
     * @param said    of its single lines, in the order in which it is to be taken in
     * @param edits   in the order in which they were made, of which the last that holds counts
     */
    Laid lay(SectionId section, List<Passage> replies, List<Amendment> said, List<SectionEdit> edits) {
        Owners all = amended(replies, said);
        List<SectionEdit> latestFirst = new ArrayList<>(edits);
        Collections.reverse(latestFirst);
        for (SectionEdit edit : latestFirst) {
            for (Owners owners : edit.isOwners() ? List.of(all, amended(replies, before(edit, said))) : List.of(all)) {
                String text = texts.write(section, owners.passages);
                if (edit.holds(text)) {
                    return new Laid(
                            over(owners, text, edit, said),
                            edit.isOwners() ? Optional.of(edit.by()) : Optional.empty());
                }
            }
        }
        return new Laid(all.passages, Optional.empty());
    }

    /** What was said after the edit, of lines that only the edit has, goes over it. */
    private List<Passage> over(Owners owners, String text, SectionEdit edit, List<Amendment> said) {
        String edited = edit.over(text).text();
        List<Passage> passages =
                edited.equals(text) ? owners.passages : texts.read(edited, edit.section(), owners.passages, edit.by());
        List<Amendment> later = said.stream()
                .filter(amendment -> !amendment.at().isBefore(edit.at()) && !owners.taken.contains(amendment))
                .toList();
        return amended(passages, later).passages;
    }

    private static List<Amendment> before(SectionEdit edit, List<Amendment> said) {
        return said.stream()
                .filter(amendment -> amendment.at().isBefore(edit.at()))
                .toList();
    }

    /** The owners' lines, and what was said of single ones that has found its place in them. */
    private record Owners(List<Passage> passages, List<Amendment> taken) {}

    private Owners amended(List<Passage> passages, List<Amendment> said) {
        List<Passage> amended = passages;
        List<Amendment> taken = new ArrayList<>();
        for (Amendment amendment : said) {
            Optional<List<Passage>> with = amendments.amend(amended, amendment, week);
            if (with.isPresent()) {
                amended = with.get();
                taken.add(amendment);
            }
        }
        return new Owners(amended, taken);
    }
}
