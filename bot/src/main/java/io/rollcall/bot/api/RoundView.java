package io.rollcall.bot.api;

import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A round as the API tells of it; moments in the team's zone. */
record RoundView(
        String id,
        String team,
        String weeks,
        RoundState state,
        int revision,
        TimetableView timetable,
        OffsetDateTime openedAt,
        @Nullable OffsetDateTime closedAt,
        @Nullable OffsetDateTime publishedAt,
        List<AskView> asks) {

    static RoundView of(Team team, Round round, List<Ask> asks) {
        Moments moments = round.moments();
        return new RoundView(
                round.id().toString(),
                team.id().toString(),
                round.weeks().toString(),
                round.state(),
                round.revision(),
                new TimetableView(
                        in(team, moments.ask()),
                        moments.reminders().stream()
                                .map(moment -> in(team, moment))
                                .toList(),
                        in(team, moments.close()),
                        in(team, moments.publish())),
                in(team, round.openedAt()),
                maybe(team, round.closedAt()),
                maybe(team, round.publishedAt()),
                asks.stream().map(ask -> AskView.of(team, ask)).toList());
    }

    record TimetableView(
            OffsetDateTime ask, List<OffsetDateTime> reminders, OffsetDateTime close, OffsetDateTime publish) {}

    record AskView(
            String member,
            String name,
            AskState state,
            @Nullable OffsetDateTime askedAt,
            @Nullable OffsetDateTime answeredAt,
            @Nullable String standsIn) {

        static AskView of(Team team, Ask ask) {
            return new AskView(
                    ask.owner().value(),
                    nameOf(team, ask.owner()),
                    ask.state(),
                    maybe(team, ask.askedAt()),
                    maybe(team, ask.answeredAt()),
                    ask.standsIn() == null ? null : ask.standsIn().value());
        }
    }

    private static String nameOf(Team team, MemberId member) {
        return team.member(member).map(Member::name).orElse(member.value());
    }

    static OffsetDateTime in(Team team, Instant moment) {
        return moment.atZone(team.zone()).toOffsetDateTime();
    }

    static @Nullable OffsetDateTime maybe(Team team, @Nullable Instant moment) {
        return moment == null ? null : in(team, moment);
    }
}
