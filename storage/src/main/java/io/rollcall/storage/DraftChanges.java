package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.util.List;

/** What was done to the reports of rounds besides the replies: who, when, and how a section read before and after. */
public final class DraftChanges {

    private final DraftChangeMapper mapper;

    DraftChanges(DraftChangeMapper mapper) {
        this.mapper = mapper;
    }

    public void add(DraftChange change) {
        mapper.insert(change);
    }

    /** All of a round, in the order in which they were done. */
    public List<DraftChange> of(RoundId round) {
        return mapper.of(round);
    }

    /** Of every edited section the editor's latest edit and its owner's, in the order in which they were made. */
    public List<DraftChange> edits(RoundId round) {
        return mapper.edits(round);
    }
}
