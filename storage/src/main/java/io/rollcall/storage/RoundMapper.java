package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RoundMapper {

    String COLUMNS = """
            id, weeks, state, ask_at, remind_at, close_at, publish_at, reminders_done, revision, opened_at, closed_at,
            published_at
            """;

    @Insert("""
            INSERT INTO round (
                id, team, first_week, weeks, state, ask_at, remind_at, close_at, publish_at, reminders_done, revision,
                opened_at, closed_at, published_at)
            VALUES (
                #{round.id}, #{round.id.team}, #{firstWeek}, #{round.weeks}, #{round.state}, #{round.moments.ask},
                #{remindAt}, #{round.moments.close}, #{round.moments.publish}, #{round.remindersDone},
                #{round.revision}, #{round.openedAt}, #{round.closedAt}, #{round.publishedAt})
            """)
    int insert(
            @Param("round") Round round, @Param("firstWeek") ReportWeek firstWeek, @Param("remindAt") String remindAt);

    /** Locks the team's row, whether it was there or not, until the transaction ends. */
    @Insert("INSERT INTO team_opening (team) VALUES (#{team}) ON DUPLICATE KEY UPDATE team = team")
    int lockTeam(TeamId team);

    @Select("SELECT " + COLUMNS
            + " FROM round WHERE team = #{team} AND first_week <= #{week} ORDER BY first_week DESC LIMIT #{limit}")
    List<RoundRow> upTo(@Param("team") TeamId team, @Param("week") ReportWeek week, @Param("limit") int limit);

    @Select("SELECT " + COLUMNS + " FROM round WHERE id = #{id}")
    Optional<RoundRow> find(RoundId id);

    @Select("SELECT " + COLUMNS + " FROM round WHERE id = #{id} FOR UPDATE")
    Optional<RoundRow> lock(RoundId id);

    @Select("SELECT " + COLUMNS + " FROM round WHERE team = #{team} ORDER BY team DESC, first_week DESC LIMIT #{limit}")
    List<RoundRow> of(@Param("team") TeamId team, @Param("limit") int limit);

    @Select(
            "SELECT " + COLUMNS
                    + " FROM round WHERE team = #{team} AND first_week < #{week} ORDER BY team DESC, first_week DESC LIMIT #{limit}")
    List<RoundRow> before(@Param("team") TeamId team, @Param("week") ReportWeek week, @Param("limit") int limit);

    @Select("SELECT " + COLUMNS
            + " FROM round WHERE team = #{team} AND first_week > #{week} ORDER BY team, first_week LIMIT 1")
    Optional<RoundRow> after(@Param("team") TeamId team, @Param("week") ReportWeek week);

    @Select("SELECT " + COLUMNS + " FROM round WHERE state IN ('OPEN', 'CLOSED') ORDER BY team, first_week")
    List<RoundRow> unfinished();

    @Update("UPDATE round SET state = 'CLOSED', closed_at = #{at} WHERE id = #{id} AND state = 'OPEN'")
    int close(@Param("id") RoundId id, @Param("at") Instant at);

    @Update("UPDATE round SET state = 'PUBLISHED', published_at = #{at} WHERE id = #{id} AND state = 'CLOSED'")
    int publish(@Param("id") RoundId id, @Param("at") Instant at);

    @Update("UPDATE round SET reminders_done = #{nth} WHERE id = #{id} AND reminders_done < #{nth}")
    int remindersDone(@Param("id") RoundId id, @Param("nth") int nth);

    @Update("UPDATE round SET revision = revision + 1 WHERE id = #{id}")
    int raiseRevision(RoundId id);

    @Select("SELECT revision FROM round WHERE id = #{id}")
    int revision(RoundId id);

    @Update("""
            UPDATE round
            SET ask_at = #{moments.ask}, remind_at = #{remindAt}, close_at = #{moments.close},
                publish_at = #{moments.publish}
            WHERE id = #{id}
            """)
    int reschedule(@Param("id") RoundId id, @Param("moments") Moments moments, @Param("remindAt") String remindAt);

    @Insert("""
            INSERT INTO ask (round, owner, ordinal, state, asked_at, answered_at, stands_in)
            VALUES (#{round}, #{ask.owner}, #{ordinal}, #{ask.state}, #{ask.askedAt}, #{ask.answeredAt},
                    #{ask.standsIn})
            """)
    int insertAsk(@Param("round") RoundId round, @Param("ask") Ask ask, @Param("ordinal") int ordinal);

    @Select("""
            SELECT round, owner, state, asked_at, answered_at, stands_in
            FROM ask WHERE round = #{round} ORDER BY ordinal
            """)
    List<Ask> asks(RoundId round);

    @Select("""
            SELECT round, owner, state, asked_at, answered_at, stands_in
            FROM ask WHERE round = #{round} AND owner = #{owner}
            """)
    Optional<Ask> ask(@Param("round") RoundId round, @Param("owner") MemberId owner);

    @Select("""
            SELECT round, owner, state, asked_at, answered_at, stands_in
            FROM ask WHERE round = #{round} AND stands_in = #{member} ORDER BY ordinal
            """)
    List<Ask> stoodIn(@Param("round") RoundId round, @Param("member") MemberId member);

    @Update("""
            UPDATE ask
            SET state = #{to}, asked_at = COALESCE(asked_at, #{askedAt}), answered_at = #{answeredAt}
            WHERE round = #{round} AND owner = #{owner} AND state = #{from}
            """)
    int moveAsk(
            @Param("round") RoundId round,
            @Param("owner") MemberId owner,
            @Param("from") AskState from,
            @Param("to") AskState to,
            @Param("askedAt") @Nullable Instant askedAt,
            @Param("answeredAt") @Nullable Instant answeredAt);

    @Update("UPDATE ask SET stands_in = #{to} WHERE round = #{round} AND owner = #{owner}")
    int standIn(@Param("round") RoundId round, @Param("owner") MemberId owner, @Param("to") MemberId to);

    @Update("UPDATE ask SET stands_in = NULL WHERE round = #{round} AND owner = #{owner} AND stands_in IS NOT NULL")
    int noStandIn(@Param("round") RoundId round, @Param("owner") MemberId owner);
}
