package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.core.team.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads decrypted deliveries of one app. */
final class FeishuEvents {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final String app;
    private final Supplier<Optional<BotIdentity.Bot>> self;

    /** @param self asked only for a message that mentions someone */
    FeishuEvents(String app, Supplier<Optional<BotIdentity.Bot>> self) {
        this.app = app;
        this.self = self;
    }

    /** @throws IllegalArgumentException when this is no delivery of the platform's */
    Incoming decode(String payload) {
        Envelope envelope = Json.object(payload)
                .map(Envelope::of)
                .filter(found -> !found.type().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "this is no Feishu delivery: it must be a JSON object that names its event type"));
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
        ReceivedText.Reading reading = read(Json.at(message, "message_type"), Json.at(message, "content"), message);
        // A kind of chat that is not known yet is taken for a group: there the bot answers only when addressed.
        Optional<Account> group = Json.at(message, "chat_type").equals("p2p")
                ? Optional.empty()
                : Optional.of(account(Json.at(message, "chat_id")));
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
                time(Json.at(message, "create_time"), envelope.at()));
    }

    /** The text of a message as an event or the message API holds it. */
    ReceivedText.Reading read(String type, String content, JsonNode message) {
        List<Mentioned> mentions = Mentioned.in(message);
        return ReceivedText.read(type, content, mentions, mentions.isEmpty() ? Optional.empty() : self.get());
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
