package io.rollcall.bot.conversation;

import io.rollcall.bot.round.PromptBook;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import org.springframework.stereotype.Component;

/** Tells whether words such as {@code 2 完成} are an order for an item of that number. */
@Component
class ItemOrders {

    private final PromptBook prompts;

    ItemOrders(PromptBook prompts) {
        this.prompts = prompts;
    }

    /** Whether this member's text is a valid order for numbered items that they were shown. */
    boolean isOrder(Team team, Round round, MemberId member, String text) {
        return prompts.read(team, round, member, text)
                .map(PromptBook.Read::merged)
                .filter(Merged::isPartial)
                .filter(merged -> merged.unplaced().isEmpty())
                .isPresent();
    }
}
