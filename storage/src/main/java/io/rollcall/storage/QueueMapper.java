package io.rollcall.storage;

import java.time.Instant;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** How much waits; each reads what waits and no more. */
@Mapper
interface QueueMapper {

    /** One row, also where nothing waits. */
    record DepthRow(int depth, @Nullable Instant oldest) {}

    @Select("SELECT COUNT(*) AS depth, MIN(received_at) AS oldest FROM inbox WHERE state = 'NEW'")
    DepthRow inbox();

    @Select("SELECT COUNT(*) AS depth, MIN(created_at) AS oldest FROM outbox WHERE state IN ('PENDING', 'SENDING')")
    DepthRow outbox();

    @Select("SELECT COUNT(*) FROM inbox WHERE state = 'DEAD'")
    int dead();
}
