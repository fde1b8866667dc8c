package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Person;
import io.rollcall.core.team.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as cards, JSON 2.0. Every text is a {@code plain_text} element, or a cell of a table or a chart, in which
 * nothing can mention, link or style.
 *
 * <p>A card holds at most 30 KB and 200 elements; a tenth of both is kept in reserve. A longer message becomes
 * several cards, split between its blocks; a block too long for one card is split between its parts, then between
 * rows, fields and lines, then within a line. Nothing is left out but rules at a card's edge; what a component cannot
 * show is said in words.
 */
final class FeishuCards {

    static final String TYPE = "interactive";

    /**
     * Of 30 KB for the request. The card counts as it stands in the request, where it is a string within JSON and so
     * escaped twice; the reserve also holds the rest of the request.
     */
    static final int MAX_BYTES = 27_000;

    /** Of 200, nested ones and texts counted. */
    static final int MAX_ELEMENTS = 180;

    /** Of 5 by the documentation; clients are known to refuse a card at the fourth. */
    static final int MAX_TABLES = 3;

    /** As many as "Chart component" advises. */
    static final int MAX_CHARTS = 5;

    /** Titles and summaries are one line on a phone; a longer title is repeated in full within the card. */
    private static final int MAX_TITLE = 100;

    private static final int MAX_SUMMARY = 120;

    private final Message message;
    private final String title;
    private final int maxBytes;
    private final Predicate<Account> canMention;

    private FeishuCards(Message message, int maxBytes, Predicate<Account> canMention) {
        this.message = message;
        this.maxBytes = maxBytes;
        this.canMention = canMention;
        this.title = Words.line(message.title(), MAX_TITLE);
    }

    /**
     * The same message gives the same bytes.
     *
     * @return one {@code interactive} payload or several, in the order to be sent
     * @throws IllegalArgumentException when a single button is too large for a card
     */
    static List<Payload> render(Message message) {
        return render(message, MAX_BYTES);
    }

    /** The same where a card may have only so many bytes. */
    static List<Payload> render(Message message, int maxBytes) {
        return render(message, maxBytes, account -> true);
    }

    /** @param canMention of an account of this platform, whether its id is valid where the message goes */
    static List<Payload> render(Message message, int maxBytes, Predicate<Account> canMention) {
        // A second form's fields could not be told from the first one's.
        Optional<Part> form = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .filter(Part.Form.class::isInstance)
                .findFirst();
        Message shown =
                message.inWords(part -> canShow(part) && (!(part instanceof Part.Form) || part == form.orElse(null)));
        FeishuCards cards = new FeishuCards(
                shown, maxBytes, account -> CardMention.canMention(account) && canMention.test(account));
        List<List<CardPiece>> bodies = cards.bodies();
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            String mark = bodies.size() == 1 ? "" : mark(i + 1, bodies.size());
            payloads.add(new Payload(TYPE, Json.text(cards.card(bodies.get(i), mark))));
        }
        return List.copyOf(payloads);
    }

    private List<List<CardPiece>> bodies() {
        // With buttons a card says a little more of itself, so they are in the frame.
        int frame = CardText.cost(card(List.of(new CardPiece.Row(List.of())), mark(9_999, 9_999)));
        CardPacker packer = new CardPacker(maxBytes - frame, MAX_ELEMENTS - 1, MAX_TABLES, MAX_CHARTS);
        if (Words.line(message.title(), Integer.MAX_VALUE).length() > title.length()) {
            packer.add(List.of(CardPiece.heading(message.title())));
        }
        message.blocks().forEach(block -> packer.add(pieces(block)));
        List<List<CardPiece>> bodies = packer.bodies();
        if (!bodies.isEmpty()) {
            return bodies;
        }
        // A card without a body is refused, so a message without one says its summary, or at least its title.
        String instead = message.summary().isBlank() ? message.title() : message.summary();
        packer.add(List.of(CardPiece.text(instead.isBlank() ? "…" : instead)));
        return packer.bodies();
    }

    private static boolean canShow(Part part) {
        if (part instanceof Part.Facts facts) {
            return CardFacts.canShow(facts);
        }
        if (part instanceof Part.Table table) {
            return CardTable.canShow(table);
        }
        if (part instanceof Part.Chart chart) {
            return CardChart.canShow(chart);
        }
        if (part instanceof Part.Fold fold) {
            return CardPanel.canShow(fold);
        }
        if (part instanceof Part.Form form) {
            return CardForm.canShow(form);
        }
        if (part instanceof Part.Link link) {
            return CardLink.canShow(link);
        }
        return true;
    }

    private List<CardPiece> pieces(Block block) {
        return block.parts().stream()
                .flatMap(this::pieces)
                .filter(piece -> !piece.isBlank())
                .toList();
    }

    private Stream<CardPiece> pieces(Part part) {
        if (part instanceof Part.Heading heading) {
            return Stream.of(CardPiece.heading(heading.text()));
        }
        if (part instanceof Part.Text text) {
            return Stream.of(CardPiece.text(text.text()));
        }
        if (part instanceof Part.Note note) {
            return Stream.of(CardPiece.note(note.text()));
        }
        if (part instanceof Part.Lines lines) {
            return Stream.of(CardPiece.lines(lines.lines()));
        }
        if (part instanceof Part.Buttons buttons) {
            return Stream.of(new CardPiece.Row(buttons.buttons()));
        }
        if (part instanceof Part.Facts facts) {
            return CardFacts.rows(facts.facts()).stream();
        }
        if (part instanceof Part.Table table) {
            return Stream.of(new CardTable(table.columns(), table.rows()));
        }
        if (part instanceof Part.Chart chart) {
            return Stream.of(new CardChart(chart));
        }
        if (part instanceof Part.Fold fold) {
            return Stream.of(fold(fold));
        }
        if (part instanceof Part.Mention mention) {
            return mention(mention);
        }
        if (part instanceof Part.Form form) {
            return CardForm.pieces(form).stream();
        }
        if (part instanceof Part.Link link) {
            return Stream.of(new CardLink(link));
        }
        return Stream.of(new CardPiece.Rule());
    }

    private CardPiece fold(Part.Fold fold) {
        // Said in words, what it holds and no component can show; it was not looked into while it could stay folded.
        Block within = new Message("", message.tone(), "", List.of(new Block(fold.parts())))
                .inWords(FeishuCards::canShow)
                .blocks()
                .get(0);
        return new CardPanel(Words.line(fold.title(), MAX_TITLE), pieces(within));
    }

    /** Those who cannot be mentioned are named. */
    private Stream<CardPiece> mention(Part.Mention mention) {
        List<String> ids = mention.people().stream()
                .map(Person::account)
                .filter(canMention)
                .map(Account::address)
                .distinct()
                .toList();
        String others = mention.people().stream()
                .filter(person -> !canMention.test(person.account()))
                .map(person -> "@" + person.name())
                .collect(Collectors.joining(" "));
        return Stream.of(new CardMention(ids), CardPiece.text(others));
    }

    private ObjectNode card(List<CardPiece> body, String mark) {
        ObjectNode card = Json.MAPPER.createObjectNode();
        card.put("schema", "2.0");
        ObjectNode config = card.putObject("config");
        config.put("update_multi", true);
        // Whoever gets a forwarded card could press its buttons; a report without buttons may be passed on.
        if (body.stream().anyMatch(CardPiece::callsBack)) {
            config.put("enable_forward", false);
        }
        // Without a summary the chat list and the notification show the card's first lines.
        String summary = Words.line(message.summary(), MAX_SUMMARY);
        config.putObject("summary").put("content", (summary.isEmpty() ? title : summary) + mark);
        if (!title.isEmpty() || !mark.isEmpty()) {
            ObjectNode header = card.putObject("header");
            header.putObject("title").put("tag", "plain_text").put("content", (title + mark).strip());
            header.put("template", colour());
        }
        ArrayNode elements = card.putObject("body").putArray("elements");
        body.forEach(piece -> elements.add(piece.json()));
        return card;
    }

    private static String mark(int part, int parts) {
        return " (" + part + "/" + parts + ")";
    }

    private String colour() {
        return switch (message.tone()) {
            case NEUTRAL -> "blue";
            case GOOD -> "green";
            case WARNING -> "orange";
        };
    }
}
