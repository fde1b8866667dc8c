package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Text on its way into a card, and out of one. */
final class CardText {

    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!])");
    private static final Pattern AT = Pattern.compile("<at id=(ou_[A-Za-z0-9_-]+)></at>");

    /** Goes before and after who is mentioned until the text is safe; no text holds it, as it is taken out of all. */
    private static final String MENTION = "\ufdd0";

    private static final Pattern MENTION_HERE = Pattern.compile(MENTION + "(ou_[A-Za-z0-9_-]+)" + MENTION);

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
     * A card's words as text, for clients and tenants that refuse the card: title, paragraphs, tables and figures, what
     * a form holds, and the buttons' labels.
     *
     * <p>Text messages know tags ({@code <at user_id="all">}, {@code <b>}) and links ({@code [label](address)}), and
     * it is not documented whether entities are decoded. So what could be a tag gets a full-width bracket, and what
     * could be a link a blank in its middle: nothing a member wrote can mention, style or link. What the card itself
     * mentions is mentioned again.
     *
     * @param withMentions false where the mentions may be why the card was refused
     */
    static String plain(JsonNode card, boolean withMentions) {
        StringBuilder text = new StringBuilder();
        collect(card.path("header"), text);
        collect(card.path("body"), text);
        String safe = withoutTags(text.toString().strip()).replace("](", "] (");
        // Only now: what stands for a mention is a character that no text of a card can hold.
        return MENTION_HERE
                .matcher(safe)
                .replaceAll(match -> withMentions ? "<at user_id=\"" + match.group(1) + "\"></at>" : "")
                .strip();
    }

    static String plain(JsonNode card) {
        return plain(card, true);
    }

    /** The same characters, but for brackets that could open a tag. */
    static String withoutTags(String text) {
        return TAG.matcher(text).replaceAll("＜");
    }

    private static void collect(JsonNode part, StringBuilder text) {
        switch (Json.at(part, "tag")) {
            case "button" -> button(part, text);
            case "hr" -> text.append("——\n");
            case "plain_text" -> line(Json.at(part, "content"), text);
            case "markdown" -> {
                AT.matcher(Json.at(part, "content"))
                        .results()
                        .forEach(match -> text.append(MENTION)
                                .append(match.group(1))
                                .append(MENTION)
                                .append(' '));
                text.append('\n');
            }
            case "input" -> {
                line(Json.at(part, "label", "content"), text);
                line(Json.at(part, "default_value"), text);
            }
            case "table" -> table(part, text);
            case "chart" -> chart(part.path("chart_spec"), text);
            default -> part.values().forEach(inner -> collect(inner, text));
        }
    }

    private static void line(String content, StringBuilder text) {
        if (!content.isEmpty()) {
            text.append(content.replace(MENTION, " ")).append('\n');
        }
    }

    private static void button(JsonNode button, StringBuilder text) {
        if (!Json.at(button, "form_action_type").isEmpty()) {
            return;
        }
        String address = button.path("behaviors").values().stream()
                .map(behaviour -> Json.at(behaviour, "default_url"))
                .collect(Collectors.joining());
        line(
                address.isEmpty()
                        ? "[ " + Json.at(button, "text", "content") + " ]"
                        : Json.at(button, "text", "content") + " " + address,
                text);
    }

    /** Each cell after the name of its column, but for the first, which names the row. */
    private static void table(JsonNode table, StringBuilder text) {
        List<JsonNode> columns = List.copyOf(table.path("columns").values());
        for (JsonNode row : table.path("rows").values()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String cell = Json.at(row, Json.at(columns.get(i), "name"));
                String head = Json.at(columns.get(i), "display_name");
                cells.add(i == 0 || head.isEmpty() || cell.isEmpty() ? cell : head + " " + cell);
            }
            line(cells.stream().filter(cell -> !cell.isBlank()).collect(Collectors.joining(" · ")), text);
        }
    }

    /** A line for each series. */
    private static void chart(JsonNode spec, StringBuilder text) {
        line(Json.at(spec, "title", "text"), text);
        Map<String, String> courses = new LinkedHashMap<>();
        for (JsonNode point : spec.path("data").path("values").values()) {
            courses.merge(
                    Json.at(point, CardChart.SERIES),
                    Json.at(point, CardChart.POINT) + " " + Json.at(point, CardChart.VALUE),
                    (before, next) -> before + " → " + next);
        }
        courses.forEach((series, course) -> line(series + " " + course, text));
    }
}
