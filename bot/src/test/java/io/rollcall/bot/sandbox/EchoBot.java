package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bot with as little sense as will do: it answers each message with a card that repeats it and has two buttons, over
 * the platform's wire only.
 */
@RestController
class EchoBot {

    private final LocalServer server;
    private final OkHttpClient http = new OkHttpClient();

    private volatile @Nullable JsonNode lastAction;

    EchoBot(LocalServer server) {
        this.server = server;
    }

    @PostMapping("/callback/feishu/demo")
    ResponseEntity<String> hear(@org.springframework.web.bind.annotation.RequestBody byte[] body) throws Exception {
        JsonNode event = Envelopes.open(body, TestWorld.ENCRYPT_KEY);
        String type = Json.text(event.path("header"), "event_type");
        if (type.equals("card.action.trigger")) {
            return ResponseEntity.ok(Json.write(pressed(event.path("event"))));
        }
        if (type.equals("im.message.receive_v1")) {
            JsonNode message = event.at("/event/message");
            String text = Json.text(Json.read(Json.text(message, "content")).orElseThrow(), "text");
            post(Json.text(message, "chat_id"), Json.write(card("收到", text.replace("@_user_1 ", ""), true)));
        }
        return ResponseEntity.ok("{}");
    }

    /** What was done with a card last; empty before. */
    Optional<JsonNode> lastAction() {
        return Optional.ofNullable(lastAction);
    }

    private ObjectNode pressed(JsonNode event) {
        lastAction = event.path("action");
        String act = Json.text(event.at("/action/value"), "act");
        ObjectNode answer = Json.object();
        ObjectNode toast = answer.putObject("toast").put("type", "success").put("content", "已记下");
        toast.putObject("i18n").put("zh_cn", "已记下").put("en_us", "Noted");
        if (act.equals("done")) {
            answer.putObject("card").put("type", "raw").set("data", card("记下了", "不再有按钮", false));
        }
        return answer;
    }

    static ObjectNode card(String title, String text, boolean buttons) {
        ObjectNode card = Json.object().put("schema", "2.0");
        ObjectNode header = card.putObject("header").put("template", buttons ? "blue" : "green");
        header.putObject("title").put("tag", "plain_text").put("content", title);
        ArrayNode elements = card.putObject("body").putArray("elements");
        elements.addObject()
                .put("tag", "div")
                .putObject("text")
                .put("tag", "plain_text")
                .put("content", text);
        if (buttons) {
            ArrayNode columns = elements.addObject()
                    .put("tag", "column_set")
                    .put("flex_mode", "flow")
                    .putArray("columns");
            button(columns, "就这样", "done", "primary");
            button(columns, "再想想", "wait", "default");
        }
        return card;
    }

    private static void button(ArrayNode columns, String label, String act, String type) {
        ObjectNode column = columns.addObject().put("tag", "column").put("width", "auto");
        ObjectNode button =
                column.putArray("elements").addObject().put("tag", "button").put("type", type);
        button.putObject("text").put("tag", "plain_text").put("content", label);
        button.putArray("behaviors")
                .addObject()
                .put("type", "callback")
                .putObject("value")
                .put("act", act);
    }

    /** Sends a card; the answer's message id. */
    String post(String chatId, String card) throws IOException {
        ObjectNode credentials = Json.object().put("app_id", TestWorld.APP_ID).put("app_secret", TestWorld.SECRET);
        String token = Json.text(
                call("/auth/v3/tenant_access_token/internal", credentials, Optional.empty()), "tenant_access_token");
        ObjectNode message = Json.object()
                .put("receive_id", chatId)
                .put("msg_type", "interactive")
                .put("content", card);
        JsonNode answer = call("/im/v1/messages?receive_id_type=chat_id", message, Optional.of(token));
        if (answer.path("code").asInt(-1) != 0) {
            throw new IllegalStateException("the sandbox refused: " + answer);
        }
        return Json.text(answer.path("data"), "message_id");
    }

    private JsonNode call(String path, ObjectNode body, Optional<String> token) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(server.resolve("/sandbox/feishu/open-apis" + path)
                        .orElseThrow()
                        .toString())
                .post(RequestBody.create(Json.bytes(body), MediaType.get("application/json; charset=utf-8")));
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        try (Response response = http.newCall(request.build()).execute()) {
            return Json.read(new String(response.body().bytes(), UTF_8)).orElseThrow();
        }
    }
}
