package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallbackBody;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.RefusalLog;
import io.rollcall.bot.chat.Refusals;
import io.rollcall.bot.chat.feishu.Deliveries.Taken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Where the platform delivers events and card callbacks. A delivery is taken in only when it is encrypted, signed
 * over its very bytes, fresh, and carries the app's token and id; it is acknowledged only once it is stored, and
 * otherwise left to the platform to deliver again. Nothing is done about it here.
 */
@RestController
class FeishuCallback {

    static final int MAX_BODY = Deliveries.MAX_SIZE;

    private static final String JSON = "application/json";
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final Logger log = LoggerFactory.getLogger(FeishuCallback.class);

    private final FeishuSettings settings;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Clock wallClock;
    private final RefusalLog refusals;
    private final ConcurrentMap<String, FeishuCrypto> cryptos = new ConcurrentHashMap<>();

    /**
     * @param clock     the application's, which may play another hour than the machine's
     * @param wallClock the machine's
     */
    FeishuCallback(FeishuSettings settings, Deliveries deliveries, Clock clock, Clock wallClock) {
        this.settings = settings;
        this.deliveries = deliveries;
        this.clock = clock;
        this.wallClock = wallClock;
        this.refusals = new RefusalLog(log, wallClock, "Refused a Feishu callback for app");
    }

    /** Writes the answer itself: that it is JSON need not be negotiated for each of thousands of callbacks a second. */
    @PostMapping("/callback/feishu/{app}")
    void receive(@PathVariable("app") String app, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer answer;
        try {
            answer = accept(app, request);
        } catch (Refused refused) {
            refusals.note(refused.reason, settings.app(app).isPresent() ? app : "unknown");
            Refusals.note(request::setAttribute, refused.reason);
            answer = new Answer(
                    refused.status, "text/plain;charset=UTF-8", refused.reason.getBytes(StandardCharsets.UTF_8));
        }
        response.setStatus(answer.status.value());
        response.setContentType(answer.type);
        response.setContentLength(answer.body.length);
        response.getOutputStream().write(answer.body);
    }

    private Answer accept(String app, HttpServletRequest request) throws IOException, Refused {
        byte[] body = CallbackBody.read(request.getInputStream(), MAX_BODY)
                .orElseThrow(() -> new Refused(HttpStatus.CONTENT_TOO_LARGE, "the body is larger than 1 MiB"));
        FeishuSettings.App configured = settings.app(app)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "no such app; see rollcall.feishu.apps"));
        if (configured.events() == FeishuSettings.Events.LONG_CONNECTION) {
            throw new Refused(
                    HttpStatus.FORBIDDEN, "callbacks are off: the app's events are set to come by the long connection");
        }
        String encryptKey = secret(configured.encryptKey(), "encrypt-key");
        String token = secret(configured.verificationToken(), "verification-token");
        FeishuCrypto crypto = cryptos.computeIfAbsent(app, name -> new FeishuCrypto(encryptKey));

        String sealed = SealedBody.textIn(body);
        if (sealed.isEmpty()) {
            throw new Refused(HttpStatus.FORBIDDEN, "the body is not encrypted");
        }
        Optional<Refused> unsigned = signatureFault(crypto, request, body);
        Optional<String> opened = crypto.open(sealed);
        Optional<JsonNode> delivery = opened.flatMap(Json::object);
        Optional<Envelope> envelope = delivery.map(Envelope::of);

        // The console checks a new address with an encrypted request that is not signed.
        boolean urlVerification = envelope.map(Envelope::type)
                .filter(Envelope.URL_VERIFICATION::equals)
                .isPresent();
        if (unsigned.isPresent() && !urlVerification) {
            // Whether it could be decrypted is not told: that would make an oracle for whoever guesses at padding.
            throw unsigned.get();
        }
        if (envelope.isEmpty() || !FeishuCrypto.sameText(token, envelope.get().token())) {
            throw unsigned.orElseGet(() -> new Refused(
                    HttpStatus.FORBIDDEN,
                    envelope.isEmpty() ? "the body cannot be decrypted" : "the verification token is wrong"));
        }
        if (urlVerification) {
            return json(Json.text(Json.MAPPER.createObjectNode().put("challenge", Json.at(delivery.get(), "challenge")))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return store(app, configured.appId(), envelope.get(), delivery.get());
    }

    private Answer store(String app, String appId, Envelope envelope, JsonNode delivery) throws Refused {
        Taken taken = deliveries.take(app, appId, envelope, delivery);
        if (taken instanceof Taken.Stored stored) {
            return json(stored.answer());
        }
        if (taken instanceof Taken.Unfit unfit) {
            throw new Refused(unfit.isForeign() ? HttpStatus.FORBIDDEN : HttpStatus.BAD_REQUEST, unfit.reason());
        }
        if (taken instanceof Taken.NotStored notStored) {
            refusals.note(notStored.reason() + "; answered with 503, so that it comes again", app);
        }
        return new Answer(HttpStatus.SERVICE_UNAVAILABLE, JSON, new byte[0]);
    }

    private Optional<Refused> signatureFault(FeishuCrypto crypto, HttpServletRequest request, byte[] body) {
        String timestamp = request.getHeader("X-Lark-Request-Timestamp");
        String nonce = request.getHeader("X-Lark-Request-Nonce");
        String signature = request.getHeader("X-Lark-Signature");
        if (timestamp == null || nonce == null || signature == null) {
            return Optional.of(new Refused(HttpStatus.UNAUTHORIZED, "the signature is missing"));
        }
        if (!crypto.signed(timestamp, nonce, body, signature)) {
            return Optional.of(new Refused(HttpStatus.UNAUTHORIZED, "the signature is wrong"));
        }
        // The wire runs between two machines and by their clocks; a stand-in platform within this process signs by
        // the application's clock, which may be set to another hour.
        if (!isFresh(timestamp, wallClock.instant()) && !isFresh(timestamp, clock.instant())) {
            return Optional.of(new Refused(HttpStatus.UNAUTHORIZED, "the timestamp is too old or lies ahead"));
        }
        return Optional.empty();
    }

    private boolean isFresh(String timestamp, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return !signedAt.isBefore(now.minus(settings.freshness())) && !signedAt.isAfter(now.plus(AHEAD));
    }

    private static String secret(@Nullable String value, String key) throws Refused {
        if (value == null || value.isBlank()) {
            throw new Refused(HttpStatus.FORBIDDEN, "callbacks are off: the app's " + key + " is not configured");
        }
        return value;
    }

    private static Answer json(byte[] body) {
        return new Answer(HttpStatus.OK, JSON, body);
    }

    private record Answer(HttpStatus status, String type, byte[] body) {}

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
