package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Field;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields to fill in and a button that sends them ("Form container"). */
record CardForm(List<Field> fields, Button submit) implements CardPiece {

    /** The most characters that a field takes, and that it may hold at first. */
    static final int MOST_CHARACTERS = 1000;

    private static final String NAME = "form";
    private static final String SUBMIT = "form_submit";
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z0-9_-]{1,60}");
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_HINT = 100;
    private static final int LINES = 5;

    CardForm {
        fields = List.copyOf(fields);
    }

    /** Whether the names of its fields can come back. */
    static boolean canShow(Part.Form form) {
        return form.fields().stream()
                .allMatch(field -> FIELD_NAME.matcher(field.name()).matches()
                        && !field.name().equals(NAME)
                        && !field.name().equals(SUBMIT));
    }

    /**
     * The form, and before it what its fields should hold at first and cannot: a field takes no more than so many
     * characters.
     */
    static List<CardPiece> pieces(Part.Form form) {
        List<CardPiece> pieces = new ArrayList<>();
        for (Field field : form.fields()) {
            if (!isPrefilled(field) && !field.value().isBlank()) {
                pieces.add(CardPiece.heading(field.label()));
                pieces.add(CardPiece.text(field.value()));
            }
        }
        pieces.add(new CardForm(form.fields(), form.submit()));
        if (!form.instead().isBlank()) {
            pieces.add(CardPiece.note(form.instead()));
        }
        return pieces;
    }

    private static boolean isPrefilled(Field field) {
        return !field.value().isBlank() && Words.clean(field.value()).length() <= MOST_CHARACTERS;
    }

    @Override
    public ObjectNode json() {
        ObjectNode form = Json.MAPPER.createObjectNode();
        form.put("tag", "form");
        form.put("name", NAME);
        ArrayNode elements = form.putArray("elements");
        fields.forEach(field -> elements.add(input(field)));
        ObjectNode button = elements.addObject();
        button.put("tag", "button");
        button.put("name", SUBMIT);
        button.set("text", CardPiece.plainText(Words.line(submit.label(), Integer.MAX_VALUE)));
        button.put("type", submit.primary() ? "primary" : "default");
        button.put("form_action_type", "submit");
        button.set("behaviors", CardPiece.callback(submit));
        return form;
    }

    private static ObjectNode input(Field field) {
        ObjectNode input = Json.MAPPER.createObjectNode();
        input.put("tag", "input");
        input.put("name", field.name());
        String label = Words.line(field.label(), LONGEST_LABEL);
        if (!label.isEmpty()) {
            input.set("label", CardPiece.plainText(label));
        }
        String hint = Words.line(field.hint(), LONGEST_HINT);
        if (!hint.isEmpty()) {
            input.set("placeholder", CardPiece.plainText(hint));
        }
        if (isPrefilled(field)) {
            input.put("default_value", Words.clean(field.value()));
        }
        input.put("input_type", field.manyLines() ? "multiline_text" : "text");
        if (field.manyLines()) {
            input.put("rows", LINES);
            input.put("auto_resize", true);
        }
        input.put("max_length", MOST_CHARACTERS);
        input.put("width", "fill");
        return input;
    }

    /** Each field with its label and its hint, and the button with its label. */
    @Override
    public int elements() {
        return 3 + 3 * fields.size();
    }

    @Override
    public int cost() {
        return CardText.cost(json()) + 1;
    }

    @Override
    public boolean callsBack() {
        return true;
    }

    @Override
    public boolean isBlank() {
        return false;
    }

    /** Into two forms, each of which sends its own fields. */
    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        for (int count = fields.size() - 1; count > 0; count--) {
            CardForm head = new CardForm(fields.subList(0, count), submit);
            if (head.cost() <= bytes && head.elements() <= elements) {
                return Optional.of(new Split(head, new CardForm(fields.subList(count, fields.size()), submit)));
            }
        }
        return Optional.empty();
    }
}
