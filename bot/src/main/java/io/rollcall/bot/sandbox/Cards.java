package io.rollcall.bot.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads cards in the platform's JSON 2.0. */
final class Cards {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|(lt|gt|amp|quot|apos|nbsp|sim));");
    private static final Pattern AT = Pattern.compile("<at id=[\"']?([^\\s\"'>]{1,120})[\"']?>");
    private static final Pattern TAG = Pattern.compile("<[^>]{0,200}>");

    private Cards() {}

    /**
     * A button of a card.
     *
     * @param form the form it stands in
     */
    record Button(JsonNode element, Optional<JsonNode> form) {}

    /** The buttons, in the order they are read: depth first, as the page shows them. */
    static List<Button> buttons(JsonNode card) {
        List<Button> found = new ArrayList<>();
        // A form stands nowhere but at the root.
        for (JsonNode top : card.path("body").path("elements")) {
            Optional<JsonNode> form =
                    Optional.of(top).filter(element -> Json.text(element, "tag").equals("form"));
            visit(Json.array().add(top), element -> {
                if (Json.text(element, "tag").equals("button")) {
                    found.add(new Button(element, form));
                }
            });
        }
        return found;
    }

    /** The fields of a form: what carries a name and is no button. */
    static List<JsonNode> fields(JsonNode form) {
        List<JsonNode> found = new ArrayList<>();
        visit(form.path("elements"), element -> {
            if (!Json.text(element, "name").isEmpty()
                    && !Json.text(element, "tag").equals("button")) {
                found.add(element);
            }
        });
        return found;
    }

    /** What a button sends back, an empty object when it only opens a page. */
    static JsonNode callbackValue(JsonNode button) {
        for (JsonNode behaviour : button.path("behaviors")) {
            if (Json.text(behaviour, "type").equals("callback")) {
                return behaviour.path("value");
            }
        }
        return Json.object();
    }

    static boolean callsBack(JsonNode button) {
        for (JsonNode behaviour : button.path("behaviors")) {
            if (Json.text(behaviour, "type").equals("callback")) {
                return true;
            }
        }
        return !Json.text(button, "form_action_type").isEmpty();
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            strings.put(entry.getKey(), value.isString() ? value.stringValue() : Json.write(value));
        }
        return strings;
    }

    /** Every text of the card, one a line, as a person reads it: marks of style gone, entities resolved. */
    static String readable(JsonNode card) {
        List<String> lines = new ArrayList<>();
        add(lines, card.path("header").path("title"));
        add(lines, card.path("header").path("subtitle"));
        for (JsonNode tag : card.path("header").path("text_tag_list")) {
            add(lines, tag.path("text"));
        }
        visit(card.path("body").path("elements"), element -> {
            switch (Json.text(element, "tag")) {
                case "markdown" -> add(lines, element);
                case "div", "button" -> add(lines, element.path("text"));
                case "collapsible_panel" -> add(lines, element.path("header").path("title"));
                case "input" -> {
                    add(lines, element.path("label"));
                    String filledIn = Json.text(element, "default_value");
                    if (!filledIn.isEmpty()) {
                        lines.add(filledIn);
                    }
                }
                case "table" -> tableLines(lines, element);
                case "chart" -> chartLines(lines, element.path("chart_spec"));
                default -> {}
            }
        });
        return String.join("\n", lines);
    }

    /** A line for each of its points. */
    private static void chartLines(List<String> lines, JsonNode spec) {
        String title = Json.text(spec.path("title"), "text");
        if (!title.isEmpty()) {
            lines.add(title);
        }
        for (JsonNode point : spec.path("data").path("values")) {
            List<String> cells = new ArrayList<>();
            for (String field : List.of("seriesField", "xField", "yField")) {
                JsonNode cell = point.path(Json.text(spec, field));
                if (!cell.isMissingNode()) {
                    cells.add(cell.isString() ? cell.stringValue() : Json.write(cell));
                }
            }
            lines.add(String.join("\t", cells));
        }
    }

    /** Whom a card mentions by an id, {@code all} included. */
    static List<String> mentioned(JsonNode card) {
        List<String> found = new ArrayList<>();
        visit(card.path("body").path("elements"), element -> {
            String marked = Json.text(element, "tag").equals("markdown")
                    ? Json.text(element, "content")
                    : Json.text(element.path("text"), "tag").equals("lark_md")
                            ? Json.text(element.path("text"), "content")
                            : "";
            AT.matcher(marked).results().forEach(match -> found.add(match.group(1)));
        });
        return found;
    }

    private static void tableLines(List<String> lines, JsonNode table) {
        List<String> heads = new ArrayList<>();
        for (JsonNode column : table.path("columns")) {
            heads.add(Json.text(column, "display_name"));
        }
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            lines.add(String.join("\t", heads));
        }
        for (JsonNode row : table.path("rows")) {
            List<String> cells = new ArrayList<>();
            for (JsonNode column : table.path("columns")) {
                JsonNode cell = row.path(Json.text(column, "name"));
                cells.add(cell.isString() ? cell.stringValue() : cell.isMissingNode() ? "" : Json.write(cell));
            }
            lines.add(String.join("\t", cells));
        }
    }

    private static void add(List<String> lines, JsonNode text) {
        String content = Json.text(text, "content");
        if (content.isEmpty()) {
            return;
        }
        boolean marked = Json.text(text, "tag").equals("markdown")
                || Json.text(text, "tag").equals("lark_md");
        lines.add(marked ? withoutMarks(content) : content);
    }

    private static String withoutMarks(String markdown) {
        return entities(
                TAG.matcher(markdown.replace("<br>", "\n")).replaceAll("").replace("**", ""));
    }

    /** Resolves the entities that the platform's Markdown knows. */
    static String entities(String text) {
        return ENTITY.matcher(text).replaceAll(match -> {
            String number = match.group(1);
            if (number != null) {
                int point = Integer.parseInt(number);
                return Character.isValidCodePoint(point)
                        ? Matcher.quoteReplacement(Character.toString(point))
                        : Matcher.quoteReplacement(match.group());
            }
            return switch (match.group(2)) {
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "apos" -> "'";
                case "nbsp" -> "\u00a0";
                case "sim" -> "\u223c";
                default -> "&";
            };
        });
    }

    /** Goes through elements in reading order. The nesting is bounded because cards are checked before they are kept. */
    private static void visit(JsonNode elements, Consumer<JsonNode> visitor) {
        for (JsonNode element : elements) {
            visitor.accept(element);
            visit(element.path("elements"), visitor);
            for (JsonNode column : element.path("columns")) {
                visit(column.path("elements"), visitor);
            }
        }
    }

    /** The card as the platform gives it back to readers of a message: title and texts, not the card that was sent. */
    static ObjectNode simplified(JsonNode card) {
        ObjectNode simple = Json.object();
        simple.put("title", Json.text(card.path("header").path("title"), "content"));
        var paragraphs = simple.putArray("elements");
        readable(card)
                .lines()
                .forEach(line ->
                        paragraphs.addArray().addObject().put("tag", "text").put("text", line));
        return simple;
    }
}
