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

    @Select("SELECT id FROM item WHERE team = #{team}")
    List<Long> itemIds(TeamId team);

    /** Items that something other than what was said of them names, whether they are still there or not; 0 among them. */
    @Select("""
            SELECT prompt_line.item FROM round JOIN prompt_line ON prompt_line.round = round.id
            WHERE round.team = #{team} AND prompt_line.item IS NOT NULL
            UNION
            SELECT finding.item FROM round JOIN finding ON finding.round = round.id WHERE round.team = #{team}
            UNION
            SELECT question.item FROM round JOIN question ON question.round = round.id WHERE round.team = #{team}
            UNION
            SELECT item FROM muted_item WHERE team = #{team}
            UNION
            SELECT item FROM item_correction WHERE team = #{team}
            UNION
            SELECT other FROM item_correction WHERE team = #{team}
            """)
    List<Long> namedItems(TeamId team);

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

    @Insert("""
            INSERT INTO absence (team, member, from_day, from_noon, to_day, until_noon, told_at, cancelled)
            VALUES (#{team}, #{row.member}, #{row.fromDay}, #{row.fromNoon}, #{row.toDay}, #{row.untilNoon},
                    #{row.toldAt}, #{row.cancelled})
            """)
    int insertAbsence(@Param("team") TeamId team, @Param("row") AbsenceRow row);
}
