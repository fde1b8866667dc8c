package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a smart robot is delivered: the same JSON by callback and over the long connection. In a group the platform
 * delivers only what mentions the robot.
 *
 * @param request under which it came over the long connection, and may be answered there; empty otherwise
 */
record RobotDelivery(JsonNode json, String request) {

    static final String PRESS = "template_card_event";
    static final String REPLACED = "disconnected_event";

    /** Under which a robot's delivery is kept, beside the moment at which it came. */
    private static final String KEPT = "robot";

    private static final String RECEIVED = "received";

    /** No seconds since the epoch have twelve digits for a long time. */
    private static final long BEYOND_SECONDS = 100_000_000_000L;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:@-]{1,128}");

    /** By callback, or as it was kept. */
    RobotDelivery(JsonNode json) {
        this(json, "");
    }

    /** As it is kept; only what is read again. */
    String kept(long receivedAt) {
        ObjectNode kept = Json.MAPPER.createObjectNode();
        ObjectNode robot = kept.putObject(KEPT);
        for (String name : List.of("msgid", "chattype", "chatid", "msgtype", "create_time", "from", "event")) {
            if (json.has(name)) {
                robot.set(name, json.get(name));
            }
        }
        robot.put("text", text());
        kept.put(RECEIVED, receivedAt);
        return Json.text(kept);
    }

    /** A robot's delivery as it was kept; empty when it is not a robot's. */
    static Optional<RobotDelivery> read(JsonNode kept) {
        return Optional.of(kept.path(KEPT)).filter(JsonNode::isObject).map(json -> {
            ObjectNode robot = ((ObjectNode) json).deepCopy();
            robot.put(RECEIVED, kept.path(RECEIVED).asLong(0));
            return new RobotDelivery(robot);
        });
    }

    String messageId() {
        return Json.at(json, "msgid");
    }

    /** The robot it is meant for; empty where it does not say. */
    String robot() {
        return Json.at(json, "aibotid");
    }

    /** Where one answer may be sent to, by callback alone; empty where there is none. A secret, which is not kept. */
    String answerAddress() {
        return Json.at(json, "response_url");
    }

    String sender() {
        return Json.at(json, "from", "userid");
    }

    /** Empty in private. A kind of chat that is not known yet is taken for a group. */
    Optional<String> group() {
        return Json.at(json, "chattype").equals("single") ? Optional.empty() : Optional.of(Json.at(json, "chatid"));
    }

    boolean isEvent() {
        return Json.at(json, "msgtype").equals("event");
    }

    String event() {
        return isEvent() ? Json.at(json, "event", "eventtype") : "";
    }

    boolean isWhole() {
        return ID.matcher(messageId()).matches() && ID.matcher(sender()).matches();
    }

    /** Whether there is anything in it for the bot; that somebody opens the chat is not kept. */
    boolean matters() {
        return isEvent() ? isPress() : !Json.at(json, "msgtype").equals("stream");
    }

    String key() {
        return Intake.messageKey(messageId());
    }

    boolean isPress() {
        return event().equals(PRESS);
    }

    /** Of the card that was pressed. */
    String task() {
        return eventPart("task_id").asString("");
    }

    /** Of the button that was pressed. */
    String buttonKey() {
        return eventPart("event_key").asString("");
    }

    /** A part of the event, which the documents show nested and the platform's own library flat. */
    JsonNode eventPart(String name) {
        JsonNode nested = json.path("event").path(PRESS).path(name);
        return nested.isMissingNode() ? json.path("event").path(name) : nested;
    }

    /** When it was sent, or at least came, in seconds since the epoch. */
    long at() {
        long created = json.path("create_time").asLong(0);
        return created > 0 && created < BEYOND_SECONDS
                ? created
                : json.path(RECEIVED).asLong(0);
    }

    /** The words in it: typed, spoken, or between pictures. */
    String text() {
        JsonNode text = json.path("text");
        if (text.isString()) {
            return text.asString("");
        }
        Stream<String> words = Stream.concat(
                Stream.of(Json.at(json, "text", "content"), Json.at(json, "voice", "content")),
                json.path("mixed").path("msg_item").values().stream().map(item -> Json.at(item, "text", "content")));
        return words.filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
    }
}
