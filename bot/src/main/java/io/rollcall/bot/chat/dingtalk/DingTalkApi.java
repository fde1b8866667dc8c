package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.AccessToken;
import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.PlatformHttp;
import io.rollcall.bot.chat.dingtalk.DingTalkCode.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls to the platform's API. Knows tokens, time-outs and how an answer is read; what the answer's code means for the
 * caller is the caller's. Webhooks' tokens stand in addresses, so no address is ever part of a log or an exception.
 */
final class DingTalkApi {

    /** The topic of what members write to a robot ("Stream 模式介绍"). */
    static final String ROBOT_MESSAGES = "/v1.0/im/bot/messages/get";

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final String TOKEN_HEADER = "x-acs-dingtalk-access-token";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");

    /** Far above any answer to a call made here; what is longer is not the platform speaking. */
    private static final long MAX_ANSWER = 1L << 20;

    private final DingTalkSettings settings;
    private final OkHttpClient http;

    /** Makes a call once: repeated in silence, a refusal at last would hide that an earlier try may have arrived. */
    private final OkHttpClient httpOnce;

    private final Clock wallClock;
    private final ConcurrentMap<String, AccessToken> tokens = new ConcurrentHashMap<>();

    /**
     * @param wallClock the machine's time, by which tokens grow old and webhooks are signed, whatever hour the
     *                  application's own clock plays
     */
    DingTalkApi(DingTalkSettings settings, Clock wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
        // No redirects: a token must not follow one to another host, and the API gives none.
        this.http = PlatformHttp.client(settings.connectTimeout(), settings.callTimeout());
        this.httpOnce = http.newBuilder().retryOnConnectionFailure(false).build();
    }

    /**
     * Posts {@code body} in the name of a robot's app; with a new token once more where the platform does not take the
     * old one, which says that nothing was done.
     *
     * @param path such as {@code v1.0/robot/groupMessages/send}
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(String robot, String path, JsonNode body) throws CallFailedException {
        DingTalkSettings.Robot configured = robot(robot);
        AccessToken held = held(robot, configured);
        String token = current(held);
        Answer answer = exchange(path, withToken(configured, path, token, body), true);
        if (answer.kind() != Kind.TOKEN || answer.ok()) {
            return answer;
        }
        held.drop(token);
        return exchange(path, withToken(configured, path, current(held), body), true);
    }

    /**
     * Asks for a token, whether or not there is one; it is not kept. What comes back is secret.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer token(DingTalkSettings.Robot robot) throws CallFailedException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("appKey", robot.clientId());
        body.put("appSecret", robot.clientSecret());
        return exchange("accessToken", posting(url(robot.baseUrl(), "v1.0/oauth2/accessToken"), body), false);
    }

    /**
     * Asks who a member is ("查询用户详情"), which the permission qyapi_get_member allows.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer user(String robot, String userId) throws CallFailedException {
        DingTalkSettings.Robot configured = robot(robot);
        ObjectNode body = Json.MAPPER.createObjectNode().put("userid", userId).put("language", "zh_CN");
        HttpUrl.Builder url =
                addressBook(configured.baseUrl()).addQueryParameter("access_token", current(held(robot, configured)));
        return exchange("user/get", posting(url, body), false);
    }

    /** Beside {@code api.dingtalk.com} stands {@code oapi.dingtalk.com}, and knows the people. */
    private static HttpUrl.Builder addressBook(URI baseUrl) {
        HttpUrl.Builder url = url(baseUrl, "topapi/v2/user/get");
        String host = url.build().host();
        return host.startsWith("api.") ? url.host("o" + host) : url;
    }

    /**
     * Posts {@code body} to a group's webhook ("自定义机器人接入"), signed where it has a secret.
     *
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(DingTalkSettings.Webhook webhook, JsonNode body) throws CallFailedException {
        HttpUrl.Builder url =
                url(webhook.baseUrl(), "robot/send").addQueryParameter("access_token", webhook.accessToken());
        String secret = webhook.secret();
        if (secret != null && !secret.isBlank()) {
            String timestamp = Long.toString(wallClock.millis());
            url.addQueryParameter("timestamp", timestamp).addQueryParameter("sign", DingTalkSign.of(timestamp, secret));
        }
        return exchange("robot/send", posting(url, body), true);
    }

    /**
     * Asks where a robot's Stream connection is to be opened, for what members write to it. What comes back is a
     * ticket, and as secret.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer connection(String robot) throws CallFailedException {
        DingTalkSettings.Robot configured = robot(robot);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("clientId", configured.clientId());
        body.put("clientSecret", configured.clientSecret());
        body.putArray("subscriptions").addObject().put("type", "CALLBACK").put("topic", ROBOT_MESSAGES);
        body.put("ua", "rollcall");
        String path = "v1.0/gateway/connections/open";
        return exchange("connections/open", posting(url(configured.baseUrl(), path), body), false);
    }

    private DingTalkSettings.Robot robot(String name) throws CallFailedException {
        return settings.robot(name)
                .orElseThrow(() -> new CallFailedException("no DingTalk robot of that name is configured"));
    }

    private AccessToken held(String robot, DingTalkSettings.Robot configured) {
        return tokens.computeIfAbsent(
                robot, name -> new AccessToken("accessToken", () -> freshToken(configured), wallClock));
    }

    /** Without a token the call is not made. */
    private static String current(AccessToken held) throws CallFailedException {
        try {
            return held.get();
        } catch (CallFailedException e) {
            throw e.beforehand();
        }
    }

    private AccessToken.Fetched freshToken(DingTalkSettings.Robot robot) throws CallFailedException {
        Answer answer = token(robot);
        if (!answer.ok()) {
            Optional<Duration> wait = switch (answer.kind()) {
                case BUSY, LIMIT -> answer.after();
                case QUOTA -> Optional.of(untilQuota());
                default -> Optional.of(DingTalkCode.SETUP_PAUSE);
            };
            throw new CallFailedException("accessToken: " + answer.reason(), wait);
        }
        String token = answer.at("accessToken");
        long seconds = answer.body().path("expireIn").asLong(0);
        if (token.isEmpty() || seconds <= 0) {
            throw new CallFailedException("accessToken: the answer holds no token");
        }
        return new AccessToken.Fetched(token, Duration.ofSeconds(seconds));
    }

    /** How long to wait once the month's calls are used up. */
    Duration untilQuota() {
        return Quota.pause(wallClock.instant());
    }

    private static Request.Builder withToken(DingTalkSettings.Robot robot, String path, String token, JsonNode body)
            throws CallFailedException {
        try {
            return posting(url(robot.baseUrl(), path), body).header(TOKEN_HEADER, token);
        } catch (IllegalArgumentException e) {
            // What it says would quote the token.
            throw new CallFailedException("accessToken: what came is no token", Optional.empty(), false, true);
        }
    }

    private static Request.Builder posting(HttpUrl.Builder url, JsonNode body) {
        return new Request.Builder()
                .url(url.build())
                // Without it some calls are answered in XML.
                .header("Accept", "application/json")
                .post(RequestBody.create(Json.text(body), JSON));
    }

    private static HttpUrl.Builder url(URI baseUrl, String path) {
        HttpUrl base = HttpUrl.get(baseUrl);
        if (base == null) {
            throw new IllegalStateException("the base URL is no web address");
        }
        return base.newBuilder().addPathSegments(path);
    }

    private Answer exchange(String call, Request.Builder request, boolean hasEffect) throws CallFailedException {
        try (Response response =
                (hasEffect ? httpOnce : http).newCall(request.build()).execute()) {
            Optional<Duration> after = Optional.ofNullable(response.header("Retry-After"))
                    .map(String::strip)
                    .filter(value -> SECONDS.matcher(value).matches())
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
            Optional<JsonNode> body = Json.object(response.body().source(), MAX_ANSWER);
            if (body.isPresent()) {
                return Answer.of(response.code(), body.get(), after);
            }
            throw CallFailedException.unreadable(
                    call + ": HTTP " + response.code() + " without a readable answer", response.code(), after);
        } catch (IOException e) {
            throw CallFailedException.of(call, e);
        }
    }
}
