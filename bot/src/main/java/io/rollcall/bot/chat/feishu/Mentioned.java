package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An entry of a message's {@code mentions}.
 *
 * @param key    what stands for it in the content, such as {@code @_user_1}
 * @param openId empty when the entry names another kind of id
 * @param bot    whether the platform calls it a bot; empty where it does not say
 */
record Mentioned(String key, String name, String openId, Optional<Boolean> bot) {

    static final String EVERYONE = "@_all";

    /** Reads the entries of an event, whose ids are objects, or of a message that was asked for, whose ids are text. */
    static List<Mentioned> in(JsonNode message) {
        return message.path("mentions").values().stream()
                .map(Mentioned::of)
                .filter(mentioned -> !mentioned.key().isEmpty())
                .toList();
    }

    private static Mentioned of(JsonNode mention) {
        String openId = Json.at(mention, "id", "open_id");
        if (openId.isEmpty() && Json.at(mention, "id_type").equals("open_id")) {
            openId = Json.at(mention, "id");
        }
        String type = Json.at(mention, "mentioned_type");
        return new Mentioned(
                Json.at(mention, "key"),
                Json.at(mention, "name"),
                openId,
                type.isEmpty() ? Optional.empty() : Optional.of(type.equals("bot")));
    }

    /** Everyone in the chat, and nobody in particular. */
    boolean isEveryone() {
        return key.equals(EVERYONE);
    }

    /**
     * Whether this is the reader's own bot: by its open_id where that is known; else by what the platform calls a bot,
     * and at last by the bot's name.
     */
    boolean isSelf(Optional<BotIdentity.Bot> self) {
        String selfId = self.map(BotIdentity.Bot::openId).orElse("");
        if (!selfId.isEmpty() && !openId.isEmpty()) {
            return selfId.equals(openId);
        }
        return bot.orElseGet(() -> self.map(BotIdentity.Bot::name)
                .filter(own -> !own.isEmpty())
                .filter(name::equals)
                .isPresent());
    }
}
