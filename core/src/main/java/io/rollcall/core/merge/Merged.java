package io.rollcall.core.merge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reply makes of last week's lines.
 *
 * @param isPartial whether the reply speaks of last week's lines, by number or by repeating them, as against a text of
 *                  its own that stands in their place
 * @param keepsRest whether it says that what it does not name stays ({@code 其余同上周})
 * @param outcomes  one for each of last week's lines, in their order
 * @param unplaced  what could not be placed, in the order of the reply; nothing of it was done
 * @param fresh     what is new, in the order of the reply
 */
public record Merged(
        boolean isPartial, boolean keepsRest, List<Outcome> outcomes, List<Unplaced> unplaced, List<Fresh> fresh) {

    public Merged {
        outcomes = List.copyOf(outcomes);
        unplaced = List.copyOf(unplaced);
        fresh = List.copyOf(fresh);
    }

    /** The outcomes other than {@link Outcome.Unchanged}. */
    public Stream<Outcome> changes() {
        return outcomes.stream().filter(outcome -> !(outcome instanceof Outcome.Unchanged));
    }

    /** What becomes of one of last week's lines. */
    public sealed interface Outcome {

        PromptLine line();

        /** Whether the reply speaks of this line. */
        boolean named();

        /** The words from now on; empty when the line is gone. */
        Optional<String> result();

        /** It stays as it is, byte for byte. */
        record Unchanged(PromptLine line, boolean named) implements Outcome {

            @Override
            public Optional<String> result() {
                return Optional.of(line.text());
            }
        }

        /** It says something else. */
        record Changed(PromptLine line, String text) implements Outcome {

            @Override
            public boolean named() {
                return true;
            }

            @Override
            public Optional<String> result() {
                return Optional.of(text);
            }
        }

        /**
         * It is gone.
         *
         * @param named false where only a line above it was named
         */
        record Deleted(PromptLine line, boolean named) implements Outcome {

            @Override
            public Optional<String> result() {
                return Optional.empty();
            }
        }
    }

    /**
     * Words that could not be placed.
     *
     * @param text as typed
     * @param no   the number they name, or null when they name none
     * @param why  they could not
     * @param hint what there is to choose from, as {@code why} explains it
     */
    public record Unplaced(String text, @Nullable String no, Why why, List<String> hint) {

        public Unplaced {
            hint = List.copyOf(hint);
        }
    }

    /** Why words could not be placed. */
    public enum Why {
        /** No line has this number; the hint has the numbers there are. */
        NO_SUCH_NUMBER,
        /** It sounds like a change, but does not say of which line. */
        NO_NUMBER,
        /** Several places of the line could be meant; the hint has them. */
        SEVERAL,
        /** The line has nothing that could be moved so ({@code 推迟一周} where no day is planned). */
        NO_DAY,
        /** It does not say to which day. */
        NO_NEW_DAY,
        /** The words speak of something other than the line of this number; the hint has that line. */
        ANOTHER_LINE,
        /** The lines are numbered from one like a list of new ones, beside words on last week's. */
        LIST_OR_NUMBERS,
        /** What was said later of the same line counts; the hint has it. Nothing needs to be done. */
        OVERRULED,
        /** The line above it was deleted; the hint has its number. */
        DELETED_ABOVE,
        /** It is not clear what is to become of the line. */
        UNCLEAR;

        /** Whether the words may as well be something new, so that they are not to be left out until that is known. */
        public boolean mayBeNew() {
            return this == ANOTHER_LINE || this == LIST_OR_NUMBERS;
        }
    }

    /**
     * A line that is new.
     *
     * @param text    without list marker and indent
     * @param typed   the whole line as typed
     * @param isTitle whether it only stands over the lines after it
     */
    public record Fresh(String text, String typed, boolean isTitle) {}
}
