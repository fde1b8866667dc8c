package io.rollcall.storage;

import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** What will not be delivered and nobody has been told of yet: gathered, as many messages may be lost for one reason. */
public final class OutboxLosses {

    /** The most keys in one statement. */
    private static final int CHUNK = 500;

    private final OutboxLossMapper mapper;

    OutboxLosses(OutboxLossMapper mapper) {
        this.mapper = mapper;
    }

    /** Notes a loss, in the transaction that gives the message up; does nothing when it is noted already. */
    public void add(OutboxLoss loss) {
        try {
            mapper.insert(loss, ErrorText.cut(loss.reason()));
        } catch (DuplicateKeyException e) {
            // The message was given up before.
            return;
        }
    }

    /** When the team's first loss was that its editor has not been told of; empty when there is none. */
    public Optional<Instant> oldest(TeamId team) {
        return mapper.oldest(team);
    }

    /**
     * Takes all losses of a team, the first one first: whoever tells of them does so in the same transaction. Others who
     * take them at the same time wait for its end, and get what has been added since.
     *
     * @throws IllegalStateException when there is no transaction
     */
    public List<OutboxLoss> takeAll(TeamId team) {
        Transactions.require("OutboxLosses.takeAll");
        List<OutboxLoss> losses =
                mapper.lock(team).stream().map(OutboxLossMapper.Row::toLoss).toList();
        List<String> keys = losses.stream().map(OutboxLoss::key).toList();
        for (int from = 0; from < keys.size(); from += CHUNK) {
            mapper.delete(keys.subList(from, Math.min(keys.size(), from + CHUNK)));
        }
        return losses;
    }
}
