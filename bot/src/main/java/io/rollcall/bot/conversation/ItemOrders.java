package io.rollcall.bot.conversation;

import io.rollcall.core.round.Round;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;

/** Tells whether words such as {@code 2 完成} are an order for an item of that number. */
public interface ItemOrders {

    /** Whether this member's text would be a valid order for a numbered item of theirs. */
    boolean isOrder(Team team, Round round, MemberId member, String text);
}
