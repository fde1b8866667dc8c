package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pieces that open under their title ("Collapsible panel"). */
record CardPanel(String title, List<CardPiece> pieces) implements CardPiece {

    /** Its title must fit into one line; it is repeated where the panel is split. */
    private static final int LONGEST_TITLE = 60;

    CardPanel {
        pieces = List.copyOf(pieces);
    }

    /** Whether it has a short title, and nothing in it that may stand only at a card's root. */
    static boolean canShow(Part.Fold fold) {
        return !fold.title().isBlank()
                && fold.title().length() <= LONGEST_TITLE
                && fold.parts().stream().noneMatch(part -> part instanceof Part.Table || part instanceof Part.Chart);
    }

    @Override
    public ObjectNode json() {
        ObjectNode panel = Json.MAPPER.createObjectNode();
        panel.put("tag", "collapsible_panel");
        panel.put("expanded", false);
        ObjectNode header = panel.putObject("header");
        header.set("title", CardPiece.plainText(title));
        header.put("vertical_align", "center");
        // Without the arrow nothing tells that there is more beneath.
        header.putObject("icon")
                .put("tag", "standard_icon")
                .put("token", "down-small-ccm_outlined")
                .put("size", "16px 16px");
        header.put("icon_position", "right");
        header.put("icon_expanded_angle", -180);
        panel.putObject("border").put("color", "grey").put("corner_radius", "5px");
        panel.put("padding", "8px 8px 8px 8px");
        ArrayNode elements = panel.putArray("elements");
        pieces.forEach(piece -> elements.add(piece.json()));
        return panel;
    }

    @Override
    public int elements() {
        return 3 + pieces.stream().mapToInt(CardPiece::elements).sum();
    }

    @Override
    public int cost() {
        return emptyCost() + pieces.stream().mapToInt(CardPiece::cost).sum();
    }

    private int emptyCost() {
        return CardText.cost(new CardPanel(title, List.of()).json()) + 1;
    }

    @Override
    public boolean callsBack() {
        return pieces.stream().anyMatch(CardPiece::callsBack);
    }

    @Override
    public boolean isBlank() {
        return pieces.stream().allMatch(piece -> piece.isBlank() || piece instanceof Rule);
    }

    /** Into two of the same title. */
    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        int bytesLeft = bytes - emptyCost();
        int elementsLeft = elements - 3;
        List<CardPiece> head = new ArrayList<>();
        List<CardPiece> rest = new ArrayList<>(pieces);
        while (!rest.isEmpty() && rest.get(0).cost() <= bytesLeft && rest.get(0).elements() <= elementsLeft) {
            CardPiece piece = rest.remove(0);
            bytesLeft -= piece.cost();
            elementsLeft -= piece.elements();
            head.add(piece);
        }
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        Optional<Split> within = rest.get(0).split(bytesLeft, elementsLeft, alone && head.isEmpty());
        if (within.isPresent()) {
            head.add(within.get().head());
            rest.set(0, within.get().rest());
        }
        return head.isEmpty()
                ? Optional.empty()
                : Optional.of(new Split(new CardPanel(title, head), new CardPanel(title, rest)));
    }
}
