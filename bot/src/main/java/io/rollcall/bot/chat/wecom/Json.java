package io.rollcall.bot.chat.wecom;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON on this wire. An own mapper, so that the application's settings do not change the bytes that are sent. */
final class Json {

    /** Slashes are left alone; the platform wants its texts unescaped. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private Json() {}

    /** The object in {@code text}; empty when there is none. What the text holds is never part of an exception. */
    static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> object(byte[] text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The string or number at the end of {@code path}; empty text when it is missing or of another kind. */
    static String at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found.isString() || found.isNumber() ? found.asString("") : "";
    }
}
