package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.team.Account;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Groups that are spoken to by a custom bot of theirs (自定义机器人), which hears nothing, by the guide to custom bots. It
 * knows no keys and gives no ids.
 */
final class GroupHooks {

    /** What an account's address begins with when it is a custom bot's; the bot's name follows. */
    static final String PREFIX = "feishu-webhook:";

    /** Of 20 KB for the request, a tenth kept in reserve. */
    private static final int MAX_BYTES = 18_000;

    private final FeishuSettings settings;
    private final FeishuApi api;
    private final Clock wallClock;

    GroupHooks(FeishuSettings settings, FeishuApi api, Clock wallClock) {
        this.settings = settings;
        this.api = api;
        this.wallClock = wallClock;
    }

    static boolean isMeant(Account account) {
        return account.address().startsWith(PREFIX);
    }

    /**
     * Presses never arrive, so there is nothing to press; and an id of a person may mean nobody to this bot, so people
     * are called by their names only.
     */
    static List<Payload> render(Message message) {
        Message words = message.inWords(GroupHooks::canShow);
        return FeishuCards.render(
                new Message(
                        words.title(),
                        words.tone(),
                        words.summary(),
                        words.blocks().stream()
                                .map(block -> new Block(withoutButtons(block.parts())))
                                .toList()),
                MAX_BYTES);
    }

    private static boolean canShow(Part part) {
        if (part instanceof Part.Fold fold) {
            return fold.parts().stream().allMatch(GroupHooks::canShow);
        }
        return !(part instanceof Part.Form || part instanceof Part.Mention);
    }

    private static List<Part> withoutButtons(List<Part> parts) {
        return parts.stream()
                .filter(part -> !(part instanceof Part.Buttons))
                .map(part -> part instanceof Part.Fold fold
                        ? new Part.Fold(fold.title(), withoutButtons(fold.parts()))
                        : part)
                .toList();
    }

    /** What is refused as a card is said as text in the same call: the platform has certainly not posted it before. */
    SendResult send(Account to, Payload payload, String key) {
        Optional<FeishuSettings.Webhook> webhook = webhook(to);
        if (webhook.isEmpty()) {
            return new SendResult.Refused(check(to).orElse("there is no such custom bot"), true);
        }
        try {
            Answer answer = post(webhook.get(), payload);
            if (isRefused(answer) && payload.type().equals(FeishuCards.TYPE)) {
                answer = post(webhook.get(), FeishuPlatform.asText(payload));
            }
            return answer.ok() ? new SendResult.Sent("webhook:" + key) : failure(answer);
        } catch (CallFailedException e) {
            return new SendResult.Retry(e.reason(), e.after(), e.mayHaveWorked());
        }
    }

    /** @throws CallFailedException when there was no readable answer; it may have been posted */
    Answer post(FeishuSettings.Webhook webhook, Payload payload) throws CallFailedException {
        JsonNode content = Json.object(payload.content())
                .orElseThrow(() -> new IllegalArgumentException("the message is none of Feishu's"));
        ObjectNode body = Json.MAPPER.createObjectNode();
        String secret = webhook.secret();
        if (secret != null && !secret.isBlank()) {
            String timestamp = Long.toString(wallClock.instant().getEpochSecond());
            body.put("timestamp", timestamp);
            body.put("sign", HookSignature.of(timestamp, secret));
        }
        body.put("msg_type", payload.type());
        // Unlike the app's messages: an object, and a card beside it.
        body.set(payload.type().equals(FeishuCards.TYPE) ? "card" : "content", content);
        return api.post(webhook, body);
    }

    private static boolean isRefused(Answer answer) {
        return !answer.ok() && (answer.kind() == Kind.OTHER || answer.kind() == Kind.CARD);
    }

    private static SendResult failure(Answer answer) {
        return switch (answer.kind()) {
            case BUSY -> new SendResult.Retry(answer.reason(), answer.after(), answer.mayHaveWorked());
            case TOKEN, SETUP -> new SendResult.Retry(answer.reason(), Optional.of(FeishuCode.SETUP_PAUSE), false);
            case UNREACHABLE -> new SendResult.Refused(answer.reason(), true);
            case CARD, GONE, UNSEEN, OTHER -> new SendResult.Refused(answer.reason(), false);
        };
    }

    /** What is wrong with such an account, and what would work. */
    Optional<String> check(Account account) {
        if (webhook(account).isPresent()) {
            return Optional.empty();
        }
        String names = settings.webhooks().keySet().stream().sorted().collect(Collectors.joining(", "));
        return Optional.of("no custom bot named " + account.address().substring(PREFIX.length())
                + " is configured under rollcall.feishu.webhooks; "
                + (names.isEmpty() ? "there is none yet" : "there are: " + names));
    }

    private Optional<FeishuSettings.Webhook> webhook(Account account) {
        return settings.webhook(account.address().substring(PREFIX.length()));
    }
}
