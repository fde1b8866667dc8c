package io.rollcall.core.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.round.Duties;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who owns what once somebody has left. Lin leaves on 1 December 2024. */
class LeaversTest {

    private static final LocalDate LAST_DAY = LocalDate.parse("2024-11-30");
    private static final LocalDate GONE = LocalDate.parse("2024-12-01");
    private static final MemberId LIN = new MemberId("lin");
    private static final MemberId ZHOU = new MemberId("zhou");
    private static final MemberId WU = new MemberId("wu");

    @Test
    void untilTheDayTheTeamIsAsItsFileSays() {
        Team team = team(section("o1", null, "lin"));

        assertThat(team.on(LAST_DAY)).isEqualTo(team);
        assertThat(team.on(GONE).owners()).isEmpty();
    }

    @Test
    void theSectionIsTheOtherOwnersOrElseTheDeputys() {
        Team team = team(section("both", "wu", "lin", "zhou"), section("alone", "wu", "lin"))
                .on(GONE);

        assertThat(team.sections()).extracting(Section::owners).containsExactly(List.of(ZHOU), List.of(WU));
        assertThat(team.orphanedSections()).isEmpty();
        assertThat(team.sectionsOf(LIN)).isEmpty();
    }

    @Test
    void withoutEitherItIsAnOrphanUnlessSilenceIsFine() {
        Section optional = new Section(
                new SectionId("thoughts"),
                "收获",
                SectionKind.TEXT,
                List.of(LIN),
                null,
                List.of(),
                true,
                null,
                List.of());
        Team team = team(section("o1", null, "lin"), section("o2", "lin", "lin"), optional, section("o3", null, "zhou"))
                .on(GONE);

        assertThat(team.orphanedSections())
                .extracting(section -> section.id().value())
                .containsExactly("o1", "o2");
    }

    @Test
    void aPartIsThenItsSectionsOwnersToWrite() {
        Section part = section("cashier", null, "lin");
        Section whole = new Section(
                new SectionId("projects"),
                "重点项目",
                SectionKind.ITEMS,
                List.of(ZHOU),
                null,
                List.of(),
                false,
                null,
                List.of(part));
        Team team = team(whole).on(GONE);

        assertThat(team.orphanedSections()).isEmpty();
        assertThat(Duties.ofOwner(team, ZHOU))
                .extracting(section -> section.id().value())
                .containsExactly("projects", "cashier");
    }

    @Test
    void theirNameIsKnownAndTheirAccountIsNobodys() {
        Team team = team(section("o1", "wu", "lin")).on(GONE);

        assertThat(team.member(LIN)).map(Member::name).contains("林晓");
        assertThat(new Roster(team).member(LIN)).isPresent();
        assertThat(team.memberAt(account("lin"))).isEmpty();
        assertThat(team.members()).extracting(Member::id).containsExactly(ZHOU, WU);
        assertThat(team.editor()).isNull();
    }

    @Test
    void whatTheyWroteBeforeIsStillOfTheirSection() {
        Team team = team(section("o1", "wu", "lin")).on(GONE);

        assertThat(Duties.of(team, List.of(), LIN))
                .extracting(section -> section.id().value())
                .containsExactly("o1");
        assertThat(Duties.answeredBy(team, LIN, Set.of(new SectionId("o1")))).containsExactlyInAnyOrder(LIN, WU);
    }

    @Test
    void whoHasLeftForGoodWasNeverThere() {
        Member gone = new Member(LIN, "林晓", account("lin"), Habits.USUAL, LocalDate.MIN);

        assertThat(gone.hasLeftBy(LocalDate.MIN)).isTrue();
        assertThat(gone.hasLeftBy(GONE)).isTrue();
    }

    private static Team team(Section... sections) {
        return new Team(
                new TeamId("payments"),
                "支付中台",
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                Timetable.DEFAULT,
                null,
                LIN,
                List.of(
                        new Member(LIN, "林晓", account("lin"), Habits.USUAL, GONE),
                        new Member(ZHOU, "周楠", account("zhou")),
                        new Member(WU, "吴迪", account("wu"))),
                List.of(sections),
                ReportTemplate.DEFAULT);
    }

    private static Section section(String id, @Nullable String deputy, String... owners) {
        return new Section(
                new SectionId(id),
                id,
                SectionKind.ITEMS,
                Stream.of(owners).map(MemberId::new).toList(),
                deputy == null ? null : new MemberId(deputy),
                List.of(),
                false,
                null,
                List.of());
    }

    private static Account account(String id) {
        return new Account("feishu", "main", "ou_" + id);
    }
}
