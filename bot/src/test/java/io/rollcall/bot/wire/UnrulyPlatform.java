package io.rollcall.bot.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feishu's side of the wire on a bad day: it answers as it documents when it is called too fast, forgets tokens, breaks
 * off and answers nonsense by a seed, and says of some people that they cannot be reached. It takes a message once per
 * {@code uuid} all the same.
 */
final class UnrulyPlatform extends Dispatcher implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What may go wrong with one call. */
    enum Fault {
        LIMIT_WITH_RESET,
        LIMIT_WITH_RETRY_AFTER,
        LIMIT_WITHOUT_HEADER,
        ERROR_BEFORE,
        ERROR_AFTER,
        SLOW_AFTER,
        BROKEN_AFTER,
        CUT_OFF,
        TOKEN_EXPIRED
    }

    /** A message that the platform took. */
    record Taken(String to, String title, String messageId) {}

    private final MockWebServer server = new MockWebServer();
    private final LongSupplier nanos;
    private final Map<String, Taken> byUuid = new LinkedHashMap<>();
    private final Map<String, Integer> callsTo = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private final Map<String, Deque<Long>> windows = new HashMap<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private boolean away;
    private @Nullable Long seed;
    private Duration slow = Duration.ZERO;
    private int percent;
    private int tokens;
    private int limitErrors;
    private long firstAt = Long.MIN_VALUE;
    private long lastAt;

    /** @param nanos the running time by which calls are counted */
    UnrulyPlatform(LongSupplier nanos) throws IOException {
        this.nanos = nanos;
        server.setDispatcher(this);
        server.start();
    }

    String baseUrl() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    /** @param slow longer than the bot waits for an answer */
    synchronized void misbehave(long seed, int percent, Duration slow) {
        this.seed = seed;
        this.percent = percent;
        this.slow = slow;
    }

    /** Whether every message is met with 503. */
    synchronized void away(boolean away) {
        this.away = away;
    }

    /** Says of this person or group, with this code, that no message reaches them; 0 takes it back. */
    synchronized void refuse(String address, int code) {
        refused.put(address, code);
    }

    synchronized List<Taken> taken() {
        return List.copyOf(byUuid.values());
    }

    List<Taken> takenBy(String address) {
        return taken().stream().filter(taken -> taken.to().equals(address)).toList();
    }

    synchronized Map<Fault, Integer> faults() {
        return Map.copyOf(faults);
    }

    synchronized int tokensGiven() {
        return tokens;
    }

    /** How often a documented limit was exceeded. */
    synchronized int limitErrors() {
        return limitErrors;
    }

    /** From the first message to the last. */
    synchronized Duration span() {
        return Duration.ofNanos(lastAt - firstAt);
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        String target = request.getTarget();
        if (target.endsWith("/tenant_access_token/internal")) {
            tokens++;
            return json(
                    200, "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-" + tokens + "\",\"expire\":7200}");
        }
        if (target.startsWith("/open-apis/bot/v3/info")) {
            return json(200, "{\"code\":0,\"msg\":\"ok\",\"bot\":{\"open_id\":\"ou_bot\",\"app_name\":\"点名周报\"}}");
        }
        if (target.startsWith("/open-apis/im/v1/messages?") && "POST".equals(request.getMethod())) {
            if (!("Bearer t-" + tokens).equals(request.getHeaders().get("Authorization"))) {
                return expired();
            }
            return send(JSON.readTree(request.getBody().utf8()));
        }
        return json(200, "{\"code\":99992354,\"msg\":\"message_id does not exist\"}");
    }

    private MockResponse send(JsonNode body) {
        String to = body.path("receive_id").asString();
        if (away) {
            return json(503, "{\"code\":1,\"msg\":\"away\"}");
        }
        Fault fault = fault(to);
        if (fault != null) {
            faults.merge(fault, 1, Integer::sum);
        }
        MockResponse before = fault == null ? null : before(fault);
        if (before != null) {
            return before;
        }
        if (isTooFast("app", 1000, Duration.ofMinutes(1))
                || isTooFast("app/s", 50, Duration.ofSeconds(1))
                || isTooFast(to, 5, Duration.ofSeconds(1))) {
            limitErrors++;
            return limit("x-ogw-ratelimit-reset", "1");
        }
        int code = refused.getOrDefault(to, 0);
        if (code != 0) {
            return json(400, "{\"code\":" + code + ",\"msg\":\"refused\"}");
        }
        firstAt = firstAt == Long.MIN_VALUE ? nanos.getAsLong() : firstAt;
        lastAt = nanos.getAsLong();
        Taken taken = byUuid.computeIfAbsent(
                body.path("uuid").asString(),
                uuid -> new Taken(
                        to,
                        JSON.readTree(body.path("content").asString())
                                .path("header")
                                .path("title")
                                .path("content")
                                .asString(""),
                        "om_" + (byUuid.size() + 1)));
        MockResponse answer =
                json(200, "{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"" + taken.messageId() + "\"}}");
        return fault == null ? answer : after(fault, answer);
    }

    /** By the seed, the addressee and how often they were called: the order in which calls arrive makes no difference. */
    private @Nullable Fault fault(String to) {
        int call = callsTo.merge(to, 1, Integer::sum);
        if (seed == null) {
            return null;
        }
        Random random = new Random(seed * 31 + to.hashCode() * 17L + call * 7919L);
        random.nextInt();
        return random.nextInt(100) < percent ? Fault.values()[random.nextInt(Fault.values().length)] : null;
    }

    private @Nullable MockResponse before(Fault fault) {
        return switch (fault) {
            case LIMIT_WITH_RESET -> limit("x-ogw-ratelimit-reset", "2");
            case LIMIT_WITH_RETRY_AFTER -> limit("Retry-After", "3");
            case LIMIT_WITHOUT_HEADER -> limit("X-Other", "1");
            case ERROR_BEFORE -> json(502, "<html>bad gateway</html>");
            case CUT_OFF ->
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            case TOKEN_EXPIRED -> {
                // The next call of the token endpoint gives out another.
                tokens++;
                yield expired();
            }
            case ERROR_AFTER, SLOW_AFTER, BROKEN_AFTER -> null;
        };
    }

    private MockResponse after(Fault fault, MockResponse answer) {
        return switch (fault) {
            case ERROR_AFTER -> json(500, "{\"code\":2200,\"msg\":\"internal error\"}");
            case SLOW_AFTER ->
                answer.newBuilder()
                        .headersDelay(slow.toMillis(), TimeUnit.MILLISECONDS)
                        .build();
            case BROKEN_AFTER -> json(200, "{\"code\":0,\"msg\":\"succ");
            default -> answer;
        };
    }

    private boolean isTooFast(String key, int most, Duration per) {
        Deque<Long> times = windows.computeIfAbsent(key, name -> new ArrayDeque<>());
        long now = nanos.getAsLong();
        while (!times.isEmpty() && now - times.peekFirst() >= per.toNanos()) {
            times.removeFirst();
        }
        times.addLast(now);
        return times.size() > most;
    }

    @Override
    public void close() {
        server.close();
    }

    private static MockResponse limit(String header, String value) {
        return json(429, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}")
                .newBuilder()
                .addHeader(header, value)
                .build();
    }

    private static MockResponse expired() {
        return json(400, "{\"code\":99991663,\"msg\":\"Invalid access token for authorization\"}");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }

    /** A team of so many owners, one section each; the first is the editor. */
    static String team(int owners) {
        List<String> lines = new ArrayList<>(
                List.of("id: port", "name: 港口", "chat: feishu:main", "group: oc_group", "editor: m0", "members:"));
        for (int i = 0; i < owners; i++) {
            lines.add("  - {id: m" + i + ", name: 船员" + i + ", account: ou_m" + i + "}");
        }
        lines.add("sections:");
        for (int i = 0; i < owners; i++) {
            lines.add("  - {id: s" + i + ", title: 泊位" + i + ", owners: [m" + i + "]}");
        }
        return String.join("\n", lines) + "\n";
    }
}
