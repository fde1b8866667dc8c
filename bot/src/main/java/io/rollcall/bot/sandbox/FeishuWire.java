package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.Chats.Chat;
import io.rollcall.bot.sandbox.SandboxPost.Mention;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bot's side of the sandbox: the calls that an application makes to the platform, as the platform's server API
 * describes them, with its codes, limits and ways to say no. Free of the web layer, which only carries requests in.
 */
final class FeishuWire {

    private static final Duration UUID_LIFE = Duration.ofHours(1);
    private static final Duration CARD_LIFE = Duration.ofDays(14);
    private static final int CALLS_A_SECOND = 5;
    private static final int MOST_EDITS = 20;
    private static final int MOST_PAGE = 100;
    private static final int MOST_CONTACTS = 50;

    private final Chats chats;
    private final Tokens tokens;
    private final Pace toReceiver;
    private final Pace toMessage;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Integer> edits = new HashMap<>();

    private record Sent(String messageId, Instant at) {}

    FeishuWire(Chats chats, Tokens tokens, LongSupplier nanoTime) {
        this.chats = chats;
        this.tokens = tokens;
        this.toReceiver = new Pace(CALLS_A_SECOND, nanoTime);
        this.toMessage = new Pace(CALLS_A_SECOND, nanoTime);
    }

    /** The access token for the application's credentials; its fields stand at the top and not in {@code data}. */
    ObjectNode token(ObjectNode body) {
        SandboxWorld world = chats.world();
        if (!Json.text(body, "app_id").equals(world.appId())) {
            throw new WireException(10003, "invalid param: app_id");
        }
        if (!Json.text(body, "app_secret").equals(world.appSecret())) {
            throw new WireException(10015, "app secret invalid");
        }
        Tokens.Issued token = tokens.issue(chats.now());
        ObjectNode answer = Json.object();
        answer.put("code", 0).put("msg", "ok");
        answer.put("tenant_access_token", token.value());
        answer.put("expire", token.seconds());
        return answer;
    }

    /** @param authorization the header, null where there was none */
    void authorise(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw new WireException(99991661, "Missing access token for authorization");
        }
        String token = authorization.substring("Bearer ".length());
        if (!token.startsWith("t-") && !token.startsWith("u-")) {
            throw new WireException(99991671, "Invalid access token: it must start with \"t-\" or \"u-\"");
        }
        if (!tokens.isGood(token, chats.now())) {
            throw new WireException(99991663, "Invalid access token for authorization. Please make a test attempt");
        }
    }

    ObjectNode send(String receiveIdType, ObjectNode body) {
        Chat chat = receiver(receiveIdType, Json.text(body, "receive_id"));
        return deliver(chat, body, Optional.empty());
    }

    ObjectNode reply(String messageId, ObjectNode body) {
        SandboxPost parent = message(messageId);
        if (parent.recalled()) {
            throw new WireException(230011, "The message was recalled.");
        }
        Chat chat = chats.chat(parent.chatId()).orElseThrow();
        return deliver(chat, body, Optional.of(messageId));
    }

    private Chat receiver(String type, String id) {
        switch (type) {
            case "open_id" -> {
                Person person = chats.world()
                        .person(id)
                        .filter(one -> one.platform() == Platform.FEISHU)
                        .orElseThrow(() -> new WireException(99992351, "The request you send is not a valid open_id"));
                return chats.chat(chats.privateChatId(person.openId())).orElseThrow();
            }
            case "chat_id" -> {
                return chats.chat(id, Platform.FEISHU)
                        .orElseThrow(() -> new WireException(99992356, "The request you send is not a valid chat_id"));
            }
            default ->
                throw new WireException(
                        99992402, "field validation failed: receive_id_type; the sandbox knows open_id and chat_id");
        }
    }

    private ObjectNode deliver(Chat chat, ObjectNode body, Optional<String> parentId) {
        String type = Json.text(body, "msg_type");
        String content = content(type, body.path("content"));
        String uuid = Json.text(body, "uuid");
        if (uuid.length() > 50) {
            throw new WireException(99992402, "field validation failed: uuid has more than 50 characters");
        }
        if (!chat.group() && !chats.isReachable(chat.members().get(0))) {
            throw new WireException(230013, "Bot has NO availability to this user.");
        }
        synchronized (sent) {
            Instant now = chats.now();
            sent.values().removeIf(earlier -> !now.isBefore(earlier.at().plus(UUID_LIFE)));
            Optional<SandboxPost> earlier =
                    Optional.ofNullable(sent.get(uuid)).map(Sent::messageId).flatMap(chats::post);
            if (!uuid.isEmpty() && earlier.isPresent()) {
                return ok(item(earlier.get(), false));
            }
            if (!toReceiver.allows(chat.id())) {
                throw WireException.tooFast();
            }
            SandboxPost post = chats.addFromBot(chat, type, content, parentId);
            if (!uuid.isEmpty()) {
                sent.put(uuid, new Sent(post.messageId(), now));
            }
            return ok(item(post, false));
        }
    }

    /** The inner JSON of a message, which travels as a string. */
    private String content(String type, JsonNode content) {
        if (!content.isString()) {
            throw new WireException(230001, "Your request contains an invalid request parameter: content is no string");
        }
        String inner = content.stringValue();
        int bytes = inner.getBytes(UTF_8).length;
        if (bytes > (type.equals("text") ? Sandbox.MOST_TEXT_BYTES : CardCheck.MOST_BYTES)) {
            throw new WireException(230025, "The length of the message content reaches its limit.");
        }
        ObjectNode json = Json.readObject(inner)
                .orElseThrow(() -> new WireException(
                        230001, "Your request contains an invalid request parameter: content is not in json format"));
        switch (type) {
            case "text" -> {
                if (Json.text(json, "text").isEmpty()) {
                    throw new WireException(
                            230001, "Your request contains an invalid request parameter: text is empty");
                }
            }
            case "post" -> {
                if (json.has("content")
                        || !Contents.localised(json).path("content").isArray()) {
                    throw new WireException(
                            230001, "Your request contains an invalid request parameter: post needs a language");
                }
            }
            case "interactive" -> {
                CardCheck.check(json);
                boolean unknown = Cards.mentioned(json).stream()
                        .anyMatch(id ->
                                !id.equals("all") && chats.world().person(id).isEmpty());
                if (unknown) {
                    throw new WireException(
                            230099, "Failed to create card content, ext=ErrCode: 100290; ErrMsg: invalid user id; ");
                }
            }
            default ->
                throw new WireException(
                        230001,
                        "Your request contains an invalid request parameter: msg_type;"
                                + " the sandbox carries text, post and interactive");
        }
        return inner;
    }

    /** @param whole whether a card is wanted as it was sent, and not as its texts */
    ObjectNode get(String messageId, boolean whole) {
        ObjectNode data = Json.object();
        data.putArray("items").add(item(message(messageId), !whole));
        return ok(data);
    }

    /** Replaces a card. */
    ObjectNode patch(String messageId, ObjectNode body) {
        SandboxPost post = ownMessage(messageId);
        if (!post.type().equals("interactive")) {
            throw new WireException(230001, "This message is NOT a card.");
        }
        if (post.createdAt().plus(CARD_LIFE).isBefore(chats.now())) {
            throw new WireException(230031, "The message card has been sent for more than 14 days.");
        }
        String card = content("interactive", body.path("content"));
        if (!toMessage.allows(messageId)) {
            throw WireException.tooFast();
        }
        chats.rewrite(messageId, card);
        return ok(Json.object());
    }

    /** Edits a text or post of the bot. */
    ObjectNode put(String messageId, ObjectNode body) {
        SandboxPost post = ownMessage(messageId);
        if (post.type().equals("interactive") || !Json.text(body, "msg_type").equals(post.type())) {
            throw new WireException(230001, "Your request contains an invalid request parameter: msg_type");
        }
        String content = content(post.type(), body.path("content"));
        synchronized (edits) {
            if (edits.getOrDefault(messageId, 0) >= MOST_EDITS) {
                throw new WireException(230072, "The message has reached the number of times it can be edited.");
            }
            edits.merge(messageId, 1, Integer::sum);
        }
        return ok(chats.rewrite(messageId, content)
                .map(changed -> item(changed, false))
                .orElseThrow());
    }

    ObjectNode delete(String messageId) {
        ownMessage(messageId);
        chats.recall(messageId);
        return ok(Json.object());
    }

    private SandboxPost message(String messageId) {
        return chats.post(messageId)
                .filter(post -> chats.chat(post.chatId(), Platform.FEISHU).isPresent())
                .orElseThrow(() -> new WireException(99992354, "The request you send is not a valid message_id"));
    }

    private SandboxPost ownMessage(String messageId) {
        SandboxPost post = message(messageId);
        if (!post.fromBot()) {
            throw new WireException(230071, "The operator is not the sender of the message.");
        }
        if (post.recalled()) {
            throw new WireException(230011, "The message was recalled.");
        }
        return post;
    }

    /** Who the bot is; its fields stand in {@code bot} and not in {@code data}. */
    ObjectNode botInfo() {
        ObjectNode answer = Json.object();
        answer.put("code", 0).put("msg", "ok");
        ObjectNode bot = answer.putObject("bot");
        bot.put("activate_status", 2);
        bot.put("app_name", chats.world().botName());
        bot.put("avatar_url", "");
        bot.putArray("ip_white_list");
        bot.put("open_id", chats.botOpenId());
        return answer;
    }

    ObjectNode groups() {
        ObjectNode data = Json.object();
        ArrayNode items = data.putArray("items");
        for (Chat chat : chats.all()) {
            if (chat.group() && chat.isOn(Platform.FEISHU)) {
                items.addObject()
                        .put("chat_id", chat.id())
                        .put("name", chat.name())
                        .put("external", false)
                        .put("tenant_key", Events.TENANT);
            }
        }
        data.put("has_more", false).put("page_token", "");
        return ok(data);
    }

    /** The people of a group; bots are not listed. */
    ObjectNode members(String chatId, int pageSize, String pageToken) {
        Chat chat = chats.chat(chatId, Platform.FEISHU)
                .filter(Chat::group)
                .orElseThrow(() -> new WireException(232006, "Your request specifies a chat_id which is invalid."));
        if (pageSize < 1 || pageSize > MOST_PAGE || !pageToken.matches("\\d{0,9}")) {
            throw new WireException(
                    99992402, "field validation failed: page_size must be 1 to 100, page_token as given");
        }
        List<String> members = chat.members();
        int from = pageToken.isEmpty() ? 0 : Math.min(Integer.parseInt(pageToken), members.size());
        int to = Math.min(from + pageSize, members.size());
        ObjectNode data = Json.object();
        ArrayNode items = data.putArray("items");
        for (String member : members.subList(from, to)) {
            String name = chats.world().person(member).map(Person::name).orElse("");
            items.addObject()
                    .put("member_id_type", "open_id")
                    .put("member_id", member)
                    .put("name", name)
                    .put("tenant_key", Events.TENANT);
        }
        data.put("has_more", to < members.size());
        data.put("page_token", to < members.size() ? Integer.toString(to) : "");
        data.put("member_total", members.size());
        return ok(data);
    }

    /** Who is meant by e-mail addresses and mobile numbers; who is nobody comes without an id. */
    ObjectNode whoIs(ObjectNode body) {
        ObjectNode data = Json.object();
        ArrayNode users = data.putArray("user_list");
        for (String kind : List.of("email", "mobile")) {
            JsonNode asked = body.path(kind + "s");
            if (asked.size() > MOST_CONTACTS) {
                throw new WireException(99992402, "field validation failed: at most 50 " + kind + "s");
            }
            for (JsonNode contact : asked) {
                ObjectNode user = users.addObject().put(kind, contact.asString(""));
                chats.world().people().stream()
                        .filter(person ->
                                !person.contact().isEmpty() && person.contact().equalsIgnoreCase(contact.asString("")))
                        .findFirst()
                        .ifPresent(person -> user.put("user_id", person.openId()));
            }
        }
        return ok(data);
    }

    private ObjectNode item(SandboxPost post, boolean simplified) {
        ObjectNode item = Json.object();
        item.put("message_id", post.messageId());
        post.parentId().ifPresent(parent -> item.put("root_id", rootOf(parent)).put("parent_id", parent));
        item.put("msg_type", post.type());
        item.put("create_time", Events.millis(post.createdAt()));
        item.put("update_time", Events.millis(post.updatedAt()));
        item.put("deleted", post.recalled());
        item.put("updated", post.edited());
        item.put("chat_id", post.chatId());
        item.putObject("sender")
                .put("id", post.senderId())
                .put("id_type", post.fromBot() ? "app_id" : "open_id")
                .put("sender_type", post.fromBot() ? "app" : "user")
                .put("tenant_key", Events.TENANT);
        item.putObject("body").put("content", body(post, simplified));
        ArrayNode mentions = item.putArray("mentions");
        int number = 0;
        for (Mention mention : post.mentions()) {
            number++;
            mentions.addObject()
                    .put("key", "@_user_" + number)
                    .put("id", mention.openId())
                    .put("id_type", "open_id")
                    .put("name", mention.name())
                    .put("tenant_key", Events.TENANT);
        }
        return item;
    }

    private static String body(SandboxPost post, boolean simplified) {
        if (post.recalled()) {
            return Contents.text("This message was recalled");
        }
        if (simplified && post.type().equals("interactive")) {
            return Json.read(post.content())
                    .map(card -> Json.write(Cards.simplified(card)))
                    .orElse("{}");
        }
        return post.content();
    }

    private String rootOf(String messageId) {
        String root = messageId;
        Optional<String> above = chats.post(root).flatMap(SandboxPost::parentId);
        while (above.isPresent()) {
            root = above.get();
            above = chats.post(root).flatMap(SandboxPost::parentId);
        }
        return root;
    }

    private static ObjectNode ok(ObjectNode data) {
        ObjectNode answer = Json.object();
        answer.put("code", 0).put("msg", "success");
        answer.set("data", data);
        return answer;
    }
}
