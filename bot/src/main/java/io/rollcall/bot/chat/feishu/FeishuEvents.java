package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.core.team.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads decrypted deliveries of one app. */
final class FeishuEvents {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final String app;
    private final BotIdentity identity;

    /** @param identity what is known of it is used for a message that mentions someone; nobody is asked */
    FeishuEvents(String app, BotIdentity identity) {
        this.app = app;
        this.identity = identity;
    }

    /**
     * @throws IllegalArgumentException when this is no delivery of the platform's
     * @throws ChatUnavailableException when a mention may be the bot's and it is not known who the bot is
     */
    Incoming decode(String payload) {
        return decode(Json.object(payload)
                .map(Envelope::of)
                .filter(found -> !found.type().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "this is no Feishu delivery: it must be a JSON object that names its event type")));
    }

    /** @throws ChatUnavailableException when a mention may be the bot's and it is not known who the bot is */
    Incoming decode(Envelope envelope) {
        return switch (envelope.type()) {
            case Envelope.MESSAGE -> message(envelope);
            case Envelope.RECALL -> recall(envelope);
            case Envelope.PRESS -> press(envelope);
            default -> new Incoming.Ignored(envelope.type());
        };
    }

    private Incoming message(Envelope envelope) {
        JsonNode event = envelope.event();
        JsonNode message = event.path("message");
        String messageId = Json.at(message, "message_id");
        String sender = Json.at(event, "sender", "sender_id", "open_id");
        if (!Json.at(event, "sender", "sender_type").equals("user") || sender.isEmpty() || messageId.isEmpty()) {
            return new Incoming.Ignored(envelope.type() + " not from a person");
        }
        // A kind of chat that is not known yet is taken for a group: there the bot answers only when addressed.
        Optional<Account> group = Json.at(message, "chat_type").equals("p2p")
                ? Optional.empty()
                : Optional.of(account(Json.at(message, "chat_id")));
        ReceivedText.Reading reading =
                read(Json.at(message, "message_type"), Json.at(message, "content"), message, group.isPresent());
        List<Incoming.Mention> people = reading.people().stream()
                .map(person -> new Incoming.Mention(person.name(), account(person.openId())))
                .toList();
        return new Incoming.Written(
                messageId,
                account(sender),
                group,
                reading.mentionsSelf(),
                people,
                reading.text(),
                time(Json.at(message, "create_time"), envelope.at()),
                // "Receive message": of a reply, the message that it answers, and the one that began the thread.
                Stream.of(Json.at(message, "parent_id"), Json.at(message, "root_id"))
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList());
    }

    /**
     * The text of a message as an event or the message API holds it.
     *
     * @param matters whether it would be wrong to take the bot's mention for somebody else's
     * @throws ChatUnavailableException when a mention may be the bot's and it is not known who the bot is
     */
    ReceivedText.Reading read(String type, String content, JsonNode message, boolean matters) {
        List<Mentioned> mentions = Mentioned.in(message);
        Optional<BotIdentity.Bot> self = identity.known(app);
        if (self.isEmpty() && mentions.stream().anyMatch(mentioned -> isOpen(mentioned, matters))) {
            throw new ChatUnavailableException("bot/v3/info: it is not known yet which of the mentioned the bot is");
        }
        return ReceivedText.read(type, content, mentions, self);
    }

    /**
     * Whether it must be known who the bot is to tell its mention. Where that was asked in vain, a bot's mention is
     * taken for this one's; where the platform does not even say what is a bot, there is nothing to go by.
     */
    private boolean isOpen(Mentioned mentioned, boolean matters) {
        if (mentioned.isEveryone() || !mentioned.bot().orElse(true)) {
            return false;
        }
        return !identity.isAskedInVain(app) || (matters && mentioned.bot().isEmpty());
    }

    private static Incoming recall(Envelope envelope) {
        String messageId = Json.at(envelope.event(), "message_id");
        if (messageId.isEmpty()) {
            return new Incoming.Ignored(envelope.type() + " of no message");
        }
        return new Incoming.Recalled(messageId, time(Json.at(envelope.event(), "recall_time"), envelope.at()));
    }

    private Incoming press(Envelope envelope) {
        JsonNode event = envelope.event();
        String sender = Json.at(event, "operator", "open_id");
        String messageId = Json.at(event, "context", "open_message_id");
        if (sender.isEmpty() || messageId.isEmpty()) {
            return new Incoming.Ignored(envelope.type() + " not from a person");
        }
        return new Incoming.Pressed(messageId, account(sender), values(event.path("action")), time(envelope.at()));
    }

    /** What the button says wins over what a form's fields say: a field cannot pass for another action. */
    private static Map<String, String> values(JsonNode action) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String alone : List.of("input_value", "option", "options", "checked")) {
            if (action.has(alone)) {
                values.put(alone, value(action.path(alone)));
            }
        }
        action.path("form_value").properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        action.path("value").properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static String value(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.values().forEach(part -> parts.add(value(part)));
            return parts.stream().collect(Collectors.joining(","));
        }
        return node.isValueNode() ? node.asString("") : Json.text(node);
    }

    private Account account(String address) {
        return new Account(FeishuPlatform.NAME, app, address);
    }

    /**
     * The first of {@code candidates} that is a time. The platform counts in seconds, milliseconds (events) and
     * microseconds (card callbacks); which of them is told by the number of digits.
     *
     * @return the epoch when none is a time
     */
    static Instant time(String... candidates) {
        for (String candidate : candidates) {
            String whole = candidate.contains(".") ? candidate.substring(0, candidate.indexOf('.')) : candidate;
            if (DIGITS.matcher(whole).matches()) {
                long number = Long.parseLong(whole);
                if (whole.length() <= 11) {
                    return Instant.ofEpochSecond(number);
                }
                return whole.length() <= 14
                        ? Instant.ofEpochMilli(number)
                        : Instant.EPOCH.plus(number, ChronoUnit.MICROS);
            }
        }
        return Instant.EPOCH;
    }
}
