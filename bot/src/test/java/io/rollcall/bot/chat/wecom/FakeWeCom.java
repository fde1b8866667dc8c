package io.rollcall.bot.chat.wecom;

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
final class FakeWeCom extends Dispatcher {

    final Queue<MockResponse> tokenAnswers = new ConcurrentLinkedQueue<>();
    final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    final List<RecordedRequest> calls = new CopyOnWriteArrayList<>();
    final List<RecordedRequest> tokenCalls = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (request.getTarget().startsWith("/cgi-bin/gettoken?")) {
            tokenCalls.add(request);
            MockResponse answer = tokenAnswers.poll();
            return answer != null
                    ? answer
                    : json(
                            200,
                            "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"token-" + tokens.incrementAndGet()
                                    + "\",\"expires_in\":7200}");
        }
        calls.add(request);
        MockResponse answer = answers.poll();
        return answer != null ? answer : new MockResponse.Builder().code(404).build();
    }

    void answer(String json) {
        answers.add(json(200, json));
    }

    void answer(int code) {
        answer("{\"errcode\":" + code
                + ",\"errmsg\":\"said, hint: [1767225600001], from ip: 203.0.113.7, more info\"}");
    }

    void answerSent(String messageId) {
        answer("{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"\",\"msgid\":\"" + messageId + "\"}");
    }

    JsonNode sentBody(int call) {
        return Json.object(calls.get(call).getBody().utf8()).orElseThrow();
    }

    String sentText(int call) {
        return Json.at(sentBody(call), "text", "content");
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }
}
