package io.rollcall.core.ledger;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one item in one week.
 *
 * @param item    the {@link LedgerItem}'s number, or 0 for an item that the ledger does not know yet
 * @param round   the round it was said in, or null when it was said in none
 * @param ordinal its place among all statements of the week, counted from 1; 0 before it is stored
 * @param depth   1 for a section's own lines
 * @param parent  the item it stands beneath, or null at depth 1 and before it is stored
 * @param label   what stands before the first colon when that is a short title, or null
 * @param text    the words, without list marker and indent
 * @param status  the state of work the line states, or null
 * @param facts   in the order of the text
 * @param member  who said so, or null when that is not known
 * @param reply   the number of the reply that said so, or null when it was none
 * @param knownBy how the line was told to be this item, or null where it was the item's first
 */
public record Statement(
        long item,
        ReportWeek week,
        @Nullable RoundId round,
        SectionId section,
        int ordinal,
        int depth,
        @Nullable Long parent,
        @Nullable String label,
        String text,
        @Nullable Status status,
        List<Fact> facts,
        @Nullable MemberId member,
        @Nullable Long reply,
        @Nullable KnownBy knownBy) {

    /** The longest title, in characters as people count them. */
    public static final int MAX_TITLE = 80;

    public Statement {
        facts = List.copyOf(facts);
        if (item < 0) {
            throw new IllegalArgumentException("item " + item + " is negative; 0 stands for a new one");
        }
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is less than 1");
        }
    }

    /** What does not tell how it was recognised. */
    public Statement(
            long item,
            ReportWeek week,
            @Nullable RoundId round,
            SectionId section,
            int ordinal,
            int depth,
            @Nullable Long parent,
            @Nullable String label,
            String text,
            @Nullable Status status,
            List<Fact> facts,
            @Nullable MemberId member,
            @Nullable Long reply) {
        this(item, week, round, section, ordinal, depth, parent, label, text, status, facts, member, reply, null);
    }

    /** The label, or the text where there is none; cut to {@link #MAX_TITLE} characters. */
    public String title() {
        String whole = label == null || label.isBlank() ? text : label;
        return whole.codePointCount(0, whole.length()) <= MAX_TITLE
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, MAX_TITLE - 1)) + "…";
    }

    /** The same statement, as the ledger keeps it. */
    public Statement storedAs(long item, int ordinal, @Nullable Long parent) {
        return new Statement(
                item, week, round, section, ordinal, depth, parent, label, text, status, facts, member, reply, knownBy);
    }

    /** The same statement, of this item. */
    public Statement of(long item, @Nullable KnownBy knownBy) {
        return new Statement(
                item, week, round, section, ordinal, depth, parent, label, text, status, facts, member, reply, knownBy);
    }

    Statement knownAs(KnownBy by) {
        return of(item, by);
    }
}
