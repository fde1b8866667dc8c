package io.rollcall.storage;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.TeamId;
import java.time.Instant;

/**
 * A message that will never be delivered.
 *
 * @param key    the message's key in the outbox
 * @param team   whose editor is to be told
 * @param to     whom it was for
 * @param reason for operators, without anything that members wrote
 */
public record OutboxLoss(String key, TeamId team, Account to, String reason, Instant at) {

    /** Without the account. */
    @Override
    public String toString() {
        return "OutboxLoss[" + key + "]";
    }
}
