package io.rollcall.bot.sandbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Turns down cards that the platform would turn down: the structure of JSON 2.0, in which an unknown property is an
 * error, with the limits of the platform's card documentation. What a known component's values may be is checked as far
 * as a report bot uses them.
 */
final class CardCheck {

    static final int MOST_BYTES = 30 * 1024;
    private static final int MOST_ELEMENTS = 200;
    private static final int DEEPEST = 5;
    private static final int MOST_TABLES = 5;
    private static final int MOST_COLUMNS = 50;
    private static final int MOST_ROWS_SHOWN = 10;
    private static final int LONGEST_PLACEHOLDER = 100;
    private static final int LONGEST_INPUT = 1000;
    /** Deeper than any card may be, so that hostile nesting ends the walk and not the stack. */
    private static final int DEEPEST_JSON = 60;

    private static final String UNPARSABLE = "200621";
    private static final String STRUCTURE = "11310";
    private static final String UNKNOWN_TAG = "200861";
    private static final String FORM_NAME = "200530";
    private static final String CHART = "200550";
    private static final String TABLE_COLUMNS = "200914";
    private static final String TABLE_ROWS = "200915";

    private static final Set<String> COLOURS = Set.of(
            "blue",
            "wathet",
            "turquoise",
            "green",
            "yellow",
            "orange",
            "red",
            "carmine",
            "violet",
            "purple",
            "indigo",
            "grey",
            "default");
    private static final Set<String> BUTTON_TYPES = Set.of(
            "default",
            "primary",
            "danger",
            "text",
            "primary_text",
            "danger_text",
            "primary_filled",
            "danger_filled",
            "laser");
    private static final Set<String> LAYOUT = Set.of(
            "direction",
            "padding",
            "vertical_spacing",
            "horizontal_spacing",
            "vertical_align",
            "horizontal_align",
            "background_style",
            "background_color");

    /** Properties of each component beside tag, element_id and margin. */
    private static final Map<String, Set<String>> COMPONENTS = Map.ofEntries(
            Map.entry("markdown", Set.of("content", "i18n_content", "text_align", "text_size", "icon")),
            Map.entry("div", Set.of("text", "icon", "width")),
            Map.entry("hr", Set.of()),
            Map.entry(
                    "img",
                    Set.of(
                            "img_key",
                            "alt",
                            "title",
                            "corner_radius",
                            "scale_type",
                            "size",
                            "transparent",
                            "preview",
                            "mode")),
            Map.entry(
                    "button",
                    Set.of(
                            "text",
                            "type",
                            "size",
                            "width",
                            "icon",
                            "name",
                            "required",
                            "form_action_type",
                            "action_type",
                            "behaviors",
                            "confirm",
                            "disabled",
                            "disabled_tips",
                            "hover_tips")),
            Map.entry("form", with(LAYOUT, "name", "elements")),
            Map.entry(
                    "input",
                    Set.of(
                            "name",
                            "required",
                            "disabled",
                            "label",
                            "label_position",
                            "placeholder",
                            "default_value",
                            "input_type",
                            "rows",
                            "auto_resize",
                            "max_rows",
                            "max_length",
                            "width",
                            "behaviors",
                            "confirm",
                            "fallback",
                            "show_icon")),
            Map.entry(
                    "select_static",
                    Set.of(
                            "name",
                            "required",
                            "disabled",
                            "placeholder",
                            "options",
                            "initial_option",
                            "initial_index",
                            "width",
                            "type",
                            "behaviors",
                            "confirm")),
            Map.entry(
                    "date_picker",
                    Set.of(
                            "name",
                            "required",
                            "disabled",
                            "placeholder",
                            "initial_date",
                            "width",
                            "behaviors",
                            "confirm")),
            Map.entry("collapsible_panel", with(LAYOUT, "expanded", "header", "border", "elements")),
            Map.entry("chart", Set.of("chart_spec", "aspect_ratio", "height", "color_theme", "preview")),
            Map.entry("column_set", with(LAYOUT, "flex_mode", "columns", "behaviors")),
            Map.entry("column", with(LAYOUT, "width", "weight", "elements", "behaviors")),
            Map.entry(
                    "table",
                    Set.of(
                            "page_size",
                            "row_height",
                            "row_max_height",
                            "freeze_first_column",
                            "header_style",
                            "columns",
                            "rows")));

    private static final Set<String> COMMON = Set.of("tag", "element_id", "margin");
    private static final Set<String> ROOT = Set.of("schema", "config", "card_link", "header", "body");
    private static final Set<String> BODY = with(LAYOUT, "elements");
    private static final Set<String> CONFIG = Set.of(
            "streaming_mode",
            "streaming_config",
            "summary",
            "locales",
            "enable_forward",
            "enable_forward_interaction",
            "update_multi",
            "width_mode",
            "use_custom_translation",
            "style");
    private static final Set<String> HEADER =
            Set.of("title", "subtitle", "template", "text_tag_list", "i18n_text_tag_list", "icon", "padding");

    private static final Set<String> PANEL_HEADER = Set.of(
            "title",
            "background_color",
            "vertical_align",
            "padding",
            "position",
            "width",
            "icon",
            "icon_position",
            "icon_expanded_angle");
    private static final Set<String> TABLE_COLUMN = Set.of(
            "name",
            "display_name",
            "data_type",
            "width",
            "format",
            "date_format",
            "horizontal_align",
            "vertical_align");
    private static final Set<String> CELL_TYPES =
            Set.of("text", "lark_md", "options", "number", "persons", "date", "markdown");
    private static final Set<String> INPUT_TYPES = Set.of("text", "multiline_text", "password");

    private int tables;
    private final Set<String> names = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    private CardCheck() {}

    /** @throws WireException 230099 with the platform's sub-code and what is wrong, never with the card's text */
    static void check(JsonNode card) {
        new CardCheck().root(card);
    }

    /** What is wrong with it, if anything is. */
    static Optional<String> fault(JsonNode card) {
        try {
            check(card);
            return Optional.empty();
        } catch (WireException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private void root(JsonNode card) {
        only(card, ROOT, "the card");
        if (!Json.text(card, "schema").equals("2.0")) {
            throw fail(UNPARSABLE, "schema must be \"2.0\"");
        }
        int components = count(card, 0);
        if (components > MOST_ELEMENTS) {
            throw fail(STRUCTURE, "element count " + components + " exceeds the limit " + MOST_ELEMENTS);
        }
        if (card.has("config")) {
            only(card.path("config"), CONFIG, "config");
            JsonNode multi = card.path("config").path("update_multi");
            if (!multi.isMissingNode() && !(multi.isBoolean() && multi.booleanValue())) {
                throw fail(UNPARSABLE, "update_multi can only be true");
            }
        }
        if (card.has("header")) {
            header(card.path("header"));
        }
        JsonNode body = card.path("body");
        only(body, BODY, "body");
        elements(body.path("elements"), 1, Place.ROOT);
    }

    private void header(JsonNode header) {
        only(header, HEADER, "header");
        text(header.path("title"), "header.title");
        if (header.has("subtitle")) {
            text(header.path("subtitle"), "header.subtitle");
        }
        if (header.has("template") && !COLOURS.contains(Json.text(header, "template"))) {
            throw fail(UNPARSABLE, "header.template is no colour of " + sorted(COLOURS));
        }
        if (header.path("text_tag_list").size() > 3) {
            throw fail(STRUCTURE, "header.text_tag_list holds more than 3");
        }
    }

    /** Where an element stands: some may stand only at the root. */
    private enum Place {
        ROOT,
        INSIDE,
        FORM
    }

    private void elements(JsonNode elements, int depth, Place place) {
        if (!elements.isArray()) {
            throw fail(UNPARSABLE, "elements must be an array");
        }
        if (depth > DEEPEST) {
            throw fail(STRUCTURE, "containers nest deeper than " + DEEPEST);
        }
        for (JsonNode element : elements) {
            element(element, depth, place);
        }
    }

    private void element(JsonNode element, int depth, Place place) {
        String tag = Json.text(element, "tag");
        Set<String> known = COMPONENTS.get(tag);
        if (known == null || tag.equals("column")) {
            throw fail(UNKNOWN_TAG, "cards of schema V2 no longer support or never knew the tag \"" + tag + "\"");
        }
        only(element, with(COMMON, known.toArray(String[]::new)), tag);
        identity(element, tag);
        switch (tag) {
            case "markdown" -> string(element, "content", tag);
            case "div" -> text(element.path("text"), "div.text");
            case "button" -> button(element, place);
            case "form" -> form(element, depth, place);
            case "input", "select_static", "date_picker" -> field(element, tag, place);
            case "collapsible_panel" -> {
                only(element.path("header"), PANEL_HEADER, "collapsible_panel.header");
                text(element.path("header").path("title"), "collapsible_panel.header.title");
                if (element.has("border")) {
                    only(element.path("border"), Set.of("color", "corner_radius"), "collapsible_panel.border");
                }
                elements(element.path("elements"), depth + 1, inner(place));
            }
            case "column_set" -> columns(element, depth, place);
            case "table" -> table(element, place);
            case "chart" -> chart(element);
            default -> {}
        }
    }

    private static Place inner(Place place) {
        return place == Place.ROOT ? Place.INSIDE : place;
    }

    private void identity(JsonNode element, String tag) {
        if (!element.has("element_id")) {
            return;
        }
        String id = Json.text(element, "element_id");
        if (!id.matches("[A-Za-z][A-Za-z0-9_]{0,19}") || !ids.add(id)) {
            throw fail(
                    UNPARSABLE, tag + ".element_id must be unique, start with a letter and have at most 20 characters");
        }
    }

    private void button(JsonNode button, Place place) {
        text(button.path("text"), "button.text");
        if (button.has("type") && !BUTTON_TYPES.contains(Json.text(button, "type"))) {
            throw fail(UNPARSABLE, "button.type is none of " + sorted(BUTTON_TYPES));
        }
        if (place == Place.FORM) {
            name(button, "button in a form");
        }
        for (JsonNode behaviour : button.path("behaviors")) {
            switch (Json.text(behaviour, "type")) {
                case "callback" -> {
                    only(behaviour, Set.of("type", "value"), "behaviors");
                    if (!behaviour.path("value").isObject()
                            && !behaviour.path("value").isString()) {
                        throw fail(UNPARSABLE, "the value of a callback must be an object or a string");
                    }
                }
                case "open_url" -> {
                    only(behaviour, Set.of("type", "default_url", "pc_url", "ios_url", "android_url"), "behaviors");
                    string(behaviour, "default_url", "behaviors");
                }
                case "form_action" -> {}
                default -> throw fail(UNPARSABLE, "behaviors.type must be callback, open_url or form_action");
            }
        }
    }

    private void form(JsonNode form, int depth, Place place) {
        if (place != Place.ROOT) {
            throw fail(STRUCTURE, "a form may stand only at the root");
        }
        name(form, "form");
        elements(form.path("elements"), depth + 1, Place.FORM);
        if (!submits(form.path("elements"))) {
            throw fail(STRUCTURE, "a form must hold a button that submits it");
        }
    }

    private static boolean submits(JsonNode elements) {
        for (JsonNode element : elements) {
            if (Json.text(element, "form_action_type").equals("submit")
                    || Json.text(element, "action_type").equals("form_submit")
                    || submits(element.path("elements"))) {
                return true;
            }
            for (JsonNode column : element.path("columns")) {
                if (submits(column.path("elements"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void field(JsonNode field, String tag, Place place) {
        if (place == Place.FORM) {
            name(field, tag + " in a form");
        }
        if (field.has("placeholder")) {
            text(field.path("placeholder"), tag + ".placeholder");
            if (Json.text(field.path("placeholder"), "content").length() > LONGEST_PLACEHOLDER) {
                throw fail(UNPARSABLE, tag + ".placeholder has more than " + LONGEST_PLACEHOLDER + " characters");
            }
        }
        if (field.has("label")) {
            text(field.path("label"), tag + ".label");
        }
        if (tag.equals("input")) {
            input(field);
        }
    }

    private static void input(JsonNode input) {
        JsonNode length = input.path("max_length");
        if (length.isNumber() && (length.asInt(0) < 1 || length.asInt(0) > LONGEST_INPUT)) {
            throw fail(UNPARSABLE, "input.max_length must be 1 to " + LONGEST_INPUT);
        }
        if (input.has("input_type") && !INPUT_TYPES.contains(Json.text(input, "input_type"))) {
            throw fail(UNPARSABLE, "input.input_type is none of " + sorted(INPUT_TYPES));
        }
        int most = length.isNumber() ? length.asInt(0) : LONGEST_INPUT;
        if (Json.text(input, "default_value").length() > most) {
            throw fail(UNPARSABLE, "input.default_value has more than " + most + " characters");
        }
    }

    private void columns(JsonNode set, int depth, Place place) {
        JsonNode columns = set.path("columns");
        if (!columns.isArray()) {
            throw fail(UNPARSABLE, "column_set.columns must be an array");
        }
        for (JsonNode column : columns) {
            if (!Json.text(column, "tag").equals("column")) {
                throw fail(UNPARSABLE, "column_set.columns holds something other than a column");
            }
            only(
                    column,
                    with(COMMON, COMPONENTS.getOrDefault("column", Set.of()).toArray(String[]::new)),
                    "column");
            elements(column.path("elements"), depth + 1, inner(place));
        }
    }

    private void table(JsonNode table, Place place) {
        tables++;
        if (place != Place.ROOT) {
            throw fail(STRUCTURE, "a table may stand only at the root");
        }
        if (tables > MOST_TABLES) {
            throw fail(STRUCTURE, "table number over limit " + MOST_TABLES);
        }
        JsonNode pageSize = table.path("page_size");
        if (!pageSize.isMissingNode() && (pageSize.asInt(0) < 1 || pageSize.asInt(0) > MOST_ROWS_SHOWN)) {
            throw fail(UNPARSABLE, "table.page_size must be 1 to " + MOST_ROWS_SHOWN);
        }
        JsonNode columns = table.path("columns");
        if (!columns.isArray() || !table.path("rows").isArray()) {
            throw fail(TABLE_COLUMNS, "a table needs columns and rows");
        }
        if (columns.size() > MOST_COLUMNS) {
            throw fail(TABLE_COLUMNS, "a table of more than " + MOST_COLUMNS + " columns");
        }
        Set<String> known = new HashSet<>();
        for (JsonNode column : columns) {
            only(column, TABLE_COLUMN, "table.columns");
            String name = Json.text(column, "name");
            if (name.isEmpty() || !known.add(name)) {
                throw fail(TABLE_COLUMNS, "each column of a table needs a name of its own");
            }
            if (column.has("data_type") && !CELL_TYPES.contains(Json.text(column, "data_type"))) {
                throw fail(TABLE_COLUMNS, "table.columns.data_type is none of " + sorted(CELL_TYPES));
            }
        }
        for (JsonNode row : table.path("rows")) {
            rowOf(row, columns, known);
        }
    }

    private static void rowOf(JsonNode row, JsonNode columns, Set<String> known) {
        if (!row.isObject() || row.propertyNames().stream().anyMatch(cell -> !known.contains(cell))) {
            throw fail(TABLE_ROWS, "a row of a table must be an object of its columns' names");
        }
        for (JsonNode column : columns) {
            JsonNode cell = row.path(Json.text(column, "name"));
            boolean fits = switch (Json.text(column, "data_type")) {
                case "text", "lark_md", "markdown" -> cell.isString();
                case "number", "date" -> cell.isNumber();
                default -> true;
            };
            if (!cell.isMissingNode() && !fits) {
                throw fail(TABLE_ROWS, "a cell is not of its column's data_type");
            }
        }
    }

    private static void chart(JsonNode chart) {
        JsonNode spec = chart.path("chart_spec");
        if (!spec.isObject() || Json.text(spec, "type").isEmpty() || !spec.has("data")) {
            throw fail(CHART, "chart_spec must be an object with a type and data");
        }
    }

    private void name(JsonNode element, String what) {
        String name = Json.text(element, "name");
        if (name.isEmpty() || !names.add(name)) {
            throw fail(FORM_NAME, what + " needs a name that is unique in the card");
        }
    }

    private static void text(JsonNode text, String where) {
        String tag = Json.text(text, "tag");
        if (!Set.of("plain_text", "lark_md", "markdown").contains(tag)) {
            throw fail(UNPARSABLE, where + " must be an object with tag plain_text, lark_md or markdown");
        }
        string(text, "content", where);
    }

    private static void string(JsonNode node, String field, String where) {
        if (!node.path(field).isString()) {
            throw fail(UNPARSABLE, where + "." + field + " must be a string");
        }
    }

    private static void only(JsonNode node, Set<String> known, String where) {
        if (!node.isObject()) {
            throw fail(UNPARSABLE, where + " must be an object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!known.contains(property.getKey())) {
                throw fail(UNPARSABLE, "unknown property, path: " + where + " -> " + property.getKey());
            }
        }
    }

    /** Everything with a tag counts, texts too. */
    private static int count(JsonNode node, int depth) {
        if (depth > DEEPEST_JSON) {
            throw fail(STRUCTURE, "nested too deep");
        }
        int sum = node.isObject() && node.has("tag") ? 1 : 0;
        for (JsonNode child : node) {
            sum += count(child, depth + 1);
        }
        return sum;
    }

    private static WireException fail(String subCode, String what) {
        return new WireException(
                230099, "Failed to create card content, ext=ErrCode: " + subCode + "; ErrMsg: " + what + "; ");
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    private static List<String> sorted(Collection<String> words) {
        return words.stream().sorted().toList();
    }
}
