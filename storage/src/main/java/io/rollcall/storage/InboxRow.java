package io.rollcall.storage;

import java.time.Instant;

/**
 * A delivery that is to be worked off.
 *
 * @param key      what the platform's redeliveries share
 * @param sender   who caused it, empty when unknown
 * @param payload  the verified and decrypted JSON
 * @param attempts how often working it off has failed
 */
public record InboxRow(
        long id,
        String platform,
        String app,
        String key,
        String sender,
        String payload,
        Instant receivedAt,
        int attempts) {

    /** Without sender and payload, so that what members write does not reach a log. */
    @Override
    public String toString() {
        return "InboxRow[" + id + ", " + platform + "/" + app + ", " + key + ", attempts " + attempts + "]";
    }
}
