package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;

/** A platform that gives out tokens and answers every other call from a list, and remembers what it was asked. */
final class FakeFeishu extends Dispatcher {

    final Queue<MockResponse> tokenAnswers = new ConcurrentLinkedQueue<>();
    final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    final List<RecordedRequest> calls = new CopyOnWriteArrayList<>();
    final List<RecordedRequest> tokenCalls = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (request.getTarget().equals("/open-apis/auth/v3/tenant_access_token/internal")) {
            tokenCalls.add(request);
            MockResponse answer = tokenAnswers.poll();
            return answer != null
                    ? answer
                    : json("{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-" + tokens.incrementAndGet()
                            + "\",\"expire\":7200}");
        }
        calls.add(request);
        MockResponse answer = answers.poll();
        return answer != null ? answer : new MockResponse.Builder().code(404).build();
    }

    void answer(String json) {
        answers.add(json(json));
    }

    void answerSent(String messageId) {
        answer("{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"" + messageId + "\"}}");
    }

    JsonNode sentBody(int call) {
        return Json.object(calls.get(call).getBody().utf8()).orElseThrow();
    }

    String authorization(int call) {
        return calls.get(call).getHeaders().get("Authorization");
    }

    static MockResponse json(String body) {
        return json(200, body);
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .addHeader("X-Tt-Logid", "20241206100000ABCDEF")
                .body(body)
                .build();
    }
}
