package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.RefusalLog;
import io.rollcall.bot.chat.feishu.Deliveries.Taken;
import io.rollcall.bot.socket.BoundedWork;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where what came in over an app's long connection is stored: by a few threads, with bounds for what waits for them. What
 * is past the bounds is for the platform to deliver again.
 */
final class Desk {

    /** What waits at the same time is committed together, so this need not be as many as there are members. */
    static final int THREADS = 8;

    static final int MOST_WAITING = 256;
    static final long MOST_BYTES = 8L << 20;

    private static final int OK = 200;
    static final ByteString AGAIN = ByteString.encodeUtf8("{\"code\":500}");
    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private final String app;
    private final String appId;
    private final Deliveries deliveries;
    private final RefusalLog refusals;
    private final BoundedWork work;

    Desk(String app, String appId, Deliveries deliveries, RefusalLog refusals) {
        this.app = app;
        this.appId = appId;
        this.deliveries = deliveries;
        this.refusals = refusals;
        this.work = new BoundedWork("feishu-" + app, THREADS, MOST_WAITING, MOST_BYTES);
    }

    /**
     * Takes in an event and returns at once.
     *
     * @param answer given the payload of the answer, exactly once, by this thread or another
     */
    void take(ByteString event, Consumer<ByteString> answer) {
        int size = event.size();
        if (size > Deliveries.MAX_SIZE) {
            refuse("the event is larger than 1 MiB", answer);
        } else if (!work.take(size, () -> answer.accept(stored(event)))) {
            refuse("too many wait to be stored", answer);
        }
    }

    /** Notes that something cannot be taken in. */
    void refuse(String reason) {
        refusals.note(reason, app);
    }

    /** Notes that an event cannot be taken in, and has the platform deliver it again. */
    void refuse(String reason, Consumer<ByteString> answer) {
        refuse(reason);
        answer.accept(AGAIN);
    }

    private ByteString stored(ByteString event) {
        try {
            Optional<JsonNode> delivery = Json.object(event.utf8());
            if (delivery.isEmpty()) {
                refuse("the event is no JSON object");
                return AGAIN;
            }
            Taken taken = deliveries.take(app, appId, Envelope.of(delivery.get()), delivery.get());
            if (taken instanceof Taken.Stored stored) {
                return accepted(stored);
            }
            if (taken instanceof Taken.Unfit unfit) {
                refuse(unfit.reason());
            } else if (taken instanceof Taken.NotStored notStored) {
                refuse(notStored.reason() + "; answered with 500, so that it comes again");
            }
        } catch (RuntimeException e) {
            // Whatever it was, the platform gets an answer.
            refuse("it could not be read (" + e.getClass().getName() + ")");
            log.debug("An event was not taken in", e);
        }
        return AGAIN;
    }

    static ByteString accepted(Taken.Stored stored) {
        ObjectNode answer = Json.MAPPER.createObjectNode().put("code", OK);
        if (stored.isWanted()) {
            answer.put("data", Base64.getEncoder().encodeToString(stored.answer()));
        }
        return ByteString.encodeUtf8(Json.text(answer));
    }

    /** Takes nothing new, and waits for what is under way; what does not come to its end in time is interrupted. */
    void close(Duration within) {
        if (!work.finish(within)) {
            log.warn("Some events of Feishu app {} were not stored in time; they come again", app);
        }
    }
}
