package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** All that is stored of one team, beyond what the other mappers read and write. */
@Mapper
interface HistoryMapper {

    /** A row of {@code absence}, without its number. */
    record AbsenceRow(
            MemberId member,
            LocalDate fromDay,
            boolean fromNoon,
            LocalDate toDay,
            boolean untilNoon,
            Instant toldAt,
            @Nullable Instant cancelled) {}

    @Select("SELECT " + RoundMapper.COLUMNS + " FROM round WHERE team = #{team} ORDER BY first_week")
    List<RoundRow> rounds(TeamId team);

    @Select("SELECT " + ReportMapper.COLUMNS + " FROM report WHERE round = #{round} ORDER BY revision")
    List<CompiledReport> reports(RoundId round);

    @Select("SELECT " + DraftChangeMapper.READ + " FROM draft_change WHERE round = #{round} ORDER BY id")
    List<DraftChange> draftChanges(RoundId round);

    @Select("SELECT id FROM item WHERE team = #{team}")
    List<Long> itemIds(TeamId team);

    @Select("<script>SELECT " + LedgerMapper.ITEM + " FROM item WHERE id IN " + LedgerMapper.AMONG
            + " ORDER BY id</script>")
    List<LedgerItem> items(@Param("items") Collection<Long> items);

    @Select("SELECT DISTINCT week FROM statement WHERE team = #{team} ORDER BY week")
    List<ReportWeek> weeks(TeamId team);

    @Select("""
            SELECT member, from_day, from_noon, to_day, until_noon, told_at, cancelled
            FROM absence WHERE team = #{team} ORDER BY id
            """)
    List<AbsenceRow> absences(TeamId team);

    @Select("SELECT member, remind_at, quiet, told_at FROM own_time WHERE team = #{team} ORDER BY member")
    List<OwnTimeMapper.OwnTimeRow> ownTimes(TeamId team);

    @Insert("""
            INSERT INTO own_time (team, member, remind_at, quiet, told_at)
            VALUES (#{team}, #{row.member}, #{row.remindAt}, #{row.quiet}, #{row.toldAt})
            ON DUPLICATE KEY UPDATE
                remind_at = VALUES(remind_at), quiet = VALUES(quiet), told_at = VALUES(told_at)
            """)
    int insertOwnTime(@Param("team") TeamId team, @Param("row") OwnTimeMapper.OwnTimeRow row);

    @Select("SELECT DISTINCT team FROM round ORDER BY team")
    List<TeamId> teams();

    @Insert("""
            INSERT INTO item (team, section, title, first_week, last_week)
            VALUES (#{team}, #{section}, #{title}, #{firstWeek}, #{lastWeek})
            """)
    @Options(useGeneratedKeys = true, keyColumn = "id", keyProperty = "id.value")
    int insertItem(
            @Param("team") TeamId team,
            @Param("section") SectionId section,
            @Param("title") String title,
            @Param("firstWeek") ReportWeek firstWeek,
            @Param("lastWeek") ReportWeek lastWeek,
            @Param("id") GeneratedId id);

    @Insert("<script>INSERT INTO statement (team, " + LedgerMapper.STATEMENT
            + ") VALUES <foreach item='row' collection='rows' separator=','>("
            + "#{team}, #{row.item}, #{row.week}, #{row.round}, #{row.section}, #{row.ordinal}, #{row.depth},"
            + " #{row.parent}, #{row.label}, #{row.text}, #{row.status}, #{row.facts}, #{row.member}, #{row.reply},"
            + " #{row.knownBy})"
            + "</foreach></script>")
    int insertStatements(@Param("team") TeamId team, @Param("rows") List<StatementRow> rows);

    @Insert(DraftChangeMapper.INSERT)
    int insertDraftChange(DraftChange change);

    @Insert("""
            INSERT INTO absence (team, member, from_day, from_noon, to_day, until_noon, told_at, cancelled)
            VALUES (#{team}, #{row.member}, #{row.fromDay}, #{row.fromNoon}, #{row.toDay}, #{row.untilNoon},
                    #{row.toldAt}, #{row.cancelled})
            """)
    int insertAbsence(@Param("team") TeamId team, @Param("row") AbsenceRow row);
}
