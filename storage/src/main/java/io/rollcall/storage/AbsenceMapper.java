package io.rollcall.storage;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface AbsenceMapper {

    /** A leave that was not called off. */
    record LeaveRow(long id, MemberId member, LocalDate fromDay, boolean fromNoon, LocalDate toDay, boolean untilNoon) {

        Leave toLeave() {
            return new Leave(fromDay, fromNoon, toDay, untilNoon);
        }
    }

    @Insert("""
            INSERT INTO absence (team, member, from_day, from_noon, to_day, until_noon, told_at)
            VALUES (#{team}, #{member}, #{leave.from}, #{leave.fromNoon}, #{leave.to}, #{leave.untilNoon}, #{at})
            """)
    int insert(
            @Param("team") TeamId team,
            @Param("member") MemberId member,
            @Param("leave") Leave leave,
            @Param("at") Instant at);

    @Select("""
            SELECT id, member, from_day, from_noon, to_day, until_noon FROM absence
            WHERE team = #{team} AND to_day >= #{from} AND from_day <= #{to} AND cancelled IS NULL
            ORDER BY id
            """)
    List<LeaveRow> during(@Param("team") TeamId team, @Param("from") LocalDate from, @Param("to") LocalDate to);

    @Select("""
            SELECT id, member, from_day, from_noon, to_day, until_noon FROM absence
            WHERE team = #{team} AND member = #{member} AND to_day >= #{from} AND cancelled IS NULL
            ORDER BY id
            """)
    List<LeaveRow> since(@Param("team") TeamId team, @Param("member") MemberId member, @Param("from") LocalDate from);

    @Update("UPDATE absence SET cancelled = #{at} WHERE id = #{id} AND cancelled IS NULL")
    int cancel(@Param("id") long id, @Param("at") Instant at);

    @Update("""
            UPDATE absence SET to_day = #{to}, until_noon = #{untilNoon} WHERE id = #{id} AND cancelled IS NULL
            """)
    int end(@Param("id") long id, @Param("to") LocalDate to, @Param("untilNoon") boolean untilNoon);
}
