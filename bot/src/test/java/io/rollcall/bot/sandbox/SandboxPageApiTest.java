package io.rollcall.bot.sandbox;

import static io.rollcall.bot.sandbox.TestWorld.GROUP;
import static io.rollcall.bot.sandbox.TestWorld.TANG;
import static io.rollcall.bot.sandbox.TestWorld.WEI;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the page's script talks to, over real HTTP, with an echoing bot at the other end. */
@SpringBootTest(
        classes = {SandboxTestApp.class, SandboxPageApiTest.Beside.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class SandboxPageApiTest {

    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .readTimeout(20, TimeUnit.SECONDS)
            .build();

    @LocalServerPort
    int port;

    @Autowired
    Sandbox sandbox;

    @Autowired
    Beside beside;

    @Import(EchoBot.class)
    static class Beside implements SandboxReportSource {

        volatile Optional<String> report = Optional.empty();

        @Override
        public Optional<String> latestReport() {
            return report;
        }

        @Override
        public Optional<String> round(Locale locale) {
            return Optional.of(locale.equals(Locale.ENGLISH) ? "Week 10 · collecting" : "第 10 周 · 收集中");
        }
    }

    @Test
    void whatAPersonTypesIsAnsweredAndBothAreInTheState() throws Exception {
        ObjectNode said =
                Json.object().put("as", WEI).put("chat", privateChat(WEI)).put("text", "1. 演练 <img src=x>");

        Answer answer = post("/sandbox/api/messages", said);

        assertThat(answer.status()).isEqualTo(201);
        String id = Json.text(answer.json(), "id");
        await().untilAsserted(() -> assertThat(sandbox.privateChat(WEI)).hasSize(2));
        JsonNode state = get("/sandbox/api/state").json();
        JsonNode mine = find(state, id);
        assertThat(Json.text(mine, "raw")).isEqualTo("1. 演练 <img src=x>");
        assertThat(Json.text(mine, "name")).isEqualTo("魏然");
        JsonNode reply = find(state, sandbox.privateChat(WEI).get(1).messageId());
        assertThat(reply.path("bot").asBoolean()).isTrue();
        assertThat(Json.text(reply.at("/card/body/elements/0/text"), "content")).isEqualTo("1. 演练 <img src=x>");
        assertThat(Json.text(state, "round")).isEqualTo("第 10 周 · 收集中");
        assertThat(Json.text(get("/sandbox/api/state?lang=en").json(), "round")).isEqualTo("Week 10 · collecting");
        assertThat(state.path("chats")).hasSize(4);
        assertThat(state.at("/chats/0/group").asBoolean())
                .as("the group goes first")
                .isTrue();
    }

    @Test
    void aPageThatKnowsTheStateGetsOnlyWhatChanged() throws Exception {
        String first = sandbox.sayInGroup(TANG, GROUP, "早", false);
        JsonNode before = get("/sandbox/api/state").json();
        String second = sandbox.sayInGroup(TANG, GROUP, "又来", false);
        String since = "/sandbox/api/state?since=" + before.path("version").asLong() + "&epoch=";

        JsonNode changes = get(since + Json.text(before, "epoch")).json();
        JsonNode afterRestart = get(since + "another-run").json();

        assertThat(ids(changes)).contains(second).doesNotContain(first);
        assertThat(ids(afterRestart)).contains(first, second);
    }

    @Test
    void onlyTheSenderEditsAndRecalls() throws Exception {
        String id = sandbox.sayInGroup(TANG, GROUP, "八成", false);
        ObjectNode asWei = Json.object().put("as", WEI).put("text", "九成");
        ObjectNode asTang = Json.object().put("as", TANG).put("text", "九成");

        assertThat(post("/sandbox/api/messages/" + id + "/edit", asWei).status())
                .isEqualTo(400);
        assertThat(post("/sandbox/api/messages/" + id + "/recall", asWei).status())
                .isEqualTo(400);
        assertThat(sandbox.post(id).orElseThrow().text()).isEqualTo("八成");
        assertThat(post("/sandbox/api/messages/" + id + "/edit", asTang).status())
                .isEqualTo(200);
        assertThat(sandbox.post(id).orElseThrow().text()).isEqualTo("九成");
        assertThat(post("/sandbox/api/messages/" + id + "/recall", asTang).status())
                .isEqualTo(200);
        JsonNode gone = find(get("/sandbox/api/state").json(), id);
        assertThat(gone.path("recalled").asBoolean()).isTrue();
        assertThat(Json.write(gone)).doesNotContain("九成", "八成");
    }

    @Test
    void aPressOnACardThatHasChangedMeanwhileIsTurnedBack() throws Exception {
        int before = sandbox.privateChat(TANG).size();
        sandbox.say(TANG, "完成");
        await().untilAsserted(() -> assertThat(sandbox.privateChat(TANG)).hasSize(before + 2));
        SandboxPost card = sandbox.privateChat(TANG).get(before + 1);
        ObjectNode press = Json.object()
                .put("as", TANG)
                .put("button", 0)
                .put("version", card.version())
                .put("lang", "en");

        Answer first = post("/sandbox/api/messages/" + card.messageId() + "/press", press);
        Answer second = post("/sandbox/api/messages/" + card.messageId() + "/press", press);

        assertThat(Json.text(first.json().path("toast"), "content")).isEqualTo("Noted");
        assertThat(sandbox.post(card.messageId()).orElseThrow().headerColour()).contains("green");
        assertThat(second.status()).isEqualTo(409);
    }

    @Test
    void anOpenPageHearsOfChanges() throws Exception {
        try (Response stream =
                http.newCall(request("/sandbox/api/stream").build()).execute()) {
            BufferedSource lines = stream.body().source();
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(lines.readUtf8LineStrict()).isEqualTo("data:changed");
            lines.readUtf8LineStrict();

            sandbox.sayInGroup(TANG, GROUP, "有人吗", false);

            assertThat(lines.readUtf8LineStrict()).isEqualTo("data:changed");
        }
    }

    @Test
    void aFormOfAnotherPageCannotSpeakForAnyone() throws Exception {
        int before = sandbox.group(GROUP).size();
        String said = "{\"as\":\"ou_tang\",\"chat\":\"oc_team\",\"text\":\"forged\"}";
        List<RequestBody> forms = List.of(
                RequestBody.create(said, MediaType.get("text/plain")),
                RequestBody.create(said, MediaType.get("application/x-www-form-urlencoded")),
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("said", said)
                        .build());
        for (RequestBody form : forms) {
            assertThat(call(request("/sandbox/api/messages").post(form).build()).status())
                    .as(String.valueOf(form.contentType()))
                    .isEqualTo(415);
        }
        try (Response response =
                http.newCall(request("/sandbox/api/messages").build()).execute()) {
            assertThat(response.code()).isEqualTo(405);
        }
        assertThat(sandbox.group(GROUP)).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sandbox",
                "/%73andbox",
                "/sandbox/api/state",
                "/sandbox/assets/sandbox.js",
                "/sandbox/feishu/open-apis/bot/v3/info",
                "/sandbox/report/latest"
            })
    void aRequestByAnotherNameIsTurnedAway(String path) throws Exception {
        for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "10.0.0.7")) {
            try (Response response =
                    http.newCall(request(path).header("Host", host).build()).execute()) {
                assertThat(response.code()).as(host).isEqualTo(403);
                assertThat(response.body().string()).contains("rollcall.sandbox.hosts");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void thisMachinesOwnNamesAreServed(String name) throws Exception {
        try (Response response = http.newCall(
                        request("/sandbox").header("Host", name + ":" + port).build())
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndRunsNothingInline() throws Exception {
        Answer page = get("/sandbox");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("http://", "https://", "<style", "style=\"", "onclick");
        assertThat(page.text()).contains("lang=\"zh-CN\"").contains("会话");
        assertThat(get("/sandbox?lang=en").text()).contains("lang=\"en\"").contains("Conversations");
        Matcher assets =
                Pattern.compile("(?:src|href)=\"(/sandbox/assets/[^\"]+)\"").matcher(page.text());
        List<String> seen = new ArrayList<>();
        while (assets.find()) {
            seen.add(assets.group(1));
            assertThat(get(assets.group(1)).status()).as(assets.group(1)).isEqualTo(200);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
        Answer start = get("/?lang=en");
        assertThat(start.status()).isEqualTo(302);
        assertThat(start.header("Location")).endsWith("/sandbox?lang=en");
    }

    @Test
    void theReportIsServedOnceThereIsOne() throws Exception {
        assertThat(get("/sandbox/report/latest").status()).isEqualTo(404);
        assertThat(get("/sandbox/report/latest?lang=en").text()).contains("No report is published yet");
        assertThat(get("/sandbox/api/state").json().path("report").asBoolean()).isFalse();

        beside.report = Optional.of("<!DOCTYPE html><title>周报</title><style>p{margin:0}</style><p>完成</p>");

        Answer report = get("/sandbox/report/latest");
        beside.report = Optional.empty();
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.text()).contains("<p>完成</p>");
        assertThat(report.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("script");
    }

    @Test
    void bothLanguagesSayTheSameThingsAndThePageAsksForNoOther() throws Exception {
        Map<String, String> chinese = Words.in(Locale.SIMPLIFIED_CHINESE);
        Map<String, String> english = Words.in(Locale.ENGLISH);
        String script = new ClassPathResource("sandbox/assets/sandbox.js").getContentAsString(UTF_8);
        String page = new ClassPathResource("templates/sandbox/page.html").getContentAsString(UTF_8)
                + new ClassPathResource("templates/sandbox/no-report.html").getContentAsString(UTF_8)
                + new ClassPathResource("templates/sandbox/document.html").getContentAsString(UTF_8);
        TreeSet<String> asked = new TreeSet<>();
        Matcher said = Pattern.compile("say\\('(\\w+)'").matcher(script);
        while (said.find()) {
            asked.add(said.group(1));
        }
        Matcher written = Pattern.compile("w\\['(\\w+)'\\]").matcher(page);
        while (written.find()) {
            asked.add(written.group(1));
        }

        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        assertThat(asked).isSubsetOf(chinese.keySet());
        assertThat(chinese.keySet()).as("words nobody asks for").isSubsetOf(asked);
    }

    private String privateChat(String openId) throws IOException {
        for (JsonNode chat : get("/sandbox/api/state").json().path("chats")) {
            if (!chat.path("group").asBoolean()
                    && Json.text(chat.at("/members/0"), "id").equals(openId)) {
                return Json.text(chat, "id");
            }
        }
        throw new AssertionError("no private chat of " + openId);
    }

    private static JsonNode find(JsonNode state, String id) {
        for (JsonNode post : state.path("posts")) {
            if (Json.text(post, "id").equals(id)) {
                return post;
            }
        }
        throw new AssertionError("no message " + id);
    }

    private static List<String> ids(JsonNode state) {
        List<String> ids = new ArrayList<>();
        state.path("posts").forEach(post -> ids.add(Json.text(post, "id")));
        return ids;
    }

    private record Answer(int status, String text, Map<String, List<String>> headers) {

        JsonNode json() {
            return Json.read(text).orElseThrow();
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .get(0);
        }
    }

    private Answer get(String path) throws IOException {
        return call(request(path).build());
    }

    private Answer post(String path, ObjectNode body) throws IOException {
        return call(
                request(path).post(RequestBody.create(Json.bytes(body), JSON)).build());
    }

    private Answer call(Request request) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            return new Answer(
                    response.code(),
                    response.body().string(),
                    response.headers().toMultimap());
        }
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url("http://127.0.0.1:" + port + path);
    }
}
