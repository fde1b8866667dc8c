package io.rollcall.bot.wire;

import io.rollcall.bot.chat.dingtalk.StreamDingTalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * DingTalk's side of the wire as the bot calls it: gives out tokens, takes a robot's messages and those of a group's
 * webhook, holds to the documented limits, and delivers over Stream connections. It outlives the bot, as the platform
 * does.
 */
final class DingTalkStandIn extends Dispatcher implements AutoCloseable {

    static final String CLIENT_ID = "dingwireclient01";
    static final String WEBHOOK_TOKEN = "wire-webhook-token";
    static final String WEBHOOK_SECRET = "SECwire0123456789";
    static final String GROUP = "cidWireGroup==";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where a robot in Stream mode has its messages. */
    final StreamDingTalk connections = new StreamDingTalk();

    private final MockWebServer server = new MockWebServer();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Posted> posted = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, Integer> flooded = new HashMap<>();
    private final List<Integer> webhookCodes = new ArrayList<>();
    private int tokens;
    private int sends;
    private int posts;
    private boolean losesAnswers;
    private boolean quotaIsUsedUp;

    /** A message of the robot, to a member or a group. */
    record Sent(String to, String title, String text) {}

    /** A message of the group's webhook. */
    record Posted(String title, String text, JsonNode at) {

        /** Whom it notifies: who is in the list and in the text. */
        List<String> mentioned() {
            List<String> named = new ArrayList<>();
            at.path("atUserIds").values().forEach(user -> named.add(user.asString()));
            at.path("atMobiles").values().forEach(mobile -> named.add(mobile.asString()));
            if (at.path("isAtAll").asBoolean(false)) {
                named.add("all");
            }
            return named.stream()
                    .filter(name -> name.equals("all") || text.contains("@" + name))
                    .toList();
        }
    }

    DingTalkStandIn() throws IOException {
        server.setDispatcher(this);
        server.setServerSocketFactory(connections);
        server.start();
    }

    String baseUrl() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    /** What an operator sets for the robot {@code main} and the webhook {@code payments}. */
    Map<String, String> settings() {
        return Map.of(
                "rollcall.dingtalk.robots.main.client-id",
                CLIENT_ID,
                "rollcall.dingtalk.robots.main.client-secret",
                DingTalkEnvelope.SECRET,
                "rollcall.dingtalk.robots.main.base-url",
                baseUrl(),
                "rollcall.dingtalk.webhooks.payments.access-token",
                WEBHOOK_TOKEN,
                "rollcall.dingtalk.webhooks.payments.secret",
                WEBHOOK_SECRET,
                "rollcall.dingtalk.webhooks.payments.base-url",
                baseUrl());
    }

    /** All of the robot's messages, in order. */
    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    synchronized List<Sent> sentTo(String address) {
        return sent.stream().filter(message -> message.to().equals(address)).toList();
    }

    /** All that a member or a group sees of the robot, in order. */
    String seenBy(String address) {
        return sentTo(address).stream().map(Sent::text).collect(Collectors.joining("\n\n"));
    }

    /** What the webhook has posted, in order. */
    synchronized List<Posted> posted() {
        return List.copyOf(posted);
    }

    /** How often the robot was to send something, whatever came of it. */
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

    /** The next messages to a member are too many. */
    synchronized void holdsBack(String member, int messages) {
        flooded.put(member, messages);
    }

    /** Whether the organisation has calls left this month. */
    synchronized void quotaIsUsedUp(boolean isUsedUp) {
        quotaIsUsedUp = isUsedUp;
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
        if (connections.isMeant(request)) {
            return connections.answer(request);
        }
        if (target.startsWith("/robot/send?")) {
            return post(request);
        }
        JsonNode body = JSON.readTree(request.getBody().utf8());
        if (target.equals("/v1.0/oauth2/accessToken")) {
            if (!body.path("appKey").asString("").equals(CLIENT_ID)
                    || !body.path("appSecret").asString("").equals(DingTalkEnvelope.SECRET)) {
                return failure(400, "invalidClientIdOrSecret");
            }
            tokens++;
            return answer(200, "{\"accessToken\":\"" + token() + "\",\"expireIn\":7200}");
        }
        boolean isPrivate = target.equals("/v1.0/robot/oToMessages/batchSend");
        if (!isPrivate && !target.equals("/v1.0/robot/groupMessages/send")) {
            return failure(404, "notFound");
        }
        sends++;
        if (!token().equals(request.getHeaders().get("x-acs-dingtalk-access-token"))) {
            return failure(401, "InvalidAuthentication");
        }
        if (quotaIsUsedUp) {
            return failure(403, "Forbidden.AccessDenied.ApiCountLimitForOrg");
        }
        if (!body.path("robotCode").asString("").equals(CLIENT_ID)) {
            return failure(400, "invalidParameter.robotCode.auth");
        }
        return isPrivate ? toMembers(body) : toGroup(body);
    }

    private String token() {
        return "wire-token-" + tokens;
    }

    private MockResponse toMembers(JsonNode body) {
        List<String> members = new ArrayList<>();
        body.path("userIds").values().forEach(member -> members.add(member.asString("")));
        if (members.isEmpty() || members.size() > 20) {
            return failure(
                    400, members.isEmpty() ? "invalidParameter.userIds.empty" : "invalidParameter.userIds.overMax");
        }
        if (!isMessage(body)) {
            return failure(400, "invalidParameter.msgParam.invalid");
        }
        List<String> invalid = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (String member : members) {
            int messages = flooded.getOrDefault(member, 0);
            if (unknown.contains(member)) {
                invalid.add(member);
            } else if (messages > 0) {
                flooded.put(member, messages - 1);
                held.add(member);
            } else {
                take(member, body);
            }
        }
        return unlessLost(answer(
                200,
                JSON.writeValueAsString(Map.of(
                        "processQueryKey",
                        "query-" + sends,
                        "invalidStaffIdList",
                        invalid,
                        "flowControlledStaffIdList",
                        held))));
    }

    private MockResponse toGroup(JsonNode body) {
        String group = body.path("openConversationId").asString("");
        if (!group.equals(GROUP)) {
            return failure(400, "invalidParameter.openConversationId");
        }
        if (!isMessage(body)) {
            return failure(400, "invalidParameter.msgParam.invalid");
        }
        take(group, body);
        return unlessLost(answer(200, "{\"processQueryKey\":\"query-" + sends + "\"}"));
    }

    private static boolean isMessage(JsonNode body) {
        String parameters = body.path("msgParam").asString("");
        if (!body.path("msgKey").asString("").equals("sampleMarkdown") || bytes(parameters) > 15_000) {
            return false;
        }
        JsonNode message = JSON.readTree(parameters);
        return !message.path("title").asString("").isEmpty()
                && !message.path("text").asString("").isEmpty();
    }

    private void take(String to, JsonNode body) {
        JsonNode message = JSON.readTree(body.path("msgParam").asString());
        sent.add(new Sent(
                to, message.path("title").asString(), message.path("text").asString()));
    }

    private MockResponse post(RecordedRequest request) {
        posts++;
        String timestamp = String.valueOf(request.getUrl().queryParameter("timestamp"));
        if (!WEBHOOK_TOKEN.equals(request.getUrl().queryParameter("access_token"))) {
            return webhook(300005);
        }
        if (!DingTalkEnvelope.sign(timestamp, WEBHOOK_SECRET)
                .equals(request.getUrl().queryParameter("sign"))) {
            return webhook(310000);
        }
        if (!webhookCodes.isEmpty()) {
            int code = webhookCodes.remove(0);
            if (code != 0) {
                return webhook(code);
            }
        }
        String body = request.getBody().utf8();
        JsonNode message = JSON.readTree(body);
        JsonNode markdown = message.path("markdown");
        if (!message.path("msgtype").asString("").equals("markdown")
                || markdown.path("title").asString("").isEmpty()
                || markdown.path("text").asString("").isEmpty()
                || bytes(body) > 20_000) {
            return webhook(40035);
        }
        posted.add(new Posted(
                markdown.path("title").asString(), markdown.path("text").asString(), message.path("at")));
        return unlessLost(answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
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

    private static MockResponse webhook(int code) {
        return answer(200, "{\"errcode\":" + code + ",\"errmsg\":\"refused\"}");
    }

    private static MockResponse failure(int status, String code) {
        return answer(status, "{\"code\":\"" + code + "\",\"message\":\"refused\",\"requestid\":\"0A1B2C3D-WIRE\"}");
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
