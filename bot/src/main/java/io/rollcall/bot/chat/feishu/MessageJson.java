package io.rollcall.bot.chat.feishu;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rollcall.bot.chat.Json;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import tools.jackson.databind.json.JsonMapper;

/** Messages that wait to be rendered, as JSON text and back: in a tree, figures would lose their last zeros. */
final class MessageJson {

    private static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .addMixIn(Part.class, NamedByItsType.class)
            .registerSubtypes(Part.class.getPermittedSubclasses())
            .build();

    private MessageJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "part")
    private interface NamedByItsType {}

    static String write(Message message) {
        return MAPPER.writeValueAsString(message);
    }

    /** @throws tools.jackson.core.JacksonException when it is none */
    static Message read(String json) {
        return MAPPER.readValue(json, Message.class);
    }
}
