package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.wecom.WeComCode.Kind;
import io.rollcall.bot.markup.MarkdownText;
import io.rollcall.bot.markup.Markup;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.team.Account;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * WeCom: people by a self-built app, or by a smart robot that they have written to before, in private; groups by a group
 * robot, which only speaks. The platform tells neither of edited nor of recalled messages.
 */
final class WeComPlatform implements ChatPlatform {

    static final String NAME = "wecom";

    /** What an account's address begins with when it is a group robot's; the robot's name follows. */
    static final String WEBHOOK = "wecom-webhook:";

    private static final String TEXT = "text";
    private static final String GROUP_TEXT = "markdown_v2";
    private static final String ROBOT_TEXT = "markdown";
    private static final int PRIVATE = 1;

    /** "发送应用消息": of a text's content, in bytes. */
    private static final int MAX_TEXT = 2048;

    /** "消息推送配置说明": of a {@code markdown_v2} content, in bytes. */
    private static final int MAX_MARKDOWN = 4096;

    /** "长连接": of a robot's {@code markdown} content, in bytes. */
    private static final int MAX_ROBOT_TEXT = 20480;

    /** For how long the platform is asked to drop the repetition of a message; it can do so for up to 4 h. */
    private static final Duration DUPLICATES = Duration.ofHours(1);

    /** A little less than that, as clocks go. */
    private static final Duration REMEMBERED = Duration.ofMinutes(55);

    /** "访问频率限制": of an app to one member, above which messages are dropped in silence; and of one group robot. */
    private static final SendLimits LIMITS = new SendLimits(
            List.of(),
            List.of(new Rate(30, Duration.ofMinutes(1)), new Rate(1000, Duration.ofHours(1))),
            List.of(new Rate(20, Duration.ofMinutes(1))));

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");
    private static final Pattern TASK_ID = Pattern.compile("[0-9A-Za-z_@-]{1,128}");

    private final WeComSettings settings;
    private final WeComApi api;
    private final RobotVoice robots;
    private final AnswerTickets tickets;
    private final Markup plainText = new PlainText(MAX_TEXT - KeyMark.BYTES);
    private final Markup groupText = new MarkdownText(MAX_MARKDOWN);
    private final Markup robotText = new MarkdownText(MAX_ROBOT_TEXT);

    WeComPlatform(WeComSettings settings, WeComApi api, RobotVoice robots, AnswerTickets tickets) {
        this.settings = settings;
        this.api = api;
        this.robots = robots;
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** As for a person by an app. */
    @Override
    public List<Payload> render(Message message) {
        return withCards(message.inWords(part -> false), TEXT, plainText);
    }

    private static List<Payload> withCards(Message message, String type, Markup markup) {
        List<Payload> payloads = new ArrayList<>();
        if (!ButtonCards.sayAll(message)) {
            markup.render(message).forEach(text -> payloads.add(content(type, text)));
        }
        ButtonCards.of(message).forEach(card -> payloads.add(new Payload(ButtonCards.TYPE, Json.text(card))));
        return List.copyOf(payloads);
    }

    /** A group robot hears nothing, so its messages have no buttons; they have room for twice as much. */
    @Override
    public List<Payload> render(Message anything, Account to) {
        Message message = anything.inWords(part -> false);
        if (isGroup(to)) {
            return groupText.render(message).stream()
                    .map(text -> content(GROUP_TEXT, text))
                    .toList();
        }
        if (answersOnly(to)) {
            return robotText.render(withLabels(message)).stream()
                    .map(text -> content(ROBOT_TEXT, text))
                    .toList();
        }
        return isRobot(to) ? withCards(message, ROBOT_TEXT, robotText) : render(message);
    }

    /** The message with its buttons as words that can be typed: an answer to a callback is one message, not two. */
    private static Message withLabels(Message message) {
        String labels = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .filter(Part.Buttons.class::isInstance)
                .flatMap(part -> ((Part.Buttons) part).buttons().stream())
                .map(button -> "[ " + button.label() + " ]")
                .collect(Collectors.joining(" "));
        if (labels.isEmpty()) {
            return message;
        }
        List<Block> blocks = new ArrayList<>(message.blocks());
        blocks.add(Block.of(new Part.Text(labels)));
        return new Message(message.title(), message.tone(), message.summary(), blocks);
    }

    private static Payload content(String type, String text) {
        return new Payload(type, Json.text(Json.MAPPER.createObjectNode().put("content", text)));
    }

    @Override
    public SendResult send(Account to, Payload payload, String idempotencyKey) {
        Optional<String> problem = check(to, isGroup(to));
        if (!to.platform().equals(NAME) || problem.isPresent()) {
            return new SendResult.Refused(problem.orElse("this is no account of WeCom"), true);
        }
        Optional<JsonNode> content = Json.object(payload.content());
        if (content.isEmpty()) {
            return new SendResult.Refused("the message is none of WeCom's", false);
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("msgtype", payload.type());
        body.set(payload.type(), content.get());
        try {
            if (isGroup(to)) {
                return post(to, body, idempotencyKey);
            }
            if (answersOnly(to)) {
                return answer(to, body, idempotencyKey);
            }
            return isRobot(to)
                    ? say(to, payload.type(), content.get(), idempotencyKey)
                    : tell(to, payload.type(), content.get(), idempotencyKey);
        } catch (CallFailedException e) {
            return new SendResult.Retry(e.reason(), e.after(), e.mayHaveWorked(), e.concernsWholeApp());
        }
    }

    /** By a group robot. It knows no keys and gives no ids, so what may have arrived is not sent again. */
    private SendResult post(Account to, ObjectNode body, String key) throws CallFailedException {
        WeComSettings.Webhook webhook = webhook(to).orElseThrow();
        Answer answer = api.post(webhook, body);
        if (answer.ok()) {
            return new SendResult.Sent("webhook:" + key);
        }
        return failure(answer, false);
    }

    /**
     * By the app. The platform drops the repetition of a message that says the same; so every text bears a mark of its
     * key that nobody sees, and every card its key as its task's id: what is said twice on purpose arrives twice.
     *
     * <p>A card that the platform refuses is said as text in the same call, under a mark derived from the key: however
     * often the send is repeated, the card is refused again and the text is delivered once.
     */
    private SendResult tell(Account to, String type, JsonNode content, String key) throws CallFailedException {
        boolean isCard = type.equals(ButtonCards.TYPE);
        ObjectNode marked = ((ObjectNode) content).deepCopy();
        if (isCard) {
            marked.put("task_id", taskId(key));
        } else {
            marked.put("content", Json.at(content, "content") + KeyMark.of(key));
        }
        Answer answer = send(to, type, marked);
        if (isCard && !answer.ok() && answer.kind() == Kind.OTHER) {
            String words = Words.pieces(ButtonCards.asText(content), MAX_TEXT - KeyMark.BYTES)
                    .get(0);
            answer = send(to, TEXT, Json.MAPPER.createObjectNode().put("content", words + KeyMark.of(key + "/text")));
        }
        return answer.ok() ? sent(answer, key) : failure(answer, true);
    }

    private Answer send(Account to, String type, JsonNode content) throws CallFailedException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("touser", to.address());
        body.put("agentid", settings.agent(to.app()).orElseThrow().agentId());
        body.put("msgtype", type);
        body.set(type, content);
        body.put("enable_duplicate_check", 1);
        body.put("duplicate_check_interval", DUPLICATES.toSeconds());
        return api.post(to.app(), "message/send", body);
    }

    /**
     * By a smart robot, to somebody who has written to it before. It knows no keys and gives no ids, so what may have
     * arrived is not sent again. A card that the platform refuses is said as text.
     */
    private SendResult say(Account to, String type, JsonNode content, String key) throws CallFailedException {
        boolean isCard = type.equals(ButtonCards.TYPE);
        ObjectNode marked = ((ObjectNode) content).deepCopy();
        if (isCard) {
            marked.put("task_id", taskId(key));
        }
        Answer answer = say(to, type, marked);
        if (isCard && !answer.ok() && answer.kind() == Kind.OTHER) {
            String words =
                    ButtonCards.asText(content).lines().map(robotText::line).collect(Collectors.joining("\n"));
            answer = say(to, ROBOT_TEXT, Json.MAPPER.createObjectNode().put("content", words));
        }
        if (answer.kind() == Kind.UNREACHABLE) {
            // How the platform says that somebody has not written to the robot yet is not documented.
            return new SendResult.Refused(
                    answer.reason() + "; or the member has not written to the robot yet, which cannot write first",
                    true);
        }
        return answer.ok() ? new SendResult.Sent("robot:" + key) : failure(answer, false);
    }

    private Answer say(Account to, String type, JsonNode content) throws CallFailedException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("chatid", to.address());
        body.put("chat_type", PRIVATE);
        body.put("msgtype", type);
        body.set(type, content);
        return robots.request(to.app(), "aibot_send_msg", body);
    }

    /**
     * By a smart robot that has its messages by callbacks, which cannot speak first: it may answer once to each that came
     * from this member within the hour. An address that the platform does not take any more is given up for the next one.
     */
    private SendResult answer(Account to, ObjectNode body, String key) throws CallFailedException {
        SendResult refused = new SendResult.Refused(
                "a robot with callbacks cannot write first, only answer within the hour; the member may write to it"
                        + " again, or be reached by a robot with a long connection or by an app",
                true);
        Optional<AnswerTickets.Ticket> ticket = tickets.take(to.app(), to.address());
        while (ticket.isPresent()) {
            Answer answer;
            try {
                answer = api.post(ticket.get(), body);
            } catch (CallFailedException e) {
                if (!e.mayHaveWorked()) {
                    tickets.giveBack(to.app(), to.address(), ticket.get());
                }
                throw e;
            }
            if (answer.ok()) {
                return new SendResult.Sent("robot:" + key);
            }
            if (answer.kind() == Kind.LIMIT) {
                tickets.giveBack(to.app(), to.address(), ticket.get());
            }
            if (answer.kind() != Kind.OTHER) {
                return failure(answer, false);
            }
            refused = failure(answer, false);
            ticket = tickets.take(to.app(), to.address());
        }
        return refused;
    }

    /** The platform's success is for those it knows: of a single addressee it may be nobody's. */
    private static SendResult sent(Answer answer, String key) {
        if (!answer.at("invaliduser").isBlank()) {
            return new SendResult.Refused(
                    "the member is outside the app's 可见范围, or there is none of this userid (invaliduser)", true);
        }
        if (!answer.at("unlicenseduser").isBlank()) {
            return new SendResult.Refused("the member has no licence for this API (unlicenseduser)", true);
        }
        String messageId = answer.at("msgid");
        return new SendResult.Sent(messageId.isEmpty() ? "key:" + key : messageId);
    }

    /** @param isApp whether the app's own limits and set-up are concerned, and so all its messages */
    private static SendResult failure(Answer answer, boolean isApp) {
        return switch (answer.kind()) {
            case BUSY -> new SendResult.Retry(answer.reason(), Optional.empty(), answer.mayHaveWorked());
            case LIMIT -> new SendResult.Retry(answer.reason(), Optional.of(WeComCode.LIMIT_PAUSE), false, isApp);
            case TOKEN, SETUP ->
                new SendResult.Retry(answer.reason(), Optional.of(WeComCode.SETUP_PAUSE), false, isApp);
            case UNREACHABLE -> new SendResult.Refused(answer.reason(), true);
            case OTHER -> new SendResult.Refused(answer.reason(), false);
        };
    }

    /** The key itself where it can be one, else a digest of it. */
    private static String taskId(String key) {
        return TASK_ID.matcher(key).matches()
                ? key
                : HexFormat.of().formatHex(WeComCrypto.digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public SendLimits limits() {
        return LIMITS;
    }

    @Override
    public Duration remembersKeys(Account to) {
        return isGroup(to) || isRobot(to) ? Duration.ZERO : REMEMBERED;
    }

    @Override
    public Optional<CallTimeout> callTimeout() {
        return settings.isUsed()
                ? Optional.of(new CallTimeout("rollcall.wecom.call-timeout", settings.callTimeout()))
                : Optional.empty();
    }

    @Override
    public boolean isGroup(Account account) {
        return account.address().startsWith(WEBHOOK);
    }

    private boolean answersOnly(Account account) {
        return settings.robot(account.app())
                .filter(robot -> !robot.hasConnection())
                .isPresent();
    }

    private boolean isRobot(Account account) {
        return settings.robot(account.app()).isPresent();
    }

    @Override
    public boolean tellsOfChanges() {
        return false;
    }

    /** WeCom shows an app no message again. */
    @Override
    public Optional<SeenMessage> look(String app, String messageId) {
        return Optional.empty();
    }

    @Override
    public Optional<String> check(Account account, boolean isGroup) {
        // A group robot needs no app, so that a team on another platform can have one.
        boolean byWebhook = isGroup && account.address().startsWith(WEBHOOK);
        if (!byWebhook && settings.agent(account.app()).isEmpty() && !isRobot(account)) {
            Set<String> names = new TreeSet<>(settings.agents().keySet());
            names.addAll(settings.robots().keySet());
            return Optional.of("no WeCom app or robot named " + account.app()
                    + " is configured under rollcall.wecom.agents or rollcall.wecom.robots; " + named(names));
        }
        if (!isGroup) {
            return MEMBER.matcher(account.address()).matches()
                    ? Optional.empty()
                    : Optional.of("\"" + account.address() + "\" is no userid of a WeCom member (账号); it has up to 64"
                            + " letters, digits, dots, hyphens, underscores and @, and begins with a letter or digit");
        }
        if (!account.address().startsWith(WEBHOOK)) {
            return Optional.of("\"" + account.address() + "\" is no place that WeCom can post to; write " + WEBHOOK
                    + "<name> for a group robot of rollcall.wecom.webhooks; "
                    + named(settings.webhooks().keySet()));
        }
        return webhook(account).isPresent()
                ? Optional.empty()
                : Optional.of("no WeCom group robot named "
                        + account.address().substring(WEBHOOK.length())
                        + " is configured under rollcall.wecom.webhooks; "
                        + named(settings.webhooks().keySet()));
    }

    private static String named(Set<String> names) {
        return names.isEmpty()
                ? "there is none yet"
                : "there are: " + names.stream().sorted().collect(Collectors.joining(", "));
    }

    private Optional<WeComSettings.Webhook> webhook(Account account) {
        return settings.webhook(account.address().substring(WEBHOOK.length()));
    }

    @Override
    public Incoming decode(String app, String payload) {
        Optional<WeComSettings.Robot> robot = settings.robot(app);
        if (robot.isPresent()) {
            return new RobotEvents(app, robot.get().displayName()).decode(payload);
        }
        if (settings.agent(app).isEmpty()) {
            throw new IllegalArgumentException("no WeCom app or robot named " + app
                    + " is configured under rollcall.wecom.agents or rollcall.wecom.robots");
        }
        return new WeComEvents(app).decode(payload);
    }
}
