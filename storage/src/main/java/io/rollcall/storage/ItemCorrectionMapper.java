package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.KnownBy;
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
