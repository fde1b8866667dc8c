package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Text on its way into a card, and out of one. */
final class CardText {

    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!])");

    private CardText() {}

    /**
     * How many bytes {@code text} adds to a request: UTF-8, escaped once within the card and once more within the
     * string that carries the card.
     */
    static int cost(String text) {
        return text.codePoints().map(CardText::cost).sum();
    }

    static int cost(int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            return 4;
        }
        if (codePoint == '\n' || codePoint == '\t') {
            return 3;
        }
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** As {@link #cost(String)}, for a part of a card. */
    static int cost(JsonNode part) {
        return cost(Json.text(part));
    }

    /**
     * A card's words as text, for clients and tenants that refuse the card: title, paragraphs and the buttons' labels.
     *
     * <p>Text messages know tags ({@code <at user_id="all">}, {@code <b>}) and links ({@code [label](address)}), and
     * it is not documented whether entities are decoded. So what could be a tag gets a full-width bracket, and what
     * could be a link a blank in its middle: nothing a member wrote can mention, style or link.
     */
    static String plain(JsonNode card) {
        StringBuilder text = new StringBuilder();
        collect(card.path("header"), text);
        collect(card.path("body"), text);
        return TAG.matcher(text.toString().strip()).replaceAll("＜").replace("](", "] (");
    }

    private static void collect(JsonNode part, StringBuilder text) {
        if (Json.at(part, "tag").equals("button")) {
            text.append("[ ").append(Json.at(part, "text", "content")).append(" ]\n");
        } else if (Json.at(part, "tag").equals("hr")) {
            text.append("——\n");
        } else if (Json.at(part, "tag").equals("plain_text")) {
            text.append(Json.at(part, "content")).append('\n');
        } else {
            part.values().forEach(inner -> collect(inner, text));
        }
    }
}
