package io.rollcall.bot.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.config.Teams.TeamMember;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Habits;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TeamsTest {

    private static final Account LIN = new Account("feishu", "main", "ou_lin");
    private static final Account GROUP = new Account("feishu", "main", "oc_1");

    private final Team payments = team("payments", GROUP, new Member(new MemberId("lin"), "林晓", LIN));
    private final Team ledger = team("ledger", null, new Member(new MemberId("xiao"), "小林", LIN));
    private final Teams teams = Teams.of(payments, ledger);

    @Test
    void a_person_may_be_in_several_teams() {
        assertThat(teams.at(LIN))
                .containsExactly(
                        new TeamMember(payments, payments.members().get(0)),
                        new TeamMember(ledger, ledger.members().get(0)));
    }

    @Test
    void an_account_of_another_app_is_another_one() {
        assertThat(teams.at(new Account("feishu", "second", "ou_lin"))).isEmpty();
        assertThat(teams.groupAt(new Account("wecom", "main", "oc_1"))).isEmpty();
    }

    @Test
    void a_team_is_found_by_its_id_and_by_its_group() {
        assertThat(teams.find(new TeamId("ledger"))).contains(ledger);
        assertThat(teams.find(new TeamId("other"))).isEmpty();
        assertThat(teams.groupAt(GROUP)).contains(payments);
    }

    @Test
    void a_member_leaves_at_midnight_in_the_teams_zone_however_they_are_reached() {
        Member leaver = new Member(new MemberId("lin"), "林晓", LIN, Habits.USUAL, LocalDate.parse("2024-12-01"));
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-11-30T15:59:59Z"));
        Teams leaving = Teams.of(team("payments", GROUP, leaver)).by(new SettableInstant(now));
        Account elsewhere = new Account("feishu", "main", "ou_elsewhere");
        leaving.reach(Map.of(LIN, elsewhere));
        assertThat(leaving.at(elsewhere)).hasSize(1);

        now.set(Instant.parse("2024-11-30T16:00:00Z"));

        assertThat(leaving.at(elsewhere)).isEmpty();
        assertThat(leaving.find(new TeamId("payments")).orElseThrow().former())
                .extracting(Member::account)
                .containsExactly(elsewhere);
        assertThat(leaving.configured().get(0).members()).containsExactly(leaver);
    }

    private static final class SettableInstant extends Clock {

        private final AtomicReference<Instant> now;

        SettableInstant(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @Test
    void a_team_is_found_by_every_place_its_report_is_posted_in() {
        Account readers = new Account("feishu", "second", "oc_readers");
        Team both = new Team(
                payments.id(),
                payments.name(),
                payments.zone(),
                payments.language(),
                payments.timetable(),
                GROUP,
                List.of(readers),
                null,
                payments.members(),
                payments.sections(),
                payments.template());

        assertThat(Teams.of(both, ledger).groupAt(readers)).contains(both);
        assertThat(Teams.of(both, ledger).groupAt(GROUP)).contains(both);
    }

    private static Team team(String id, Account group, Member member) {
        return new Team(
                new TeamId(id),
                id,
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                Timetable.DEFAULT,
                group,
                null,
                List.of(member),
                List.of(),
                ReportTemplate.DEFAULT);
    }
}
