package io.rollcall.storage;

import java.time.Instant;

/**
 * Something a platform delivered, not stored yet.
 *
 * @param key        what the platform's redeliveries share, at most 190 characters; unique per platform and app
 * @param sender     whose deliveries are worked off one after the other; empty when unknown
 * @param payload    verified and decrypted
 * @param receivedAt by the application's clock
 */
public record Delivery(String platform, String app, String key, String sender, String payload, Instant receivedAt) {

    /** Without sender and payload, so that what members write does not reach a log. */
    @Override
    public String toString() {
        return "Delivery[" + platform + "/" + app + ", " + key + "]";
    }

    /** Deliveries of unknown senders have a lane each: they do not wait for one another. */
    String lane() {
        return sender.isEmpty() ? key : sender;
    }
}
