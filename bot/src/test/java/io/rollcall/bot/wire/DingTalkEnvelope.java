package io.rollcall.bot.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** A delivery as DingTalk would put it on the wire, written here apart from the bot's own code. */
record DingTalkEnvelope(String timestamp, String sign, String body) {

    static final String SECRET = "wire-client-secret-0123456789";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROBOT = "$:LWCP_v1:$wireRobot";

    static DingTalkEnvelope of(String body, Instant signedAt) {
        String timestamp = Long.toString(signedAt.toEpochMilli());
        return new DingTalkEnvelope(timestamp, sign(timestamp, SECRET), body);
    }

    /** As 加签 has it: of both callbacks and webhooks. */
    static String sign(String timestamp, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((timestamp + '\n' + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String written(String messageId, String member, String text, Instant at) {
        return message(messageId, member, "text", Map.of("text", Map.of("content", text)), at);
    }

    /** In private. */
    static String message(String messageId, String member, String type, Map<String, ?> content, Instant at) {
        Map<String, Object> message = basics(messageId, member, type, at);
        message.put("conversationType", "1");
        message.put("conversationId", "cidPrivateOf" + member);
        message.putAll(content);
        return JSON.writeValueAsString(message);
    }

    /** In a group: the robot's mention is taken out, the blank behind it is not. */
    static String inGroup(
            String messageId, String group, String member, List<String> mentioned, String text, Instant at) {
        Map<String, Object> message = basics(messageId, member, "text", at);
        message.put("conversationType", "2");
        message.put("conversationId", group);
        message.put("conversationTitle", "支付项目组");
        message.put("isInAtList", true);
        List<Map<String, String>> users = new ArrayList<>();
        users.add(Map.of("dingtalkId", ROBOT));
        mentioned.forEach(other -> users.add(Map.of("dingtalkId", "$:LWCP_v1:$" + other, "staffId", other)));
        message.put("atUsers", users);
        message.put("text", Map.of("content", " " + text));
        return JSON.writeValueAsString(message);
    }

    private static Map<String, Object> basics(String messageId, String member, String type, Instant at) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("msgId", messageId);
        message.put("msgtype", type);
        message.put("senderStaffId", member);
        message.put("senderId", "$:LWCP_v1:$" + member);
        message.put("senderNick", "成员");
        message.put("chatbotUserId", ROBOT);
        message.put("robotCode", DingTalkStandIn.CLIENT_ID);
        message.put("createAt", at.toEpochMilli());
        message.put("sessionWebhook", "https://oapi.dingtalk.com/robot/sendBySession?session=wire-session");
        message.put("sessionWebhookExpiredTime", at.toEpochMilli() + 5_400_000);
        return message;
    }
}
