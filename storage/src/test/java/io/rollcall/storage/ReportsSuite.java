package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ReportsSuite extends StorageSuite {

    private static final Instant LATER = FRIDAY_TEN.plusSeconds(90);

    private final Reports reports;

    ReportsSuite(TestDatabase database) {
        super(database);
        reports = database.get(Reports.class);
    }

    @BeforeEach
    void aRoundIsOpen() {
        openRound();
    }

    @Test
    void a_revision_is_read_back_as_it_was_saved() {
        CompiledReport report = revision(1, "# 港务周报 2024-W49\n\n- 🏗️ 二号吊机 95%\n".repeat(5_000));

        reports.save(report);

        assertThat(reports.find(ROUND, 1)).contains(report);
        assertThat(jdbc().sql("SELECT markdown FROM report WHERE round = 'harbour-2024-W49' AND revision = 1")
                        .query(String.class)
                        .single())
                .isEqualTo(report.markdown());
    }

    @Test
    void the_latest_revision_is_the_one_with_the_highest_number() {
        assertThat(reports.latest(ROUND)).isEmpty();

        reports.save(revision(2, "second"));
        reports.save(revision(10, "tenth"));
        reports.save(revision(1, "first"));

        assertThat(reports.latest(ROUND)).map(CompiledReport::markdown).contains("tenth");
        assertThat(reports.find(ROUND, 2)).map(CompiledReport::markdown).contains("second");
        assertThat(reports.find(ROUND, 3)).isEmpty();
        assertThat(reports.latest(new RoundId(QUAY, WEEK))).isEmpty();
    }

    @Test
    void a_revision_does_not_change_once_saved() {
        reports.save(revision(1, "first"));

        assertThatIllegalStateException()
                .isThrownBy(() -> reports.save(revision(1, "another")))
                .withMessage("revision 1 of harbour-2024-W49 is stored already;"
                        + " take a new number from Rounds.nextRevision");
        assertThat(reports.latest(ROUND)).map(CompiledReport::markdown).contains("first");
    }

    @Test
    void a_revision_is_published_once() {
        reports.save(revision(1, "first"));
        reports.save(revision(2, "second"));

        assertThat(reports.published(ROUND, 1, LATER)).isTrue();
        assertThat(reports.published(ROUND, 1, LATER.plusSeconds(5))).isFalse();
        assertThat(reports.published(ROUND, 3, LATER)).isFalse();

        assertThat(reports.find(ROUND, 1)).map(CompiledReport::publishedAt).contains(LATER);
        assertThat(reports.find(ROUND, 2).orElseThrow().publishedAt()).isNull();
    }

    @Test
    void there_is_no_revision_before_the_first() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> revision(0, "none"))
                .withMessage("revision 0 is less than 1");
    }

    private static CompiledReport revision(int number, String markdown) {
        return new CompiledReport(ROUND, number, markdown, "<p>吊机</p>", "{\"吊机\":95}", FRIDAY_TEN, null);
    }
}
