package io.rollcall.core.report;

import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What became of those who are asked for a section. */
final class Standings {

    private final CollectedReplies replies;
    private final Map<MemberId, Ask> asks = new HashMap<>();

    Standings(CollectedReplies replies, Collection<Ask> asks) {
        this.replies = replies;
        asks.forEach(ask -> this.asks.put(ask.owner(), ask));
    }

    /** @param owners all of the section's */
    Standing of(Section section, MemberId owner, List<MemberId> owners) {
        // The deputy speaks for all of them, and who owned the section before it was theirs has spoken for it.
        List<MemberId> others = Stream.concat(section.standIn().stream(), section.former().stream())
                .filter(other -> !owners.contains(other))
                .toList();
        if (spokeIn(replies::writers, section, owner)
                || others.stream().anyMatch(other -> spokeIn(replies::writers, section, other))) {
            return Standing.UPDATED;
        }
        if (spokeIn(replies::skippers, section, owner)
                || others.stream().anyMatch(other -> spokeIn(replies::skippers, section, other))) {
            return Standing.NOTHING_NEW;
        }
        Ask ask = asks.get(owner);
        AskState state = ask == null ? AskState.WAITING : ask.state();
        return switch (state) {
            case EXCUSED -> Standing.ON_LEAVE;
            case UNREACHABLE -> Standing.UNREACHABLE;
            case WAITING, ASKED, ANSWERED, SILENT -> Standing.NOT_UPDATED;
        };
    }

    private boolean spokeIn(Function<SectionId, Set<MemberId>> who, Section section, MemberId owner) {
        return section.withParts()
                .flatMap(part -> who.apply(part.id()).stream())
                .anyMatch(member -> speaksFor(member, owner));
    }

    private boolean speaksFor(MemberId member, MemberId owner) {
        Ask ask = asks.get(owner);
        return member.equals(owner) || (ask != null && member.equals(ask.standsIn()));
    }

    /** What to say of a section without lines: one who spoke outweighs silence, silence outweighs being away. */
    static Standing ofSilence(List<ReportSection.Owner> owners, List<ReportSection> parts) {
        List<Standing> all = owners.isEmpty()
                ? parts.stream().map(ReportSection::standing).toList()
                : owners.stream().map(ReportSection.Owner::standing).toList();
        if (all.stream().anyMatch(Standing::isAnswered)) {
            return Standing.NOTHING_NEW;
        }
        return Stream.of(Standing.NOT_UPDATED, Standing.UNREACHABLE, Standing.ON_LEAVE)
                .filter(all::contains)
                .findFirst()
                .orElse(Standing.NOT_UPDATED);
    }
}
