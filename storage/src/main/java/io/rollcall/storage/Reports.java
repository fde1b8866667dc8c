package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** The compiled reports, every revision of them. */
public final class Reports {

    private final ReportMapper mapper;

    Reports(ReportMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws IllegalStateException when this revision is stored already; a revision does not change */
    public void save(CompiledReport report) {
        try {
            mapper.insert(report);
        } catch (DuplicateKeyException e) {
            throw new IllegalStateException(
                    "revision " + report.revision() + " of " + report.round()
                            + " is stored already; take a new number from Rounds.nextRevision",
                    e);
        }
    }

    /** The revision with the highest number. */
    public Optional<CompiledReport> latest(RoundId round) {
        return mapper.latest(round);
    }

    /** The first revision that was posted. */
    public Optional<CompiledReport> firstPublished(RoundId round) {
        return mapper.firstPublished(round);
    }

    public Optional<CompiledReport> find(RoundId round, int revision) {
        return mapper.find(round, revision);
    }

    /** Notes that this revision was posted; false when that was noted before, or there is no such revision. */
    public boolean published(RoundId round, int revision, Instant at) {
        return mapper.published(round, revision, at) == 1;
    }
}
