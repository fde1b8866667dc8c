package io.rollcall.bot.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.work.Failures;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.Queues;
import io.rollcall.storage.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How things stand: what waits in inbox and outbox and for how long, and how far each team's latest round has come. Read
 * from the database when somebody asks, at most every ten seconds however many ask; while it cannot be read, nothing is
 * told rather than something old.
 */
final class Standing implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(Standing.class);

    static final Duration KEPT = Duration.ofSeconds(10);

    private final Queues queues;
    private final Rounds rounds;
    private final Teams teams;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable Reading latest;
    private long readAt;

    Standing(Queues queues, Rounds rounds, Teams teams, Clock clock, LongSupplier nanoTime) {
        this.queues = queues;
        this.rounds = rounds;
        this.teams = teams;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    private record Reading(
            Optional<Queues.Depth> inbox,
            Optional<Queues.Depth> outbox,
            double dead,
            Map<TeamId, Map<AskState, Integer>> asks) {

        static final Reading NOTHING = new Reading(Optional.empty(), Optional.empty(), Double.NaN, Map.of());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        queue(registry, "rollcall.inbox", "Deliveries that are yet to be worked off", Reading::inbox);
        queue(registry, "rollcall.outbox", "Messages that are neither sent nor refused", Reading::outbox);
        Gauge.builder("rollcall.inbox.dead", this, standing -> standing.now().dead())
                .description("Deliveries that were put aside because they failed too often")
                .register(registry);
        for (Team team : teams.all()) {
            for (AskState state : AskState.values()) {
                Gauge.builder("rollcall.round.owners", this, standing -> standing.owners(team.id(), state))
                        .description("Owners in the team's latest round, by how they stand")
                        .tag("team", team.id().value())
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    private void queue(
            MeterRegistry registry, String name, String what, Function<Reading, Optional<Queues.Depth>> depth) {
        Gauge.builder(
                        name + ".depth",
                        this,
                        standing -> depth.apply(standing.now())
                                .map(queue -> (double) queue.waiting())
                                .orElse(Double.NaN))
                .description(what)
                .register(registry);
        TimeGauge.builder(
                        name + ".oldest.age",
                        this,
                        TimeUnit.SECONDS,
                        standing -> depth.apply(standing.now())
                                .map(queue -> queue.oldest().map(standing::age).orElse(0.0))
                                .orElse(Double.NaN))
                .description("How long the one that has waited longest has waited; 0 when none waits")
                .register(registry);
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    /** Nobody has been asked while there is no round. */
    private double owners(TeamId team, AskState state) {
        Map<AskState, Integer> asks = now().asks().get(team);
        return asks == null ? Double.NaN : asks.getOrDefault(state, 0);
    }

    private synchronized Reading now() {
        long time = nanoTime.getAsLong();
        Reading known = latest;
        if (known != null && time - readAt < KEPT.toNanos()) {
            return known;
        }
        Reading fresh = read();
        latest = fresh;
        readAt = nanoTime.getAsLong();
        return fresh;
    }

    private Reading read() {
        try {
            Map<TeamId, Map<AskState, Integer>> asks = new HashMap<>();
            for (Team team : teams.all()) {
                asks.put(team.id(), asks(team.id()));
            }
            return new Reading(Optional.of(queues.inbox()), Optional.of(queues.outbox()), queues.dead(), asks);
        } catch (RuntimeException e) {
            log.warn("How things stand could not be read for the metrics: {}", Failures.describe(e));
            return Reading.NOTHING;
        }
    }

    private Map<AskState, Integer> asks(TeamId team) {
        Map<AskState, Integer> count = new EnumMap<>(AskState.class);
        rounds.latest(team).stream()
                .flatMap(round -> rounds.asks(round.id()).stream())
                .map(Ask::state)
                .forEach(state -> count.merge(state, 1, Integer::sum));
        return count;
    }
}
