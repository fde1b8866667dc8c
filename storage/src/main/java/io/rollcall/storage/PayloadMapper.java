package io.rollcall.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The texts of what came in and went out, once they are of no more use. */
@Mapper
interface PayloadMapper {

    String AMONG = "<foreach item='each' collection='ids' open='(' separator=',' close=')'>#{each}</foreach>";

    @Select("""
            SELECT id FROM inbox
            WHERE payload_removed = FALSE AND received_at < #{before} AND state IN ('DONE', 'DEAD')
            ORDER BY payload_removed, received_at LIMIT #{limit}
            """)
    List<Long> received(@Param("before") Instant before, @Param("limit") int limit);

    @Update("<script>UPDATE inbox SET payload = '', payload_removed = TRUE WHERE state IN ('DONE', 'DEAD') AND id IN "
            + AMONG + "</script>")
    int removeReceived(@Param("ids") Collection<Long> ids);

    @Select("""
            SELECT id FROM outbox
            WHERE payload_removed = FALSE AND created_at < #{before} AND state IN ('SENT', 'REFUSED')
            ORDER BY payload_removed, created_at LIMIT #{limit}
            """)
    List<Long> sent(@Param("before") Instant before, @Param("limit") int limit);

    @Update(
            "<script>UPDATE outbox SET payload = '', payload_removed = TRUE WHERE state IN ('SENT', 'REFUSED') AND id IN "
                    + AMONG + "</script>")
    int removeSent(@Param("ids") Collection<Long> ids);
}
