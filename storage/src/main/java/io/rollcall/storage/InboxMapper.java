package io.rollcall.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface InboxMapper {

    @Insert("""
            INSERT INTO inbox (
                platform, app, delivery_key, sender, lane, payload, received_at, state, attempts, next_try_at)
            VALUES (
                #{it.platform}, #{it.app}, #{it.key}, #{it.sender}, #{lane}, #{it.payload}, #{it.receivedAt}, 'NEW', 0,
                #{it.receivedAt})
            """)
    int insert(@Param("it") Delivery delivery, @Param("lane") String lane);

    @Select("""
            SELECT i.id FROM inbox i
            JOIN (SELECT MIN(id) AS id FROM inbox WHERE state = 'NEW' GROUP BY platform, app, lane) head ON head.id = i.id
            WHERE i.next_try_at <= #{now} ORDER BY i.id LIMIT #{limit}
            """)
    List<Long> due(@Param("now") Instant now, @Param("limit") int limit);

    @Select("""
            SELECT id, platform, app, delivery_key AS `key`, sender, payload, received_at, attempts
            FROM inbox WHERE id = #{id} AND state = 'NEW' AND next_try_at <= #{now}
            FOR UPDATE SKIP LOCKED
            """)
    Optional<InboxRow> lock(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE inbox SET state = 'DONE', done_at = #{at} WHERE id = #{id} AND state = 'NEW'")
    int done(@Param("id") long id, @Param("at") Instant at);

    // MySQL assigns from left to right and reads what it has assigned: the state must be decided before attempts moves.
    @Update("""
            UPDATE inbox
            SET state = CASE WHEN attempts + 1 >= #{most} THEN 'DEAD' ELSE state END, attempts = attempts + 1,
                next_try_at = #{nextTry}, last_error = #{error}
            WHERE id = #{id} AND state = 'NEW'
            """)
    int failed(
            @Param("id") long id,
            @Param("error") String error,
            @Param("nextTry") Instant nextTry,
            @Param("most") int most);

    @Select("SELECT COUNT(*) > 0 FROM inbox WHERE id = #{id} AND state = 'DEAD'")
    boolean isDead(long id);

    @Select("""
            SELECT COUNT(*) FROM inbox WHERE platform = #{platform} AND app = #{app} AND delivery_key = #{key}
            """)
    int holding(@Param("platform") String platform, @Param("app") String app, @Param("key") String key);
}
