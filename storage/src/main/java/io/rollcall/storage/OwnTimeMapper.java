package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface OwnTimeMapper {

    /** A row of {@code own_time}. */
    record OwnTimeRow(
            MemberId member,
            @Nullable String remindAt,
            @Nullable String quiet,
            Instant toldAt) {}

    /** A row of {@code own_reminder}. */
    record ReminderRow(MemberId owner, Instant doneUpTo) {}

    @Select("SELECT member, remind_at, quiet, told_at FROM own_time WHERE team = #{team} ORDER BY member")
    List<OwnTimeRow> of(TeamId team);

    @Insert("""
            INSERT INTO own_time (team, member, remind_at, quiet, told_at)
            VALUES (#{team}, #{row.member}, #{row.remindAt}, #{row.quiet}, #{row.toldAt})
            """)
    int insert(@Param("team") TeamId team, @Param("row") OwnTimeRow row);

    @Insert("""
            INSERT INTO own_time (team, member, remind_at, told_at) VALUES (#{team}, #{member}, #{remindAt}, #{at})
            ON DUPLICATE KEY UPDATE remind_at = VALUES(remind_at), told_at = VALUES(told_at)
            """)
    int remindAt(
            @Param("team") TeamId team,
            @Param("member") MemberId member,
            @Param("remindAt") @Nullable String remindAt,
            @Param("at") Instant at);

    @Insert("""
            INSERT INTO own_time (team, member, quiet, told_at) VALUES (#{team}, #{member}, #{quiet}, #{at})
            ON DUPLICATE KEY UPDATE quiet = VALUES(quiet), told_at = VALUES(told_at)
            """)
    int quiet(
            @Param("team") TeamId team,
            @Param("member") MemberId member,
            @Param("quiet") String quiet,
            @Param("at") Instant at);

    @Select("SELECT owner, done_up_to FROM own_reminder WHERE round = #{round} ORDER BY round, owner")
    List<ReminderRow> reminded(RoundId round);

    @Update("""
            UPDATE own_reminder SET done_up_to = #{moment}
            WHERE round = #{round} AND owner = #{owner} AND done_up_to < #{moment}
            """)
    int remindedAgain(@Param("round") RoundId round, @Param("owner") MemberId owner, @Param("moment") Instant moment);

    @Insert("INSERT IGNORE INTO own_reminder (round, owner, done_up_to) VALUES (#{round}, #{owner}, #{moment})")
    int firstReminded(@Param("round") RoundId round, @Param("owner") MemberId owner, @Param("moment") Instant moment);
}
