package io.rollcall.bot.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Feishu, WeCom and DingTalk in one, as far as the doctor asks them: everything is in order until a test says otherwise. */
public final class AskedPlatform extends Dispatcher implements AutoCloseable {

    public static final String TOKEN = "t-token-must-never-show";
    static final String TICKET = "ticket-must-never-show";

    final List<RecordedRequest> calls = new CopyOnWriteArrayList<>();
    final List<String> frames = new CopyOnWriteArrayList<>();
    volatile Duration ahead = Duration.ZERO;
    volatile boolean letsIn = true;
    volatile int robotCode;

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, Integer> statuses = new LinkedHashMap<>();
    private final MockWebServer server = new MockWebServer();

    public AskedPlatform() throws IOException {
        answers.put("/open-apis/auth/v3/tenant_access_token/internal", """
                {"code":0,"msg":"ok","tenant_access_token":"%s","expire":7200}""".formatted(TOKEN));
        answers.put("/open-apis/bot/v3/info", """
                {"code":0,"msg":"ok","bot":{"activate_status":2,"open_id":"ou_bot","app_name":"点名周报"}}""");
        answers.put("/open-apis/application/v6/scopes", """
                {"code":0,"msg":"success","data":{"scopes":[
                {"scope_name":"im:message:send_as_bot","grant_status":1},{"scope_name":"im:message:readonly","grant_status":1},
                {"scope_name":"im:message.p2p_msg:readonly","grant_status":1},
                {"scope_name":"im:message.group_at_msg:readonly","grant_status":1},{"scope_name":"im:chat","grant_status":2}]}}""");
        answers.put("/open-apis/im/v1/chats/oc_group/members", """
                {"code":0,"msg":"success","data":{"items":[{"member_id":"ou_lin","name":"林晓（支付）"}],
                "has_more":false,"member_total":1}}""");
        answers.put("/open-apis/contact/v3/users/ou_su", """
                {"code":0,"msg":"success","data":{"user":{"open_id":"ou_su","name":"苏岚"}}}""");
        answers.put("/cgi-bin/gettoken", """
                {"errcode":0,"errmsg":"ok","access_token":"%s","expires_in":7200}""".formatted(TOKEN));
        answers.put("/cgi-bin/agent/get", """
                {"errcode":0,"errmsg":"ok","agentid":1000042,"name":"点名周报","close":0}""");
        answers.put("/cgi-bin/user/get", """
                {"errcode":0,"errmsg":"ok","userid":"zhou","name":"周航"}""");
        answers.put("/cgi-bin/webhook/send", """
                {"errcode":0,"errmsg":"ok"}""");
        answers.put("/v1.0/oauth2/accessToken", """
                {"accessToken":"%s","expireIn":7200}""".formatted(TOKEN));
        answers("/v1.0/robot/oToMessages/batchSend", 400, """
                {"code":"invalidParameter.userIds.empty","message":"no","requestid":"0A1B"}""");
        answers.put("/v1.0/gateway/connections/open", """
                {"endpoint":"wss://wss-open.dingtalk.invalid:443/connect","ticket":"%s"}""".formatted(TICKET));
        answers.put("/topapi/v2/user/get", """
                {"errcode":0,"errmsg":"ok","result":{"userid":"manager7001","name":"何川"}}""");
        answers.put("/robot/send", """
                {"errcode":0,"errmsg":"ok"}""");
        server.setDispatcher(this);
        server.start();
    }

    public String url() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    /** From now on this is answered to calls of the path. */
    void answers(String path, String json) {
        answers.put(path, json);
    }

    void answers(String path, int status, String json) {
        answers.put(path, json);
        statuses.put(path, status);
    }

    boolean wasAsked(String path) {
        return calls.stream().anyMatch(call -> call.getTarget().startsWith(path));
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        calls.add(request);
        String path = request.getTarget().replaceFirst("\\?.*", "");
        if (path.equals("/callback/ws/endpoint")) {
            return answer(200, """
                    {"code":0,"data":{"URL":"ws://%s/ws/v2?service_id=1&access_key=%s"}}""".formatted(request.getHeaders().get("Host"), TICKET));
        }
        if (path.equals("/ws/v2") || path.equals("/robot")) {
            return letsIn
                    ? new MockResponse.Builder().webSocketUpgrade(new Line()).build()
                    : new MockResponse.Builder().code(403).build();
        }
        String answer = answers.get(path);
        return answer == null
                ? dated(new MockResponse.Builder().code(404))
                : answer(statuses.getOrDefault(path, 200), answer);
    }

    private MockResponse answer(int status, String json) {
        return dated(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(json));
    }

    private MockResponse dated(MockResponse.Builder response) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Clock.systemUTC().instant().plus(ahead).atZone(ZoneOffset.UTC));
        return response.addHeader("Date", date.replace("Z", "GMT")).build();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Line extends WebSocketListener {

        @Override
        public void onOpen(WebSocket socket, Response response) {}

        @Override
        public void onMessage(WebSocket socket, String text) {
            frames.add(text);
            String id = text.replaceFirst(".*\"req_id\":\"([^\"]*)\".*", "$1");
            socket.send("{\"headers\":{\"req_id\":\"" + id + "\"},\"errcode\":" + robotCode + ",\"errmsg\":\"said\"}");
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(1000, null);
        }
    }
}
