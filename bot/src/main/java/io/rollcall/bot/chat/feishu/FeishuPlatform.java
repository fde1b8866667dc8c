package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.InDocument;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Feishu, or Lark: the same wire at another address. */
final class FeishuPlatform implements ChatPlatform {

    static final String NAME = "feishu";

    /** The platform's limit for {@code uuid}. */
    private static final int MAX_UUID = 50;

    private static final Pattern PERSON = Pattern.compile("ou_[A-Za-z0-9_-]+");
    private static final Pattern GROUP = Pattern.compile("oc_[A-Za-z0-9_-]+");

    private static final String IDS = " goes on with letters, digits, hyphens and underscores";

    private static final Duration SHORTLY = Duration.ofSeconds(2);

    /**
     * "Send message", limits: of an app, to one person, and to one group; the last also by the guide to custom bots,
     * whose rate by the minute other groups come nowhere near.
     */
    private static final SendLimits LIMITS = new SendLimits(
            List.of(new Rate(1000, Duration.ofMinutes(1)), new Rate(50, Duration.ofSeconds(1))),
            List.of(new Rate(5, Duration.ofSeconds(1))),
            List.of(new Rate(5, Duration.ofSeconds(1)), new Rate(100, Duration.ofMinutes(1))));

    private static final int PAGE = 50;

    /** More messages of a chat than anyone writes within the time that is looked at. */
    private static final int MOST_PAGES = 40;

    private final FeishuSettings settings;
    private final FeishuApi api;
    private final BotIdentity identity;
    private final GroupHooks hooks;
    private final Contacts contacts;
    private final Documents documents;
    private final Clock clock;
    private final Clock wallClock;

    /** @param wallClock the machine's time, which the platform shares, whatever hour the application's clock plays */
    FeishuPlatform(FeishuSettings settings, FeishuApi api, BotIdentity identity, Clock clock, Clock wallClock) {
        this.settings = settings;
        this.api = api;
        this.identity = identity;
        this.hooks = new GroupHooks(settings, api, wallClock);
        this.contacts = new Contacts(api);
        this.documents = new Documents(settings, api, wallClock);
        this.clock = clock;
        this.wallClock = wallClock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Payload> render(Message message) {
        return FeishuCards.render(message);
    }

    /** {@inheritDoc} A person has another id in every app, and can be mentioned by the one that the app knows. */
    @Override
    public List<Payload> render(Message message, Account to) {
        return GroupHooks.isMeant(to)
                ? GroupHooks.render(message)
                : FeishuCards.render(
                        message, FeishuCards.MAX_BYTES, account -> account.app().equals(to.app()));
    }

    @Override
    public List<Payload> render(Message message, Account to, InDocument document) {
        List<Payload> split = render(message, to);
        return split.size() > 1 && Documents.canBeReadBy(to) ? List.of(Documents.payload(message, document)) : split;
    }

    @Override
    public boolean isPosted(Payload payload) {
        return !payload.type().equals(Documents.TYPE);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A card that the platform cannot build (230099) is said as plain text in the same call, under a key derived
     * from {@code idempotencyKey}: however often the send is repeated, the card is refused again and the text is
     * delivered once.
     */
    @Override
    public SendResult send(Account to, Payload payload, String idempotencyKey) {
        if (to.platform().equals(NAME) && GroupHooks.isMeant(to)) {
            return hooks.send(to, payload, idempotencyKey);
        }
        if (!to.platform().equals(NAME) || settings.app(to.app()).isEmpty()) {
            return new SendResult.Refused(
                    "no Feishu app named " + to.app() + " is configured under rollcall.feishu.apps", false);
        }
        if (payload.type().equals(Documents.TYPE)) {
            return documents.prepare(to, payload, idempotencyKey);
        }
        if (isContact(to)) {
            return sendByContact(to, payload, idempotencyKey);
        }
        String idType =
                to.address().startsWith("ou_") ? "open_id" : to.address().startsWith("oc_") ? "chat_id" : "";
        if (idType.isEmpty()) {
            return new SendResult.Refused("the address is neither a person's (ou_…) nor a group's (oc_…)", true);
        }
        try {
            Answer answer = post(to, idType, payload, idempotencyKey);
            if (answer.kind() == Kind.CARD && payload.type().equals(FeishuCards.TYPE)) {
                answer = post(to, idType, asText(payload, !answer.isOfAPerson()), idempotencyKey + "/text");
            }
            return result(answer);
        } catch (CallFailedException e) {
            return new SendResult.Retry(e.reason(), e.after(), e.mayHaveWorked(), e.concernsWholeApp());
        }
    }

    /** Written before it was known who is meant. Whom the platform does not know, it may know once that is mended. */
    private SendResult sendByContact(Account to, Payload payload, String key) {
        Map<Account, Account> found;
        try {
            found = contacts.find(to.app(), List.of(to));
        } catch (ChatUnavailableException e) {
            return new SendResult.Retry(String.valueOf(e.getMessage()), Optional.of(FeishuCode.SETUP_PAUSE), false);
        }
        Account person = found.get(to);
        return person == null
                ? new SendResult.Retry(
                        "the platform knows nobody by the e-mail address or mobile number of the team file",
                        Optional.of(FeishuCode.SETUP_PAUSE),
                        false)
                : send(person, payload, key);
    }

    @Override
    public boolean canUpdate(Account to) {
        return !GroupHooks.isMeant(to);
    }

    /** {@inheritDoc} "Update message card": a card, for 14 days; a message that was said as text cannot become one. */
    @Override
    public SendResult update(Account to, String messageId, Payload payload) {
        if (!to.platform().equals(NAME) || settings.app(to.app()).isEmpty()) {
            return new SendResult.Refused(
                    "no Feishu app named " + to.app() + " is configured under rollcall.feishu.apps", false);
        }
        if (!payload.type().equals(FeishuCards.TYPE)) {
            return new SendResult.Refused("only a card can take a card's place", false);
        }
        try {
            Answer answer = api.patch(
                    to.app(),
                    Json.MAPPER.createObjectNode().put("content", payload.content()),
                    "im",
                    "v1",
                    "messages",
                    messageId);
            return answer.ok() ? new SendResult.Sent(messageId) : result(answer);
        } catch (CallFailedException e) {
            return new SendResult.Retry(e.reason(), e.after(), e.mayHaveWorked(), e.concernsWholeApp());
        }
    }

    private Answer post(Account to, String idType, Payload payload, String key) throws CallFailedException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("receive_id", to.address());
        body.put("msg_type", payload.type());
        body.put("content", payload.content());
        body.put("uuid", uuid(key));
        return api.post(
                to.app(), url -> url.addQueryParameter("receive_id_type", idType), body, "im", "v1", "messages");
    }

    /** The key itself, or a digest of one that is too long. */
    private static String uuid(String key) {
        if (key.length() <= MAX_UUID) {
            return key;
        }
        byte[] digest = FeishuCrypto.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, MAX_UUID);
    }

    /** A card's words as a text message. */
    static Payload asText(Payload card) {
        return asText(card, true);
    }

    private static Payload asText(Payload card, boolean withMentions) {
        String words = Json.object(card.content())
                .map(json -> CardText.plain(json, withMentions))
                .orElse("");
        return new Payload("text", Json.text(Json.MAPPER.createObjectNode().put("text", words)));
    }

    private static SendResult result(Answer answer) {
        if (answer.ok()) {
            String messageId = Json.at(answer.data(), "message_id");
            return messageId.isEmpty()
                    ? new SendResult.Retry("the answer names no message, " + answer.reason(), answer.after(), true)
                    : new SendResult.Sent(messageId);
        }
        return switch (answer.kind()) {
            case BUSY ->
                new SendResult.Retry(
                        answer.reason(),
                        answer.after().or(() -> pause(answer)),
                        answer.mayHaveWorked(),
                        answer.concernsWholeApp());
            case TOKEN, SETUP -> new SendResult.Retry(answer.reason(), Optional.of(FeishuCode.SETUP_PAUSE), false);
            case UNREACHABLE -> new SendResult.Refused(answer.reason(), true);
            case CARD, GONE, UNSEEN, OTHER -> new SendResult.Refused(answer.reason(), false);
        };
    }

    /** Where the same message is on its way, or a few seconds are too busy, a moment helps; else the caller decides. */
    private static Optional<Duration> pause(Answer answer) {
        return answer.status() < 400 ? Optional.of(SHORTLY) : Optional.empty();
    }

    @Override
    public Optional<CallTimeout> callTimeout() {
        return Optional.of(new CallTimeout("rollcall.feishu.call-timeout", settings.callTimeout()));
    }

    @Override
    public SendLimits limits() {
        return LIMITS;
    }

    @Override
    public boolean isGroup(Account account) {
        return account.address().startsWith("oc_") || GroupHooks.isMeant(account);
    }

    /** A custom bot knows no keys and gives no ids, so what may have arrived by it is not sent again. */
    @Override
    public Duration remembersKeys(Account to) {
        return GroupHooks.isMeant(to) ? Duration.ZERO : USUALLY_REMEMBERED;
    }

    /**
     * {@inheritDoc}
     *
     * <p>By the chat's history, which an app may read with the scopes im:message.group_msg and im:message.p2p_msg; a
     * private chat's id is known from an earlier message in it.
     */
    @Override
    public Optional<List<String>> sentOfLate(Account to, @Nullable String earlier, Duration within) {
        Optional<FeishuSettings.App> app = settings.app(to.app());
        if (app.isEmpty() || GroupHooks.isMeant(to)) {
            return Optional.empty();
        }
        try {
            Optional<String> chat = isGroup(to) ? Optional.of(to.address()) : chatOf(to.app(), earlier);
            return chat.isEmpty()
                    ? Optional.empty()
                    : history(to.app(), chat.get(), wallClock.instant().minus(within))
                            .map(messages -> messages.stream()
                                    .filter(message -> Json.at(message, "sender", "id")
                                            .equals(app.get().appId()))
                                    .map(message -> Json.at(message, "message_id"))
                                    .toList());
        } catch (CallFailedException e) {
            throw new ChatUnavailableException(e.reason(), e);
        }
    }

    private Optional<String> chatOf(String app, @Nullable String messageId) throws CallFailedException {
        if (messageId == null) {
            return Optional.empty();
        }
        return readable(api.get(app, "im", "v1", "messages", messageId))
                .map(answer -> Json.at(answer.data().path("items").path(0), "chat_id"))
                .filter(chat -> !chat.isEmpty());
    }

    /** Every message of a chat since a moment; empty when they cannot all be read. */
    private Optional<List<JsonNode>> history(String app, String chat, Instant since) throws CallFailedException {
        List<JsonNode> messages = new ArrayList<>();
        String pageToken = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String next = pageToken;
            Optional<Answer> answer = readable(api.get(
                    app,
                    url -> {
                        url.addQueryParameter("container_id_type", "chat")
                                .addQueryParameter("container_id", chat)
                                .addQueryParameter("start_time", Long.toString(since.getEpochSecond()))
                                .addQueryParameter("sort_type", "ByCreateTimeAsc")
                                .addQueryParameter("page_size", Integer.toString(PAGE));
                        return next.isEmpty() ? url : url.addQueryParameter("page_token", next);
                    },
                    "im",
                    "v1",
                    "messages"));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            JsonNode data = answer.get().data();
            data.path("items").forEach(messages::add);
            pageToken = Json.at(data, "page_token");
            if (!data.path("has_more").asBoolean(false)) {
                return Optional.of(messages);
            }
            if (pageToken.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The answer, or nothing where the app may not read this; what passes is worth asking again. */
    private static Optional<Answer> readable(Answer answer) {
        if (!answer.ok() && answer.kind() == Kind.BUSY) {
            throw new ChatUnavailableException("im/v1/messages: " + answer.reason());
        }
        return answer.ok() ? Optional.of(answer) : Optional.empty();
    }

    @Override
    public Optional<SeenMessage> look(String app, String messageId) {
        try {
            Answer answer = api.get(app, "im", "v1", "messages", messageId);
            if (answer.ok()) {
                return seen(app, messageId, answer.data().path("items").path(0));
            }
            return switch (answer.kind()) {
                case GONE -> Optional.of(new SeenMessage(messageId, true, false, clock.instant(), ""));
                case UNSEEN -> Optional.empty();
                default -> throw new ChatUnavailableException("im/v1/messages: " + answer.reason());
            };
        } catch (CallFailedException e) {
            throw new ChatUnavailableException(e.reason(), e);
        }
    }

    private Optional<SeenMessage> seen(String app, String messageId, JsonNode message) {
        if (!message.isObject()) {
            return Optional.empty();
        }
        String created = Json.at(message, "create_time");
        Instant updatedAt = FeishuEvents.time(Json.at(message, "update_time"), created);
        if (message.path("deleted").asBoolean(false)) {
            return Optional.of(new SeenMessage(messageId, true, false, updatedAt, ""));
        }
        boolean edited = message.path("updated").asBoolean(false) && updatedAt.isAfter(FeishuEvents.time(created));
        if (!Mentioned.in(message).isEmpty()) {
            identity.of(app);
        }
        ReceivedText.Reading reading = new FeishuEvents(app, identity)
                .read(Json.at(message, "msg_type"), Json.at(message, "body", "content"), message, true);
        return Optional.of(new SeenMessage(messageId, false, edited, updatedAt, reading.text()));
    }

    @Override
    public void prepare(String app) {
        if (identity.of(app).isEmpty()) {
            throw new ChatUnavailableException("bot/v3/info: the platform could not say who the bot is");
        }
    }

    @Override
    public boolean isContact(Account account) {
        return Contacts.isMeant(account.address());
    }

    @Override
    public Map<Account, Account> whoIs(String app, Collection<Account> contacts) {
        return this.contacts.find(app, contacts);
    }

    static boolean isPerson(String address) {
        return PERSON.matcher(address).matches();
    }

    @Override
    public Optional<String> check(Account account, boolean isGroup) {
        if (isGroup && GroupHooks.isMeant(account)) {
            return hooks.check(account);
        }
        if (settings.app(account.app()).isEmpty()) {
            return Optional.of("no Feishu app named " + account.app() + " is configured under rollcall.feishu.apps; "
                    + (settings.apps().isEmpty()
                            ? "there is none yet"
                            : "there are: "
                                    + settings.apps().keySet().stream().sorted().collect(Collectors.joining(", "))));
        }
        if (isGroup) {
            return GROUP.matcher(account.address()).matches()
                    ? Optional.empty()
                    : Optional.of(
                            "\"" + account.address() + "\" is no chat_id of a Feishu group; it begins with oc_ and"
                                    + IDS + "; or write " + GroupHooks.PREFIX
                                    + "<name> for a custom bot of rollcall.feishu.webhooks");
        }
        return isPerson(account.address()) || isContact(account)
                ? Optional.empty()
                : Optional.of("\"" + account.address() + "\" is no open_id of a Feishu user, which begins with ou_ and"
                        + IDS + "; nor is it a work e-mail address, or a mobile number such as \"+8613800000000\"");
    }

    @Override
    public Incoming decode(String app, String payload) {
        if (settings.app(app).isEmpty()) {
            throw new IllegalArgumentException(
                    "no Feishu app named " + app + " is configured under rollcall.feishu.apps");
        }
        return new FeishuEvents(app, identity).decode(payload);
    }
}
