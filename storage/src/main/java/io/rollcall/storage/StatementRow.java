package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.KnownBy;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code statement}, without its team. */
record StatementRow(
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
        String facts,
        @Nullable MemberId member,
        @Nullable Long reply,
        @Nullable KnownBy knownBy) {

    static StatementRow of(Statement s) {
        return new StatementRow(
                s.item(),
                s.week(),
                s.round(),
                s.section(),
                s.ordinal(),
                s.depth(),
                s.parent(),
                s.label(),
                s.text(),
                s.status(),
                FactsJson.write(s.facts()),
                s.member(),
                s.reply(),
                s.knownBy());
    }

    Statement toStatement() {
        return with(FactsJson.read(facts));
    }

    /** With those of its facts only that {@link FactsJson#figures} reads. */
    Statement toFigures() {
        return with(FactsJson.figures(facts));
    }

    private Statement with(List<Fact> read) {
        return new Statement(
                item, week, round, section, ordinal, depth, parent, label, text, status, read, member, reply, knownBy);
    }
}
