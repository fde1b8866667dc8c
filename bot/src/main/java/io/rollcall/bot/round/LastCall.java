package io.rollcall.bot.round;

import io.rollcall.core.round.RoundId;

/** Takes in what members have sent or changed by now, before a round is closed. */
public interface LastCall {

    /** Returns when everything that had arrived is worked off and the counted messages were looked at again. */
    void collect(RoundId round);
}
