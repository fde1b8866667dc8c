package io.rollcall.bot.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeCom's side of the wire as the bot calls it: gives out tokens, takes an app's messages and a group robot's, and
 * holds to the documented limits of both. It outlives the bot, as the platform does.
 */
final class WeComStandIn extends Dispatcher implements AutoCloseable {

    static final String SECRET = "wire-app-secret";
    static final String WEBHOOK_KEY = "wire-webhook-key";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    private final MockWebServer server = new MockWebServer();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> posted = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private final List<Integer> webhookCodes = new ArrayList<>();
    private int tokens;
    private int sends;
    private int posts;
    private boolean losesAnswers;

    /** A message of the app. */
    record Sent(String to, String type, JsonNode content) {

        /** What the member sees of it. */
        String text() {
            if (type.equals("text")) {
                return content.path("content").asString().replaceAll("[\u200b\u200c]", "");
            }
            return content.path("main_title").path("title").asString() + "\n"
                    + content.path("sub_title_text").asString("");
        }

        /** The keys of its buttons by their labels; none on a text. */
        String button(String label) {
            return content.path("button_list").values().stream()
                    .filter(button -> button.path("text").asString().equals(label))
                    .map(button -> button.path("key").asString())
                    .findFirst()
                    .orElseThrow();
        }

        String task() {
            return content.path("task_id").asString();
        }
    }

    WeComStandIn() throws IOException {
        server.setDispatcher(this);
        server.start();
    }

    String baseUrl() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    synchronized List<Sent> sentTo(String member) {
        return sent.stream().filter(message -> message.to().equals(member)).toList();
    }

    /** All that a member sees, in order. */
    String seenBy(String member) {
        return sentTo(member).stream().map(Sent::text).collect(Collectors.joining("\n\n"));
    }

    /** What stands in the group, in order. */
    synchronized List<String> posted() {
        return List.copyOf(posted);
    }

    /** How often the webhook was called, whatever came of it. */
    synchronized int posts() {
        return posts;
    }

    synchronized int sends() {
        return sends;
    }

    synchronized int tokens() {
        return tokens;
    }

    /** From now on the token in use is not taken any more. */
    synchronized void expireToken() {
        tokens++;
    }

    synchronized void doesNotKnow(String member) {
        unknown.add(member);
    }

    /** The webhook's next answers. */
    synchronized void webhookAnswers(int... codes) {
        for (int code : codes) {
            webhookCodes.add(code);
        }
    }

    /** From now on messages arrive, and the connection is gone before the answer. */
    synchronized void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        String target = request.getTarget();
        if (target.equals("/cgi-bin/gettoken?corpid=" + WeComEnvelope.CORP + "&corpsecret=" + SECRET)) {
            tokens++;
            return answer("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"" + token() + "\",\"expires_in\":7200}");
        }
        if (target.startsWith("/cgi-bin/message/send?")) {
            return target.endsWith("?access_token=" + token())
                    ? unlessLost(message(JSON.readTree(request.getBody().utf8())))
                    : code(42001);
        }
        if (target.equals("/cgi-bin/webhook/send?key=" + WEBHOOK_KEY)) {
            return unlessLost(post(JSON.readTree(request.getBody().utf8())));
        }
        return new MockResponse.Builder().code(404).build();
    }

    private String token() {
        return "wire-token-" + tokens;
    }

    private MockResponse message(JsonNode body) {
        sends++;
        String to = body.path("touser").asString();
        String type = body.path("msgtype").asString();
        JsonNode content = body.path(type);
        if (body.path("agentid").asInt(0) != WeComEnvelope.AGENT) {
            return code(40056);
        }
        if (unknown.contains(to)) {
            return answer("{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"" + to.toLowerCase() + "\"}");
        }
        Function<JsonNode, Integer> check = switch (type) {
            case "text" -> WeComStandIn::textFault;
            case "template_card" -> this::cardFault;
            default -> any -> 40008;
        };
        boolean repeated = body.path("enable_duplicate_check").asInt(0) == 1 && !said.add(to + "\n" + content);
        if (!repeated) {
            int fault = check.apply(content);
            if (fault != 0) {
                return code(fault);
            }
            sent.add(new Sent(to, type, content));
        }
        return answer("{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"\",\"msgid\":\"m-" + sends + "\"}");
    }

    private static int textFault(JsonNode content) {
        return bytes(content.path("content").asString()) > 2048 ? 45002 : 0;
    }

    private int cardFault(JsonNode card) {
        String task = card.path("task_id").asString("");
        JsonNode buttons = card.path("button_list");
        boolean whole = task.matches("[0-9A-Za-z_\\-@]{1,128}")
                && !card.path("main_title").path("title").asString("").isEmpty()
                && buttons.size() >= 1
                && buttons.size() <= 6
                && buttons.values().stream().allMatch(button -> {
                    String label = button.path("text").asString("");
                    return !label.isEmpty()
                            && label.codePointCount(0, label.length()) <= 10
                            && bytes(button.path("key").asString("")) <= 1024;
                });
        return whole && tasks.add(task) ? 0 : 40058;
    }

    private MockResponse post(JsonNode body) {
        posts++;
        if (!webhookCodes.isEmpty()) {
            int code = webhookCodes.remove(0);
            if (code != 0) {
                return code(code);
            }
        }
        String content = body.path("markdown_v2").path("content").asString("");
        if (!body.path("msgtype").asString().equals("markdown_v2") || content.isEmpty() || bytes(content) > 4096) {
            return code(40058);
        }
        posted.add(content);
        return answer(OK);
    }

    private MockResponse unlessLost(MockResponse answer) {
        return losesAnswers
                ? new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()
                : answer;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static MockResponse code(int code) {
        return answer("{\"errcode\":" + code + ",\"errmsg\":\"refused, hint: [1767225600001]\"}");
    }

    private static MockResponse answer(String body) {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
