package io.rollcall.bot.round;

import io.rollcall.core.ledger.Statement;
import io.rollcall.core.report.Report;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Team;
import java.util.List;

/**
 * What a round says at one moment, with one look at the rounds before it.
 *
 * @param report     as it stands, not stored
 * @param past       the rounds before
 * @param before     what the ledger holds of the week that the round before this one covered
 * @param statements what has been said so far, with the items that it speaks of; 0 for new ones
 */
public record RoundNow(
        Team team,
        Round round,
        Report report,
        RoundReview.Past past,
        List<Statement> before,
        List<Statement> statements) {}
