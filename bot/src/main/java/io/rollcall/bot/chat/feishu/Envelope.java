package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every decrypted delivery says of itself, in version 2.0 of the event format or in 1.0, in which a few old
 * events still come.
 *
 * @param type    such as {@code im.message.receive_v1}; empty when the delivery names none
 * @param eventId empty when it names none
 * @param at      when it was created, in the platform's own unit; empty when it does not say
 */
record Envelope(String type, String eventId, String token, String appId, String at, JsonNode event) {

    static final String MESSAGE = "im.message.receive_v1";
    static final String RECALL = "im.message.recalled_v1";
    static final String PRESS = "card.action.trigger";
    static final String URL_VERIFICATION = "url_verification";

    static Envelope of(JsonNode delivery) {
        JsonNode event = delivery.path("event");
        if (delivery.path("header").isObject()) {
            JsonNode header = delivery.path("header");
            return new Envelope(
                    Json.at(header, "event_type"),
                    Json.at(header, "event_id"),
                    Json.at(header, "token"),
                    Json.at(header, "app_id"),
                    Json.at(header, "create_time"),
                    event);
        }
        boolean callback = Json.at(delivery, "type").equals("event_callback");
        return new Envelope(
                callback ? Json.at(event, "type") : Json.at(delivery, "type"),
                Json.at(delivery, "uuid"),
                Json.at(delivery, "token"),
                Json.at(event, "app_id"),
                Json.at(delivery, "ts"),
                event);
    }

    /** The delivery itself without the app's token, which is of no use once it has been compared, and a secret. */
    static JsonNode withoutToken(JsonNode delivery) {
        JsonNode holder = delivery.path("header").isObject() ? delivery.path("header") : delivery;
        if (holder instanceof ObjectNode object) {
            object.remove("token");
        }
        return delivery;
    }

    /**
     * What the platform's redeliveries share. The documents warn that a message's event id may differ from one
     * delivery to the next, so a message goes by its own id.
     *
     * @return empty when the delivery holds no id
     */
    String key() {
        String message = switch (type) {
            case MESSAGE -> Json.at(event, "message", "message_id");
            case RECALL -> Json.at(event, "message_id");
            default -> "";
        };
        if (!message.isEmpty()) {
            return type.equals(MESSAGE) ? Intake.messageKey(message) : Intake.recallKey(message);
        }
        return eventId.isEmpty() ? "" : "event:" + eventId;
    }

    /** The open_id of who caused it; empty when nobody is named. */
    String sender() {
        for (String[] path : new String[][] {
            {"sender", "sender_id", "open_id"},
            {"operator", "open_id"},
            {"operator", "operator_id", "open_id"},
            {"operator_id", "open_id"}
        }) {
            String openId = Json.at(event, path);
            if (!openId.isEmpty()) {
                return openId;
            }
        }
        return "";
    }
}
