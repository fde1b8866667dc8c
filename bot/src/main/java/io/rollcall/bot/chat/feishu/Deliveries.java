package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import java.time.Clock;
import tools.jackson.databind.JsonNode;

/** Takes in what certainly comes from the platform and is readable by now, whichever way it came. */
final class Deliveries {

    /** Far above any event; a message's text has at most 150 KB. */
    static final int MAX_SIZE = 1 << 20;

    private static final byte[] RECEIVED = {'{', '}'};

    private final Intake intake;
    private final Clock clock;
    private final byte[] toast = Toast.received();

    /** @param clock the application's */
    Deliveries(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** What became of a delivery. */
    sealed interface Taken {

        /**
         * It is durable, and the platform is to be told so.
         *
         * @param answer   the JSON to answer with
         * @param isWanted whether the platform does anything with the answer
         */
        record Stored(byte[] answer, boolean isWanted) implements Taken {}

        /** It is not taken in; the reason names nothing of it. */
        record Unfit(String reason, boolean isForeign) implements Taken {}

        /** The platform is to deliver it again; the reason is for operators. */
        record NotStored(String reason) implements Taken {}
    }

    /**
     * Stores a delivery and returns once it is durable, or once it is known that it is not.
     *
     * @param app      the configured name
     * @param appId    the platform's name for it, which the delivery must carry
     * @param delivery what {@code envelope} was read from; it loses the app's token, which is not to be stored
     */
    Taken take(String app, String appId, Envelope envelope, JsonNode delivery) {
        if (!appId.equals(envelope.appId())) {
            return new Taken.Unfit("the event belongs to another app", true);
        }
        String key = envelope.key();
        if (key.isEmpty()) {
            return new Taken.Unfit("the event has no id", false);
        }
        try {
            String payload = Json.text(Envelope.withoutToken(delivery));
            intake.accept(FeishuPlatform.NAME, app, key, envelope.sender(), payload, clock.instant());
        } catch (RuntimeException e) {
            // Of another exception only the kind: a database's message may quote what it could not store.
            String why = e instanceof NotStoredException
                    ? e.getMessage()
                    : e.getClass().getName();
            return new Taken.NotStored("it could not be stored (" + why + ")");
        }
        boolean isPress = envelope.type().equals(Envelope.PRESS);
        return new Taken.Stored(isPress ? toast : RECEIVED, isPress);
    }
}
