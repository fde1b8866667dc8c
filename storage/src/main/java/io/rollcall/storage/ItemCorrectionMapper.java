package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.KnownBy;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.TeamId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ItemCorrectionMapper {

    @Select("SELECT week FROM statement WHERE item = #{item} ORDER BY week FOR UPDATE")
    List<ReportWeek> lockWeeks(long item);

    @Update("""
            UPDATE statement SET item = #{to} WHERE item = #{item} AND week >= #{from}
            """)
    int move(@Param("item") long item, @Param("to") long to, @Param("from") ReportWeek from);

    @Update("""
            UPDATE statement SET parent = #{to} WHERE team = #{team} AND week = #{week} AND parent = #{item}
            """)
    int moveBelow(
            @Param("team") TeamId team, @Param("week") ReportWeek week, @Param("item") long item, @Param("to") long to);

    @Update("UPDATE statement SET known_by = #{by} WHERE item = #{item} AND week = #{week}")
    int known(@Param("item") long item, @Param("week") ReportWeek week, @Param("by") KnownBy by);

    @Update("UPDATE statement SET known_by = NULL WHERE item = #{item} AND week = #{week}")
    int begins(@Param("item") long item, @Param("week") ReportWeek week);

    /** A question about an item; no round has two of one name. */
    record NamedQuestion(long id, RoundId round, String name) {}

    @Select("SELECT id, round, name FROM question WHERE item = #{item} ORDER BY id")
    List<NamedQuestion> questions(long item);

    @Update("UPDATE question SET item = #{to}, name = #{name} WHERE id = #{id}")
    int moveQuestion(@Param("id") long id, @Param("to") long to, @Param("name") String name);

    @Update("UPDATE finding SET item = #{to} WHERE item = #{item}")
    int moveFindings(@Param("item") long item, @Param("to") long to);

    /** The rounds of one team are in the order of their weeks, as their ids are. */
    @Update("UPDATE finding SET item = #{to} WHERE item = #{item} AND round >= #{from}")
    int moveFindingsSince(@Param("item") long item, @Param("to") long to, @Param("from") RoundId from);

    @Update("UPDATE muted_item SET item = #{to} WHERE team = #{team} AND item = #{item}")
    int moveMuted(@Param("team") TeamId team, @Param("item") long item, @Param("to") long to);

    @Insert("""
            INSERT INTO muted_item (team, member, section, item, title, muted_at, unmuted_at)
            SELECT team, member, section, #{to}, title, muted_at, unmuted_at FROM muted_item
            WHERE team = #{team} AND item = #{item} AND unmuted_at IS NULL
            """)
    int copyMuted(@Param("team") TeamId team, @Param("item") long item, @Param("to") long to);

    @Delete("DELETE FROM item WHERE id = #{item}")
    int delete(long item);

    @Insert("""
            INSERT INTO item_correction (team, kind, item, other, from_week, corrector, at)
            VALUES (#{team}, #{made.kind}, #{made.item}, #{made.other}, #{made.fromWeek}, #{made.by}, #{made.at})
            """)
    int insert(@Param("team") TeamId team, @Param("made") ItemCorrection made);

    @Select("""
            SELECT kind, item, other, from_week, corrector AS "by", at FROM item_correction
            WHERE team = #{team} ORDER BY team, id
            """)
    List<ItemCorrection> of(TeamId team);

    @Select("SELECT MAX(id) FROM item_correction WHERE team = #{team}")
    Optional<Long> latest(TeamId team);
}
