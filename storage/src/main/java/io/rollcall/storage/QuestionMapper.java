package io.rollcall.storage;

import io.rollcall.core.review.Question;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface QuestionMapper {

    String COLUMNS = """
            id, round, member, number, name, kind, item, section, author, about, state, posted, asked_at, answer, words,
            change_before, change_after, answered_at, answered_by
            """;

    /** A row of {@code muted_item}. */
    record MutedRow(
            long id,
            MemberId member,
            SectionId section,
            long item,
            String title,
            Instant mutedAt,
            @Nullable Instant unmutedAt) {}

    @Insert("""
            INSERT IGNORE INTO question (
                round, member, number, name, kind, item, section, author, about, state, posted, asked_at, answer, words,
                change_before, change_after, answered_at, answered_by)
            VALUES (
                #{round}, #{member}, #{number}, #{name}, #{kind}, #{item}, #{section}, #{author}, #{about}, #{state},
                #{posted}, #{askedAt}, #{answer}, #{words}, #{changeBefore}, #{changeAfter}, #{answeredAt},
                #{answeredBy})
            """)
    int insert(QuestionRow row);

    @Select("SELECT " + COLUMNS + " FROM question WHERE round = #{round} AND state <> 'HELD' ORDER BY id")
    List<QuestionRow> of(RoundId round);

    @Select("SELECT DISTINCT member FROM question WHERE round = #{round} AND state = 'HELD'")
    List<MemberId> heldFor(RoundId round);

    @Delete("""
            <script>
            DELETE FROM question WHERE round = #{round} AND state = 'HELD' AND member IN
            <foreach collection="members" item="member" open="(" separator="," close=")">#{member}</foreach>
            </script>
            """)
    int release(@Param("round") RoundId round, @Param("members") Collection<MemberId> members);

    @Select("SELECT " + COLUMNS + " FROM question WHERE answered_by = #{messageId} ORDER BY id")
    List<QuestionRow> answeredBy(String messageId);

    @Update("UPDATE question SET state = #{to} WHERE id = #{id} AND state = #{from}")
    int move(@Param("id") long id, @Param("from") Question.State from, @Param("to") Question.State to);

    @Update("""
            UPDATE question SET state = #{state}, answer = #{answer}, words = #{words}, change_before = #{changeBefore},
                change_after = #{changeAfter}, answered_at = #{answeredAt}, answered_by = #{answeredBy}
            WHERE id = #{id}
            """)
    int answer(QuestionRow row);

    @Insert("""
            INSERT INTO muted_item (team, member, section, item, title, muted_at, unmuted_at)
            VALUES (
                #{team}, #{row.member}, #{row.section}, #{row.item}, #{row.title}, #{row.mutedAt}, #{row.unmutedAt})
            """)
    int mute(@Param("team") TeamId team, @Param("row") MutedRow row);

    @Select("""
            SELECT id, member, section, item, title, muted_at, unmuted_at FROM muted_item
            WHERE team = #{team} AND unmuted_at IS NULL ORDER BY id
            """)
    List<MutedRow> muted(TeamId team);

    @Select("""
            SELECT id, member, section, item, title, muted_at, unmuted_at FROM muted_item
            WHERE team = #{team} ORDER BY id
            """)
    List<MutedRow> everMuted(TeamId team);

    @Update("UPDATE muted_item SET unmuted_at = #{at} WHERE id = #{id} AND unmuted_at IS NULL")
    int unmute(@Param("id") long id, @Param("at") Instant at);
}
