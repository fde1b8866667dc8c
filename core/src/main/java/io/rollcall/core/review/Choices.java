package io.rollcall.core.review;

import io.rollcall.core.review.Answer.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a question offers to be answered with. */
public final class Choices {

    private Choices() {}

    /** The offers, the likeliest first; {@link Kind#MUTED} always last. */
    public static List<Kind> of(Finding finding) {
        List<Kind> kinds = new ArrayList<>();
        if (Correction.of(finding).isPresent()) {
            kinds.add(Kind.CORRECTED);
        }
        switch (finding.kind()) {
            case STALE, SILENT, WITHDRAWN -> kinds.addAll(List.of(Kind.DONE, Kind.AS_PLANNED, Kind.MOVED, Kind.PAUSED));
            case OVERDUE, SAME_N_WEEKS -> kinds.addAll(List.of(Kind.DONE, Kind.MOVED, Kind.PAUSED));
            case SLIPPED, PULLED_IN -> kinds.addAll(List.of(Kind.RIGHT, Kind.AS_PLANNED, Kind.MOVED, Kind.DONE));
            case PLAN_UNANSWERED -> kinds.addAll(List.of(Kind.DONE, Kind.ONGOING));
            case CONTRADICTION -> {
                if (finding.why().key().startsWith("contradiction.p")) {
                    kinds.add(Kind.DONE);
                }
                kinds.add(Kind.RIGHT);
            }
            case CLAIM, SUM, UNIT, BACKWARDS -> kinds.add(Kind.RIGHT);
        }
        kinds.add(Kind.MUTED);
        return List.copyOf(kinds);
    }
}
