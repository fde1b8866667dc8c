package io.rollcall.bot.demo;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.round.RoundPost;
import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.sandbox.SandboxReportSource;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Team;
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.Rounds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Tells the sandbox's page how the round stands, and shows it the report. */
@Component
@Profile("demo")
class DemoReportSource implements SandboxReportSource {

    private final Teams teams;
    private final Rounds rounds;
    private final RoundReports reports;

    DemoReportSource(Teams teams, Rounds rounds, RoundReports reports) {
        this.teams = teams;
        this.rounds = rounds;
        this.reports = reports;
    }

    @Override
    public Optional<String> latestReport() {
        return published().flatMap(round -> reports.latest(round.id())).map(CompiledReport::html);
    }

    @Override
    public boolean hasReport() {
        return published().isPresent();
    }

    @Override
    public Optional<String> round(Locale locale) {
        return rounds.latest(team().id()).map(round -> describe(round, locale));
    }

    private String describe(Round round, Locale locale) {
        List<Ask> asks = rounds.asks(round.id());
        long answered =
                asks.stream().filter(ask -> ask.state() == AskState.ANSWERED).count();
        Texts texts = Texts.in(locale);
        return texts.get(
                "demo.round",
                RoundPost.weekOf(round),
                texts.get("standing." + round.state(), round.revision()),
                answered,
                asks.size());
    }

    private Optional<Round> published() {
        return rounds.of(team().id(), 2).stream()
                .filter(round -> round.state() == RoundState.PUBLISHED)
                .findFirst();
    }

    private Team team() {
        return teams.all().get(0);
    }
}
