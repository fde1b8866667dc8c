package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface RevisionDueMapper {

    @Select("SELECT COUNT(*) FROM revision_due WHERE round = #{round}")
    int find(RoundId round);

    @Select("SELECT since FROM revision_due WHERE round = #{round}")
    Optional<Instant> moment(RoundId round);

    @Insert("INSERT INTO revision_due (round, since) VALUES (#{round}, #{at})")
    int insert(@Param("round") RoundId round, @Param("at") Instant at);

    @Select("SELECT round FROM revision_due WHERE since <= #{moment} ORDER BY since, round")
    List<RoundId> since(Instant moment);

    @Delete("DELETE FROM revision_due WHERE round = #{round}")
    int delete(RoundId round);
}
