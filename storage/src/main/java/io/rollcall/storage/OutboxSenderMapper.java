package io.rollcall.storage;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface OutboxSenderMapper {

    @Insert("""
            INSERT INTO outbox_sender (platform, app, holder, held_until)
            VALUES (#{app.platform}, #{app.app}, #{holder}, #{until})
            """)
    int insert(@Param("app") OutboxApp app, @Param("holder") String holder, @Param("until") Instant until);

    @Update("""
            UPDATE outbox_sender SET held_until = #{until}
            WHERE platform = #{app.platform} AND app = #{app.app} AND holder = #{holder}
            """)
    int keep(@Param("app") OutboxApp app, @Param("holder") String holder, @Param("until") Instant until);

    @Update("""
            UPDATE outbox_sender SET holder = #{holder}, held_until = #{until}
            WHERE platform = #{app.platform} AND app = #{app.app} AND (held_until <= #{now} OR held_until > #{longest})
            """)
    int takeOver(
            @Param("app") OutboxApp app,
            @Param("holder") String holder,
            @Param("now") Instant now,
            @Param("longest") Instant longest,
            @Param("until") Instant until);

    @Select("""
            SELECT holder, held_until, paused_until FROM outbox_sender
            WHERE platform = #{platform} AND app = #{app}
            """)
    Optional<OutboxSenderRow> find(OutboxApp app);

    @Update("""
            UPDATE outbox_sender SET paused_until = #{until}
            WHERE platform = #{app.platform} AND app = #{app.app}
                AND (paused_until IS NULL OR paused_until < #{until})
            """)
    int pause(@Param("app") OutboxApp app, @Param("until") Instant until);

    @Update("UPDATE outbox_sender SET held_until = #{now} WHERE holder = #{holder} AND held_until > #{now}")
    int release(@Param("holder") String holder, @Param("now") Instant now);
}
