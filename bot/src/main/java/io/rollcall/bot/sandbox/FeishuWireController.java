package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Carries an application's calls to {@link FeishuWire}, and its answers back. */
@RestController
@Profile({"demo", "sandbox"})
@RequestMapping("/sandbox/feishu/open-apis")
class FeishuWireController {

    private static final int MOST_BODY_BYTES = 1024 * 1024;
    private static final String MESSAGE = "/im/v1/messages/{id}";

    private final FeishuWire wire;
    private final DocumentsWire documents;
    private final HookWire hooks;
    private final LocalServer server;

    FeishuWireController(FeishuWire wire, DocumentsWire documents, HookWire hooks, LocalServer server) {
        this.wire = wire;
        this.documents = documents;
        this.hooks = hooks;
        this.server = server;
    }

    @PostMapping("/auth/v3/tenant_access_token/internal")
    ResponseEntity<byte[]> token(HttpServletRequest request) throws IOException {
        return answer(wire.token(body(request)));
    }

    @PostMapping("/im/v1/messages")
    ResponseEntity<byte[]> send(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(name = "receive_id_type", defaultValue = "") String type,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(wire.send(type, body(request)));
    }

    @PostMapping(MESSAGE + "/reply")
    ResponseEntity<byte[]> reply(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(wire.reply(id, body(request)));
    }

    @GetMapping(MESSAGE)
    ResponseEntity<byte[]> get(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            @RequestParam(name = "card_msg_content_type", defaultValue = "") String cards) {
        wire.authorise(authorization);
        return answer(wire.get(id, cards.equals("user_card_content")));
    }

    @PatchMapping(MESSAGE)
    ResponseEntity<byte[]> patch(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(wire.patch(id, body(request)));
    }

    @PutMapping(MESSAGE)
    ResponseEntity<byte[]> put(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(wire.put(id, body(request)));
    }

    @DeleteMapping(MESSAGE)
    ResponseEntity<byte[]> delete(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id) {
        wire.authorise(authorization);
        return answer(wire.delete(id));
    }

    @GetMapping("/bot/v3/info")
    ResponseEntity<byte[]> botInfo(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        wire.authorise(authorization);
        return answer(wire.botInfo());
    }

    @GetMapping("/im/v1/chats")
    ResponseEntity<byte[]> groups(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        wire.authorise(authorization);
        return answer(wire.groups());
    }

    @GetMapping("/im/v1/chats/{id}/members")
    ResponseEntity<byte[]> members(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            @RequestParam(name = "page_size", defaultValue = "20") int pageSize,
            @RequestParam(name = "page_token", defaultValue = "") String pageToken) {
        wire.authorise(authorization);
        return answer(wire.members(id, pageSize, pageToken));
    }

    @PostMapping("/contact/v3/users/batch_get_id")
    ResponseEntity<byte[]> whoIs(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(wire.whoIs(body(request)));
    }

    @PostMapping("/docx/v1/documents")
    ResponseEntity<byte[]> createDocument(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(documents.create(body(request)));
    }

    @PostMapping("/docx/v1/documents/{id}/blocks/{block}/descendant")
    ResponseEntity<byte[]> insertBlocks(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            @PathVariable("block") String block,
            @RequestParam(name = "client_token", defaultValue = "") String clientToken,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(documents.insert(id, block, clientToken, body(request)));
    }

    @PostMapping("/drive/v1/permissions/{id}/members")
    ResponseEntity<byte[]> shareDocument(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable("id") String id,
            @RequestParam(name = "type", defaultValue = "") String type,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(documents.share(id, type, body(request)));
    }

    @PostMapping("/drive/v1/metas/batch_query")
    ResponseEntity<byte[]> documentAddresses(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request)
            throws IOException {
        wire.authorise(authorization);
        return answer(documents.metas(
                body(request),
                id -> server.resolve("/sandbox/docx/" + id)
                        .map(Object::toString)
                        .orElse("")));
    }

    @PostMapping("/bot/v2/hook/{key}")
    ResponseEntity<byte[]> hook(@PathVariable("key") String key, HttpServletRequest request) throws IOException {
        ObjectNode body = body(request);
        return answer(hooks.post(key, body, request.getContentLength()));
    }

    @RequestMapping("/**")
    ResponseEntity<String> nothingHere() {
        return ResponseEntity.status(404)
                .contentType(MediaType.TEXT_PLAIN)
                .body("404 page not found: the sandbox does not play this call of the platform");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(WireException refusal) {
        ObjectNode body = Json.object();
        body.put("code", refusal.code());
        body.put("msg", refusal.getMessage());
        String log = logId();
        body.putObject("error").put("log_id", log);
        ResponseEntity.BodyBuilder response = ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Tt-Logid", log);
        refusal.headers().forEach(response::header);
        return response.body(Json.bytes(body));
    }

    private static ResponseEntity<byte[]> answer(ObjectNode body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Tt-Logid", logId())
                .body(Json.bytes(body));
    }

    private static String logId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static ObjectNode body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (bytes.length > MOST_BODY_BYTES) {
            throw new WireException(413, 9499, "Bad Request: the body is too large", Map.of());
        }
        return Json.readObject(new String(bytes, UTF_8))
                .orElseThrow(() -> new WireException(9499, "Bad Request: the body is no JSON object"));
    }
}
