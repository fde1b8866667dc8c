package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a self-built app is delivered, by the platform's pages on receiving messages and events: from a member's own
 * conversation with the app. Kept as JSON with the platform's names, and only what is read again.
 */
record AgentDelivery(JsonNode json) {

    static final String TEXT = "text";
    static final String EVENT = "event";
    static final String PRESS = "template_card_event";

    private static final List<String> KEPT = List.of(
            "ToUserName",
            "AgentID",
            "FromUserName",
            "CreateTime",
            "MsgType",
            "MsgId",
            "Content",
            "Event",
            "EventKey",
            "TaskId",
            "CardType");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern MEMBER = Pattern.compile("[^\\s\\p{Cntrl}|]{1,64}");

    static AgentDelivery of(Xml.Element xml) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        for (String name : KEPT) {
            String text = xml.at(name);
            if (!text.isEmpty()) {
                json.put(name, text);
            }
        }
        List<Xml.Element> selections = xml.all("SelectedItems").stream()
                .flatMap(items -> items.all("SelectedItem").stream())
                .toList();
        if (!selections.isEmpty()) {
            ArrayNode items = json.putArray("SelectedItems");
            for (Xml.Element selection : selections) {
                ObjectNode item = items.addObject();
                item.put("QuestionKey", selection.at("QuestionKey"));
                ArrayNode options = item.putArray("OptionIds");
                selection.all("OptionIds").stream()
                        .flatMap(ids -> ids.all("OptionId").stream())
                        .forEach(id -> options.add(id.text()));
            }
        }
        return new AgentDelivery(json);
    }

    String at(String name) {
        return Json.at(json, name);
    }

    String type() {
        return at("MsgType");
    }

    boolean isEvent() {
        return type().equals(EVENT);
    }

    /** Which event; empty for a message. */
    String event() {
        return isEvent() ? at("Event") : "";
    }

    /** The userid of who wrote or pressed. */
    String sender() {
        return at("FromUserName");
    }

    /** Whether it says what it is, a person is its sender, and a message has an id. */
    boolean isWhole() {
        return !type().isEmpty()
                && MEMBER.matcher(sender()).matches()
                && (isEvent() || ID.matcher(at("MsgId")).matches());
    }

    /** Whether there is anything in it for the bot; that somebody opens the app, or where they are, is not kept. */
    boolean matters() {
        return !isEvent() || event().equals(PRESS);
    }

    /**
     * What the platform's redeliveries share: a message goes by its id. Events have none, and the platform's advice,
     * sender and second, would take two presses within a second for one; so all that tells them apart is in the key.
     */
    String key() {
        if (!isEvent()) {
            return Intake.messageKey(at("MsgId"));
        }
        StringBuilder all = new StringBuilder();
        for (String name : List.of("AgentID", "FromUserName", "CreateTime", "Event", "EventKey", "TaskId")) {
            all.append(at(name)).append('\n');
        }
        all.append(json.path("SelectedItems"));
        byte[] digest = WeComCrypto.digest("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
        return "event:" + HexFormat.of().formatHex(digest);
    }
}
