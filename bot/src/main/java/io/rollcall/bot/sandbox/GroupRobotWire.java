package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.Chats.Chat;
import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * WeCom's group robots as whoever has a webhook's key meets them, by the platform's page "消息推送配置说明": what it says no
 * to it says with status 200 and a code.
 */
final class GroupRobotWire {

    private static final int MOST_TEXT_BYTES = 2048;
    private static final int MOST_MARKDOWN_BYTES = 4096;
    private static final int POSTS_A_MINUTE = 20;

    private final Chats chats;
    private final Pace pace;

    GroupRobotWire(Chats chats, LongSupplier nanoTime) {
        this.chats = chats;
        this.pace = new Pace(POSTS_A_MINUTE, Duration.ofMinutes(1), nanoTime);
    }

    /**
     * Posts in the key's group.
     *
     * @param body empty where what came is no JSON object
     * @throws WireException with the platform's code, when it says no
     */
    void post(String key, Optional<ObjectNode> body) {
        Group group = chats.world().groupOf(key).orElseThrow(() -> new WireException(93000, "invalid webhook url"));
        Chat chat = chats.chat(group.chatId()).orElseThrow();
        if (!pace.allows(key)) {
            throw new WireException(45009, "api freq out of limit");
        }
        ObjectNode json = body.orElseThrow(() -> new WireException(40058, "invalid parameter: the body is no JSON"));
        String type = Json.text(json, "msgtype");
        switch (type) {
            case "text" -> {
                String text = content(json.path(type).path("content"), MOST_TEXT_BYTES);
                chats.addFromBot(chat, type, Contents.text(text + mentions(json.path(type))), Optional.empty());
            }
            case "markdown", "markdown_v2" -> {
                String text = content(json.path(type).path("content"), MOST_MARKDOWN_BYTES);
                chats.addFromBot(chat, type, Json.write(Json.object().put("content", text)), Optional.empty());
            }
            case TemplateCards.TYPE -> {
                TemplateCards.fault(json.path(type), false).ifPresent(fault -> {
                    throw new WireException(40058, "invalid parameter: " + fault);
                });
                chats.addFromBot(chat, type, Json.write(json.path(type)), Optional.empty());
            }
            default ->
                throw new WireException(
                        40008, "invalid msgtype; the sandbox carries text, markdown, markdown_v2 and template_card");
        }
    }

    /** As a client shows them behind the text; whoever is not there is not mentioned. */
    private String mentions(JsonNode text) {
        StringBuilder names = new StringBuilder();
        for (JsonNode id : text.path("mentioned_list")) {
            String mentioned = id.asString("");
            Optional<String> name = mentioned.equals("@all")
                    ? Optional.of("所有人")
                    : chats.world().person(mentioned).map(Person::name);
            name.ifPresent(found -> names.append(" @").append(found));
        }
        return names.toString();
    }

    private static String content(JsonNode content, int most) {
        if (!content.isString() || content.stringValue().isBlank()) {
            throw new WireException(44004, "empty content");
        }
        // The documents name no code; users tell of this one, and of 45002.
        if (content.stringValue().getBytes(UTF_8).length > most) {
            throw new WireException(40058, "invalid parameter: content is longer than " + most + " bytes");
        }
        return content.stringValue();
    }
}
