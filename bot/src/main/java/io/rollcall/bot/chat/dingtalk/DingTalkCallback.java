package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.CallbackBody;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.RefusalLog;
import io.rollcall.bot.chat.Refusals;
import io.rollcall.bot.chat.dingtalk.Deliveries.Taken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The 消息接收地址 of robots in HTTP mode. A delivery is taken in only when it is signed with the app's secret and fresh;
 * it is acknowledged, with nothing said, only once it is stored. The signature covers the moment and nothing else, so
 * within the hour it would also fit another body: the address has to be an HTTPS one, and what is delivered twice is
 * one message. Nothing is done about it here.
 */
@RestController
class DingTalkCallback {

    static final int MAX_BODY = Deliveries.MAX_SIZE;

    private static final Pattern MILLIS = Pattern.compile("\\d{13}");
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Logger log = LoggerFactory.getLogger(DingTalkCallback.class);

    private final DingTalkSettings settings;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Clock wallClock;
    private final RefusalLog refusals;

    /**
     * @param clock     the application's, which may play another hour than the machine's
     * @param wallClock the machine's
     */
    DingTalkCallback(DingTalkSettings settings, Deliveries deliveries, Clock clock, Clock wallClock) {
        this.settings = settings;
        this.deliveries = deliveries;
        this.clock = clock;
        this.wallClock = wallClock;
        this.refusals = new RefusalLog(log, wallClock, "Refused a DingTalk callback for robot");
    }

    @PostMapping("/callback/dingtalk/{robot}")
    ResponseEntity<byte[]> receive(@PathVariable("robot") String robot, HttpServletRequest request) throws IOException {
        try {
            byte[] body = CallbackBody.read(request.getInputStream(), MAX_BODY)
                    .orElseThrow(() -> new Refused(HttpStatus.CONTENT_TOO_LARGE, "the body is larger than 1 MiB"));
            DingTalkSettings.Robot configured = settings.robot(robot)
                    .orElseThrow(
                            () -> new Refused(HttpStatus.NOT_FOUND, "no such robot; see rollcall.dingtalk.robots"));
            if (configured.events() == DingTalkSettings.Events.STREAM) {
                throw new Refused(
                        HttpStatus.FORBIDDEN, "callbacks are off: the robot's events are set to come by Stream mode");
            }
            requireSigned(configured, request);
            JsonNode delivery = Json.object(body)
                    .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "the body is no JSON object"));
            return store(robot, delivery);
        } catch (Refused refused) {
            refusals.note(refused.reason, settings.robot(robot).isPresent() ? robot : "unknown");
            Refusals.note(request::setAttribute, refused.reason);
            return ResponseEntity.status(refused.status)
                    .contentType(TEXT)
                    .body(refused.reason.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ResponseEntity<byte[]> store(String robot, JsonNode delivery) throws Refused {
        Taken taken = deliveries.take(robot, delivery);
        if (taken instanceof Taken.Unfit unfit) {
            throw new Refused(HttpStatus.BAD_REQUEST, unfit.reason());
        }
        if (taken instanceof Taken.NotStored notStored) {
            refusals.note(notStored.reason() + "; answered with 503, so that it comes again", robot);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        if (taken instanceof Taken.LeftAlone leftAlone) {
            refusals.note(leftAlone.reason(), robot);
        }
        return ResponseEntity.ok().build();
    }

    private void requireSigned(DingTalkSettings.Robot configured, HttpServletRequest request) throws Refused {
        String timestamp = request.getHeader("timestamp");
        String sign = request.getHeader("sign");
        if (timestamp == null || sign == null) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "the signature is missing");
        }
        if (!DingTalkSign.isRight(timestamp, configured.clientSecret(), sign)) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "the signature is wrong");
        }
        // The wire runs between two machines and by their clocks; a stand-in platform within this process signs by
        // the application's clock, which may be set to another hour.
        if (!isFresh(timestamp, wallClock.instant()) && !isFresh(timestamp, clock.instant())) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "the timestamp is too old or lies ahead");
        }
    }

    private boolean isFresh(String timestamp, Instant now) {
        if (!MILLIS.matcher(timestamp).matches()) {
            return false;
        }
        Instant signedAt = Instant.ofEpochMilli(Long.parseLong(timestamp));
        return !signedAt.isBefore(now.minus(settings.freshness())) && !signedAt.isAfter(now.plus(settings.freshness()));
    }

    /** Why a callback is not taken in; the reason is for its sender's eyes and names nothing it has not sent. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final String reason;

        Refused(HttpStatus status, String reason) {
            super(reason, null, false, false);
            this.status = status;
            this.reason = reason;
        }
    }
}
