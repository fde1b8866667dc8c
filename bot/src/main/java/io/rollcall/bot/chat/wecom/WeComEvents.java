package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads stored deliveries of one self-built app. Whatever comes was written in private: an app hears no group. */
final class WeComEvents {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final String app;

    WeComEvents(String app) {
        this.app = app;
    }

    /** @throws IllegalArgumentException when this is no delivery of the platform's */
    Incoming decode(String payload) {
        return decode(Json.object(payload)
                .map(AgentDelivery::new)
                .filter(found -> !found.type().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "this is no WeCom delivery: it must be a JSON object that names its MsgType")));
    }

    Incoming decode(AgentDelivery delivery) {
        if (!delivery.isWhole()) {
            return new Incoming.Ignored(delivery.type() + " not from a person");
        }
        if (!delivery.isEvent()) {
            return written(delivery);
        }
        return delivery.event().equals(AgentDelivery.PRESS)
                ? pressed(delivery)
                : new Incoming.Ignored("event " + delivery.event());
    }

    /** Of an image, a voice or a file there is nothing to read. */
    private Incoming written(AgentDelivery delivery) {
        String text = delivery.type().equals(AgentDelivery.TEXT) ? delivery.at("Content") : "";
        return new Incoming.Written(
                delivery.at("MsgId"),
                account(delivery),
                Optional.empty(),
                false,
                List.of(),
                Words.clean(text).stripTrailing(),
                sentAt(delivery));
    }

    private Incoming pressed(AgentDelivery delivery) {
        if (delivery.at("TaskId").isEmpty()) {
            return new Incoming.Ignored(AgentDelivery.PRESS + " of no card");
        }
        // What the button says wins over what a selection says: a selection cannot pass for another action.
        Map<String, String> values = new LinkedHashMap<>(selections(delivery.json()));
        values.putAll(ButtonKey.read(delivery.at("EventKey")));
        return new Incoming.Pressed(delivery.at("TaskId"), account(delivery), values, sentAt(delivery));
    }

    private static Map<String, String> selections(JsonNode delivery) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode item : delivery.path("SelectedItems").values()) {
            values.put(
                    Json.at(item, "QuestionKey"),
                    item.path("OptionIds").values().stream()
                            .map(option -> option.asString(""))
                            .collect(Collectors.joining(",")));
        }
        return values;
    }

    private Account account(AgentDelivery delivery) {
        return new Account(WeComPlatform.NAME, app, delivery.sender());
    }

    private static Instant sentAt(AgentDelivery delivery) {
        String seconds = delivery.at("CreateTime");
        return SECONDS.matcher(seconds).matches() ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
    }
}
