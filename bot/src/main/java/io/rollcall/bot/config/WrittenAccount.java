package io.rollcall.bot.config;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import java.util.ArrayList;
import java.util.List;

/**
 * An account of a team, and where it is written.
 *
 * @param isGroup whether the report is to be posted there, as against a member reached there
 * @param where   the file with the line, such as {@code config/teams/payments.yml:7}; the team where there is no file
 * @param key     such as {@code members[2].account}
 */
record WrittenAccount(Account account, boolean isGroup, String where, String key) {

    /** Those of a team that was not read from a file. */
    static List<WrittenAccount> of(Team team) {
        String where = "team " + team.id();
        List<WrittenAccount> all = new ArrayList<>();
        team.places().forEach(place -> all.add(new WrittenAccount(place, true, where, "group")));
        for (Member member : team.members()) {
            all.add(new WrittenAccount(member.account(), false, where, "members." + member.id() + ".account"));
        }
        return List.copyOf(all);
    }
}
