package io.rollcall.storage;

import io.rollcall.core.review.FindingKind;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import org.jspecify.annotations.Nullable;

/** A row of {@code finding}, without its round. */
record FindingRow(
        int ordinal,
        FindingKind kind,
        long item,
        SectionId section,
        @Nullable MemberId member,
        String body) {}
