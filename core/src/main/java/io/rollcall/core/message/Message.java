package io.rollcall.core.message;

import java.util.List;
import java.util.Map;

/**
 * Something the bot says. A platform shows it as it can: a card, or plain text where it has no cards.
 *
 * <p>Every text in here is plain: a platform must show its characters and never let them mention, link or style.
 *
 * @param title   the head of the card
 * @param summary one line for the chat list and for notifications
 * @param blocks  the body; a message too long for its platform is split between blocks, and within one only when
 *                that block alone is too long
 */
public record Message(String title, Tone tone, String summary, List<Block> blocks) {

    public Message {
        blocks = List.copyOf(blocks);
    }

    /** A message of one paragraph. */
    public static Message of(String title, Tone tone, String text) {
        return new Message(title, tone, text, List.of(new Block(List.of(new Part.Text(text)))));
    }

    /** How a message feels: the colour of its head. */
    public enum Tone {
        /** The bot asks or tells. */
        NEUTRAL,
        /** Something is done. */
        GOOD,
        /** Something wants care. */
        WARNING
    }

    /** Parts that belong together, such as a section of the report. */
    public record Block(List<Part> parts) {

        public Block {
            parts = List.copyOf(parts);
        }

        public static Block of(Part... parts) {
            return new Block(List.of(parts));
        }
    }

    /** A piece of a message. */
    public sealed interface Part {

        /** A heading over what follows. */
        record Heading(String text) implements Part {}

        /** A paragraph; may hold line breaks. */
        record Text(String text) implements Part {}

        /** A remark in small type. */
        record Note(String text) implements Part {}

        /** A list, nested by depth. */
        record Lines(List<Line> lines) implements Part {
            public Lines {
                lines = List.copyOf(lines);
            }
        }

        /** A rule between parts. */
        record Divider() implements Part {}

        /** Things a person may press. */
        record Buttons(List<Button> buttons) implements Part {
            public Buttons {
                buttons = List.copyOf(buttons);
            }
        }
    }

    /**
     * A line of a list.
     *
     * @param depth  1 for the outermost
     * @param marker what stands before the text: {@code 1.}, {@code •} or nothing
     */
    public record Line(int depth, String marker, String text) {

        public Line {
            if (depth < 1) {
                throw new IllegalArgumentException("depth " + depth + " is less than 1");
            }
        }
    }

    /**
     * A button.
     *
     * @param value what comes back when it is pressed; {@code act} names the action
     */
    public record Button(String label, boolean primary, Map<String, String> value) {

        public Button {
            value = Map.copyOf(value);
        }
    }
}
