package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.InDocument;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.team.Account;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Long messages as cloud documents (云文档). A payload of this kind is not posted: preparing it writes the document, and
 * ends in the card that links it, which is posted like any other. The card comes last, so no half document is ever
 * linked, and it is one message, so it arrives once.
 *
 * <p>What is done of a document is remembered while the process lives. After a crash a new one is written; the earlier
 * one stays where the app put it, and nobody has been given it to read. Where a document cannot be made, the message is
 * posted in parts.
 */
final class Documents {

    static final String TYPE = "document";

    /** For so long a document is tried to be made. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(Documents.class);

    /** The platform takes 3 a second, of an app and of a document. */
    private static final int WRITES_AT_ONCE = 3;

    private static final Duration SHORTLY = Duration.ofSeconds(1);

    /** "Create document": of a title, in characters. */
    private static final int LONGEST_TITLE = 800;

    /** Those of late, the finished ones too: who outlives its turn is not to write a second one. */
    private static final int REMEMBERED = 100;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._~:/?#=&%@+-]{1,500}");

    private final FeishuSettings settings;
    private final FeishuApi api;
    private final Clock wallClock;
    private final Map<String, Progress> known = new LinkedHashMap<>();

    /** How far a document has come. */
    private static final class Progress {
        private final ReentrantLock turn = new ReentrantLock();
        private final Instant begunAt;
        private String id = "";
        private int written;
        private boolean shared;

        Progress(Instant begunAt) {
            this.begunAt = begunAt;
        }
    }

    Documents(FeishuSettings settings, FeishuApi api, Clock wallClock) {
        this.settings = settings;
        this.api = api;
        this.wallClock = wallClock;
    }

    /** Whether the app can let them read a document: the group it is in, or a person whose id it knows. */
    static boolean canBeReadBy(Account account) {
        return account.address().startsWith("oc_") || account.address().startsWith("ou_");
    }

    static Payload payload(Message message, InDocument document) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("message", MessageJson.write(message));
        json.put("brief", MessageJson.write(document.brief()));
        json.put("label", document.label());
        return new Payload(TYPE, Json.text(json));
    }

    /** Goes on with a document, which takes one call of this or several. */
    SendResult prepare(Account to, Payload payload, String key) {
        JsonNode json = Json.object(payload.content())
                .orElseThrow(() -> new IllegalArgumentException("the document is none of Feishu's"));
        Message message = MessageJson.read(Json.at(json, "message"));
        Progress progress = progressOf(key);
        if (!progress.turn.tryLock()) {
            return later("the document is being written", Optional.of(SHORTLY));
        }
        try {
            String address = goOn(to, message, key, progress);
            return new SendResult.Instead(
                    FeishuCards.render(
                            withLink(MessageJson.read(Json.at(json, "brief")), Json.at(json, "label"), address)),
                    "the document is written");
        } catch (CallFailedException e) {
            boolean isOver = wallClock.instant().isAfter(progress.begunAt.plus(PATIENCE));
            return isOver ? inParts(message, e.reason()) : later(e.reason(), e.after());
        } catch (NoDocumentException e) {
            return inParts(message, String.valueOf(e.getMessage()));
        } finally {
            progress.turn.unlock();
        }
    }

    /** The platform says no, and would say so again. */
    private static final class NoDocumentException extends Exception {

        private static final long serialVersionUID = 1L;

        NoDocumentException(String message) {
            super(message);
        }
    }

    private synchronized Progress progressOf(String key) {
        if (known.size() >= REMEMBERED && !known.containsKey(key)) {
            known.remove(known.keySet().iterator().next());
        }
        return known.computeIfAbsent(key, any -> new Progress(wallClock.instant()));
    }

    /**
     * Takes the steps that are left, as many as one call has time for.
     *
     * @return where the document is read
     */
    private String goOn(Account to, Message message, String key, Progress progress)
            throws CallFailedException, NoDocumentException {
        Instant until = wallClock.instant().plus(settings.callTimeout());
        if (progress.id.isEmpty()) {
            progress.id = create(to.app(), message.title());
        }
        List<ObjectNode> calls = DocumentBlocks.calls(message);
        for (int writes = 0; progress.written < calls.size(); writes++) {
            requireTime(until, writes < WRITES_AT_ONCE);
            write(to.app(), progress, calls.get(progress.written), key);
            progress.written++;
        }
        if (!progress.shared) {
            requireTime(until, true);
            share(to, progress.id);
            progress.shared = true;
        }
        requireTime(until, true);
        return addressOf(to.app(), progress.id);
    }

    private void requireTime(Instant until, boolean mayGoOn) throws CallFailedException {
        if (!mayGoOn || wallClock.instant().isAfter(until)) {
            throw new CallFailedException("the document is being written", Optional.of(SHORTLY));
        }
    }

    private String create(String app, String title) throws CallFailedException, NoDocumentException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        String folder = settings.app(app)
                .map(FeishuSettings.App::documentFolder)
                .filter(token -> !token.isBlank())
                .orElse("");
        if (!folder.isEmpty()) {
            body.put("folder_token", folder);
        }
        body.put("title", Words.line(title, LONGEST_TITLE));
        Answer answer = usable("docx/v1/documents", api.post(app, url -> url, body, "docx", "v1", "documents"));
        String id = Json.at(answer.data(), "document", "document_id");
        if (!TOKEN.matcher(id).matches()) {
            throw new NoDocumentException("docx/v1/documents: the answer names no document");
        }
        return id;
    }

    /** The same token for the same blocks: what is written twice by mistake stands there once. */
    private void write(String app, Progress progress, JsonNode blocks, String key)
            throws CallFailedException, NoDocumentException {
        String token = tokenOf(key + "/" + progress.id + "/" + progress.written);
        usable(
                "docx/v1/documents/blocks/descendant",
                api.post(
                        app,
                        url -> url.addQueryParameter("document_revision_id", "-1")
                                .addQueryParameter("client_token", token),
                        blocks,
                        "docx",
                        "v1",
                        "documents",
                        progress.id,
                        "blocks",
                        progress.id,
                        "descendant"));
    }

    /** In the form of a random UUID (version 4), which is what the platform asks for. */
    private static String tokenOf(String what) {
        ByteBuffer digest = ByteBuffer.wrap(FeishuCrypto.sha256().digest(what.getBytes(StandardCharsets.UTF_8)));
        long most = digest.getLong() & ~0xF000L | 0x4000L;
        long least = digest.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(most, least).toString();
    }

    /** With whom the message is for and nobody else. */
    private void share(Account to, String id) throws CallFailedException, NoDocumentException {
        boolean isGroup = to.address().startsWith("oc_");
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("member_type", isGroup ? "openchat" : "openid");
        body.put("member_id", to.address());
        body.put("perm", "view");
        body.put("type", isGroup ? "chat" : "user");
        usable(
                "drive/v1/permissions/members",
                api.post(
                        to.app(),
                        url -> url.addQueryParameter("type", "docx"),
                        body,
                        "drive",
                        "v1",
                        "permissions",
                        id,
                        "members"));
    }

    private String addressOf(String app, String id) throws CallFailedException, NoDocumentException {
        String tenant = settings.app(app)
                .map(FeishuSettings.App::tenantUrl)
                .filter(url -> !url.isBlank())
                .orElse("");
        String address = tenant.isEmpty() ? askForAddress(app, id) : tenant.replaceFirst("/$", "") + "/docx/" + id;
        if (!ADDRESS.matcher(address).matches()) {
            throw new NoDocumentException("drive/v1/metas/batch_query: the answer holds no address; set tenant-url");
        }
        return address;
    }

    private String askForAddress(String app, String id) throws CallFailedException, NoDocumentException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("request_docs").addObject().put("doc_token", id).put("doc_type", "docx");
        body.put("with_url", true);
        Answer answer = usable(
                "drive/v1/metas/batch_query", api.post(app, url -> url, body, "drive", "v1", "metas", "batch_query"));
        return Json.at(answer.data().path("metas").path(0), "url");
    }

    private static Answer usable(String call, Answer answer) throws CallFailedException, NoDocumentException {
        if (answer.ok()) {
            return answer;
        }
        String reason = call + ": " + answer.reason();
        if (answer.kind() == Kind.BUSY || answer.kind() == Kind.TOKEN) {
            throw new CallFailedException(reason, answer.after().or(() -> Optional.of(SHORTLY)));
        }
        throw new NoDocumentException(reason);
    }

    private static Message withLink(Message brief, String label, String address) {
        return new Message(
                brief.title(),
                brief.tone(),
                brief.summary(),
                Stream.concat(brief.blocks().stream(), Stream.of(Block.of(new Part.Link(label, address))))
                        .toList());
    }

    /** Nothing has been posted so far, whatever became of the document. */
    private static SendResult later(String reason, Optional<Duration> after) {
        return new SendResult.Retry(reason, after, false);
    }

    private SendResult inParts(Message message, String reason) {
        log.warn("A long report is posted in parts, as no document could be made of it: {}", reason);
        return new SendResult.Instead(new ArrayList<>(FeishuCards.render(message)), reason);
    }
}
