package io.rollcall.bot.chat;

import java.io.IOException;
import java.util.Optional;
import okio.BufferedSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON on the platforms' wires. An own mapper, so that the application's settings do not change the bytes that are sent. */
public final class Json {

    /** Slashes are left alone: they need no escape, and escapes count against the size of a card. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private Json() {}

    /** The object in {@code text}; empty when there is none. What the text holds is never part of an exception. */
    public static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public static Optional<JsonNode> object(byte[] text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The same in a body, of which no more than so many bytes are read; empty when there are more. */
    public static Optional<JsonNode> object(BufferedSource body, long most) throws IOException {
        return body.request(most + 1) ? Optional.empty() : object(body.readByteArray());
    }

    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The string or number at the end of {@code path}; empty text when it is missing or of another kind. */
    public static String at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found.isString() || found.isNumber() ? found.asString("") : "";
    }
}
