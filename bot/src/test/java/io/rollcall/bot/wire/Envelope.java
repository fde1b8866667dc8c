package io.rollcall.bot.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** An event as Feishu would put it on the wire: encrypted and signed, written here apart from the bot's own code. */
record Envelope(String timestamp, String nonce, String signature, String body) {

    static final String ENCRYPT_KEY = "wire-encrypt-key";
    static final String TOKEN = "wire-verification-token";
    static final String APP_ID = "cli_wire";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Envelope seal(String plain, Instant signedAt) {
        try {
            byte[] iv = new byte[16];
            byte[] key = MessageDigest.getInstance("SHA-256").digest(ENCRYPT_KEY.getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[iv.length + sealed.length];
            System.arraycopy(sealed, 0, all, iv.length, sealed.length);
            String body = "{\"encrypt\":\"" + Base64.getEncoder().encodeToString(all) + "\"}";
            String timestamp = Long.toString(signedAt.getEpochSecond());
            String nonce = "nonce";
            byte[] signed = (timestamp + nonce + ENCRYPT_KEY + body).getBytes(StandardCharsets.UTF_8);
            String signature = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
            return new Envelope(timestamp, nonce, signature, body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String written(String eventId, String messageId, String openId, String text, Instant at) {
        return event(
                eventId,
                "im.message.receive_v1",
                TOKEN,
                at,
                Map.of(
                        "sender",
                        Map.of("sender_id", Map.of("open_id", openId), "sender_type", "user", "tenant_key", "t"),
                        "message",
                        Map.of(
                                "message_id",
                                messageId,
                                "create_time",
                                Long.toString(at.toEpochMilli()),
                                "chat_id",
                                "oc_p2p_" + openId,
                                "chat_type",
                                "p2p",
                                "message_type",
                                "text",
                                "content",
                                JSON.writeValueAsString(Map.of("text", text)))));
    }

    static String recalled(String eventId, String messageId, Instant at) {
        return event(
                eventId,
                "im.message.recalled_v1",
                TOKEN,
                at,
                Map.of(
                        "message_id",
                        messageId,
                        "chat_id",
                        "oc_p2p",
                        "recall_time",
                        Long.toString(at.toEpochMilli()),
                        "recall_type",
                        "message_owner"));
    }

    /** @param fields of the form that the button stands in; none outside of a form */
    static String pressed(
            String eventId,
            String openId,
            String messageId,
            Map<String, String> value,
            Map<String, String> fields,
            Instant at) {
        Map<String, Object> action = new LinkedHashMap<>(Map.of("tag", "button", "value", value));
        if (!fields.isEmpty()) {
            action.put("name", "form_submit");
            action.put("form_value", fields);
        }
        return event(
                eventId,
                "card.action.trigger",
                TOKEN,
                at,
                Map.of(
                        "operator",
                        Map.of("open_id", openId),
                        "token",
                        "c-1",
                        "action",
                        action,
                        "context",
                        Map.of("open_message_id", messageId, "open_chat_id", "oc_p2p")));
    }

    static String event(String eventId, String type, String token, Instant at, Map<String, ?> event) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("event_id", eventId);
        header.put("event_type", type);
        header.put("create_time", Long.toString(at.toEpochMilli()));
        header.put("token", token);
        header.put("app_id", APP_ID);
        header.put("tenant_key", "t");
        return JSON.writeValueAsString(Map.of("schema", "2.0", "header", header, "event", event));
    }
}
