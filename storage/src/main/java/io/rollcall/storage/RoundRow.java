package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code round}. */
record RoundRow(
        RoundId id,
        ReportWeeks weeks,
        RoundState state,
        Instant askAt,
        String remindAt,
        Instant closeAt,
        Instant publishAt,
        int remindersDone,
        int revision,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant publishedAt) {

    Round toRound() {
        return new Round(
                id,
                weeks,
                state,
                new Moments(askAt, reminders(remindAt), closeAt, publishAt),
                remindersDone,
                revision,
                openedAt,
                closedAt,
                publishedAt);
    }

    static String remindAt(Moments moments) {
        return moments.reminders().stream().map(Instant::toString).collect(Collectors.joining(" "));
    }

    private static List<Instant> reminders(String remindAt) {
        return remindAt.isEmpty()
                ? List.of()
                : Arrays.stream(remindAt.split(" ")).map(Instant::parse).toList();
    }
}
