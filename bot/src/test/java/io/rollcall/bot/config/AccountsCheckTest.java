package io.rollcall.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.SilentPlatform;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsCheckTest {

    @Test
    void aTeamThatCanBeReachedPasses() {
        assertThatCode(() -> check(team("payments", "feishu", "oc_group", "ou_lin", "ou_zhou")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsWrongIsNamedByTeamAndKeyAndInEveryTeamAtOnce() {
        assertThat(problems(
                        team("payments", "feishu", "ou_group", "ou_lin", "oc_zhou"),
                        team("risk", "feishu", "oc_group", "ou_lin")))
                .containsExactly(
                        "team payments: group: \"ou_group\" will not do",
                        "team payments: members.m2.account: \"oc_zhou\" will not do");
    }

    @Test
    void oneMistakeIsToldOnceHoweverManyItConcerns() {
        assertThat(problems(team("payments", "feishy", "oc_group", "ou_1", "ou_2", "ou_3", "ou_4")))
                .containsExactly(
                        "team payments: group, members.m1.account, members.m2.account and 2 more: there is no chat"
                                + " platform \"feishy\" in this version; there are: feishu");
    }

    @Test
    void whatIsReadFromAFileIsNamedByFileLineAndKeyPlacesAndMembersOfOtherChatsAmongThem(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("payments.yml");
        Files.writeString(file, """
                id: payments
                name: Payments
                chat: feishu:main
                post-to:
                  - oc_group
                  - ou_readers
                members:
                  - {id: lin, name: Lin, account: ou_lin}
                  - {id: zhou, name: Zhou, chat: wecom:main, account: zhou}
                sections: [{id: work, title: Work, owners: [lin, zhou]}]
                """);

        Teams teams = TeamFiles.read(folder);

        assertThat(catchThrowableOfType(TeamFilesException.class, () -> check(teams))
                        .problems())
                .containsExactly(
                        file + ":6: post-to: \"ou_readers\" will not do",
                        file + ":9: members[1].account: there is no chat platform \"wecom\" in this version; there are:"
                                + " feishu");
    }

    private static List<String> problems(Team... teams) {
        return catchThrowableOfType(TeamFilesException.class, () -> check(teams))
                .problems();
    }

    private static void check(Team... teams) {
        check(Teams.of(teams));
    }

    private static void check(Teams teams) {
        new AccountsCheck(teams, new ChatPlatforms(List.of(new Platform()))).afterSingletonsInstantiated();
    }

    private static Team team(String id, String platform, String group, String... addresses) {
        List<Member> members = Stream.iterate(1, n -> n + 1)
                .limit(addresses.length)
                .map(n -> new Member(new MemberId("m" + n), "m" + n, new Account(platform, "main", addresses[n - 1])))
                .toList();
        return new Team(
                new TeamId(id),
                id,
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                Timetable.DEFAULT,
                new Account(platform, "main", group),
                null,
                members,
                List.of(),
                ReportTemplate.DEFAULT);
    }

    private static final class Platform extends SilentPlatform {

        @Override
        public Optional<String> check(Account account, boolean isGroup) {
            return account.address().startsWith(isGroup ? "oc_" : "ou_")
                    ? Optional.empty()
                    : Optional.of("\"" + account.address() + "\" will not do");
        }
    }
}
