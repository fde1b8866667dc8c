package io.rollcall.storage;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface OutboxLossMapper {

    /** A row of {@code outbox_loss}. */
    record Row(
            String messageKey,
            TeamId team,
            String platform,
            String app,
            String address,
            String reason,
            Instant lostAt) {

        OutboxLoss toLoss() {
            return new OutboxLoss(messageKey, team, new Account(platform, app, address), reason, lostAt);
        }
    }

    @Insert("""
            INSERT INTO outbox_loss (message_key, team, platform, app, address, reason, lost_at)
            VALUES (#{it.key}, #{it.team}, #{it.to.platform}, #{it.to.app}, #{it.to.address}, #{reason}, #{it.at})
            """)
    int insert(@Param("it") OutboxLoss loss, @Param("reason") String reason);

    @Select("SELECT lost_at FROM outbox_loss WHERE team = #{team} ORDER BY lost_at LIMIT 1")
    Optional<Instant> oldest(TeamId team);

    @Select("""
            SELECT message_key, team, platform, app, address, reason, lost_at
            FROM outbox_loss WHERE team = #{team} ORDER BY lost_at, message_key FOR UPDATE
            """)
    List<Row> lock(TeamId team);

    @Delete("""
            <script>
            DELETE FROM outbox_loss WHERE message_key IN
            <foreach item="key" collection="keys" open="(" separator="," close=")">#{key}</foreach>
            </script>
            """)
    int delete(@Param("keys") Collection<String> keys);
}
