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

/** Reads stored deliveries of one smart robot. */
final class RobotEvents {

    /** By which a group's account is told from a person's. */
    private static final String GROUP = "chat:";

    private static final String BLANKS = "[\\s\\u00a0\\u2000-\\u200b\\u3000]*";
    private static final Pattern LEADING_MENTION =
            Pattern.compile("^@[^\\s\\u00a0\\u2000-\\u200b\\u3000]{1,60}" + BLANKS);

    private final String robot;
    private final Pattern ownMention;

    /** @param displayName as members see the robot; empty when that is not known */
    RobotEvents(String robot, String displayName) {
        this.robot = robot;
        this.ownMention = displayName.isBlank()
                ? LEADING_MENTION
                : Pattern.compile("@" + Pattern.quote(displayName.strip()) + BLANKS);
    }

    /** @throws IllegalArgumentException when this is no delivery of the platform's */
    Incoming decode(String payload) {
        RobotDelivery delivery = Json.object(payload)
                .flatMap(RobotDelivery::read)
                .orElseThrow(() -> new IllegalArgumentException("this is no delivery of a WeCom robot"));
        if (!delivery.isWhole() || !delivery.matters()) {
            return new Incoming.Ignored("event " + delivery.event());
        }
        return delivery.isEvent() ? pressed(delivery) : written(delivery);
    }

    private Incoming written(RobotDelivery delivery) {
        Optional<Account> group = delivery.group().map(chat -> account(GROUP + chat));
        String text = Words.clean(delivery.text());
        return new Incoming.Written(
                delivery.messageId(),
                account(delivery.sender()),
                group,
                group.isPresent(),
                List.of(),
                (group.isPresent() ? ownMention.matcher(text).replaceFirst("") : text).stripTrailing(),
                Instant.ofEpochSecond(delivery.at()));
    }

    private Incoming pressed(RobotDelivery delivery) {
        String task = delivery.task();
        if (task.isEmpty()) {
            return new Incoming.Ignored(RobotDelivery.PRESS + " of no card");
        }
        // What the button says wins over what a selection says: a selection cannot pass for another action.
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode item :
                delivery.eventPart("selected_items").path("selected_item").values()) {
            values.put(
                    Json.at(item, "question_key"),
                    item.path("option_ids").path("option_id").values().stream()
                            .map(option -> option.asString(""))
                            .collect(Collectors.joining(",")));
        }
        values.putAll(ButtonKey.read(delivery.buttonKey()));
        return new Incoming.Pressed(task, account(delivery.sender()), values, Instant.ofEpochSecond(delivery.at()));
    }

    private Account account(String address) {
        return new Account(WeComPlatform.NAME, robot, address);
    }
}
