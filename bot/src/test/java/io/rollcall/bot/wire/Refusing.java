package io.rollcall.bot.wire;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Stands before a platform, and says no to messages in its place when it is told to. */
final class Refusing extends Dispatcher implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Dispatcher platform;
    private final Predicate<RecordedRequest> isMessage;
    private final Predicate<RecordedRequest> isToken;
    private final Deque<MockResponse> refusals = new ArrayDeque<>();
    private @Nullable MockResponse untilNewToken;
    private int refused;

    Refusing(Dispatcher platform, Predicate<RecordedRequest> isMessage, Predicate<RecordedRequest> isToken)
            throws IOException {
        this.platform = platform;
        this.isMessage = isMessage;
        this.isToken = isToken;
        server.setDispatcher(this);
        server.start();
    }

    String baseUrl() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    synchronized void refuse(int times, MockResponse answer) {
        for (int i = 0; i < times; i++) {
            refusals.add(answer);
        }
    }

    /** How often it was said, but for want of a token. */
    synchronized int refused() {
        return refused;
    }

    /** Answers messages like this until a token has been asked for. */
    synchronized void refuseUntilNewToken(MockResponse answer) {
        untilNewToken = answer;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        synchronized (this) {
            if (isToken.test(request)) {
                untilNewToken = null;
            } else if (isMessage.test(request)) {
                if (untilNewToken != null) {
                    return untilNewToken;
                }
                MockResponse refusal = refusals.poll();
                if (refusal != null) {
                    refused++;
                    return refusal;
                }
            }
        }
        return platform.dispatch(request);
    }

    static MockResponse json(int status, String body) {
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
