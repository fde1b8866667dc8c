package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.wecom.WeComCode.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls to the platform's API. Knows tokens, time-outs and how an answer is read; what the answer's code means for the
 * caller is the caller's. Tokens and keys stand in addresses here, so no address is ever part of a log or an exception.
 */
final class WeComApi {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /** Far above any answer to a call made here; what is longer is not the platform speaking. */
    private static final long MAX_ANSWER = 1L << 20;

    private final WeComSettings settings;
    private final OkHttpClient http;

    /** Makes a call once: repeated in silence, a refusal at last would hide that an earlier try may have arrived. */
    private final OkHttpClient httpOnce;

    private final Clock wallClock;
    private final ConcurrentMap<String, AccessToken> tokens = new ConcurrentHashMap<>();

    /**
     * @param wallClock the machine's time, by which tokens grow old, whatever hour the application's own clock plays
     */
    WeComApi(WeComSettings settings, Clock wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
        // No redirects: a token must not follow one to another host, and the API gives none.
        this.http = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.callTimeout())
                .writeTimeout(settings.callTimeout())
                .callTimeout(settings.callTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.httpOnce = http.newBuilder().retryOnConnectionFailure(false).build();
    }

    /**
     * Posts {@code body} in the name of an app; with a new token once more where the platform does not take the old
     * one, which says that nothing was done.
     *
     * @param path such as {@code message/send}
     * @throws WeComUnavailableException when there was no readable answer; the call may have had its effect
     */
    Answer post(String agent, String path, JsonNode body) throws WeComUnavailableException {
        WeComSettings.Agent configured = agent(agent);
        AccessToken held =
                tokens.computeIfAbsent(agent, name -> new AccessToken(() -> freshToken(configured), wallClock));
        String token = current(held);
        Answer answer = exchange(path, withToken(configured, path, token), body);
        if (answer.kind() != Kind.TOKEN) {
            return answer;
        }
        held.drop(token);
        return exchange(path, withToken(configured, path, current(held)), body);
    }

    /**
     * Posts {@code body} to a group robot's webhook.
     *
     * @throws WeComUnavailableException when there was no readable answer; the call may have had its effect
     */
    Answer post(WeComSettings.Webhook webhook, JsonNode body) throws WeComUnavailableException {
        String path = "webhook/send";
        return exchange(path, url(webhook.baseUrl(), path).addQueryParameter("key", webhook.key()), body);
    }

    private WeComSettings.Agent agent(String name) throws WeComUnavailableException {
        return settings.agent(name)
                .orElseThrow(() -> new WeComUnavailableException("no WeCom app of that name is configured"));
    }

    /** Without a token the call is not made. */
    private static String current(AccessToken held) throws WeComUnavailableException {
        try {
            return held.get();
        } catch (WeComUnavailableException e) {
            throw e.beforehand();
        }
    }

    private AccessToken.Fetched freshToken(WeComSettings.Agent agent) throws WeComUnavailableException {
        Answer answer = exchange(
                "gettoken",
                url(agent.baseUrl(), "gettoken")
                        .addQueryParameter("corpid", agent.corpId())
                        .addQueryParameter("corpsecret", agent.secret()),
                null);
        if (!answer.ok()) {
            // Answers with a code differ in who has to act: the platform by itself, or the operator.
            Duration wait = answer.kind() == Kind.SETUP ? WeComCode.SETUP_PAUSE : WeComCode.LIMIT_PAUSE;
            throw new WeComUnavailableException("gettoken: " + answer.reason(), Optional.of(wait));
        }
        String token = answer.at("access_token");
        long seconds = answer.body().path("expires_in").asLong(0);
        if (token.isEmpty() || seconds <= 0) {
            throw new WeComUnavailableException("gettoken: the answer holds no token");
        }
        return new AccessToken.Fetched(token, Duration.ofSeconds(seconds));
    }

    private static HttpUrl.Builder withToken(WeComSettings.Agent agent, String path, String token) {
        return url(agent.baseUrl(), path).addQueryParameter("access_token", token);
    }

    private static HttpUrl.Builder url(URI baseUrl, String path) {
        HttpUrl base = HttpUrl.get(baseUrl);
        if (base == null) {
            throw new IllegalStateException("the base URL is no web address");
        }
        return base.newBuilder().addPathSegments("cgi-bin/" + path);
    }

    private Answer exchange(String call, HttpUrl.Builder url, @Nullable JsonNode body)
            throws WeComUnavailableException {
        Request.Builder request = new Request.Builder().url(url.build());
        if (body != null) {
            request.post(RequestBody.create(Json.text(body), JSON));
        }
        try (Response response =
                (body == null ? http : httpOnce).newCall(request.build()).execute()) {
            return read(call, response);
        } catch (IOException e) {
            throw new WeComUnavailableException(
                    call + ": " + e.getClass().getSimpleName(), Optional.empty(), !isBeforeConnected(e));
        }
    }

    /** Whether the platform cannot have heard anything: there was no connection to speak on. */
    private static boolean isBeforeConnected(IOException e) {
        return e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException
                || e instanceof SSLPeerUnverifiedException;
    }

    private static Answer read(String call, Response response) throws IOException, WeComUnavailableException {
        Optional<JsonNode> body = body(response);
        if (body.isPresent() && body.get().path("errcode").isInt()) {
            return new Answer(response.code(), body.get().path("errcode").asInt(0), body.get());
        }
        // A gateway that turns a call away says so with a status of 400 to 499; beyond it anything may have happened.
        boolean turnedAway = response.code() >= 400 && response.code() < 500;
        throw new WeComUnavailableException(
                call + ": HTTP " + response.code() + " without a readable answer",
                Optional.empty(),
                !turnedAway,
                response.code() == 429);
    }

    private static Optional<JsonNode> body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MAX_ANSWER + 1)) {
            return Optional.empty();
        }
        return Json.object(source.readByteArray());
    }
}
