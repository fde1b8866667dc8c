package io.rollcall.bot.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a send. Reasons are for operators: they name codes and the platform's log id, never message text. */
public sealed interface SendResult {

    /** Delivered to the platform. */
    record Sent(String messageId) implements SendResult {}

    /**
     * Not delivered, or not known to be; worth another try with the same idempotency key.
     *
     * @param after          how long the platform asks to wait, where it says
     * @param mayHaveArrived false when the platform certainly did not take the message, as when it said that it is too
     *                       busy or could not be reached at all
     * @param wholeApp       whether the same holds for every message of the app, as when it sends too fast or gets no
     *                       token: none of them is worth a try before
     */
    record Retry(String reason, Optional<Duration> after, boolean mayHaveArrived, boolean wholeApp)
            implements SendResult {

        /** Of this one message. */
        public Retry(String reason, Optional<Duration> after, boolean mayHaveArrived) {
            this(reason, after, mayHaveArrived, false);
        }

        /** Of a message that may have arrived, which is the careful assumption where nothing is known. */
        public Retry(String reason, Optional<Duration> after) {
            this(reason, after, true);
        }
    }

    /**
     * Not delivered and never to be: other payloads take its place, each a message of its own.
     *
     * @param payloads in the order to be sent
     * @param why      for operators
     */
    record Instead(List<Payload> payloads, String why) implements SendResult {

        public Instead {
            payloads = List.copyOf(payloads);
        }
    }

    /**
     * Will never be delivered.
     *
     * @param unreachable whether the addressee cannot be reached at all, as against this one message being refused
     */
    record Refused(String reason, boolean unreachable) implements SendResult {}
}
