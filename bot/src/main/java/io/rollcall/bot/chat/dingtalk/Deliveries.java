package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.NotStoredException;
import java.time.Clock;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Takes in what certainly comes from the platform, whichever way it came. */
final class Deliveries {

    /** Far above any message. */
    static final int MAX_SIZE = 1 << 20;

    /** Why what has no id is none that can be taken in; by it the bot is known from whatever else may answer. */
    static final String NO_ID = "the message has no id";

    private final Intake intake;
    private final Clock clock;

    /** @param clock the application's */
    Deliveries(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** What became of a delivery. Reasons are for operators and name nothing of it. */
    sealed interface Taken {

        /** It is durable, and the platform is to be told so. */
        record Stored() implements Taken {}

        /** There is nothing in it for the bot; the platform is to be told that it arrived. */
        record LeftAlone(String reason) implements Taken {}

        /** It is none that can be taken in. */
        record Unfit(String reason) implements Taken {}

        /** The platform is to deliver it again. */
        record NotStored(String reason) implements Taken {}
    }

    /**
     * Stores a delivery and returns once it is durable, or once it is known that it is not.
     *
     * @param robot the configured name
     */
    Taken take(String robot, JsonNode delivery) {
        RobotMessage message = new RobotMessage(delivery);
        if (!message.hasId()) {
            return new Taken.Unfit(NO_ID);
        }
        if (!message.isOfMember()) {
            return new Taken.LeftAlone("left a message alone whose sender has no userid (senderStaffId): somebody of"
                    + " another organisation, or the app has no published version yet (版本管理与发布)");
        }
        Instant now = clock.instant();
        try {
            intake.accept(
                    DingTalkPlatform.NAME,
                    robot,
                    message.key(),
                    message.sender(),
                    message.kept(now.toEpochMilli()),
                    now);
        } catch (RuntimeException e) {
            // Of another exception only the kind: a database's message may quote what it could not store.
            String why = e instanceof NotStoredException
                    ? e.getMessage()
                    : e.getClass().getName();
            return new Taken.NotStored("it could not be stored (" + why + ")");
        }
        return new Taken.Stored();
    }
}
