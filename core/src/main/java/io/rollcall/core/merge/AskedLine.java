package io.rollcall.core.merge;

import io.rollcall.core.team.SectionId;
import org.jspecify.annotations.Nullable;

/**
 * A line of last week's report as one member's prompt had it. What {@code 2} means stays what it meant when it was
 * shown, whatever becomes of last week's report.
 *
 * @param no      its number within the prompt; empty for text that is no item, such as prose
 * @param section where it stood
 * @param item    the {@link LedgerItem}'s number, or null when the ledger did not know it
 * @param depth   1 for a section's own lines
 * @param marker  the list marker as written; empty for a bare line
 * @param quoted  whether it was marked as a quotation
 * @param text    the words as shown, without list marker and indent
 */
public record AskedLine(
        String no, SectionId section, @Nullable Long item, int depth, String marker, boolean quoted, String text) {

    public AskedLine {
        if (!no.isEmpty() && !PromptLine.isNumber(no)) {
            throw new IllegalArgumentException("\"" + no + "\" is no line's number");
        }
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is less than 1");
        }
    }

    /** Whether it can be named by its number. */
    public boolean isItem() {
        return !no.isEmpty();
    }
}
