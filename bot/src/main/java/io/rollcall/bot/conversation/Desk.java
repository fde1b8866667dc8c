package io.rollcall.bot.conversation;

import io.rollcall.bot.text.Texts;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import java.time.Instant;

/**
 * Who is talking, for which report, in which round.
 *
 * @param key names what is being answered, so that it is answered once
 * @param now when it is being answered
 */
record Desk(Team team, Member member, Round round, String key, Instant now) {

    Texts texts() {
        return Texts.in(team.language());
    }

    /** The same, answering something else. */
    Desk withKey(String other) {
        return new Desk(team, member, round, other, now);
    }

    RoundId roundId() {
        return round.id();
    }
}
