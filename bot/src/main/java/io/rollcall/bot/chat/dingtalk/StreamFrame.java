package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A frame of Stream mode ("Stream 模式协议"), as it comes in.
 *
 * @param type      {@code SYSTEM}, {@code CALLBACK} or {@code EVENT}
 * @param messageId of the frame; a message that is delivered again comes in another one
 * @param data      a text, which mostly holds JSON
 */
record StreamFrame(String type, String topic, String messageId, String data) {

    static final String SYSTEM = "SYSTEM";
    static final String CALLBACK = "CALLBACK";
    static final String EVENT = "EVENT";

    static final int OK = 200;
    static final int NO_SUCH_TOPIC = 404;
    static final int FAILED = 500;

    private static final String NO_RESPONSE = "{\"response\":null}";
    private static final String NO_INTEREST = "{\"status\":\"SUCCESS\",\"message\":\"ok\"}";

    /** Empty when the text is no frame. */
    static Optional<StreamFrame> read(String text) {
        return Json.object(text)
                .map(json -> new StreamFrame(
                        Json.at(json, "type"),
                        Json.at(json, "headers", "topic"),
                        Json.at(json, "headers", "messageId"),
                        data(json.path("data"))))
                .filter(frame -> !frame.type().isEmpty() && !frame.messageId().isEmpty());
    }

    private static String data(JsonNode data) {
        if (data.isString()) {
            return data.asString("");
        }
        return data.isObject() ? Json.text(data) : "";
    }

    boolean is(String type, String topic) {
        return type().equals(type) && topic().equals(topic);
    }

    /** The answer to a ping: what came, unchanged. */
    String pong() {
        return answer(OK, "OK", data);
    }

    /** The answer to a delivery. */
    String answered(int code) {
        return switch (code) {
            case OK -> answer(OK, "OK", type.equals(EVENT) ? NO_INTEREST : NO_RESPONSE);
            case NO_SUCH_TOPIC -> answer(NO_SUCH_TOPIC, "there is nothing here for this topic", NO_RESPONSE);
            default -> answer(FAILED, "not stored", NO_RESPONSE);
        };
    }

    private String answer(int code, String message, String answerData) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("code", code);
        answer.put("message", message);
        answer.putObject("headers").put("messageId", messageId).put("contentType", "application/json");
        answer.put("data", answerData);
        return Json.text(answer);
    }
}
