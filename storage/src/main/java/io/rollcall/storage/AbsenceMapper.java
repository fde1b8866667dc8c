package io.rollcall.storage;

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

    @Insert("""
            INSERT INTO absence (team, member, from_day, to_day, told_at)
            VALUES (#{team}, #{member}, #{from}, #{to}, #{at})
            """)
    int insert(
            @Param("team") TeamId team,
            @Param("member") MemberId member,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("at") Instant at);

    @Select("""
            SELECT DISTINCT member FROM absence
            WHERE team = #{team} AND to_day >= #{day} AND from_day <= #{day} AND cancelled IS NULL
            """)
    List<MemberId> onLeave(@Param("team") TeamId team, @Param("day") LocalDate day);

    @Update("""
            UPDATE absence SET cancelled = #{at}
            WHERE team = #{team} AND member = #{member} AND from_day >= #{from} AND cancelled IS NULL
            """)
    int cancelFrom(
            @Param("team") TeamId team,
            @Param("member") MemberId member,
            @Param("from") LocalDate from,
            @Param("at") Instant at);

    @Update("""
            UPDATE absence SET to_day = #{last}
            WHERE team = #{team} AND member = #{member} AND from_day <= #{last} AND to_day > #{last}
              AND cancelled IS NULL
            """)
    int endOn(@Param("team") TeamId team, @Param("member") MemberId member, @Param("last") LocalDate last);
}
