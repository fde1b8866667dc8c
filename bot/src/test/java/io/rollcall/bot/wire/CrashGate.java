package io.rollcall.bot.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before the platform: tells when a message reaches it, and when it has been taken but not answered yet, while
 * the bot waits. Counts how often each message was sent.
 */
final class CrashGate extends Dispatcher implements AutoCloseable {

    static final String REACHED = "platform reached";
    static final String ACCEPTED = "platform accepted";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockWebServer server = new MockWebServer();
    private final PlatformStandIn platform;
    private final Predicate<String> kills;
    private final List<String> uuids = new ArrayList<>();

    /** @param kills told of the points; whether it has killed the bot there, which gets no answer before it returns */
    CrashGate(PlatformStandIn platform, Predicate<String> kills) throws IOException {
        this.platform = platform;
        this.kills = kills;
        server.setDispatcher(this);
        server.start();
    }

    String baseUrl() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    /** How many sends were repetitions of an earlier one, by their idempotency key. */
    synchronized long repeated() {
        return uuids.size() - uuids.stream().distinct().count();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        boolean isSend =
                "POST".equals(request.getMethod()) && request.getTarget().startsWith("/open-apis/im/v1/messages?");
        if (!isSend) {
            return platform.dispatch(request);
        }
        if (kills.test(REACHED)) {
            return new MockResponse.Builder().code(503).build();
        }
        MockResponse answer = platform.dispatch(request);
        synchronized (this) {
            uuids.add(JSON.readTree(request.getBody().utf8()).path("uuid").asString());
        }
        kills.test(ACCEPTED);
        return answer;
    }

    @Override
    public void close() {
        server.close();
    }
}
