package io.rollcall.bot.round;

import io.rollcall.core.report.LineChange;
import io.rollcall.core.team.SectionId;
import java.util.List;

/** What came of an edit. */
public sealed interface Edited {

    /** The section reads otherwise now. */
    record Done(List<LineChange> changes) implements Edited {

        public Done {
            changes = List.copyOf(changes);
        }
    }

    /** It reads as it did. */
    record Same() implements Edited {}

    /** There was nothing to put in its place. */
    record Empty() implements Edited {}

    /** The text is longer than a section can be. */
    record TooLong(int most) implements Edited {}

    /** A title in the text leads to another section, and an edit concerns one. */
    record OfAnother(SectionId section) implements Edited {}

    /** The section has been changed since what was edited was shown; nothing was done. */
    record Outdated() implements Edited {}
}
