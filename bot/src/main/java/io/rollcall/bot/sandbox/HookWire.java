package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.Chats.Chat;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A custom bot (自定义机器人) in every group of the sandbox, whose key is the group's chat_id and which takes signed
 * messages only. How old a signature is does not matter here: the sandbox's clock may play another hour than whoever
 * signs goes by. Thread-safe.
 */
final class HookWire {

    /** Of the bots' 签名校验. */
    static final String SECRET = "sandbox-hook";

    private static final int MOST_BYTES = 20 * 1024;
    private static final int A_SECOND = 5;
    private static final int A_MINUTE = 100;

    private final Chats chats;
    private final Pace pace;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Long> lastMinute = new ArrayDeque<>();

    HookWire(Chats chats, LongSupplier nanoTime) {
        this.chats = chats;
        this.pace = new Pace(A_SECOND, nanoTime);
        this.nanoTime = nanoTime;
    }

    ObjectNode post(String key, ObjectNode body, int bytes) {
        Chat group = chats.chat(key)
                .filter(Chat::group)
                .orElseThrow(() -> new WireException(19001, "param invalid: incoming webhook access token invalid"));
        String type = Json.text(body, "msg_type");
        if (type.isEmpty()) {
            throw new WireException(19002, "params error, msg_type need");
        }
        if (!isSigned(Json.text(body, "timestamp"), Json.text(body, "sign"))) {
            throw new WireException(19021, "sign match fail or timestamp is not within one hour from current time");
        }
        if (bytes > MOST_BYTES) {
            throw new WireException(19036, "message is too long");
        }
        String content = content(type, body);
        if (!isWithinMinute() || !pace.allows(key)) {
            throw new WireException(11232, "frequency limited psm[lark.oapi.app_platform_runtime]");
        }
        chats.addFromBot(group, type, content, Optional.empty());
        ObjectNode answer = Json.object();
        answer.put("StatusCode", 0)
                .put("StatusMessage", "success")
                .put("code", 0)
                .put("msg", "success");
        answer.putObject("data");
        return answer;
    }

    /** Unlike an application's messages, these hold objects. */
    private static String content(String type, ObjectNode body) {
        JsonNode held = body.path(type.equals("interactive") ? "card" : "content");
        if (!(held instanceof ObjectNode object)) {
            throw new WireException(9499, "Bad Request");
        }
        switch (type) {
            case "text" -> {
                if (Json.text(object, "text").isEmpty()) {
                    throw new WireException(9499, "Bad Request");
                }
            }
            case "interactive" -> CardCheck.check(object);
            default -> throw new WireException(9499, "Bad Request: the sandbox's bots take text and interactive");
        }
        return Json.write(object);
    }

    private boolean isSigned(String timestamp, String sign) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((timestamp + "\n" + SECRET).getBytes(UTF_8), "HmacSHA256"));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal());
            return MessageDigest.isEqual(expected.getBytes(UTF_8), sign.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows HmacSHA256", e);
        }
    }

    /** All groups count together here, as only one of them has such a bot in earnest. */
    private synchronized boolean isWithinMinute() {
        long now = nanoTime.getAsLong();
        while (!lastMinute.isEmpty()
                && now - lastMinute.peekFirst() >= Duration.ofMinutes(1).toNanos()) {
            lastMinute.removeFirst();
        }
        return lastMinute.size() < A_MINUTE && lastMinute.add(now);
    }
}
