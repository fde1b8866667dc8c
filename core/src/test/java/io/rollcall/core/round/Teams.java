package io.rollcall.core.round;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Small teams for the tests of rounds. */
final class Teams {

    private Teams() {}

    static Team withOwners(String... owners) {
        return withTimetable(Timetable.DEFAULT, owners);
    }

    static Team withTimetable(Timetable timetable, String... owners) {
        return new Team(
                new TeamId("payments"),
                "支付中台",
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                timetable,
                null,
                null,
                Stream.of(owners)
                        .map(owner ->
                                new Member(new MemberId(owner), owner, new Account("feishu", "main", "ou_" + owner)))
                        .toList(),
                Stream.of(owners).map(Teams::sectionOf).toList(),
                ReportTemplate.DEFAULT);
    }

    private static Section sectionOf(String owner) {
        return new Section(
                new SectionId("s-" + owner),
                owner + " 的部分",
                SectionKind.ITEMS,
                List.of(new MemberId(owner)),
                null,
                List.of(),
                false,
                null,
                List.of());
    }
}
