package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.RefusalLog;
import io.rollcall.bot.chat.dingtalk.Deliveries.Taken;
import io.rollcall.bot.socket.BoundedWork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Where what came in over a robot's Stream connection is stored before it is acknowledged. */
final class StreamDesk {

    /** What waits at the same time is committed together, so this need not be as many as there are members. */
    static final int THREADS = 8;

    static final int MOST_WAITING = 256;
    static final long MOST_BYTES = 8L << 20;

    private static final Logger log = LoggerFactory.getLogger(StreamDesk.class);

    private final String robot;
    private final Deliveries deliveries;
    private final RefusalLog refusals;
    private final BoundedWork work;

    StreamDesk(String robot, Deliveries deliveries, RefusalLog refusals) {
        this.robot = robot;
        this.deliveries = deliveries;
        this.refusals = refusals;
        this.work = new BoundedWork("dingtalk-" + robot, THREADS, MOST_WAITING, MOST_BYTES);
    }

    /**
     * Takes in a message and returns at once.
     *
     * @param answer given the code of the answer, exactly once, by this thread or another
     */
    void take(String message, IntConsumer answer) {
        // Two bytes a character in memory, whatever it has on the wire.
        if (!work.take(2 * message.length(), () -> answer.accept(stored(message)))) {
            refuse("too many wait to be stored");
            answer.accept(StreamFrame.FAILED);
        }
    }

    /** Notes that something cannot be taken in. */
    void refuse(String reason) {
        refusals.note(reason, robot);
    }

    private int stored(String message) {
        try {
            Optional<JsonNode> delivery = Json.object(message);
            if (delivery.isEmpty()) {
                refuse("the message is no JSON object");
                return StreamFrame.FAILED;
            }
            Taken taken = deliveries.take(robot, delivery.get());
            if (taken instanceof Taken.Unfit unfit) {
                refuse(unfit.reason());
                return StreamFrame.FAILED;
            }
            if (taken instanceof Taken.NotStored notStored) {
                refuse(notStored.reason() + "; answered with 500, so that it comes again");
                return StreamFrame.FAILED;
            }
            if (taken instanceof Taken.LeftAlone leftAlone) {
                refuse(leftAlone.reason());
            }
            return StreamFrame.OK;
        } catch (RuntimeException e) {
            // Whatever it was, the platform gets an answer.
            refuse("it could not be read (" + e.getClass().getName() + ")");
            log.debug("A message was not taken in", e);
            return StreamFrame.FAILED;
        }
    }

    /** Takes nothing new, and waits for what is under way; what does not come to its end in time is interrupted. */
    void close(Duration within) {
        if (!work.finish(within)) {
            log.warn("Some messages to DingTalk robot {} were not stored in time, and not acknowledged", robot);
        }
    }
}
