package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.team.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DingTalk: people in private and groups by the robot of an internal app, groups also by a custom robot's webhook, which
 * only speaks. The platform tells neither of edited nor of recalled messages, and knows no keys: what may have arrived is
 * not sent again.
 *
 * <p>People are sent to one at a time, although a call has room for twenty: no two are told the same, and of twenty it
 * would not be known who was reached when no answer comes.
 */
final class DingTalkPlatform implements ChatPlatform {

    static final String NAME = "dingtalk";

    /** What an account's address begins with when it is a group's webhook; its name follows. */
    static final String WEBHOOK = "dingtalk-webhook:";

    static final String PRIVATE_SEND = "v1.0/robot/oToMessages/batchSend";
    private static final String GROUP_SEND = "v1.0/robot/groupMessages/send";

    private static final String ROBOT_TEXT = "sampleMarkdown";
    private static final String WEBHOOK_TEXT = "markdown";

    /** "机器人发送群聊消息": of a message's parameters, in bytes; taken for all, as for webhooks no figure is documented. */
    private static final int MAX_PARAMETERS = 15_000;

    /** With room for the title and for what JSON puts before line feeds and quotes, unless there are very many. */
    private static final int MAX_TEXT = 14_000;

    /** Fits also when each of its bytes becomes two. */
    private static final int MAX_TEXT_OF_QUOTES = 7_000;

    private static final int MAX_NOTIFICATION = 60;

    /** A member who got many messages within a short time gets no more for a while. */
    private static final Duration FLOW_PAUSE = Duration.ofMinutes(1);

    /** "接口调用频率限制": of an app for each call; and of a group's robot. */
    private static final SendLimits LIMITS = new SendLimits(
            List.of(new Rate(20, Duration.ofSeconds(1))), List.of(), List.of(new Rate(20, Duration.ofMinutes(1))));

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9$][A-Za-z0-9_.@:$-]{0,63}");
    private static final Pattern GROUP = Pattern.compile("cid[A-Za-z0-9+/_-]+={0,2}");
    private static final int GROUP_LENGTH = 24;

    private final DingTalkSettings settings;
    private final DingTalkApi api;
    private final DingTalkText text = new DingTalkText(MAX_TEXT);
    private final DingTalkText textOfQuotes = new DingTalkText(MAX_TEXT_OF_QUOTES);

    DingTalkPlatform(DingTalkSettings settings, DingTalkApi api) {
        this.settings = settings;
        this.api = api;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** As for a person. */
    @Override
    public List<Payload> render(Message message) {
        return robotTexts(ReplyWords.in(message.inWords(part -> false)));
    }

    /** Buttons are said in private alone: what is said in a group nobody answers with a word. */
    @Override
    public List<Payload> render(Message message, Account to) {
        if (isWebhook(to)) {
            return webhookTexts(message);
        }
        return isGroup(to) ? robotTexts(message.inWords(part -> false)) : render(message);
    }

    private List<Payload> within(Function<DingTalkText, List<Payload>> rendering) {
        List<Payload> payloads = rendering.apply(text);
        return payloads.stream().allMatch(payload -> Words.bytes(payload.content()) <= MAX_PARAMETERS)
                ? payloads
                : rendering.apply(textOfQuotes);
    }

    private List<Payload> robotTexts(Message message) {
        return within(markup -> robotTexts(markup, message));
    }

    private static List<Payload> robotTexts(DingTalkText markup, Message message) {
        String title = notification(message);
        return markup.render(message).stream()
                .map(words -> new Payload(
                        ROBOT_TEXT,
                        Json.text(Json.MAPPER
                                .createObjectNode()
                                .put("title", title)
                                .put("text", words))))
                .toList();
    }

    private List<Payload> webhookTexts(Message anything) {
        Message message = anything.inWords(part -> part instanceof Part.Mention);
        return within(markup -> webhookTexts(markup, message));
    }

    private static List<Payload> webhookTexts(DingTalkText markup, Message message) {
        String title = notification(message);
        List<String> people = mentioned(message);
        return markup.render(message).stream()
                .map(words -> {
                    ObjectNode content = Json.MAPPER.createObjectNode();
                    content.putObject(WEBHOOK_TEXT).put("title", title).put("text", words);
                    ObjectNode at = content.putObject("at");
                    ArrayNode members = at.putArray("atUserIds");
                    people.stream()
                            .filter(member -> DingTalkText.mentions(words, member))
                            .forEach(members::add);
                    at.put("isAtAll", false);
                    return new Payload(WEBHOOK_TEXT, Json.text(content));
                })
                .toList();
    }

    private static List<String> mentioned(Message message) {
        return message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .filter(Part.Mention.class::isInstance)
                .flatMap(part -> ((Part.Mention) part).people().stream())
                .filter(DingTalkText::isHere)
                .map(person -> person.account().address())
                .distinct()
                .toList();
    }

    /** What the list of chats and a notification show. */
    private static String notification(Message message) {
        String title = Words.line(message.title(), MAX_NOTIFICATION);
        String summary = Words.line(message.summary(), MAX_NOTIFICATION);
        String shown = summary.isEmpty() ? title : summary;
        return shown.isEmpty() ? "…" : DingTalkText.unmentioning(shown);
    }

    @Override
    public SendResult send(Account to, Payload payload, String idempotencyKey) {
        Optional<String> problem = check(to, isGroup(to));
        if (!to.platform().equals(NAME) || problem.isPresent()) {
            return new SendResult.Refused(problem.orElse("this is no account of DingTalk"), true);
        }
        try {
            if (isWebhook(to)) {
                return post(to, payload, idempotencyKey);
            }
            return isGroup(to) ? tellGroup(to, payload, idempotencyKey) : tell(to, payload, idempotencyKey);
        } catch (CallFailedException e) {
            return new SendResult.Retry(e.reason(), e.after(), e.mayHaveWorked(), e.concernsWholeApp());
        }
    }

    private SendResult tell(Account to, Payload payload, String key) throws CallFailedException {
        ObjectNode body = robotBody(to, payload);
        body.putArray("userIds").add(to.address());
        Answer answer = api.post(to.app(), PRIVATE_SEND, body);
        if (!answer.ok()) {
            return failure(answer, true);
        }
        // The platform's success is for those it could reach: of a single addressee it may be nobody's.
        if (answer.names("flowControlledStaffIdList")) {
            return new SendResult.Retry(
                    "the member got too many messages of late (flowControlledStaffIdList)",
                    Optional.of(FLOW_PAUSE),
                    false);
        }
        if (answer.names("invalidStaffIdList")) {
            return new SendResult.Refused(
                    "the member is outside the app's 可见范围, or there is none of this userid (invalidStaffIdList)", true);
        }
        if (answer.names("filteredStaffIdList")) {
            return new SendResult.Refused("the platform left the member out (filteredStaffIdList)", true);
        }
        return sent(answer, key);
    }

    private SendResult tellGroup(Account to, Payload payload, String key) throws CallFailedException {
        ObjectNode body = robotBody(to, payload);
        body.put("openConversationId", to.address());
        Answer answer = api.post(to.app(), GROUP_SEND, body);
        return answer.ok() ? sent(answer, key) : failure(answer, true);
    }

    private ObjectNode robotBody(Account to, Payload payload) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("robotCode", settings.robot(to.app()).orElseThrow().code());
        body.put("msgKey", payload.type());
        body.put("msgParam", payload.content());
        return body;
    }

    private static SendResult sent(Answer answer, String key) {
        String query = answer.at("processQueryKey");
        return new SendResult.Sent(query.isEmpty() ? "key:" + key : query);
    }

    private SendResult post(Account to, Payload payload, String key) throws CallFailedException {
        Optional<JsonNode> content = Json.object(payload.content());
        if (content.isEmpty()) {
            return new SendResult.Refused("the message is none of a DingTalk webhook's", false);
        }
        ObjectNode body = ((ObjectNode) content.get()).deepCopy();
        body.put("msgtype", payload.type());
        Answer answer = api.post(webhook(to).orElseThrow(), body);
        return answer.ok() ? new SendResult.Sent("webhook:" + key) : failure(answer, false);
    }

    /** @param isApp whether the app's own limits and set-up are concerned, and so all its messages */
    private SendResult failure(Answer answer, boolean isApp) {
        String reason = answer.reason();
        return switch (answer.kind()) {
            case BUSY -> new SendResult.Retry(reason, answer.after(), true);
            case LIMIT -> new SendResult.Retry(reason, answer.after(), false, isApp);
            case BLOCKED -> new SendResult.Retry(reason, Optional.of(DingTalkCode.BLOCKED_PAUSE), false);
            case QUOTA -> new SendResult.Retry(reason, Optional.of(api.untilQuota()), false, isApp);
            case TOKEN, SETUP -> new SendResult.Retry(reason, Optional.of(DingTalkCode.SETUP_PAUSE), false, isApp);
            case FORBIDDEN -> new SendResult.Retry(reason, Optional.of(DingTalkCode.SETUP_PAUSE), false);
            case UNREACHABLE -> new SendResult.Refused(reason, true);
            case OTHER -> new SendResult.Refused(reason, false);
        };
    }

    @Override
    public SendLimits limits() {
        return LIMITS;
    }

    @Override
    public Duration remembersKeys(Account to) {
        return Duration.ZERO;
    }

    @Override
    public Optional<CallTimeout> callTimeout() {
        return settings.isUsed()
                ? Optional.of(new CallTimeout("rollcall.dingtalk.call-timeout", settings.callTimeout()))
                : Optional.empty();
    }

    /** By the address alone: a userid is hardly ever as long as a group's id, and has no equals sign. */
    @Override
    public boolean isGroup(Account account) {
        String address = account.address();
        return isWebhook(account)
                || GROUP.matcher(address).matches() && (address.endsWith("=") || address.length() >= GROUP_LENGTH);
    }

    private static boolean isWebhook(Account account) {
        return account.address().startsWith(WEBHOOK);
    }

    @Override
    public boolean tellsOfChanges() {
        return false;
    }

    /** DingTalk shows a robot no message again. */
    @Override
    public Optional<SeenMessage> look(String app, String messageId) {
        return Optional.empty();
    }

    @Override
    public Optional<String> check(Account account, boolean isGroup) {
        String address = account.address();
        // A group's webhook speaks by itself: in a team of another platform no robot stands behind it.
        boolean byWebhook = isGroup && isWebhook(account);
        if (!byWebhook && settings.robot(account.app()).isEmpty()) {
            return Optional.of("no DingTalk robot named " + account.app()
                    + " is configured under rollcall.dingtalk.robots; "
                    + named(settings.robots().keySet()));
        }
        if (!isGroup) {
            return MEMBER.matcher(address).matches() && !isGroup(account)
                    ? Optional.empty()
                    : Optional.of(
                            "\"" + address + "\" is no userid of a DingTalk member; it has up to 64 letters, digits"
                                    + " and marks, see 管理后台 > 通讯录 > the member > 员工UserID");
        }
        if (byWebhook) {
            return webhook(account).isPresent()
                    ? Optional.empty()
                    : Optional.of("no DingTalk webhook named " + address.substring(WEBHOOK.length())
                            + " is configured under rollcall.dingtalk.webhooks; "
                            + named(settings.webhooks().keySet()));
        }
        return isGroup(account)
                ? Optional.empty()
                : Optional.of(
                        "\"" + address + "\" is no place that DingTalk can post to; write the openConversationId of"
                                + " a group that the robot is in, which begins with cid, or " + WEBHOOK
                                + "<name> for one of rollcall.dingtalk.webhooks; "
                                + named(settings.webhooks().keySet()));
    }

    private static String named(Set<String> names) {
        return names.isEmpty()
                ? "there is none yet"
                : "there are: " + names.stream().sorted().collect(Collectors.joining(", "));
    }

    private Optional<DingTalkSettings.Webhook> webhook(Account account) {
        return settings.webhook(account.address().substring(WEBHOOK.length()));
    }

    @Override
    public Incoming decode(String app, String payload) {
        if (settings.robot(app).isEmpty()) {
            throw new IllegalArgumentException(
                    "no DingTalk robot named " + app + " is configured under rollcall.dingtalk.robots");
        }
        return new DingTalkEvents(app).decode(payload);
    }
}
