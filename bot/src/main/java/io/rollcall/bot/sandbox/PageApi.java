package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.Chats.Changes;
import io.rollcall.bot.sandbox.Chats.Chat;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the page's script calls. Whatever changes something is a POST of JSON: a form of another origin cannot send that,
 * and a script of another origin has to ask first and is not answered.
 */
@RestController
@Profile({"demo", "sandbox"})
@RequestMapping("/sandbox/api")
class PageApi {

    private static final int MOST_BODY_BYTES = 512 * 1024;

    private final Sandbox sandbox;
    private final Chats chats;
    private final PageStream stream;
    private final ObjectProvider<SandboxReportSource> reports;
    /** Tells one run from the next: a page left open over a restart starts over. */
    private final String epoch = UUID.randomUUID().toString();

    PageApi(Sandbox sandbox, Chats chats, PageStream stream, ObjectProvider<SandboxReportSource> reports) {
        this.sandbox = sandbox;
        this.chats = chats;
        this.stream = stream;
        this.reports = reports;
    }

    /** Everything for a page that knows nothing, and what has changed for one that does. */
    @GetMapping("/state")
    ResponseEntity<byte[]> state(
            @RequestParam(name = "since", defaultValue = "0") long since,
            @RequestParam(name = "epoch", defaultValue = "") String known,
            @RequestParam(name = "lang", defaultValue = "zh") String lang) {
        Changes changes = chats.since(known.equals(epoch) ? since : 0);
        ObjectNode state = Json.object();
        state.put("epoch", epoch);
        state.put("version", changes.version());
        state.put("now", chats.now().toEpochMilli());
        state.put("zone", sandbox.world().zone().getId());
        Optional<SandboxReportSource> source = Optional.ofNullable(reports.getIfAvailable());
        Locale locale = Words.locale(lang);
        state.put("round", source.flatMap(s -> s.round(locale)).orElse(""));
        state.put("report", source.map(SandboxReportSource::hasReport).orElse(false));
        state.set("chats", chatList());
        ArrayNode posts = state.putArray("posts");
        changes.posts().forEach(post -> posts.add(json(post)));
        return answer(200, state);
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream() {
        return stream.open();
    }

    private ArrayNode chatList() {
        ArrayNode list = Json.array();
        for (Chat chat : chats.all()) {
            ObjectNode one = list.addObject();
            one.put("id", chat.id()).put("name", chat.name()).put("group", chat.group());
            one.put("platform", chat.platform().name().toLowerCase(Locale.ROOT));
            ArrayNode members = one.putArray("members");
            for (String member : chat.members()) {
                String name = sandbox.world().person(member).map(Person::name).orElse("");
                members.addObject().put("id", member).put("name", name);
            }
        }
        return list;
    }

    private static ObjectNode json(SandboxPost post) {
        ObjectNode json = Json.object();
        json.put("id", post.messageId());
        json.put("chat", post.chatId());
        json.put("seq", post.sequence());
        json.put("version", post.version());
        json.put("sender", post.senderId());
        json.put("name", post.senderName());
        json.put("bot", post.fromBot());
        json.put("type", post.type());
        json.put("at", post.createdAt().toEpochMilli());
        json.put("edited", post.edited());
        json.put("recalled", post.recalled());
        json.put("delivery", post.delivery().name().toLowerCase(Locale.ROOT));
        json.put("text", post.text());
        if (post.recalled()) {
            return json;
        }
        json.put("typed", Contents.typed(post));
        post.parentId().ifPresent(parent -> json.put("parent", parent));
        ArrayNode mentions = json.putArray("mentions");
        post.mentions().forEach(mention -> mentions.add(mention.name()));
        switch (post.type()) {
            case "interactive" -> Contents.card(post).ifPresent(card -> json.set("card", card));
            case TemplateCards.TYPE -> Contents.templateCard(post).ifPresent(card -> json.set("card", card));
            case "markdown", "markdown_v2" ->
                Json.read(post.content()).ifPresent(content -> json.put("raw", Json.text(content, "content")));
            case "post" -> Json.read(post.content()).map(Contents::localised).ifPresent(it -> json.set("post", it));
            default -> Json.read(post.content()).ifPresent(content -> json.put("raw", Json.text(content, "text")));
        }
        return json;
    }

    @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> say(HttpServletRequest request) throws IOException {
        ObjectNode body = body(request);
        String as = Json.text(body, "as");
        String chat = Json.text(body, "chat");
        String text = Json.text(body, "text");
        String id = chats.privateChatId(as).equals(chat)
                ? sandbox.say(as, text)
                : sandbox.sayInGroup(as, chat, text, body.path("mentionBot").asBoolean(false));
        return answer(201, Json.object().put("id", id));
    }

    @PostMapping(path = "/messages/{id}/edit", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> edit(@PathVariable("id") String id, HttpServletRequest request) throws IOException {
        ObjectNode body = body(request);
        mine(id, body);
        sandbox.edit(id, Json.text(body, "text"));
        return answer(200, Json.object());
    }

    @PostMapping(path = "/messages/{id}/recall", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> recall(@PathVariable("id") String id, HttpServletRequest request) throws IOException {
        mine(id, body(request));
        sandbox.recall(id);
        return answer(200, Json.object());
    }

    /** Presses a button of the card as the page showed it; 409 when the card is another by now. */
    @PostMapping(path = "/messages/{id}/press", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> press(@PathVariable("id") String id, HttpServletRequest request) throws IOException {
        ObjectNode body = body(request);
        long shown = body.path("version").asLong(0);
        if (sandbox.post(id).filter(post -> post.version() != shown).isPresent()) {
            return answer(409, Json.object().put("error", "the card has changed since it was shown"));
        }
        Map<String, String> fields = new LinkedHashMap<>(Cards.strings(body.path("fields")));
        SandboxPress press =
                sandbox.submit(Json.text(body, "as"), id, body.path("button").asInt(-1), fields);
        ObjectNode said = Json.object();
        String language = Json.text(body, "lang").equals("en") ? "en_us" : "zh_cn";
        press.toast()
                .ifPresent(toast ->
                        said.putObject("toast").put("type", toast.type()).put("content", toast.contentIn(language)));
        press.error().ifPresent(error -> said.put("failure", error));
        return answer(200, said);
    }

    private void mine(String id, JsonNode body) {
        String as = Json.text(body, "as");
        if (sandbox.post(id).filter(post -> post.senderId().equals(as)).isEmpty()) {
            throw new IllegalArgumentException("message " + id + " is not of " + as);
        }
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(IllegalArgumentException refusal) {
        return answer(400, Json.object().put("error", String.valueOf(refusal.getMessage())));
    }

    private static ObjectNode body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (bytes.length > MOST_BODY_BYTES) {
            throw new IllegalArgumentException("the body is larger than " + MOST_BODY_BYTES + " bytes");
        }
        return Json.readObject(new String(bytes, UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("the body is no JSON object"));
    }

    private static ResponseEntity<byte[]> answer(int status, ObjectNode body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .body(Json.bytes(body));
    }
}
