package io.rollcall.core.report;

import io.rollcall.core.round.Reply;
import io.rollcall.core.team.MemberId;

/**
 * Where a line of a report comes from.
 *
 * @param member who had the last word on it
 * @param reply  the number of the reply that says it, or has it stand as it was; 0 when it is none, as of a line that an
 *               editor wrote
 */
public record Origin(MemberId member, long reply) {

    public Origin {
        if (reply < 0) {
            throw new IllegalArgumentException("reply " + reply + " is negative; 0 stands for none");
        }
    }

    /** Of a line that no reply says. */
    public static Origin without(MemberId member) {
        return new Origin(member, 0);
    }

    static Origin of(Reply reply) {
        return new Origin(reply.member(), reply.id());
    }
}
