package io.rollcall.bot.conversation;

import io.rollcall.bot.round.RoundNow;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Who is talking, for which report, in which round.
 *
 * @param key  names what is being answered, so that it is answered once
 * @param now  when it is being answered
 * @param said what the round says once everything is done that was asked for; looked at once, so not before that
 */
record Desk(Team team, Member member, Round round, String key, Instant now, Supplier<RoundNow> said) {

    Texts texts() {
        return Texts.in(team.language());
    }

    /** The same, answering something else. */
    Desk withKey(String other) {
        return new Desk(team, member, round, other, now, said);
    }

    RoundId roundId() {
        return round.id();
    }
}
