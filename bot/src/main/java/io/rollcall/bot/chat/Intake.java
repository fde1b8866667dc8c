package io.rollcall.bot.chat;

import java.time.Instant;

/** Where what a platform delivers is put, once it is verified and decrypted. */
public interface Intake {

    /** What the redeliveries of a message share. */
    static String messageKey(String messageId) {
        return "msg:" + messageId;
    }

    /** What the redeliveries of a recall share; while it is stored, the message itself comes too late. */
    static String recallKey(String messageId) {
        return "recall:" + messageId;
    }

    /**
     * Stores a delivery; when this returns it is durable. A delivery whose key is stored already changes nothing.
     *
     * @param key     what the platform's redeliveries share, such as {@link #messageKey}; unique per platform and app
     * @param sender  who caused it, so that one person's deliveries are worked off in order; empty when unknown
     * @param payload the decrypted JSON
     * @return whether it is new
     * @throws NotStoredException when it is not known to be durable, after a wait below what platforms wait for an
     *                            answer; the platform must be told to deliver it again
     */
    boolean accept(String platform, String app, String key, String sender, String payload, Instant receivedAt);
}
