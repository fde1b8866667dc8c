package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import java.time.Instant;
import java.util.Collection;
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
            created_at, state, attempts, next_try_at, last_error, sent_message_id, sent_at, first_try_at, replaces
            """;

    @Insert("""
            INSERT INTO outbox (
                message_key, kind, platform, app, address, payload_type, payload, idempotency_key, round, member, part,
                created_at, state, attempts, next_try_at, replaces)
            VALUES (
                #{key}, #{kind}, #{account.platform}, #{account.app}, #{account.address}, #{payloadType}, #{payload},
                #{idempotencyKey}, #{round}, #{member}, #{part}, #{createdAt}, 'PENDING', 0, #{createdAt},
                #{replaces})
            """)
    int insert(OutboxMessage message);

    @Select("""
            SELECT DISTINCT platform, app FROM outbox WHERE state = 'PENDING'
            UNION SELECT DISTINCT platform, app FROM outbox WHERE state = 'SENDING'
            """)
    List<OutboxApp> apps();

    /** The order names the columns that are the same in all rows, too: H2 reads an index in order only then. */
    @Select("""
            SELECT o.id FROM outbox o
            WHERE o.platform = #{app.platform} AND o.app = #{app.app} AND o.state = 'PENDING'
                AND o.next_try_at <= #{now}
                AND NOT EXISTS (
                    SELECT 1 FROM outbox b
                    WHERE b.state = 'SENDING' AND b.platform = o.platform AND b.app = o.app AND b.address = o.address)
                AND NOT EXISTS (
                    SELECT 1 FROM outbox b
                    WHERE b.state = 'PENDING' AND b.platform = o.platform AND b.app = o.app AND b.address = o.address
                        AND b.id < o.id)
            ORDER BY o.platform, o.app, o.state, o.next_try_at, o.id
            LIMIT #{limit}
            """)
    List<Long> due(@Param("app") OutboxApp app, @Param("now") Instant now, @Param("limit") int limit);

    /** Of which nothing was heard until the end of the lease. */
    @Select("""
            SELECT o.id FROM outbox o
            WHERE o.platform = #{app.platform} AND o.app = #{app.app} AND o.state = 'SENDING'
                AND o.next_try_at <= #{now}
                AND NOT EXISTS (
                    SELECT 1 FROM outbox b
                    WHERE b.state = 'SENDING' AND b.platform = o.platform AND b.app = o.app AND b.address = o.address
                        AND b.id <> o.id AND (b.id < o.id OR b.next_try_at > #{now}))
            ORDER BY o.platform, o.app, o.state, o.next_try_at, o.id
            LIMIT #{limit}
            """)
    List<Long> abandoned(@Param("app") OutboxApp app, @Param("now") Instant now, @Param("limit") int limit);

    @Select("""
            SELECT address, claimed_at, sent_at FROM outbox
            WHERE platform = #{app.platform} AND app = #{app.app} AND claimed_at > #{since}
            """)
    List<OutboxAttempt> attempts(@Param("app") OutboxApp app, @Param("since") Instant since);

    @Select("""
            SELECT sent_message_id FROM outbox
            WHERE state = 'SENT' AND platform = #{platform} AND app = #{app} AND address = #{address}
            ORDER BY id DESC LIMIT 1
            """)
    Optional<String> lastSentTo(Account account);

    @Select("""
            <script>
            SELECT sent_message_id FROM outbox
            WHERE state = 'SENT' AND platform = #{account.platform} AND app = #{account.app}
                AND address = #{account.address} AND sent_message_id IN
                <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<String> sentAs(@Param("account") Account account, @Param("ids") Collection<String> ids);

    @Select("""
            SELECT message_key FROM outbox
            WHERE state = 'SENT' AND platform = #{account.platform} AND app = #{account.app}
                AND address = #{account.address} AND sent_message_id = #{messageId} AND replaces IS NULL
            ORDER BY id DESC LIMIT 1
            """)
    Optional<String> keyOf(@Param("account") Account account, @Param("messageId") String messageId);

    /**
     * Those of which no attempt is known to have arrived, and one may have; what takes another message's place is none
     * that could be found.
     */
    @Select("""
            SELECT COUNT(*) FROM outbox
            WHERE state IN ('PENDING', 'SENDING', 'REFUSED') AND platform = #{account.platform} AND app = #{account.app}
                AND address = #{account.address} AND id <> #{id} AND first_try_at IS NOT NULL AND claimed_at > #{since}
                AND replaces IS NULL
            """)
    int uncertain(@Param("account") Account account, @Param("id") long id, @Param("since") Instant since);

    @Select("""
            SELECT COUNT(*) FROM outbox
            WHERE replaces = #{replaces} AND id > #{id} AND platform = #{account.platform} AND app = #{account.app}
            """)
    int laterUpdates(@Param("account") Account account, @Param("replaces") String replaces, @Param("id") long id);

    @Select("""
            SELECT member FROM outbox
            WHERE round = #{round} AND member IS NOT NULL AND kind IN ('ASK', 'REMIND')
            GROUP BY member
            HAVING MAX(CASE
                    WHEN state = 'SENT' OR (state = 'SENDING' AND last_error IS NULL) THEN 1 ELSE 0 END) = 0
                AND MAX(CASE WHEN kind = 'ASK' THEN 1 ELSE 0 END) = 1
            """)
    List<MemberId> unasked(RoundId round);

    @Select("""
            SELECT COUNT(*) FROM outbox
            WHERE round = #{round} AND member = #{member} AND kind IN ('ASK', 'REMIND') AND state = 'SENT'
            """)
    int asked(@Param("round") RoundId round, @Param("member") MemberId member);

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
            WHERE id = #{id} AND state <> 'SENT'
            """)
    int sent(@Param("id") long id, @Param("messageId") String messageId, @Param("at") Instant at);

    @Update("""
            UPDATE outbox
            SET state = 'PENDING', last_error = #{error}, next_try_at = #{nextTry},
                first_try_at = CASE WHEN #{mayHaveArrived} THEN first_try_at ELSE NULLIF(first_try_at, claimed_at) END
            WHERE id = #{id} AND state = 'SENDING' AND attempts = #{attempt}
            """)
    int retry(
            @Param("id") long id,
            @Param("attempt") int attempt,
            @Param("error") String error,
            @Param("mayHaveArrived") boolean mayHaveArrived,
            @Param("nextTry") Instant nextTry);

    @Update("""
            UPDATE outbox
            SET state = 'PENDING', attempts = attempts - 1, next_try_at = #{nextTry},
                first_try_at = NULLIF(first_try_at, claimed_at)
            WHERE id = #{id} AND state = 'SENDING' AND attempts = #{attempt}
            """)
    int giveBack(@Param("id") long id, @Param("attempt") int attempt, @Param("nextTry") Instant nextTry);

    @Update("""
            UPDATE outbox SET first_try_at = claimed_at
            WHERE id = #{id} AND state = 'SENDING' AND attempts = #{attempt}
            """)
    int notArrived(@Param("id") long id, @Param("attempt") int attempt);

    @Update("""
            UPDATE outbox
            SET state = 'REFUSED', last_error = #{error}, refused_at = #{at},
                first_try_at = CASE WHEN #{mayHaveArrived} THEN first_try_at ELSE NULLIF(first_try_at, claimed_at) END
            WHERE id = #{id} AND state IN ('PENDING', 'SENDING') AND attempts = #{attempt}
            """)
    int refused(
            @Param("id") long id,
            @Param("attempt") int attempt,
            @Param("error") String error,
            @Param("mayHaveArrived") boolean mayHaveArrived,
            @Param("at") Instant at);

    @Select("SELECT " + COLUMNS + " FROM outbox WHERE message_key = #{key}")
    Optional<OutboxColumns> find(String key);

    @Select("SELECT " + COLUMNS + " FROM outbox WHERE round = #{round} ORDER BY id")
    List<OutboxColumns> of(RoundId round);

    @Select("SELECT " + COLUMNS + " FROM outbox WHERE round = #{round} AND message_key LIKE #{pattern} ORDER BY id")
    List<OutboxColumns> like(@Param("round") RoundId round, @Param("pattern") String pattern);

    @Select("SELECT COUNT(*) FROM outbox WHERE state IN ('PENDING', 'SENDING')")
    int pending();
}
