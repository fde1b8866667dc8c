package io.rollcall.bot.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's cloud documents: what an application writes, and who may read it. Thread-safe. */
final class DocumentsWire {

    private static final int CALLS_A_SECOND = 3;
    private static final int MOST_BLOCKS = 1000;
    private static final Set<String> TEXTS =
            Set.of("text", "heading1", "heading2", "heading3", "bullet", "ordered", "quote");

    private final Chats chats;
    private final Pace creations;
    private final Pace edits;
    private final Map<String, Document> documents = new LinkedHashMap<>();

    private static final class Document {
        private final String title;
        private final List<Shown> blocks = new ArrayList<>();
        private final Set<String> readers = new TreeSet<>();
        private final Set<String> tokens = new TreeSet<>();
        private int topLevel;

        Document(String title) {
            this.title = title;
        }
    }

    /**
     * A block as the page shows it.
     *
     * @param kind  the platform's name of it
     * @param level 0 for the outermost
     */
    record Shown(String kind, int level, String text) {}

    /** A document as the page shows it. */
    record Readable(String title, List<Shown> blocks) {}

    DocumentsWire(Chats chats, LongSupplier nanoTime) {
        this.chats = chats;
        this.creations = new Pace(CALLS_A_SECOND, nanoTime);
        this.edits = new Pace(CALLS_A_SECOND, nanoTime);
    }

    synchronized ObjectNode create(ObjectNode body) {
        String title = Json.text(body, "title");
        if (title.isEmpty() || title.length() > 800) {
            throw new WireException(1770001, "invalid param: title must have 1 to 800 characters");
        }
        if (!creations.allows("app")) {
            throw new WireException(400, 99991400, "request trigger frequency limit", Map.of());
        }
        String id = "doxsandbox%04d".formatted(documents.size() + 1);
        documents.put(id, new Document(title));
        ObjectNode data = Json.object();
        data.putObject("document").put("document_id", id).put("revision_id", 1).put("title", title);
        return ok(data);
    }

    /** Inserts blocks under the page; the same token twice is one insertion. */
    synchronized ObjectNode insert(String id, String blockId, String clientToken, ObjectNode body) {
        Document document = document(id);
        if (!blockId.equals(id)) {
            throw new WireException(1770002, "not found: the sandbox inserts under the page block only");
        }
        if (!edits.allows(id)) {
            throw WireException.tooFast();
        }
        JsonNode descendants = body.path("descendants");
        if (descendants.isEmpty() || descendants.size() > MOST_BLOCKS) {
            throw new WireException(1770001, "invalid param: 1 to 1000 descendants");
        }
        if (!clientToken.isEmpty() && document.tokens.contains(clientToken)) {
            return ok(Json.object());
        }
        if (body.path("index").asInt(-1) != document.topLevel) {
            throw new WireException(1770001, "invalid param: index; the sandbox inserts at the end only");
        }
        Map<String, JsonNode> byId = new HashMap<>();
        descendants.forEach(block -> byId.put(Json.text(block, "block_id"), block));
        List<Shown> shown = new ArrayList<>();
        body.path("children_id").forEach(child -> show(child.asString(""), byId, 0, shown));
        if (shown.size() != descendants.size()) {
            throw new WireException(1770006, "schema mismatch: every descendant must be some block's child, once");
        }
        document.blocks.addAll(shown);
        document.topLevel += body.path("children_id").size();
        document.tokens.add(clientToken);
        return ok(Json.object());
    }

    private static void show(String id, Map<String, JsonNode> byId, int level, List<Shown> shown) {
        JsonNode block = byId.get(id);
        if (block == null || shown.size() >= MOST_BLOCKS) {
            throw new WireException(1770006, "schema mismatch: a child that is no descendant");
        }
        String kind = block.has("divider")
                ? "divider"
                : TEXTS.stream()
                        .filter(block::has)
                        .findFirst()
                        .orElseThrow(() -> new WireException(
                                1770006, "schema mismatch: a block of a kind the sandbox does not know"));
        StringBuilder text = new StringBuilder();
        block.path(kind)
                .path("elements")
                .forEach(element ->
                        text.append(element.path("text_run").path("content").asString("")));
        shown.add(new Shown(kind, level, text.toString()));
        block.path("children").forEach(child -> show(child.asString(""), byId, level + 1, shown));
    }

    /** Lets a group or a person of this world read it. */
    synchronized ObjectNode share(String id, String type, ObjectNode body) {
        Document document = document(id);
        String member = Json.text(body, "member_id");
        boolean known = switch (Json.text(body, "member_type")) {
            case "openchat" -> chats.chat(member).filter(Chats.Chat::group).isPresent();
            case "openid" -> chats.world().person(member).isPresent();
            default -> false;
        };
        if (!type.equals("docx") || !known || !Set.of("view", "edit").contains(Json.text(body, "perm"))) {
            throw new WireException(1063001, "Invalid parameter: type, member_type, member_id or perm");
        }
        document.readers.add(member);
        return ok(Json.object());
    }

    /** @param address where the page shows a document */
    synchronized ObjectNode metas(ObjectNode body, Function<String, String> address) {
        ObjectNode data = Json.object();
        ArrayNode metas = data.putArray("metas");
        ArrayNode failed = data.putArray("failed_list");
        body.path("request_docs").forEach(asked -> {
            String id = Json.text(asked, "doc_token");
            Document document = documents.get(id);
            if (document == null) {
                failed.addObject().put("token", id).put("code", 970005);
            } else {
                metas.addObject()
                        .put("doc_token", id)
                        .put("doc_type", "docx")
                        .put("title", document.title)
                        .put("url", address.apply(id));
            }
        });
        return ok(data);
    }

    /** Empty for a document that there is not, or that nobody has been given to read. */
    synchronized Optional<Readable> read(String id) {
        return Optional.ofNullable(documents.get(id))
                .filter(document -> !document.readers.isEmpty())
                .map(document -> new Readable(document.title, List.copyOf(document.blocks)));
    }

    private Document document(String id) {
        Document document = documents.get(id);
        if (document == null) {
            throw new WireException(1770002, "not found");
        }
        return document;
    }

    private static ObjectNode ok(ObjectNode data) {
        ObjectNode answer = Json.object();
        answer.put("code", 0).put("msg", "success");
        answer.set("data", data);
        return answer;
    }
}
