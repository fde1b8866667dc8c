package io.rollcall.bot.sandbox;

import io.rollcall.bot.sandbox.SandboxPost.Mention;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events in the platform's envelope 2.0. */
final class Events {

    static final String TENANT = "t_sandbox";

    private final SandboxWorld world;

    Events(SandboxWorld world) {
        this.world = world;
    }

    /**
     * Something to tell the application.
     *
     * @param about  the message it is about
     * @param sender who caused it: deliveries of one sender keep their order
     */
    record Event(String type, String about, String sender, String json) {}

    Event received(SandboxPost post, boolean group) {
        ObjectNode event = Json.object();
        ObjectNode sender = event.putObject("sender");
        sender.set("sender_id", ids(post.senderId()));
        sender.put("sender_type", "user").put("tenant_key", TENANT);
        ObjectNode message = event.putObject("message");
        message.put("message_id", post.messageId());
        message.put("create_time", millis(post.createdAt()));
        message.put("update_time", millis(post.updatedAt()));
        message.put("chat_id", post.chatId());
        message.put("chat_type", group ? "group" : "p2p");
        message.put("message_type", post.type());
        message.put("content", post.content());
        if (!post.mentions().isEmpty()) {
            message.set("mentions", mentions(post));
        }
        return envelope("im.message.receive_v1", post.messageId(), post.senderId(), millis(post.createdAt()), event);
    }

    private static ArrayNode mentions(SandboxPost post) {
        ArrayNode mentions = Json.array();
        int number = 0;
        for (Mention mention : post.mentions()) {
            number++;
            ObjectNode one = mentions.addObject();
            one.put("key", "@_user_" + number);
            one.set("id", ids(mention.openId()));
            one.put("mentioned_type", mention.bot() ? "bot" : "user");
            one.put("name", mention.name());
            one.put("tenant_key", TENANT);
        }
        return mentions;
    }

    Event recalled(SandboxPost post) {
        ObjectNode event = Json.object();
        event.put("message_id", post.messageId());
        event.put("chat_id", post.chatId());
        event.put("recall_time", millis(post.updatedAt()));
        event.put("recall_type", "message_owner");
        return envelope("im.message.recalled_v1", post.messageId(), post.senderId(), millis(post.updatedAt()), event);
    }

    /**
     * Someone used a card.
     *
     * @param action what they did, as the field {@code action} has it
     * @param at     this one kind of event tells its time in microseconds
     */
    Event pressed(SandboxPost card, String openId, JsonNode action, Instant at) {
        ObjectNode event = Json.object();
        ObjectNode operator = event.putObject("operator");
        operator.put("tenant_key", TENANT).put("open_id", openId).put("union_id", unionId(openId));
        event.put("token", "c-" + UUID.randomUUID().toString().replace("-", ""));
        event.set("action", action);
        event.put("host", "im_message");
        event.putObject("context").put("open_message_id", card.messageId()).put("open_chat_id", card.chatId());
        String micros = Long.toString(TimeUnit.MILLISECONDS.toMicros(at.toEpochMilli()));
        return envelope("card.action.trigger", card.messageId(), openId, micros, event);
    }

    private Event envelope(String type, String about, String sender, String time, ObjectNode event) {
        ObjectNode envelope = Json.object();
        envelope.put("schema", "2.0");
        ObjectNode header = envelope.putObject("header");
        header.put("event_id", UUID.randomUUID().toString().replace("-", ""));
        header.put("token", world.verificationToken());
        header.put("create_time", time);
        header.put("event_type", type);
        header.put("tenant_key", TENANT);
        header.put("app_id", world.appId());
        envelope.set("event", event);
        return new Event(type, about, sender, Json.write(envelope));
    }

    private static ObjectNode ids(String openId) {
        return Json.object().put("union_id", unionId(openId)).put("open_id", openId);
    }

    private static String unionId(String openId) {
        return "on_" + openId.substring(openId.indexOf('_') + 1);
    }

    static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
