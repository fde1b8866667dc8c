package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message.Part;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A button that opens a page. */
record CardLink(Part.Link link) implements CardPiece {

    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_ADDRESS = 2000;

    static boolean canShow(Part.Link link) {
        return !link.label().isBlank()
                && link.label().length() <= LONGEST_LABEL
                && link.address().length() <= LONGEST_ADDRESS;
    }

    @Override
    public ObjectNode json() {
        ObjectNode button = Json.MAPPER.createObjectNode();
        button.put("tag", "button");
        button.set("text", CardPiece.plainText(Words.line(link.label(), LONGEST_LABEL)));
        button.put("type", "default");
        button.putArray("behaviors").addObject().put("type", "open_url").put("default_url", link.address());
        return button;
    }

    @Override
    public int elements() {
        return 2;
    }

    @Override
    public int cost() {
        return CardText.cost(json()) + 1;
    }

    @Override
    public boolean isBlank() {
        return false;
    }

    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        return Optional.empty();
    }
}
