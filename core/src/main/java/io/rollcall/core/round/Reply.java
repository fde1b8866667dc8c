package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a member sent for a round, as sent. Its text never changes and it is never deleted: an edit adds a further
 * edition, and what was taken back keeps the moment at which it was.
 *
 * @param id         the row's number, 0 before it is stored
 * @param platform   where it came from
 * @param messageId  the platform's own id of the message
 * @param edition    1 for the message as first sent, one more for every edit seen
 * @param section    where its lines without a title belong, or null when every line has one
 * @param receivedAt when the platform took it, by the platform's clock
 * @param takenBack  when it was recalled, rewritten or replaced by a newer edition; null while it counts
 */
public record Reply(
        long id,
        RoundId round,
        MemberId member,
        String platform,
        String messageId,
        int edition,
        ReplyKind kind,
        String text,
        @Nullable SectionId section,
        Instant receivedAt,
        @Nullable Instant takenBack) {

    /** As they were sent; an edit stays in the place of what it changed. */
    public static final Comparator<Reply> IN_ORDER =
            Comparator.comparing(Reply::receivedAt).thenComparingLong(Reply::id);

    public boolean counts() {
        return takenBack == null;
    }
}
