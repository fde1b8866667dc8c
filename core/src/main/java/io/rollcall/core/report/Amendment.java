package io.rollcall.core.report;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one line apart from the replies: it takes the line's place, or comes beside the section's lines.
 *
 * @param member who said so
 * @param name   what the line is called: one that is added is not there twice when a reply speaks of it after all
 * @param before the line as a reply gave it, without marker and indent; null for one that is added
 * @param after  what is to stand there
 * @param at     when it was said
 */
public record Amendment(
        SectionId section,
        MemberId member,
        String name,
        @Nullable String before,
        String after,
        Instant at) {}
