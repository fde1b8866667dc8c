package io.rollcall.bot.api;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.Team;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds what a path names, or says what there is instead. */
@Component
class Lookup {

    private final Teams teams;
    private final RoundService rounds;

    Lookup(Teams teams, RoundService rounds) {
        this.teams = teams;
        this.rounds = rounds;
    }

    Team team(String id) {
        return teams.all().stream()
                .filter(team -> team.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no team \"" + id + "\"; there are: "
                        + teams.all().stream().map(team -> team.id().value()).collect(Collectors.joining(", "))));
    }

    Section section(Team team, String id) {
        return team.allSections()
                .filter(section -> section.id().value().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException("team " + team.id() + " has no section \"" + id + "\"; there are: "
                                + team.allSections()
                                        .map(section -> section.id().value())
                                        .collect(Collectors.joining(", "))));
    }

    Round round(String id) {
        RoundId roundId = RoundId.parse(id);
        team(roundId.team().value());
        return rounds.find(roundId)
                .orElseThrow(() -> new NotFoundException("there is no round \"" + id + "\"; POST /api/v1/teams/"
                        + roundId.team() + "/rounds opens one"));
    }
}
