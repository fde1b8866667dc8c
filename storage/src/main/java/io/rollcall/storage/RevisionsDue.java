package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;

/** The posted reports that have changed since, until every place has been told. */
public final class RevisionsDue {

    private final RevisionDueMapper mapper;

    RevisionsDue(RevisionDueMapper mapper) {
        this.mapper = mapper;
    }

    /** Notes that the round's report has changed, in the transaction that changes it; the first change counts. */
    public void add(RoundId round, Instant at) {
        if (mapper.find(round) > 0) {
            return;
        }
        try {
            mapper.insert(round, at);
        } catch (DuplicateKeyException e) {
            // Somebody else noted it just now.
            return;
        }
    }

    /** The rounds whose first change is from this moment or before. */
    public List<RoundId> since(Instant moment) {
        return mapper.since(moment);
    }

    /**
     * Takes a round: whoever tells of its changes does so in the same transaction.
     *
     * @return false when somebody else has taken it
     * @throws IllegalStateException when there is no transaction
     */
    public boolean take(RoundId round) {
        Transactions.require("RevisionsDue.take");
        return mapper.delete(round) == 1;
    }
}
