package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads stored deliveries of one robot. */
final class DingTalkEvents {

    /** The robot's mention is taken out of the text by the platform; the blank behind it is not. */
    private static final Pattern LEADING = Pattern.compile("^[\\s\\u00a0\\u2000-\\u200b\\u3000]+");

    private final String robot;

    DingTalkEvents(String robot) {
        this.robot = robot;
    }

    /** @throws IllegalArgumentException when this is no delivery of the platform's */
    Incoming decode(String payload) {
        RobotMessage message = Json.object(payload)
                .map(RobotMessage::new)
                .filter(RobotMessage::hasId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "this is no DingTalk delivery: it must be a JSON object with a msgId"));
        if (!message.isOfMember()) {
            return new Incoming.Ignored(message.type() + " not from a member");
        }
        Optional<Account> group = message.group().map(this::account);
        String text = Words.clean(message.text()).stripTrailing();
        List<Incoming.Mention> mentions = message.mentioned().stream()
                .map(member -> new Incoming.Mention(member, account(member)))
                .toList();
        return new Incoming.Written(
                message.messageId(),
                account(message.sender()),
                group,
                group.isPresent() && message.mentionsRobot(),
                mentions,
                group.isPresent() ? LEADING.matcher(text).replaceFirst("") : text,
                Instant.ofEpochMilli(message.at()));
    }

    private Account account(String address) {
        return new Account(DingTalkPlatform.NAME, robot, address);
    }
}
