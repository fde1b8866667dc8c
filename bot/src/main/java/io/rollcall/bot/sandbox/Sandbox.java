package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.Chats.Chat;
import io.rollcall.bot.sandbox.EventPusher.Answer;
import io.rollcall.bot.sandbox.Events.Event;
import io.rollcall.bot.sandbox.SandboxPost.Delivery;
import io.rollcall.bot.sandbox.SandboxPost.Mention;
import io.rollcall.bot.sandbox.SandboxPress.Toast;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The people's side of the sandbox: what the members of the world do in their chat client. What they do reaches the
 * application over HTTP in the background, encrypted and signed, as from Feishu, or over the connection of its robot, as
 * from WeCom. Thread-safe.
 *
 * <p>Ids that the world does not know, and actions that the platform's client would not offer, are refused with an
 * {@link IllegalArgumentException}.
 */
public final class Sandbox implements AutoCloseable {

    /** As the platform allows for a text message, in bytes of UTF-8. */
    static final int MOST_TEXT_BYTES = 150 * 1024;

    private static final int MOST_FIELD_CHARACTERS = 1000;

    private final Chats chats;
    private final EventPusher pusher;
    private final RobotWire robot;
    private final Events events;

    Sandbox(Chats chats, EventPusher pusher, RobotWire robot) {
        this.chats = chats;
        this.pusher = pusher;
        this.robot = robot;
        this.events = new Events(chats.world());
    }

    public SandboxWorld world() {
        return chats.world();
    }

    /**
     * Someone writes to the bot in their private chat.
     *
     * @return the message's id
     */
    public String say(String openId, String text) {
        Person person = person(openId);
        Chat chat = existingChat(chats.privateChatId(openId));
        return tell(person, chat, "text", Contents.text(sendable(text)), List.of(), true);
    }

    /**
     * Someone writes to the bot in rich text.
     *
     * @param title may be empty
     * @param lines a paragraph each
     */
    public String sayPost(String openId, String title, List<String> lines) {
        Person person = person(openId);
        sendable(title + String.join("\n", lines));
        Chat chat = existingChat(chats.privateChatId(openId));
        if (chat.isOn(Platform.WECOM)) {
            throw new IllegalArgumentException("WeCom's robots hear no rich text; write plain text instead");
        }
        return tell(person, chat, "post", Contents.post(title, lines), List.of(), true);
    }

    /**
     * Someone writes in a group. The application hears of it only when the bot is mentioned. Other members of the group
     * named in the text as {@code @name} are mentioned too.
     *
     * @param text as typed, without the mention of the bot, which goes in front
     */
    public String sayInGroup(String openId, String chatId, String text, boolean mentionBot) {
        Person person = person(openId);
        Chat chat = existingChat(chatId);
        if (!chat.group() || !chat.members().contains(openId)) {
            throw new IllegalArgumentException(openId + " is no member of a group " + chatId);
        }
        List<Mention> mentions = new ArrayList<>();
        if (mentionBot) {
            mentions.add(new Mention(chats.botOpenId(), world().botName(), true));
        }
        // The longest name first: 李明 must not be found inside 李明华.
        List<Person> longestFirst = chat.members().stream()
                .map(this::person)
                .sorted(Comparator.comparingInt((Person other) -> other.name().length())
                        .reversed())
                .toList();
        String rest = text;
        for (Person other : longestFirst) {
            String typed = "@" + other.name();
            if (rest.contains(typed)) {
                mentions.add(new Mention(other.openId(), other.name(), false));
                rest = rest.replace(typed, "");
            }
        }
        return tell(person, chat, "text", Contents.text(keyed(sendable(text), mentions)), mentions, mentionBot);
    }

    /**
     * What a person types, with the platform's keys in place of the names; the mention of the bot goes in front.
     *
     * @param mentions longer names before shorter ones
     */
    private static String keyed(String text, List<Mention> mentions) {
        StringBuilder front = new StringBuilder();
        String keyed = text;
        for (Mention mention : mentions) {
            String key = "@_user_" + (mentions.indexOf(mention) + 1);
            if (mention.bot()) {
                front.append(key).append(' ');
            } else {
                keyed = keyed.replace("@" + mention.name(), key);
            }
        }
        return front + keyed;
    }

    private String tell(Person person, Chat chat, String type, String content, List<Mention> mentions, boolean heard) {
        SandboxPost post = chats.addFromPerson(person, chat, type, content, mentions, heard);
        if (heard) {
            deliver(post, chat);
        }
        return post.messageId();
    }

    private void deliver(SandboxPost post, Chat chat) {
        if (chat.isOn(Platform.WECOM)) {
            chats.deliveredTo(post.messageId(), robot.said(post, chat) ? Delivery.DELIVERED : Delivery.GIVEN_UP);
            return;
        }
        pusher.push(
                events.received(post, chat.group()),
                delivered -> chats.deliveredTo(post.messageId(), delivered ? Delivery.DELIVERED : Delivery.GIVEN_UP));
    }

    /**
     * The sender changes a text message. As on the platform no event tells the application: only reading the message
     * again does.
     */
    public void edit(String messageId, String newText) {
        SandboxPost post = ownMessage(messageId);
        if (existingChat(post.chatId()).isOn(Platform.WECOM)) {
            throw new IllegalArgumentException("WeCom lets nobody edit a message; take it back and write another one");
        }
        if (!post.type().equals("text")) {
            throw new IllegalArgumentException("only text messages can be edited here, this is of type " + post.type());
        }
        chats.rewrite(messageId, Contents.text(keyed(sendable(newText), post.mentions())));
    }

    /**
     * The sender takes a message back. Feishu tells the application, also of a group message that it was never told of:
     * its event about recalls knows no mentions. WeCom tells nobody.
     */
    public void recall(String messageId) {
        Chat chat = existingChat(ownMessage(messageId).chatId());
        Optional<SandboxPost> recalled = chats.recall(messageId);
        recalled.filter(post -> chat.isOn(Platform.FEISHU))
                .ifPresent(post -> pusher.push(events.recalled(post), delivered -> {}));
    }

    /** The platform delivers a message's event once more, with another event id, as it does now and then. */
    public void deliverAgain(String messageId) {
        SandboxPost post = ownMessage(messageId);
        if (post.delivery() == Delivery.NONE) {
            throw new IllegalArgumentException("the application never heard of " + messageId);
        }
        deliver(post, existingChat(post.chatId()));
    }

    /**
     * Someone presses a button outside a form; blocks until the application has answered, for 3 s at most.
     *
     * @param button its position among {@link SandboxPost#buttons()}, from 0
     */
    public SandboxPress press(String openId, String messageId, int button) {
        return submit(openId, messageId, button, Map.of());
    }

    /** As {@link #press(String, String, int)}, for the button that sends this value. */
    public SandboxPress press(String openId, String messageId, Map<String, String> value) {
        SandboxPost post = existingPost(messageId);
        int button = post.buttonValues().indexOf(value);
        if (button < 0) {
            throw new IllegalArgumentException(
                    "no button of " + messageId + " sends " + value + "; there are " + post.buttonValues());
        }
        return press(openId, messageId, button);
    }

    /**
     * Someone presses a button; in a form, its fields go along.
     *
     * @param fields by name; what is left out goes as the empty text
     */
    public SandboxPress submit(String openId, String messageId, int button, Map<String, String> fields) {
        person(openId);
        SandboxPost post = existingPost(messageId);
        if (!existingChat(post.chatId()).members().contains(openId)) {
            throw new IllegalArgumentException(openId + " does not see " + messageId);
        }
        if (post.type().equals(TemplateCards.TYPE)) {
            return pressTemplate(openId, post, button);
        }
        JsonNode card = Contents.card(post)
                .orElseThrow(() -> new IllegalArgumentException(messageId + " is no card, or was taken back"));
        List<Cards.Button> buttons = Cards.buttons(card);
        if (button < 0 || button >= buttons.size()) {
            throw new IllegalArgumentException(
                    "button " + button + " of " + messageId + " does not exist; it has " + buttons.size());
        }
        JsonNode pressed = buttons.get(button).element();
        if (pressed.path("disabled").asBoolean(false)) {
            throw new IllegalArgumentException("button " + button + " of " + messageId + " is disabled");
        }
        if (!Cards.callsBack(pressed)) {
            return new SandboxPress(Optional.empty(), false, Optional.empty());
        }
        ObjectNode action = Json.object();
        action.set("value", Cards.callbackValue(pressed));
        action.put("tag", "button");
        action.put("timezone", world().zone().getId());
        String name = Json.text(pressed, "name");
        if (!name.isEmpty()) {
            action.put("name", name);
        }
        buttons.get(button).form().ifPresent(form -> action.set("form_value", formValue(form, fields)));
        Event event = events.pressed(post, openId, action, chats.now());
        return result(post, pusher.call(event));
    }

    /** WeCom answers nothing at once: what comes of it, the robot says. */
    private SandboxPress pressTemplate(String userId, SandboxPost post, int button) {
        JsonNode card = Contents.templateCard(post)
                .orElseThrow(() -> new IllegalArgumentException(post.messageId() + " was taken back"));
        List<TemplateCards.Button> buttons = TemplateCards.buttons(card);
        if (button < 0 || button >= buttons.size()) {
            throw new IllegalArgumentException(
                    "button " + button + " of " + post.messageId() + " does not exist; it has " + buttons.size());
        }
        if (!robot.pressed(card, userId, existingChat(post.chatId()), buttons.get(button))) {
            throw new IllegalArgumentException("the robot is not connected, so nobody hears of it");
        }
        return new SandboxPress(Optional.empty(), false, Optional.empty());
    }

    private static ObjectNode formValue(JsonNode form, Map<String, String> fields) {
        ObjectNode values = Json.object();
        for (JsonNode field : Cards.fields(form)) {
            String name = Json.text(field, "name");
            String value = fields.getOrDefault(name, "");
            if (value.isEmpty() && field.path("required").asBoolean(false)) {
                throw new IllegalArgumentException("field " + name + " is required");
            }
            if (value.length() > MOST_FIELD_CHARACTERS) {
                throw new IllegalArgumentException(
                        "field " + name + " holds more than " + MOST_FIELD_CHARACTERS + " characters");
            }
            values.put(name, value);
        }
        return values;
    }

    private SandboxPress result(SandboxPost post, Answer answer) {
        switch (answer.failure()) {
            case NO_ADDRESS -> {
                return SandboxPress.failed(200340);
            }
            case TIMEOUT -> {
                return SandboxPress.failed(200341);
            }
            case NO_CONNECTION, BROKEN -> {
                return SandboxPress.failed(200342);
            }
            case NONE -> {}
        }
        if (answer.status() != 200) {
            return SandboxPress.failed(200671);
        }
        Optional<ObjectNode> said = Json.readObject(answer.body());
        if (said.isEmpty()) {
            return SandboxPress.failed(200672);
        }
        JsonNode card = said.get().path("card");
        boolean replaces = !card.isMissingNode() && !card.isNull();
        if (replaces) {
            JsonNode data = card.path("data");
            if (!Json.text(card, "type").equals("raw") || CardCheck.fault(data).isPresent()) {
                return SandboxPress.failed(200673);
            }
            chats.rewrite(post.messageId(), Json.write(data));
        }
        return new SandboxPress(toast(said.get().path("toast")), replaces, Optional.empty());
    }

    private static Optional<Toast> toast(JsonNode toast) {
        String content = Json.text(toast, "content");
        Map<String, String> i18n = Cards.strings(toast.path("i18n"));
        if (content.isEmpty() && i18n.isEmpty()) {
            return Optional.empty();
        }
        String type = Json.text(toast, "type");
        return Optional.of(new Toast(type.isEmpty() ? "info" : type, content, i18n));
    }

    /** The transcript of someone's private chat with the bot, oldest first. */
    public List<SandboxPost> privateChat(String openId) {
        return chats.in(chats.privateChatId(person(openId).openId()));
    }

    /** The transcript of a group, oldest first. */
    public List<SandboxPost> group(String chatId) {
        return chats.in(existingChat(chatId).id());
    }

    public Optional<SandboxPost> post(String messageId) {
        return chats.post(messageId);
    }

    /** Whether the platform lets the bot write to this person; at first it does for everyone. */
    public void setReachable(String openId, boolean reachable) {
        chats.reachable(person(openId).openId(), reachable);
    }

    /** Events that the application has not accepted yet and that are not given up. */
    public int undelivered() {
        return pusher.underway();
    }

    @Override
    public void close() {
        pusher.close();
    }

    private Person person(String openId) {
        return world().person(openId)
                .orElseThrow(() -> new IllegalArgumentException("nobody has the openId \"" + openId + "\"; people are "
                        + world().people().stream().map(Person::openId).collect(Collectors.joining(", "))));
    }

    private Chat existingChat(String chatId) {
        return chats.chat(chatId)
                .orElseThrow(() -> new IllegalArgumentException("there is no chat \"" + chatId + "\"; chats are "
                        + chats.all().stream().map(Chat::id).collect(Collectors.joining(", "))));
    }

    private SandboxPost existingPost(String messageId) {
        return chats.post(messageId)
                .orElseThrow(() -> new IllegalArgumentException("there is no message \"" + messageId + "\""));
    }

    private SandboxPost ownMessage(String messageId) {
        SandboxPost post = existingPost(messageId);
        if (post.fromBot() || post.recalled()) {
            throw new IllegalArgumentException(
                    messageId + (post.fromBot() ? " is the bot's, not a person's" : " was taken back already"));
        }
        return post;
    }

    private static String sendable(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text is blank");
        }
        if (text.getBytes(UTF_8).length > MOST_TEXT_BYTES) {
            throw new IllegalArgumentException("the text is longer than " + MOST_TEXT_BYTES + " bytes");
        }
        return text;
    }
}
