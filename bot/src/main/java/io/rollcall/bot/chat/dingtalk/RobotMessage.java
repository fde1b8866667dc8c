package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a robot is delivered ("接收消息"): the same JSON by callback and in Stream mode. In a group the platform delivers
 * only what mentions the robot. Of a delivery only what is read again is kept; above all not the address for replies
 * that comes with it, since whoever has that can speak for the robot.
 */
record RobotMessage(JsonNode json) {

    private static final List<String> KEPT = List.of(
            "msgId",
            "msgtype",
            "conversationType",
            "conversationId",
            "senderStaffId",
            "chatbotUserId",
            "atUsers",
            "isInAtList",
            "createAt");

    private static final String RECEIVED = "received";
    private static final String PRIVATE = "1";

    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");
    private static final Pattern MEMBER = Pattern.compile("[^\\s\\p{Cntrl}]{1,64}");
    private static final Pattern MILLIS = Pattern.compile("\\d{12,14}");

    /** How a line of a list begins, which nobody writes in the middle of one. */
    private static final Pattern NUMBERED = Pattern.compile("^(?:\\d{1,3}[.、)）．]|[•·●▪-] ).*", Pattern.DOTALL);

    /** As it is kept. */
    String kept(long receivedAt) {
        ObjectNode kept = Json.MAPPER.createObjectNode();
        for (String name : KEPT) {
            if (json.has(name)) {
                kept.set(name, json.get(name));
            }
        }
        kept.put("text", text());
        kept.put(RECEIVED, receivedAt);
        return Json.text(kept);
    }

    String messageId() {
        return Json.at(json, "msgId");
    }

    /** The userid of who wrote it; empty of somebody who is no member of the organisation. */
    String sender() {
        return Json.at(json, "senderStaffId");
    }

    String type() {
        return Json.at(json, "msgtype");
    }

    /** Empty in private. A kind of conversation that is not known yet is taken for a group. */
    Optional<String> group() {
        return Json.at(json, "conversationType").equals(PRIVATE)
                ? Optional.empty()
                : Optional.of(Json.at(json, "conversationId"));
    }

    /** Whether the robot is mentioned; what is delivered from a group does, unless it is said that it does not. */
    boolean mentionsRobot() {
        return !json.path("isInAtList").isBoolean() || json.path("isInAtList").asBoolean(true);
    }

    /** The members mentioned, without the robot. */
    List<String> mentioned() {
        String robot = Json.at(json, "chatbotUserId");
        return json.path("atUsers").values().stream()
                .filter(user -> robot.isEmpty() || !Json.at(user, "dingtalkId").equals(robot))
                .map(user -> Json.at(user, "staffId"))
                .filter(member -> MEMBER.matcher(member).matches())
                .toList();
    }

    boolean hasId() {
        return ID.matcher(messageId()).matches();
    }

    boolean isOfMember() {
        return MEMBER.matcher(sender()).matches();
    }

    /** What the redeliveries of it share. In Stream mode each comes in a frame with an id of its own. */
    String key() {
        return Intake.messageKey(messageId());
    }

    /** When it was sent, or at least came, in milliseconds since the epoch. */
    long at() {
        String created = Json.at(json, "createAt");
        return MILLIS.matcher(created).matches()
                ? Long.parseLong(created)
                : json.path(RECEIVED).asLong(0);
    }

    /** The words in it: typed, between pictures, or spoken and recognised. */
    String text() {
        JsonNode text = json.path("text");
        if (text.isString()) {
            return text.asString("");
        }
        String typed = Json.at(text, "content");
        if (!typed.isEmpty()) {
            return typed;
        }
        JsonNode content = content();
        String rich = rich(content.path("richText"));
        return rich.isEmpty() ? Json.at(content, "recognition") : rich;
    }

    /** The documents show an object; as a text that holds one it is no different. */
    private JsonNode content() {
        JsonNode content = json.path("content");
        return content.isString() ? Json.object(content.asString("")).orElse(Json.MAPPER.missingNode()) : content;
    }

    /**
     * Whether the pieces of a rich text are lines or parts of lines is not documented: they stand one behind the other
     * as they are, but a picture parts lines, and what begins like a line of a list begins a line.
     */
    private static String rich(JsonNode pieces) {
        StringBuilder all = new StringBuilder();
        boolean parted = false;
        for (JsonNode piece : pieces.values()) {
            String name = Json.at(piece, "atName");
            String text = name.isEmpty() ? Json.at(piece, "text") : "@" + name + " ";
            if (text.isEmpty()) {
                parted = true;
                continue;
            }
            boolean begun = !all.isEmpty() && all.charAt(all.length() - 1) != '\n' && !text.startsWith("\n");
            if (begun && (parted || NUMBERED.matcher(text).matches())) {
                all.append('\n');
            }
            all.append(text);
            parted = false;
        }
        return all.toString();
    }
}
