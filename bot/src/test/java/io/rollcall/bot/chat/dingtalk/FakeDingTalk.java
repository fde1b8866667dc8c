package io.rollcall.bot.chat.dingtalk;

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
final class FakeDingTalk extends Dispatcher {

    final Queue<MockResponse> tokenAnswers = new ConcurrentLinkedQueue<>();
    final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    final List<RecordedRequest> calls = new CopyOnWriteArrayList<>();
    final List<RecordedRequest> tokenCalls = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (request.getTarget().equals("/v1.0/oauth2/accessToken")) {
            tokenCalls.add(request);
            MockResponse answer = tokenAnswers.poll();
            return answer != null
                    ? answer
                    : json(200, "{\"accessToken\":\"token-" + tokens.incrementAndGet() + "\",\"expireIn\":7200}");
        }
        calls.add(request);
        MockResponse answer = answers.poll();
        return answer != null ? answer : new MockResponse.Builder().code(404).build();
    }

    void answer(String json) {
        answers.add(json(200, json));
    }

    void answerSent(String query) {
        answer("{\"processQueryKey\":\"" + query + "\",\"invalidStaffIdList\":[],\"flowControlledStaffIdList\":[]}");
    }

    void refuse(int status, String code) {
        answers.add(failure(status, code));
    }

    void refuse(int errcode) {
        answer("{\"errcode\":" + errcode + ",\"errmsg\":\"said of 周报\"}");
    }

    JsonNode sentBody(int call) {
        return Json.object(calls.get(call).getBody().utf8()).orElseThrow();
    }

    static MockResponse failure(int status, String code) {
        return json(
                status, "{\"code\":\"" + code + "\",\"message\":\"said of 周报\",\"requestid\":\"0A1B2C3D-0000-7DEF\"}");
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }
}
