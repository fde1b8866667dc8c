package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.AccessToken;
import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.PlatformHttp;
import io.rollcall.bot.chat.wecom.WeComCode.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
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
        this.http = PlatformHttp.client(settings.connectTimeout(), settings.callTimeout());
        this.httpOnce = http.newBuilder().retryOnConnectionFailure(false).build();
    }

    /**
     * Posts {@code body} in the name of an app; with a new token once more where the platform does not take the old
     * one, which says that nothing was done.
     *
     * @param path such as {@code message/send}
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(String agent, String path, JsonNode body) throws CallFailedException {
        return authorised(agent, path, url -> url, body);
    }

    /**
     * Reads in the name of an app, likewise.
     *
     * @param name  of the one parameter that such a call has
     * @throws CallFailedException when there was no readable answer
     */
    Answer get(String agent, String path, String name, String value) throws CallFailedException {
        return authorised(agent, path, url -> url.addQueryParameter(name, value), null);
    }

    private Answer authorised(String agent, String path, UnaryOperator<HttpUrl.Builder> query, @Nullable JsonNode body)
            throws CallFailedException {
        WeComSettings.Agent configured = agent(agent);
        AccessToken held = tokens.computeIfAbsent(
                agent, name -> new AccessToken("gettoken", () -> freshToken(configured), wallClock));
        String token = current(held);
        Answer answer = exchange(path, query.apply(withToken(configured, path, token)), body);
        if (answer.kind() != Kind.TOKEN) {
            return answer;
        }
        held.drop(token);
        return exchange(path, query.apply(withToken(configured, path, current(held))), body);
    }

    /**
     * Posts {@code body} to a group robot's webhook.
     *
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(WeComSettings.Webhook webhook, JsonNode body) throws CallFailedException {
        String path = "webhook/send";
        return exchange(path, url(webhook.baseUrl(), path).addQueryParameter("key", webhook.key()), body);
    }

    /**
     * Posts {@code body} to the address that came with a callback to a smart robot.
     *
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(AnswerTickets.Ticket ticket, JsonNode body) throws CallFailedException {
        return exchange("aibot/response", ticket.url().newBuilder(), body);
    }

    private WeComSettings.Agent agent(String name) throws CallFailedException {
        return settings.agent(name)
                .orElseThrow(() -> new CallFailedException("no WeCom app of that name is configured"));
    }

    /** Without a token the call is not made. */
    private static String current(AccessToken held) throws CallFailedException {
        try {
            return held.get();
        } catch (CallFailedException e) {
            throw e.beforehand();
        }
    }

    /**
     * Asks for a token, without keeping it. What comes back holds it, and is as secret.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer token(WeComSettings.Agent agent) throws CallFailedException {
        return exchange(
                "gettoken",
                url(agent.baseUrl(), "gettoken")
                        .addQueryParameter("corpid", agent.corpId())
                        .addQueryParameter("corpsecret", agent.secret()),
                null);
    }

    private AccessToken.Fetched freshToken(WeComSettings.Agent agent) throws CallFailedException {
        Answer answer = token(agent);
        if (!answer.ok()) {
            // Answers with a code differ in who has to act: the platform by itself, or the operator.
            Duration wait = answer.kind() == Kind.SETUP ? WeComCode.SETUP_PAUSE : WeComCode.LIMIT_PAUSE;
            throw new CallFailedException("gettoken: " + answer.reason(), Optional.of(wait));
        }
        String token = answer.at("access_token");
        long seconds = answer.body().path("expires_in").asLong(0);
        if (token.isEmpty() || seconds <= 0) {
            throw new CallFailedException("gettoken: the answer holds no token");
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

    private Answer exchange(String call, HttpUrl.Builder url, @Nullable JsonNode body) throws CallFailedException {
        Request.Builder request = new Request.Builder().url(url.build());
        if (body != null) {
            request.post(RequestBody.create(Json.text(body), JSON));
        }
        try (Response response =
                (body == null ? http : httpOnce).newCall(request.build()).execute()) {
            return read(call, response);
        } catch (IOException e) {
            throw CallFailedException.of(call, e);
        }
    }

    private static Answer read(String call, Response response) throws IOException, CallFailedException {
        Optional<JsonNode> body = Json.object(response.body().source(), MAX_ANSWER);
        if (body.isPresent() && body.get().path("errcode").isInt()) {
            return new Answer(response.code(), body.get().path("errcode").asInt(0), body.get());
        }
        throw CallFailedException.unreadable(
                call + ": HTTP " + response.code() + " without a readable answer", response.code(), Optional.empty());
    }
}
