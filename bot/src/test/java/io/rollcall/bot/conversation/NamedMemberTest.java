package io.rollcall.bot.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Incoming.Mention;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NamedMemberTest {

    private final Member lin = member("lin", "林晓", "feishu", "ou_lin");
    private final Member zhou = member("zhou", "周航", "wecom", "zhou");
    private final Member ada = member("ada", "Ada Wu", "wecom", "ada");
    private final Member weiHere = member("wei1", "张伟", "feishu", "ou_wei");
    private final Member weiThere = member("wei2", "张伟", "wecom", "wei");
    private final Team team = new Team(
            new TeamId("payments"),
            "支付中台",
            ZoneId.of("Asia/Shanghai"),
            Locale.CHINESE,
            Timetable.DEFAULT,
            null,
            null,
            List.of(lin, zhou, ada, weiHere, weiThere),
            List.of(),
            ReportTemplate.DEFAULT);

    @Test
    void aMentionSaysItByTheAccountWhateverTheName() {
        assertThat(find("@小林", new Mention("小林", lin.account()))).isEqualTo(new NamedMember.One(lin));
        assertThat(find("@张伟", new Mention("张伟", weiThere.account()))).isEqualTo(new NamedMember.One(weiThere));
    }

    @Test
    void aNameIsTakenAsTyped() {
        assertThat(find("周航")).isEqualTo(new NamedMember.One(zhou));
        assertThat(find("@周航")).isEqualTo(new NamedMember.One(zhou));
        assertThat(find("＠周航 ")).isEqualTo(new NamedMember.One(zhou));
        assertThat(find("@ada wu")).isEqualTo(new NamedMember.One(ada));
        assertThat(find("王五")).isInstanceOf(NamedMember.Nobody.class);
    }

    @Test
    void aNameThatSeveralHaveIsToldApartByTheId() {
        assertThat(find("@张伟")).isEqualTo(new NamedMember.Several(List.of(weiHere, weiThere)));
        assertThat(find("wei2")).isEqualTo(new NamedMember.One(weiThere));
    }

    @Test
    void whoIsMentionedOnOnePlatformAndKnownOnAnotherIsFoundByTheName() {
        assertThat(find("@周航", feishu("周航", "ou_zhou_unknown"))).isEqualTo(new NamedMember.One(zhou));
        assertThat(find("@张伟", feishu("张伟", "ou_wei_unknown")))
                .as("the one whom a mention here would have named is another")
                .isEqualTo(new NamedMember.One(weiThere));
    }

    @Test
    void aNamesakeWhoIsMentionedIsNotTakenForTheMember() {
        assertThat(find("@林晓", feishu("林晓", "ou_other"))).isEqualTo(new NamedMember.Namesake(lin));
    }

    private NamedMember find(String words, Mention... mentions) {
        return NamedMember.find(team, words, List.of(mentions));
    }

    private static Mention feishu(String name, String openId) {
        return new Mention(name, new Account("feishu", "main", openId));
    }

    private static Member member(String id, String name, String platform, String address) {
        return new Member(new MemberId(id), name, new Account(platform, "main", address));
    }
}
