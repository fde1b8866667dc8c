package io.rollcall.storage;

import io.rollcall.core.team.TeamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that is remembered of a team as JSON Lines, to be kept elsewhere or moved to another database: rounds, asks,
 * replies, every revision of the reports, the ledger, questions with their answers, and absences. What is stored in the same way is written in the same
 * way, byte for byte, whatever numbers the database gave its rows. What is on its way, inbox and outbox, is no part of it.
 */
public final class TeamHistory {

    private final HistoryMapper history;
    private final RoundMapper rounds;
    private final ReplyMapper replies;
    private final ReportMapper reports;
    private final LedgerMapper ledger;
    private final ItemGrams grams;
    private final QuestionMapper questions;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;

    TeamHistory(
            HistoryMapper history,
            RoundMapper rounds,
            ReplyMapper replies,
            ReportMapper reports,
            LedgerMapper ledger,
            ItemGrams grams,
            QuestionMapper questions,
            PlatformTransactionManager manager) {
        this.history = history;
        this.rounds = rounds;
        this.replies = replies;
        this.reports = reports;
        this.ledger = ledger;
        this.grams = grams;
        this.questions = questions;
        // What the bot writes meanwhile is left out as a whole.
        this.snapshot = new TransactionTemplate(manager);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.transaction = new TransactionTemplate(manager);
    }

    /** How much of each kind there is. */
    public record Contents(int rounds, int asks, int replies, int reports, int items, int statements, int absences) {

        public boolean isEmpty() {
            return rounds + asks + replies + reports + items + statements + absences == 0;
        }

        /** For people. */
        @Override
        public String toString() {
            return rounds + " rounds, " + asks + " asks, " + replies + " replies, " + reports + " reports, " + items
                    + " items, " + statements + " statements, " + absences + " absences";
        }
    }

    /** The teams that have a round here, configured or not, by id. */
    public List<TeamId> teams() {
        return history.teams();
    }

    /** Writes the team's history, as it stands at one moment; neither flushes nor closes. */
    public Contents export(TeamId team, Writer out) throws IOException {
        try {
            return Objects.requireNonNull(snapshot.execute(status -> {
                try {
                    return new HistoryWriter(history, rounds, replies, ledger, questions, team, out).write();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** What became of an import. */
    public enum Outcome {
        /** The team had nothing here; it has all of the file now. */
        NEW,
        /** The team has just what the file holds; nothing was changed. */
        ALREADY_THERE,
        /** The team has something else here; nothing was changed. */
        DIFFERENT
    }

    /**
     * What became of an import.
     *
     * @param contents of the file
     */
    public record Imported(Outcome outcome, Contents contents) {}

    /**
     * Imports a team's history, all of it or nothing: it is one transaction.
     *
     * @param in what {@link #export} wrote
     * @throws HistoryFileException when the file is not as it was written, is cut short, or is another team's
     */
    public Imported importFrom(TeamId team, BufferedReader in) throws IOException {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                try {
                    return read(team, in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private Imported read(TeamId team, BufferedReader in) throws IOException {
        LinesDigest stored = new LinesDigest();
        boolean isEmpty = new HistoryWriter(history, rounds, replies, ledger, questions, team, stored)
                .write()
                .isEmpty();
        LinesDigest given = new LinesDigest();
        HistoryReader reader = new HistoryReader(history, rounds, replies, reports, grams, questions, team, isEmpty);
        Contents contents = reader.read(in, given);
        if (isEmpty) {
            return new Imported(Outcome.NEW, contents);
        }
        return new Imported(stored.sameAs(given) ? Outcome.ALREADY_THERE : Outcome.DIFFERENT, contents);
    }
}
