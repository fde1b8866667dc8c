package io.rollcall.bot.sandbox;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A robot's end of the connection with no sense at all: it says what it is told to, and keeps what it hears. */
final class RobotClient extends WebSocketListener implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    volatile boolean over;
    volatile int refused;
    private final AtomicInteger requests = new AtomicInteger();
    private final OkHttpClient http = new OkHttpClient();
    private final WebSocket socket;

    RobotClient(int port, String... headers) {
        Request.Builder request = new Request.Builder().url("ws://127.0.0.1:" + port + "/sandbox/wecom/openws");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        socket = http.newWebSocket(request.build(), this);
    }

    static RobotClient subscribed(int port) {
        RobotClient client = new RobotClient(port);
        if (client.subscribe(WeComWorld.BOT_ID, WeComWorld.SECRET) != 0) {
            throw new AssertionError("not let in");
        }
        return client;
    }

    int subscribe(String botId, String secret) {
        return code("aibot_subscribe", Json.object().put("bot_id", botId).put("secret", secret));
    }

    /** What was answered to a request of one's own. */
    int code(String command, @Nullable JsonNode body) {
        return code(command, "own-" + requests.incrementAndGet(), body);
    }

    int code(String command, String request, @Nullable JsonNode body) {
        ObjectNode frame = Json.object().put("cmd", command);
        frame.putObject("headers").put("req_id", request);
        if (body != null) {
            frame.set("body", body);
        }
        int before = answers(request).size();
        say(Json.write(frame));
        await().atMost(PATIENCE).until(() -> answers(request).size() > before);
        return answers(request).get(before).path("errcode").asInt(-1);
    }

    private List<JsonNode> answers(String request) {
        return frames.stream()
                .filter(frame -> !frame.has("cmd"))
                .filter(frame -> Json.text(frame.path("headers"), "req_id").equals(request))
                .toList();
    }

    void say(String frame) {
        socket.send(frame);
    }

    /** What was delivered, without answers. */
    List<JsonNode> heard() {
        return frames.stream().filter(frame -> frame.has("cmd")).toList();
    }

    JsonNode awaitHeard(int number) {
        await().atMost(PATIENCE).until(() -> heard().size() >= number);
        return heard().get(number - 1);
    }

    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> over);
    }

    static ObjectNode markdown(String to, String text) {
        ObjectNode body = Json.object().put("chatid", to).put("chat_type", 1).put("msgtype", "markdown");
        body.putObject("markdown").put("content", text);
        return body;
    }

    static ObjectNode card(String to, String task, String... labels) {
        ObjectNode body = Json.object().put("chatid", to).put("chat_type", 1).put("msgtype", "template_card");
        ObjectNode card = body.putObject("template_card").put("card_type", "button_interaction");
        card.putObject("main_title").put("title", "本周周报");
        card.put("sub_title_text", "请在 17:30 前回复").put("task_id", task);
        for (String label : labels) {
            card.withArray("button_list")
                    .addObject()
                    .put("text", label)
                    .put("style", 1)
                    .put("key", "act=" + label);
        }
        return body;
    }

    @Override
    public void onMessage(WebSocket from, String text) {
        frames.add(Json.read(text).orElseThrow());
    }

    @Override
    public void onClosing(WebSocket closing, int code, String reason) {
        closing.close(1000, null);
        over = true;
    }

    @Override
    public void onFailure(WebSocket failed, Throwable failure, @Nullable Response response) {
        refused = Optional.ofNullable(response).map(Response::code).orElse(0);
        over = true;
    }

    @Override
    public void close() {
        socket.cancel();
        http.dispatcher().executorService().shutdown();
    }
}
