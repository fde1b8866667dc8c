package io.rollcall.storage;

import io.rollcall.core.team.TeamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that is remembered of a team as JSON Lines, to be kept elsewhere or moved to another database: rounds with what was
 * asked, shown, replied, noticed, asked back and compiled in them, the ledger with its corrections, and what members said
 * of themselves. What is stored in the same way is written in the same way, byte for byte, whatever numbers the database
 * gave its rows. What is on its way, inbox and outbox, is no part of it.
 */
public final class TeamHistory {

    private final HistoryTables tables;
    private final ItemGrams grams;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;

    TeamHistory(HistoryTables tables, ItemGrams grams, PlatformTransactionManager manager) {
        this.tables = tables;
        this.grams = grams;
        // What the bot writes meanwhile is left out as a whole.
        this.snapshot = new TransactionTemplate(manager);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.transaction = new TransactionTemplate(manager);
    }

    /** How much of each kind a history holds. */
    public static final class Contents {

        private final Map<HistoryKind, Integer> counts = new EnumMap<>(HistoryKind.class);

        void add(HistoryKind kind) {
            counts.merge(kind, 1, Integer::sum);
        }

        int of(HistoryKind kind) {
            return counts.getOrDefault(kind, 0);
        }

        public boolean isEmpty() {
            return counts.isEmpty();
        }

        /** For people. */
        @Override
        public String toString() {
            return isEmpty()
                    ? "nothing"
                    : counts.entrySet().stream()
                            .map(each -> each.getKey().counted(each.getValue()))
                            .collect(Collectors.joining(", "));
        }
    }

    /** The teams that have a round here, configured or not, by id. */
    public List<TeamId> teams() {
        return tables.history().teams();
    }

    /** Writes the team's history, as it stands at one moment; neither flushes nor closes. */
    public Contents export(TeamId team, Writer out) throws IOException {
        try {
            return Objects.requireNonNull(snapshot.execute(status -> {
                try {
                    return new HistoryWriter(tables, team, out).write();
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
        boolean isEmpty = new HistoryWriter(tables, team, stored).write().isEmpty();
        LinesDigest given = new LinesDigest();
        HistoryReader reader = new HistoryReader(tables, grams, team, isEmpty);
        Contents contents = reader.read(in, given);
        if (isEmpty) {
            return new Imported(Outcome.NEW, contents);
        }
        return new Imported(stored.sameAs(given) ? Outcome.ALREADY_THERE : Outcome.DIFFERENT, contents);
    }
}
