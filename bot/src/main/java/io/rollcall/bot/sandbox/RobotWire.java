package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.Chats.Chat;
import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import io.rollcall.bot.sandbox.SandboxWorld.Robot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * WeCom's end of a smart robot's long connection, by the platform's page "长连接": who is let in, what is delivered, what
 * the robot may say and where. Free of the web layer, which only carries frames. Thread-safe.
 *
 * <p>Where the documents name no code for a refusal, the one that comes nearest is given, and the words say what is wrong.
 */
final class RobotWire {

    private static final int MOST_MARKDOWN_BYTES = 20480;
    private static final int PRIVATE = 1;
    private static final int GROUP = 2;
    private static final Duration TO_ANSWER = Duration.ofHours(24);
    private static final Duration TO_UPDATE = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 1000;

    private final Chats chats;
    private final Pace aMinute;
    private final Pace anHour;
    private @Nullable Line current;

    /** Where somebody has written to the robot: only there may it speak unasked. */
    private final Set<String> contacted = new HashSet<>();

    /** The message that shows a card, by the card's task. */
    private final Map<String, String> cards = new HashMap<>();

    private long callbacks;

    RobotWire(Chats chats, LongSupplier nanoTime) {
        this.chats = chats;
        this.aMinute = new Pace(30, Duration.ofMinutes(1), nanoTime);
        this.anHour = new Pace(1000, Duration.ofHours(1), nanoTime);
    }

    /** How a connection speaks to the robot; neither may wait. */
    interface Socket {

        void send(String frame);

        void close();
    }

    /** What a robot's frame asks in answer to: something that was delivered to it. */
    private record Callback(Chat chat, Optional<String> card, Instant at) {}

    /** A new connection; nothing is delivered on it before it has subscribed. */
    Line open(Socket socket) {
        return new Line(socket);
    }

    /** One connection of a robot. */
    final class Line {

        private final Socket socket;
        private final Map<String, Callback> delivered = new LinkedHashMap<>();
        private final Map<String, String> streams = new HashMap<>();

        private Line(Socket socket) {
            this.socket = socket;
        }

        /** What the robot says; what is no frame, or asks for nothing, is left alone. */
        void heard(String text) {
            Optional<ObjectNode> frame = Json.readObject(text);
            String request =
                    frame.map(it -> Json.text(it.path("headers"), "req_id")).orElse("");
            if (frame.isEmpty() || request.isEmpty()) {
                return;
            }
            int code = 0;
            String message = "ok";
            synchronized (RobotWire.this) {
                try {
                    act(
                            this,
                            Json.text(frame.get(), "cmd"),
                            request,
                            frame.get().path("body"));
                } catch (WireException refusal) {
                    code = refusal.code();
                    message = String.valueOf(refusal.getMessage());
                }
                ObjectNode answer = Json.object();
                answer.putObject("headers").put("req_id", request);
                socket.send(Json.write(answer.put("errcode", code).put("errmsg", message)));
            }
        }

        void closed() {
            synchronized (RobotWire.this) {
                if (current == this) {
                    current = null;
                }
            }
        }
    }

    private void act(Line line, String command, String request, JsonNode body) {
        if (command.equals("aibot_subscribe")) {
            subscribe(line, body);
            return;
        }
        if (line != current) {
            throw new WireException(846609, "not subscribed");
        }
        switch (command) {
            case "ping" -> {}
            case "aibot_send_msg" -> push(body);
            case "aibot_respond_msg" -> respond(line, request, body);
            case "aibot_respond_update_msg" -> update(line, request, body);
            default -> throw new WireException(40058, "invalid parameter: the sandbox does not play this cmd");
        }
    }

    /** One connection a robot: who comes throws out who was there. */
    private void subscribe(Line line, JsonNode body) {
        Robot robot = chats.world().robot();
        if (robot == null
                || !Json.text(body, "bot_id").equals(robot.botId())
                || !Json.text(body, "secret").equals(robot.secret())) {
            throw new WireException(853000, "invalid bot_id or secret");
        }
        Line before = current;
        current = line;
        if (before != null && before != line) {
            ObjectNode replaced = body("e-" + UUID.randomUUID());
            replaced.put("msgtype", "event").putObject("event").put("eventtype", "disconnected_event");
            before.socket.send(frame("aibot_event_callback", replaced));
            before.socket.close();
        }
    }

    private void push(JsonNode body) {
        String to = Json.text(body, "chatid");
        int type = body.path("chat_type").asInt(0);
        Optional<Chat> group = type == PRIVATE ? Optional.empty() : chats.chat(to, Platform.WECOM);
        Optional<Chat> person = type == GROUP
                ? Optional.empty()
                : chats.world().person(to).flatMap(one -> chats.chat(chats.privateChatId(to), Platform.WECOM));
        Chat chat = group.or(() -> person).orElseThrow(() -> new WireException(40003, "invalid chatid"));
        if (!contacted.contains(chat.id())) {
            throw new WireException(40003, "nobody has written to the robot here before");
        }
        say(chat, body);
    }

    private void respond(Line line, String request, JsonNode body) {
        Callback callback = callback(line, request, TO_ANSWER);
        if (!Json.text(body, "msgtype").equals("stream")) {
            say(callback.chat(), body);
            return;
        }
        JsonNode stream = body.path("stream");
        String id = Json.text(stream, "id");
        String content = markdown(stream);
        Optional<String> shown = Optional.ofNullable(line.streams.get(id)).filter(post -> !id.isEmpty());
        if (shown.isPresent()) {
            chats.rewrite(shown.get(), content);
        } else {
            pace(callback.chat());
            line.streams.put(
                    id,
                    chats.addFromBot(callback.chat(), "markdown", content, Optional.empty())
                            .messageId());
        }
        if (stream.path("finish").asBoolean(false)) {
            line.streams.remove(id);
        }
    }

    /** Puts another card in the place of the one that was pressed. */
    private void update(Line line, String request, JsonNode body) {
        Callback callback = callback(line, request, TO_UPDATE);
        JsonNode card = body.path(TemplateCards.TYPE);
        TemplateCards.fault(card, true).ifPresent(fault -> {
            throw new WireException(40058, "invalid parameter: " + fault);
        });
        String shown = callback.card()
                .filter(task -> task.equals(TemplateCards.task(card)))
                .map(cards::get)
                .orElseThrow(() -> new WireException(40058, "invalid parameter: task_id is not that of the card"));
        chats.rewrite(shown, Json.write(card));
    }

    private Callback callback(Line line, String request, Duration within) {
        return Optional.ofNullable(line.delivered.get(request))
                .filter(callback -> !chats.now().isAfter(callback.at().plus(within)))
                .orElseThrow(() -> new WireException(846605, "req_id is unknown, or too old"));
    }

    private void say(Chat chat, JsonNode body) {
        String type = Json.text(body, "msgtype");
        switch (type) {
            case "markdown" -> {
                String content = markdown(body.path(type));
                pace(chat);
                chats.addFromBot(chat, type, content, Optional.empty());
            }
            case TemplateCards.TYPE -> {
                JsonNode card = body.path(type);
                Optional<String> fault = TemplateCards.fault(card, true);
                if (fault.isPresent() || cards.containsKey(TemplateCards.task(card))) {
                    throw new WireException(40058, "invalid parameter: " + fault.orElse("task_id was used before"));
                }
                pace(chat);
                String shown = chats.addFromBot(chat, type, Json.write(card), Optional.empty())
                        .messageId();
                if (!TemplateCards.task(card).isEmpty()) {
                    cards.put(TemplateCards.task(card), shown);
                }
            }
            default ->
                throw new WireException(40008, "invalid msgtype; the sandbox carries markdown and template_card");
        }
    }

    private static String markdown(JsonNode content) {
        String text = Json.text(content, "content");
        if (text.isBlank()) {
            throw new WireException(44004, "empty content");
        }
        if (text.getBytes(UTF_8).length > MOST_MARKDOWN_BYTES) {
            throw new WireException(45002, "content is longer than " + MOST_MARKDOWN_BYTES + " bytes");
        }
        return Json.write(Json.object().put("content", text));
    }

    private void pace(Chat chat) {
        if (!aMinute.allows(chat.id()) || !anHour.allows(chat.id())) {
            throw new WireException(45009, "api freq out of limit");
        }
    }

    /**
     * Someone has written where the robot hears it.
     *
     * @return false when nobody was connected: the platform is not known to deliver it later
     */
    synchronized boolean said(SandboxPost post, Chat chat) {
        contacted.add(chat.id());
        ObjectNode body = body(post.messageId());
        from(body, post.senderId(), chat);
        body.put("msgtype", "text").putObject("text").put("content", post.text());
        return deliver("aibot_msg_callback", body, new Callback(chat, Optional.empty(), chats.now()));
    }

    /** Someone has pressed a button; false as above. */
    synchronized boolean pressed(JsonNode card, String member, Chat chat, TemplateCards.Button button) {
        ObjectNode body = body("e-" + UUID.randomUUID());
        from(body, member, chat);
        ObjectNode event = body.put("msgtype", "event").putObject("event").put("eventtype", "template_card_event");
        event.putObject("template_card_event")
                .put("card_type", Json.text(card, "card_type"))
                .put("event_key", button.key())
                .put("task_id", TemplateCards.task(card));
        return deliver(
                "aibot_event_callback", body, new Callback(chat, Optional.of(TemplateCards.task(card)), chats.now()));
    }

    private boolean deliver(String command, ObjectNode body, Callback callback) {
        Line line = current;
        if (line == null) {
            return false;
        }
        String frame = frame(command, body);
        line.delivered.put("srv-" + callbacks, callback);
        if (line.delivered.size() > MOST_REMEMBERED) {
            line.delivered.remove(line.delivered.keySet().iterator().next());
        }
        line.socket.send(frame);
        return true;
    }

    private String frame(String command, ObjectNode body) {
        ObjectNode frame = Json.object().put("cmd", command);
        frame.putObject("headers").put("req_id", "srv-" + ++callbacks);
        frame.set("body", body);
        return Json.write(frame);
    }

    private ObjectNode body(String id) {
        ObjectNode body = Json.object().put("msgid", id);
        body.put("create_time", chats.now().getEpochSecond());
        Robot robot = chats.world().robot();
        return body.put("aibotid", robot == null ? "" : robot.botId());
    }

    private static void from(ObjectNode body, String member, Chat chat) {
        if (chat.group()) {
            body.put("chatid", chat.id());
        }
        body.put("chattype", chat.group() ? "group" : "single");
        body.putObject("from").put("userid", member);
    }
}
