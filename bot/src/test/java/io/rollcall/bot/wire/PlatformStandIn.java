package io.rollcall.bot.wire;

import io.rollcall.bot.chat.feishu.LongFeishu;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Feishu's side of the wire as the bot under test calls it: gives out tokens, takes messages once per {@code uuid} and
 * remembers them. It outlives the bot, as the platform does.
 */
final class PlatformStandIn extends Dispatcher implements AutoCloseable {

    static final String TENANT_TOKEN = "t-wire-tenant-token";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where a bot that cannot be called has its events. */
    final LongFeishu connections = new LongFeishu();

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Sent> byUuid = new LinkedHashMap<>();
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final List<Update> updates = new ArrayList<>();
    private String answerToUpdates = "{\"code\":0,\"msg\":\"success\",\"data\":{}}";
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger sends = new AtomicInteger();
    private final Map<String, String> contacts = new HashMap<>();
    private volatile boolean tellsNobody;
    private final List<Written> documents = new ArrayList<>();
    private volatile boolean makesNoDocuments;
    private final List<JsonNode> hooked = new ArrayList<>();
    private volatile int hookCode;
    private final Map<String, Integer> refused = new LinkedHashMap<>();
    private volatile Duration pause = Duration.ZERO;

    /** A message of the bot. */
    record Sent(String to, String type, JsonNode content, String messageId) {

        private static final Set<String> TEXTS = Set.of("content", "text", "default_value", "default_url");

        /** Every text and every address of it, a line each. */
        String text() {
            List<String> lines = new ArrayList<>();
            collect(content, lines);
            return String.join("\n", lines);
        }

        String title() {
            return content.path("header").path("title").path("content").asString("");
        }

        private static void collect(JsonNode node, List<String> lines) {
            node.properties().forEach(field -> {
                boolean isText = TEXTS.contains(field.getKey());
                if (isText && field.getValue().isString()) {
                    lines.add(field.getValue().asString());
                } else {
                    collect(field.getValue(), lines);
                }
            });
            if (node.isArray()) {
                node.forEach(child -> collect(child, lines));
            }
        }
    }

    /** A card that took the place of another. */
    record Update(String messageId, Sent card) {}

    /** How a member's message stands. */
    private record Seen(String text, boolean edited, boolean deleted, long updatedAt) {}

    PlatformStandIn() throws IOException {
        server.setDispatcher(this);
        server.setServerSocketFactory(connections);
        server.start();
    }

    String baseUrl() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    synchronized List<Sent> sent() {
        return List.copyOf(byUuid.values());
    }

    List<Sent> sentTo(String address) {
        return sent().stream().filter(sent -> sent.to().equals(address)).toList();
    }

    /** What took the place of a message, one after the other, refused ones included. */
    synchronized List<Update> updates() {
        return List.copyOf(updates);
    }

    /** From now on an update is answered like this; it counts as seen all the same. */
    synchronized void answersUpdates(String json) {
        answerToUpdates = json;
    }

    /** How often a message was brought, repeated ones included. */
    int sends() {
        return sends.get();
    }

    /** From now on an answer to a message takes this long; it counts as sent at once. */
    void takesItsTime(Duration time) {
        pause = time;
    }

    /** Somebody has this e-mail address or mobile number. */
    synchronized void knows(String contact, String openId) {
        contacts.put(contact, openId);
    }

    /** Whether the scope for asking by contacts is missing. */
    void tellsNobody(boolean nobody) {
        tellsNobody = nobody;
    }

    /** What came by a group's custom bot, each as it was sent. */
    synchronized List<JsonNode> hooked() {
        return List.copyOf(hooked);
    }

    /** The answer to what comes by a custom bot next: its code. */
    void answersHooksWith(int code) {
        hookCode = code;
    }

    private MockResponse hook(JsonNode body) {
        hooked.add(body);
        return answer("{\"code\":" + hookCode + ",\"msg\":\"said\",\"data\":{}}");
    }

    /** A document of the bot: its title, the text of its blocks, and who may read it. */
    record Written(String id, String title, List<String> texts, List<String> readers) {}

    synchronized List<Written> documents() {
        return List.copyOf(documents);
    }

    /** From now on the scope for documents is missing. */
    void makesNoDocuments() {
        makesNoDocuments = true;
    }

    private MockResponse document(String path, JsonNode body) {
        if (makesNoDocuments) {
            return answer("{\"code\":99991672,\"msg\":\"Access denied\"}");
        }
        if (path.equals("/open-apis/docx/v1/documents")) {
            Written made = new Written(
                    "dox" + (documents.size() + 1),
                    body.path("title").asString(),
                    new ArrayList<>(),
                    new ArrayList<>());
            documents.add(made);
            return answer("{\"code\":0,\"data\":{\"document\":{\"document_id\":\"" + made.id() + "\"}}}");
        }
        if (path.equals("/open-apis/drive/v1/metas/batch_query")) {
            String id = body.path("request_docs").path(0).path("doc_token").asString();
            return answer("{\"code\":0,\"data\":{\"metas\":[{\"url\":\"https://wire.feishu.cn/docx/" + id + "\"}]}}");
        }
        Written meant = documents.stream()
                .filter(one -> path.contains("/" + one.id() + "/"))
                .findFirst()
                .orElseThrow();
        if (path.endsWith("/members")) {
            meant.readers().add(body.path("member_id").asString());
        } else {
            body.path("descendants")
                    .forEach(block -> block.findValues("content")
                            .forEach(text -> meant.texts().add(text.asString())));
        }
        return answer("{\"code\":0,\"data\":{}}");
    }

    private MockResponse whoIs(JsonNode asked) {
        if (tellsNobody) {
            return answer("{\"code\":99991672,\"msg\":\"Access denied\",\"error\":{\"permission_violations\":"
                    + "[{\"type\":\"action_scope_required\",\"subject\":\"contact:user.id:readonly\"}]}}");
        }
        ObjectNode body = JSON.createObjectNode().put("code", 0).put("msg", "success");
        ArrayNode users = body.putObject("data").putArray("user_list");
        for (String kind : List.of("email", "mobile")) {
            for (JsonNode contact : asked.path(kind + "s")) {
                ObjectNode user = users.addObject().put(kind, contact.asString());
                Optional.ofNullable(contacts.get(contact.asString())).ifPresent(id -> user.put("user_id", id));
            }
        }
        return answer(JSON.writeValueAsString(body));
    }

    /** From now on messages to this address are answered with this code; 0 ends that. */
    synchronized void refuses(String address, int code) {
        refused.put(address, code);
    }

    synchronized void memberEdits(String messageId, String text, long at) {
        seen.put(messageId, new Seen(text, true, false, at));
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        if (connections.isMeant(request)) {
            return connections.answer(request);
        }
        String target = request.getTarget();
        if (target.endsWith("/tenant_access_token/internal")) {
            return answer(
                    "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"" + TENANT_TOKEN + "\",\"expire\":7200}");
        }
        if (target.startsWith("/open-apis/bot/v3/info")) {
            return answer("{\"code\":0,\"msg\":\"ok\",\"bot\":{\"open_id\":\"ou_bot\",\"app_name\":\"点名周报\"}}");
        }
        if (target.equals("/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id")) {
            return whoIs(JSON.readTree(request.getBody().utf8()));
        }
        if (target.equals("/open-apis/bot/v2/hook/wire-hook-key")) {
            return hook(JSON.readTree(request.getBody().utf8()));
        }
        if (target.startsWith("/open-apis/docx/") || target.startsWith("/open-apis/drive/")) {
            return document(
                    target.replaceFirst("\\?.*", ""),
                    JSON.readTree(request.getBody().utf8()));
        }
        if (target.startsWith("/open-apis/im/v1/messages?") && "POST".equals(request.getMethod())) {
            sends.incrementAndGet();
            JsonNode body = JSON.readTree(request.getBody().utf8());
            int code = refused.getOrDefault(body.path("receive_id").asString(), 0);
            if (code != 0) {
                return answer("{\"code\":" + code + ",\"msg\":\"refused\"}");
            }
            Sent sent = byUuid.computeIfAbsent(
                    body.path("uuid").asString(),
                    uuid -> new Sent(
                            body.path("receive_id").asString(),
                            body.path("msg_type").asString(),
                            JSON.readTree(body.path("content").asString()),
                            "om_bot_" + ids.incrementAndGet()));
            return answer("{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"" + sent.messageId() + "\"}}")
                    .newBuilder()
                    .headersDelay(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .build();
        }
        if (target.startsWith("/open-apis/im/v1/messages/") && "PATCH".equals(request.getMethod())) {
            String id = target.substring("/open-apis/im/v1/messages/".length());
            JsonNode body = JSON.readTree(request.getBody().utf8());
            updates.add(new Update(
                    id,
                    new Sent(
                            "",
                            "interactive",
                            JSON.readTree(body.path("content").asString()),
                            id)));
            return answer(answerToUpdates);
        }
        if (target.startsWith("/open-apis/im/v1/messages/")) {
            String id = target.substring("/open-apis/im/v1/messages/".length()).replaceFirst("\\?.*", "");
            Seen now = seen.get(id);
            return now == null
                    ? answer("{\"code\":99992354,\"msg\":\"message_id does not exist\"}")
                    : answer(JSON.writeValueAsString(Map.of(
                            "code",
                            0,
                            "msg",
                            "success",
                            "data",
                            Map.of(
                                    "items",
                                    List.of(Map.of(
                                            "message_id",
                                            id,
                                            "msg_type",
                                            "text",
                                            "create_time",
                                            "1",
                                            "update_time",
                                            Long.toString(now.updatedAt()),
                                            "updated",
                                            now.edited(),
                                            "deleted",
                                            now.deleted(),
                                            "body",
                                            Map.of(
                                                    "content",
                                                    JSON.writeValueAsString(Map.of("text", now.text())))))))));
        }
        return new MockResponse.Builder().code(404).build();
    }

    @Override
    public void close() {
        server.close();
    }

    private static MockResponse answer(String body) {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }
}
