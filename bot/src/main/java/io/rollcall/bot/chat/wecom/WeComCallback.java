package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallbackBody;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.RefusalLog;
import io.rollcall.bot.chat.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The 接收消息服务器 of self-built apps, and of smart robots that have their messages by callbacks: where the platform
 * delivers what members write and the buttons they press. A delivery is taken in only when it is signed, fresh, sealed
 * under the app's key for this organisation, or under the robot's for nobody else, and meant for this app or robot; it is
 * acknowledged, with nothing said, only once it is stored. Otherwise the platform, told so by the status, delivers it
 * again. Nothing is done about it here.
 */
@RestController
class WeComCallback {

    /** Far above any delivery; a message's text has at most 2 KB. */
    static final int MAX_BODY = 1 << 20;

    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /** By which the platform announces that it will switch off an app that nobody uses. */
    private static final Set<String> ALERTS = Set.of("inactive_alert", "low_active_alert", "close_inactive_agent");

    private static final Logger log = LoggerFactory.getLogger(WeComCallback.class);

    private final WeComSettings settings;
    private final Intake intake;
    private final AnswerTickets tickets;
    private final Clock clock;
    private final Clock wallClock;
    private final RefusalLog refusals;
    private final ConcurrentMap<String, WeComCrypto> cryptos = new ConcurrentHashMap<>();

    /**
     * @param tickets   is given the addresses by which robots may answer
     * @param clock     the application's, which may play another hour than the machine's
     * @param wallClock the machine's
     */
    WeComCallback(WeComSettings settings, Intake intake, AnswerTickets tickets, Clock clock, Clock wallClock) {
        this.settings = settings;
        this.intake = intake;
        this.tickets = tickets;
        this.clock = clock;
        this.wallClock = wallClock;
        this.refusals = new RefusalLog(log, wallClock, "Refused a WeCom callback for");
    }

    /** The console checks an address by having it open a sealed text; it wants that text and not a byte more. */
    @GetMapping("/callback/wecom/{agent}")
    ResponseEntity<byte[]> verify(@PathVariable("agent") String agent, HttpServletRequest request) {
        try {
            Optional<WeComSettings.Robot> robot = robot(agent);
            WeComCrypto crypto = robot.isPresent() ? crypto(agent, robot.get()) : crypto(agent, configured(agent));
            String sealed = request.getParameter("echostr");
            if (sealed == null || sealed.isEmpty()) {
                throw new Refused(HttpStatus.FORBIDDEN, "the echostr is missing");
            }
            return text(HttpStatus.OK, open(crypto, request, sealed));
        } catch (Refused refused) {
            return answer(refused, agent, request);
        }
    }

    @PostMapping("/callback/wecom/{agent}")
    ResponseEntity<byte[]> receive(@PathVariable("agent") String agent, HttpServletRequest request) throws IOException {
        try {
            byte[] body = CallbackBody.read(request.getInputStream(), MAX_BODY)
                    .orElseThrow(() -> new Refused(HttpStatus.CONTENT_TOO_LARGE, "the body is larger than 1 MiB"));
            Optional<WeComSettings.Robot> robot = robot(agent);
            if (robot.isPresent()) {
                return take(agent, robot.get(), robotDelivery(agent, robot.get(), request, body));
            }
            WeComSettings.Agent configured = configured(agent);
            return take(agent, configured, agentDelivery(agent, configured, request, body));
        } catch (Refused refused) {
            return answer(refused, agent, request);
        }
    }

    private AgentDelivery agentDelivery(String name, WeComSettings.Agent agent, HttpServletRequest request, byte[] body)
            throws Refused {
        WeComCrypto crypto = crypto(name, agent);
        String sealed = sealed(Xml.read(body).map(xml -> xml.at("Encrypt")));
        return Xml.read(open(crypto, request, sealed))
                .map(AgentDelivery::of)
                .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "the message is no XML"));
    }

    private RobotDelivery robotDelivery(String name, WeComSettings.Robot robot, HttpServletRequest request, byte[] body)
            throws Refused {
        WeComCrypto crypto = crypto(name, robot);
        String sealed = sealed(Json.object(body).map(json -> Json.at(json, "encrypt")));
        return Json.object(open(crypto, request, sealed))
                .map(RobotDelivery::new)
                .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "the message is no JSON"));
    }

    private static String sealed(Optional<String> found) throws Refused {
        return found.filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Refused(HttpStatus.FORBIDDEN, "the body is not encrypted"));
    }

    private ResponseEntity<byte[]> take(String agent, WeComSettings.Agent configured, AgentDelivery delivery)
            throws Refused {
        String meantFor = delivery.at("AgentID");
        // Events of the organisation as a whole name no app.
        if (!meantFor.isEmpty() && !meantFor.equals(Integer.toString(configured.agentId()))) {
            throw new Refused(HttpStatus.FORBIDDEN, "the message belongs to another app");
        }
        if (ALERTS.contains(delivery.event())) {
            log.warn("WeCom is about to switch off {} because it is not used ({})", agent, delivery.event());
        }
        if (!delivery.matters()) {
            return ResponseEntity.ok().build();
        }
        if (!delivery.isWhole()) {
            throw new Refused(HttpStatus.BAD_REQUEST, "the message has no id or no sender");
        }
        return stored(agent, delivery.key(), delivery.sender(), Json.text(delivery.json()));
    }

    /** An address to answer at is kept first: as soon as the message is stored, it may be answered. */
    private ResponseEntity<byte[]> take(String name, WeComSettings.Robot robot, RobotDelivery delivery) throws Refused {
        String meantFor = delivery.robot();
        if (!meantFor.isEmpty()
                && robot.botId() != null
                && !robot.botId().isBlank()
                && !meantFor.equals(robot.botId())) {
            throw new Refused(HttpStatus.FORBIDDEN, "the message belongs to another robot");
        }
        if (!delivery.isWhole()) {
            if (!delivery.matters()) {
                return ResponseEntity.ok().build();
            }
            throw new Refused(HttpStatus.BAD_REQUEST, "the message has no id or no sender");
        }
        keepAnswerAddress(name, robot, delivery);
        return delivery.matters()
                ? stored(
                        name,
                        delivery.key(),
                        delivery.sender(),
                        delivery.kept(clock.instant().getEpochSecond()))
                : ResponseEntity.ok().build();
    }

    /** Of private chats only: what a member is told about their part is not for a group's eyes. */
    private void keepAnswerAddress(String name, WeComSettings.Robot robot, RobotDelivery delivery) {
        if (delivery.group().isPresent() || delivery.answerAddress().isEmpty()) {
            return;
        }
        HttpUrl address = HttpUrl.parse(delivery.answerAddress());
        HttpUrl expected = HttpUrl.get(robot.baseUrl());
        if (address != null
                && expected != null
                && address.scheme().equals(expected.scheme())
                && address.host().equals(expected.host())
                && address.port() == expected.port()) {
            tickets.keep(name, delivery.sender(), address);
        } else {
            refusals.note("its response_url is not below the robot's base-url, so it is not answered there", name);
        }
    }

    private ResponseEntity<byte[]> stored(String agent, String key, String sender, String payload) {
        try {
            intake.accept(WeComPlatform.NAME, agent, key, sender, payload, clock.instant());
        } catch (RuntimeException e) {
            // Of another exception only the kind: a database's message may quote what it could not store.
            String why = e instanceof NotStoredException
                    ? e.getMessage()
                    : e.getClass().getName();
            refusals.note("it could not be stored (" + why + "); answered with 503, so that it comes again", agent);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        return ResponseEntity.ok().build();
    }

    private WeComSettings.Agent configured(String agent) throws Refused {
        return settings.agent(agent)
                .orElseThrow(() -> new Refused(
                        HttpStatus.NOT_FOUND, "no such app; see rollcall.wecom.agents and rollcall.wecom.robots"));
    }

    /** Empty when there is no robot of that name. */
    private Optional<WeComSettings.Robot> robot(String name) throws Refused {
        Optional<WeComSettings.Robot> robot = settings.robot(name);
        if (robot.filter(WeComSettings.Robot::hasConnection).isPresent()) {
            throw new Refused(
                    HttpStatus.NOT_FOUND, "this robot has a long connection; set its events: webhook for callbacks");
        }
        return robot;
    }

    private WeComCrypto crypto(String agent, WeComSettings.Agent configured) throws Refused {
        String token = secret(configured.token(), "the app's token");
        String key = secret(configured.encodingAesKey(), "the app's encoding-aes-key");
        return cryptos.computeIfAbsent(agent, name -> new WeComCrypto(token, key, configured.corpId()));
    }

    /** A robot of one's own organisation is nobody's but its own: what is sealed for it names no receiver. */
    private WeComCrypto crypto(String name, WeComSettings.Robot robot) throws Refused {
        String token = secret(robot.token(), "the robot's token");
        String key = secret(robot.encodingAesKey(), "the robot's encoding-aes-key");
        return cryptos.computeIfAbsent(name, any -> new WeComCrypto(token, key, ""));
    }

    private static String secret(@Nullable String value, String key) throws Refused {
        if (value == null || value.isBlank()) {
            throw new Refused(HttpStatus.FORBIDDEN, "callbacks are off: " + key + " is not configured");
        }
        return value;
    }

    /** The text in a request's sealed part. First its signature: what is not signed is not looked into. */
    private String open(WeComCrypto crypto, HttpServletRequest request, String sealed) throws Refused {
        String timestamp = request.getParameter("timestamp");
        String nonce = request.getParameter("nonce");
        String signature = request.getParameter("msg_signature");
        if (timestamp == null || nonce == null || signature == null) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "the signature is missing");
        }
        if (!crypto.signed(timestamp, nonce, sealed, signature)) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "the signature is wrong");
        }
        // The wire runs between two machines and by their clocks; a stand-in platform within this process signs by
        // the application's clock, which may be set to another hour.
        if (!isFresh(timestamp, wallClock.instant()) && !isFresh(timestamp, clock.instant())) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "the timestamp is too old or lies ahead");
        }
        try {
            return crypto.open(sealed);
        } catch (SealedException e) {
            // What exactly is wrong is for the log alone: told to the sender it would be an oracle.
            throw new Refused(HttpStatus.FORBIDDEN, "the body cannot be decrypted", e.reason());
        }
    }

    private boolean isFresh(String timestamp, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return !signedAt.isBefore(now.minus(settings.freshness())) && !signedAt.isAfter(now.plus(AHEAD));
    }

    private ResponseEntity<byte[]> answer(Refused refused, String agent, HttpServletRequest request) {
        boolean known =
                settings.agent(agent).isPresent() || settings.robot(agent).isPresent();
        refusals.note(refused.forLog(), known ? agent : "unknown");
        Refusals.note(request::setAttribute, refused.reason);
        return text(refused.status, refused.reason);
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, String text) {
        return ResponseEntity.status(status).contentType(TEXT).body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Why a callback is not taken in; the reason is for its sender's eyes and names nothing it has not sent. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final String reason;
        private final String detail;

        Refused(HttpStatus status, String reason) {
            this(status, reason, "");
        }

        /** @param detail for operators only */
        Refused(HttpStatus status, String reason, String detail) {
            super(reason, null, false, false);
            this.status = status;
            this.reason = reason;
            this.detail = detail;
        }

        String forLog() {
            return detail.isEmpty() ? reason : reason + ": " + detail;
        }
    }
}
