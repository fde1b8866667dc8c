package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.AccessToken;
import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.PlatformHttp;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls to the platform's open API in the name of an app. Knows tokens, time-outs and how an answer is read; what the
 * answer's code means for the caller is the caller's.
 */
final class FeishuApi {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final Pattern LOG_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[a-z_]+|v\\d");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");

    /** Far above any answer to a call made here; what is longer is not the platform speaking. */
    private static final long MAX_ANSWER = 4L << 20;

    private final FeishuSettings settings;
    private final FeishuEndpoints endpoints;
    private final OkHttpClient http;

    /** Makes a call once: repeated in silence, a refusal at last would hide that an earlier try may have arrived. */
    private final OkHttpClient httpOnce;

    private final Clock wallClock;
    private final ConcurrentMap<String, AccessToken> tokens = new ConcurrentHashMap<>();

    /**
     * @param wallClock the machine's time, by which tokens grow old, whatever hour the application's own clock plays
     */
    FeishuApi(FeishuSettings settings, FeishuEndpoints endpoints, Clock wallClock) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.wallClock = wallClock;
        // No redirects: a token must not follow one to another host, and the API gives none.
        this.http = PlatformHttp.client(settings.connectTimeout(), settings.callTimeout());
        this.httpOnce = http.newBuilder().retryOnConnectionFailure(false).build();
    }

    /**
     * Reads from {@code path}, such as {@code im/v1/messages/om_1}; each part of it is escaped.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer get(String app, String... path) throws CallFailedException {
        return get(app, url -> url, path);
    }

    /** @throws CallFailedException when there was no readable answer */
    Answer get(String app, Query query, String... path) throws CallFailedException {
        return authorised(app, "GET", query, null, path);
    }

    /**
     * Posts {@code body}; the caller sees to it that doing so twice does no harm.
     *
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(String app, Query query, JsonNode body, String... path) throws CallFailedException {
        return authorised(app, "POST", query, body, path);
    }

    /**
     * Changes what is at {@code path}; doing so twice does no harm.
     *
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer patch(String app, JsonNode body, String... path) throws CallFailedException {
        return authorised(app, "PATCH", url -> url, body, path);
    }

    /** Puts parameters on a call's address. */
    @FunctionalInterface
    interface Query {
        HttpUrl.Builder on(HttpUrl.Builder url);
    }

    private Answer authorised(String app, String method, Query query, @Nullable JsonNode body, String... path)
            throws CallFailedException {
        AccessToken tokens = tokenOf(app);
        String token = current(tokens);
        Answer answer = exchange(app, method, query, body, token, path);
        if (answer.kind() != Kind.TOKEN) {
            return answer;
        }
        tokens.drop(token);
        return exchange(app, method, query, body, current(tokens), path);
    }

    /** Without a token the call is not made. */
    private static String current(AccessToken tokens) throws CallFailedException {
        try {
            return tokens.get();
        } catch (CallFailedException e) {
            throw e.beforehand();
        }
    }

    private AccessToken tokenOf(String app) {
        return tokens.computeIfAbsent(
                app, name -> new AccessToken("tenant_access_token", () -> freshToken(name), wallClock));
    }

    /**
     * Asks for a token, without keeping it. What comes back holds it, and is as secret.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer token(String app) throws CallFailedException {
        FeishuSettings.App credentials = settings.app(app)
                .orElseThrow(() -> new CallFailedException("no Feishu app of that name is configured"));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("app_id", credentials.appId());
        body.put("app_secret", credentials.appSecret());
        return exchange(app, "POST", url -> url, body, null, "auth", "v3", "tenant_access_token", "internal");
    }

    private AccessToken.Fetched freshToken(String app) throws CallFailedException {
        Answer answer = token(app);
        if (!answer.ok()) {
            // Answers with a code differ in who has to act: the platform by itself, or the operator.
            Optional<Duration> wait = answer.kind() == Kind.BUSY ? answer.after() : Optional.of(FeishuCode.SETUP_PAUSE);
            throw new CallFailedException("tenant_access_token: " + answer.reason(), wait);
        }
        String token = Json.at(answer.body(), "tenant_access_token");
        long seconds = answer.body().path("expire").asLong(0);
        if (token.isEmpty() || seconds <= 0) {
            throw new CallFailedException("tenant_access_token: the answer holds no token");
        }
        return new AccessToken.Fetched(token, Duration.ofSeconds(seconds));
    }

    /**
     * Asks where the app's long connection is to be opened. What comes back is a ticket, and as secret.
     *
     * @throws CallFailedException when there was no readable answer
     */
    Answer connection(String app) throws CallFailedException {
        FeishuSettings.App credentials = settings.app(app)
                .orElseThrow(() -> new CallFailedException("no Feishu app of that name is configured"));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("AppID", credentials.appId());
        body.put("AppSecret", credentials.appSecret());
        return exchange(
                "callback/ws/endpoint",
                () -> new Request.Builder()
                        .url(base(app).addPathSegments("callback/ws/endpoint").build())
                        .header("locale", "zh")
                        .post(RequestBody.create(Json.text(body), JSON)),
                false);
    }

    /**
     * Posts to a group by its custom bot.
     *
     * @throws CallFailedException when there was no readable answer; the call may have had its effect
     */
    Answer post(FeishuSettings.Webhook webhook, JsonNode body) throws CallFailedException {
        return exchange(
                "bot/v2/hook",
                () -> new Request.Builder().url(webhook.address()).post(RequestBody.create(Json.text(body), JSON)),
                true);
    }

    private Answer exchange(
            String app, String method, Query query, @Nullable JsonNode body, @Nullable String token, String... path)
            throws CallFailedException {
        Supplier<Request.Builder> request = () -> {
            Request.Builder builder =
                    new Request.Builder().url(query.on(url(app, path)).build());
            if (body != null) {
                builder.method(method, RequestBody.create(Json.text(body), JSON));
            }
            return token == null ? builder : builder.header("Authorization", "Bearer " + token);
        };
        return exchange(callName(path), request, body != null && token != null);
    }

    private Answer exchange(String call, Supplier<Request.Builder> described, boolean hasEffect)
            throws CallFailedException {
        Request request;
        try {
            request = described.get().build();
        } catch (RuntimeException e) {
            // The address may be that of a server that is only starting; a token may be no legal header.
            throw new CallFailedException(
                    call + ": not ready (" + e.getClass().getSimpleName() + ")", Optional.empty(), false);
        }
        try (Response response = (hasEffect ? httpOnce : http).newCall(request).execute()) {
            return read(call, response);
        } catch (IOException e) {
            throw CallFailedException.of(call, e);
        }
    }

    private HttpUrl.Builder base(String app) {
        HttpUrl base = HttpUrl.get(endpoints.baseUrl(app));
        if (base == null) {
            throw new IllegalStateException("the base URL is no web address");
        }
        return base.newBuilder();
    }

    private HttpUrl.Builder url(String app, String... path) {
        HttpUrl.Builder url = base(app).addPathSegments("open-apis");
        for (String part : path) {
            url.addPathSegment(part);
        }
        return url;
    }

    /** The API's name without the ids in its path. */
    private static String callName(String... path) {
        return Arrays.stream(path)
                .filter(part -> NAME.matcher(part).matches() && !part.startsWith("om_"))
                .collect(Collectors.joining("/"));
    }

    private static Answer read(String call, Response response) throws IOException, CallFailedException {
        String logId = header(response, "X-Tt-Logid", LOG_ID).orElse("");
        Optional<Duration> wait = header(response, "x-ogw-ratelimit-reset", SECONDS)
                .or(() -> header(response, "Retry-After", SECONDS))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        Optional<JsonNode> body = Json.object(response.body().source(), MAX_ANSWER);
        // Custom bots answered with StatusCode once, and still do beside code.
        Optional<JsonNode> code = body.map(answer -> answer.path(answer.has("code") ? "code" : "StatusCode"))
                .filter(JsonNode::isInt);
        if (body.isPresent() && code.isPresent()) {
            return new Answer(response.code(), code.get().asInt(0), body.get(), logId, wait);
        }
        String reason = call + ": HTTP " + response.code() + " without a readable answer"
                + (logId.isEmpty() ? "" : ", log id " + logId);
        throw CallFailedException.unreadable(reason, response.code(), wait);
    }

    private static Optional<String> header(Response response, String name, Pattern shape) {
        return Optional.ofNullable(response.header(name))
                .map(String::strip)
                .filter(value -> shape.matcher(value).matches());
    }
}
