package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface OutboxMapper {

    String COLUMNS = """
            id, message_key, kind, platform, app, address, payload_type, payload, idempotency_key, round, member, part,
            created_at, state, attempts, next_try_at, last_error, sent_message_id, sent_at, first_try_at
            """;

    @Insert("""
            INSERT INTO outbox (
                message_key, kind, platform, app, address, payload_type, payload, idempotency_key, round, member, part,
                created_at, state, attempts, next_try_at)
            VALUES (
                #{key}, #{kind}, #{account.platform}, #{account.app}, #{account.address}, #{payloadType}, #{payload},
                #{idempotencyKey}, #{round}, #{member}, #{part}, #{createdAt}, 'PENDING', 0, #{createdAt})
            """)
    int insert(OutboxMessage message);

    @Select("""
            SELECT o.id FROM outbox o
            JOIN (
                SELECT MIN(id) AS id FROM outbox WHERE state IN ('PENDING', 'SENDING')
                GROUP BY platform, app, address) head ON head.id = o.id
            WHERE o.next_try_at <= #{now} ORDER BY o.id LIMIT #{limit}
            """)
    List<Long> due(@Param("now") Instant now, @Param("limit") int limit);

    @Update("""
            UPDATE outbox
            SET state = 'SENDING', attempts = attempts + 1, next_try_at = #{until}, claimed_at = #{now},
                first_try_at = COALESCE(first_try_at, #{now})
            WHERE id = #{id} AND state IN ('PENDING', 'SENDING') AND next_try_at <= #{now}
            """)
    int claim(@Param("id") long id, @Param("now") Instant now, @Param("until") Instant until);

    @Select("SELECT " + COLUMNS + " FROM outbox WHERE id = #{id}")
    OutboxColumns get(long id);

    @Update("""
            UPDATE outbox SET state = 'SENT', sent_message_id = #{messageId}, sent_at = #{at}
            WHERE id = #{id} AND state IN ('PENDING', 'SENDING')
            """)
    int sent(@Param("id") long id, @Param("messageId") String messageId, @Param("at") Instant at);

    @Update("""
            UPDATE outbox
            SET state = 'PENDING', last_error = #{error}, next_try_at = #{nextTry},
                first_try_at = CASE WHEN #{mayHaveArrived} THEN first_try_at ELSE NULLIF(first_try_at, claimed_at) END
            WHERE id = #{id} AND state = 'SENDING'
            """)
    int retry(
            @Param("id") long id,
            @Param("error") String error,
            @Param("mayHaveArrived") boolean mayHaveArrived,
            @Param("nextTry") Instant nextTry);

    @Update("""
            UPDATE outbox SET state = 'REFUSED', last_error = #{error}, refused_at = #{at}
            WHERE id = #{id} AND state IN ('PENDING', 'SENDING')
            """)
    int refused(@Param("id") long id, @Param("error") String error, @Param("at") Instant at);

    @Select("SELECT " + COLUMNS + " FROM outbox WHERE message_key = #{key}")
    Optional<OutboxColumns> find(String key);

    @Select("SELECT " + COLUMNS + " FROM outbox WHERE round = #{round} ORDER BY id")
    List<OutboxColumns> of(RoundId round);

    @Select("SELECT COUNT(*) FROM outbox WHERE state IN ('PENDING', 'SENDING')")
    int pending();
}
