package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** WeCom's template cards ({@code template_card}): what they must hold, how they read, which buttons they have. */
final class TemplateCards {

    static final String TYPE = "template_card";

    private static final String BUTTONS = "button_interaction";
    private static final String NOTICE = "text_notice";
    private static final int MOST_BUTTONS = 6;
    private static final int MOST_LABEL = 10;
    private static final int MOST_KEY_BYTES = 1024;

    private TemplateCards() {}

    /** A button as it stands on a card. */
    record Button(String label, String key) {}

    /**
     * What is wrong with a card; empty when a client would show it.
     *
     * @param callsBack whether whoever sends it hears of presses; else a card with buttons is none
     */
    static Optional<String> fault(JsonNode card, boolean callsBack) {
        String type = Json.text(card, "card_type");
        if (!(type.equals(NOTICE) || callsBack && type.equals(BUTTONS))) {
            return Optional.of("card_type; the sandbox plays " + NOTICE + (callsBack ? " and " + BUTTONS : ""));
        }
        String title = Json.text(card.path("main_title"), "title");
        if (type.equals(NOTICE)) {
            if (title.isEmpty() && Json.text(card, "sub_title_text").isEmpty()) {
                return Optional.of("main_title.title and sub_title_text are both empty");
            }
            return card.path("card_action").isObject() ? Optional.empty() : Optional.of("card_action is missing");
        }
        if (title.isEmpty()) {
            return Optional.of("main_title.title is empty");
        }
        if (!task(card).matches("[0-9A-Za-z_@-]{1,128}")) {
            return Optional.of("task_id must be 1 to 128 letters, digits, -, _ or @");
        }
        List<Button> buttons = buttons(card);
        if (buttons.isEmpty() || buttons.size() > MOST_BUTTONS) {
            return Optional.of("button_list must hold 1 to " + MOST_BUTTONS);
        }
        return buttons.stream().flatMap(button -> fault(button).stream()).findFirst();
    }

    private static Optional<String> fault(Button button) {
        if (button.label().isEmpty()
                || button.label().codePointCount(0, button.label().length()) > MOST_LABEL) {
            return Optional.of("a button's text must have 1 to " + MOST_LABEL + " characters");
        }
        int bytes = button.key().getBytes(UTF_8).length;
        return bytes == 0 || bytes > MOST_KEY_BYTES
                ? Optional.of("a button's key must have 1 to " + MOST_KEY_BYTES + " bytes")
                : Optional.empty();
    }

    /** By which presses, and replacements, find the card. */
    static String task(JsonNode card) {
        return Json.text(card, "task_id");
    }

    static List<Button> buttons(JsonNode card) {
        List<Button> buttons = new ArrayList<>();
        for (JsonNode button : card.path("button_list")) {
            buttons.add(new Button(Json.text(button, "text"), Json.text(button, "key")));
        }
        return buttons;
    }

    static List<String> labels(JsonNode card) {
        return buttons(card).stream().map(Button::label).toList();
    }

    static String readable(JsonNode card) {
        return Stream.of(
                        Json.text(card.path("main_title"), "title"),
                        Json.text(card.path("main_title"), "desc"),
                        Json.text(card, "sub_title_text"))
                .filter(text -> !text.isEmpty())
                .reduce((above, below) -> above + "\n" + below)
                .orElse("");
    }
}
