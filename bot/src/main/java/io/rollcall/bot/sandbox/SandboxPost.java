package io.rollcall.bot.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message in a chat of the sandbox, as it stands now.
 *
 * @param sequence   position in the order of sending, over all chats
 * @param version    grows with every change to anything in the sandbox; this is the one of this message's last change
 * @param senderId   a person's open id, or the application's id
 * @param type       {@code text}; on Feishu also {@code post} and {@code interactive}, on WeCom {@code markdown},
 *                   {@code markdown_v2} and {@code template_card}
 * @param content    as on the wire: JSON in the form of the type
 * @param mentions   who is mentioned, in the order of the keys {@code @_user_1}, {@code @_user_2}, … of the content
 * @param parentId   the message it replies to
 * @param updatedAt  the last change of content, or when it was sent
 * @param edited     whether its sender changed it after sending
 * @param delivery   how far the event about it has come
 */
public record SandboxPost(
        String messageId,
        String chatId,
        long sequence,
        long version,
        String senderId,
        String senderName,
        boolean fromBot,
        String type,
        String content,
        List<Mention> mentions,
        Optional<String> parentId,
        Instant createdAt,
        Instant updatedAt,
        boolean edited,
        boolean recalled,
        Delivery delivery) {

    public SandboxPost {
        mentions = List.copyOf(mentions);
    }

    /** Someone mentioned in a message. */
    public record Mention(String openId, String name, boolean bot) {}

    /** How far the event about a message has come. */
    public enum Delivery {
        /** The application gets no event: its own message, or one in a group that does not mention it. */
        NONE,
        /** On its way, or waiting for the next attempt. */
        UNDERWAY,
        /** The application answered 200. */
        DELIVERED,
        /** All attempts failed. */
        GIVEN_UP
    }

    /** What a person reads: mentions as {@code @name}, a card's texts line by line. */
    public String text() {
        return Contents.readable(this);
    }

    /** The labels of a card's buttons, in their order; the positions are what {@link Sandbox#press} takes. */
    public List<String> buttons() {
        if (type.equals(TemplateCards.TYPE)) {
            return Contents.templateCard(this).map(TemplateCards::labels).orElse(List.of());
        }
        return Contents.card(this).map(Cards::buttons).orElse(List.of()).stream()
                .map(button -> Json.text(button.element().path("text"), "content"))
                .toList();
    }

    /** The colour of a card's header, such as {@code green}; empty where it has none. */
    public Optional<String> headerColour() {
        return Contents.card(this)
                .map(card -> Json.text(card.path("header"), "template"))
                .filter(colour -> !colour.isEmpty());
    }

    /** The values of a card's buttons, in their order; a button that only opens a page has an empty one. */
    public List<Map<String, String>> buttonValues() {
        return Contents.card(this).map(Cards::buttons).orElse(List.of()).stream()
                .map(button -> Cards.callbackValue(button.element()))
                .map(Cards::strings)
                .toList();
    }
}
