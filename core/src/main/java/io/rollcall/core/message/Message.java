package io.rollcall.core.message;

import io.rollcall.core.team.Account;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

    /**
     * The same with every part that cannot be shown said with headings, paragraphs, lists and remarks, from which
     * nothing is missing but where to press.
     *
     * @param canShow of a part, whether it can be shown as it is; those four, rules and buttons are never asked to be
     *                said otherwise
     */
    public Message inWords(Predicate<Part> canShow) {
        return new InWords(canShow).of(this);
    }

    /** The ranks of its charts, each once, the one that helps most first; empty where it has none. */
    public List<Integer> chartRanks() {
        return blocks.stream()
                .flatMap(block -> block.parts().stream())
                .filter(Part.Chart.class::isInstance)
                .map(part -> ((Part.Chart) part).rank())
                .distinct()
                .sorted()
                .toList();
    }

    /** The same with the charts of these ranks only; a chart in a fold stays. */
    public Message withCharts(Collection<Integer> ranks) {
        List<Block> fewer = blocks.stream()
                .map(block -> new Block(block.parts().stream()
                        .filter(part -> !(part instanceof Part.Chart chart) || ranks.contains(chart.rank()))
                        .toList()))
                .toList();
        return new Message(title, tone, summary, fewer);
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

        /** Short values with their names, such as until when and by whom. */
        record Facts(List<Fact> facts) implements Part {
            public Facts {
                facts = List.copyOf(facts);
            }
        }

        /**
         * Rows and columns. The first cell names its row, with {@link #BELOW} in front of it for each level that the
         * row is below the outermost.
         *
         * @param columns their heads, at least one
         * @param rows    each with as many cells as there are columns
         */
        record Table(List<String> columns, List<List<String>> rows) implements Part {

            /** A full-width blank, which no client drops. */
            public static final String BELOW = "\u3000";

            public Table {
                columns = List.copyOf(columns);
                rows = rows.stream().map(List::copyOf).toList();
                if (columns.isEmpty()) {
                    throw new IllegalArgumentException("a table without columns; give it at least one");
                }
                for (List<String> row : rows) {
                    if (row.size() != columns.size()) {
                        throw new IllegalArgumentException(
                                "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
                    }
                }
            }
        }

        /**
         * How figures went, as lines over points in time. A help beside the words: where a message would need more room
         * than it does without its charts, they are left out before anything else is split, see
         * {@link Message#withCharts}.
         *
         * @param unit   of all values; may be empty
         * @param points such as the weeks, in order
         * @param series each with as many values as there are points
         * @param rank   how many charts of the message help more: the one of the highest rank is left out first
         */
        record Chart(String title, String unit, List<String> points, List<Series> series, int rank) implements Part {

            /** One that helps as much as any. */
            public Chart(String title, String unit, List<String> points, List<Series> series) {
                this(title, unit, points, series, 0);
            }

            public Chart {
                points = List.copyOf(points);
                series = List.copyOf(series);
                for (Series one : series) {
                    if (one.values().size() != points.size()) {
                        throw new IllegalArgumentException(
                                "a series of " + one.values().size() + " values over " + points.size() + " points");
                    }
                }
            }
        }

        /**
         * Parts that open under their title when a reader asks for them.
         *
         * @param parts any but folds and forms
         */
        record Fold(String title, List<Part> parts) implements Part {
            public Fold {
                parts = List.copyOf(parts);
                if (parts.stream().anyMatch(part -> part instanceof Fold || part instanceof Form)) {
                    throw new IllegalArgumentException("a fold holds neither folds nor forms");
                }
            }
        }

        /** People whose attention is called for: the platform notifies them. The only part that can mention anybody. */
        record Mention(List<Person> people) implements Part {
            public Mention {
                people = List.copyOf(people);
            }
        }

        /**
         * Something to fill in.
         *
         * @param fields  at least one, each with its own name
         * @param submit  sends the fields; its value comes back together with theirs
         * @param instead what says how to do the same by words, for chats without forms; may be empty
         */
        record Form(List<Field> fields, Button submit, String instead) implements Part {
            public Form {
                fields = List.copyOf(fields);
                if (fields.isEmpty()
                        || fields.stream().map(Field::name).distinct().count() < fields.size()) {
                    throw new IllegalArgumentException("a form needs fields, each with a name of its own");
                }
            }
        }

        /**
         * Somewhere to go that the bot, and no member, names.
         *
         * @param address with {@code https://} or {@code http://}
         */
        record Link(String label, String address) implements Part {
            public Link {
                if (!address.startsWith("https://") && !address.startsWith("http://")) {
                    throw new IllegalArgumentException("a link must begin with https:// or http://");
                }
            }
        }
    }

    /** A value and its name; either may be empty. */
    public record Fact(String label, String value) {}

    /** A line of a chart; null where there is no value. */
    public record Series(String name, List<@Nullable BigDecimal> values) {

        public Series {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** Someone who can be mentioned. */
    public record Person(String name, Account account) {}

    /**
     * A field of a form.
     *
     * @param name      what its content comes back under; {@code a-z 0-9 _ -}
     * @param label     above the field
     * @param hint      within the empty field
     * @param value     what it holds at first, two blanks before a line for each level below the first; may be empty
     * @param manyLines whether it takes more than one line
     */
    public record Field(String name, String label, String hint, String value, boolean manyLines) {}

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
