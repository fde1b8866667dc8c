package io.rollcall.storage;

import io.rollcall.core.round.Reply;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ReplyMapper {

    String COLUMNS = "id, round, member, platform, message_id, edition, kind, text, section, received_at, taken_back";

    @Insert("""
            INSERT INTO reply (
                round, member, platform, message_id, edition, kind, text, section, received_at, taken_back)
            VALUES (
                #{reply.round}, #{reply.member}, #{reply.platform}, #{reply.messageId}, #{reply.edition},
                #{reply.kind}, #{reply.text}, #{reply.section}, #{reply.receivedAt}, #{reply.takenBack})
            """)
    @Options(useGeneratedKeys = true, keyColumn = "id", keyProperty = "id.value")
    int insert(@Param("reply") Reply reply, @Param("id") GeneratedId id);

    @Select("SELECT " + COLUMNS + " FROM reply WHERE round = #{round} ORDER BY id")
    List<Reply> of(RoundId round);

    @Select(
            "<script>SELECT " + COLUMNS + " FROM reply WHERE id IN"
                    + " <foreach item='each' collection='ids' open='(' separator=',' close=')'>#{each}</foreach> ORDER BY id</script>")
    List<Reply> among(@Param("ids") Collection<Long> ids);

    @Select("SELECT " + COLUMNS
            + " FROM reply WHERE round = #{round} AND member = #{member} AND taken_back IS NULL ORDER BY id")
    List<Reply> counting(@Param("round") RoundId round, @Param("member") MemberId member);

    @Select("SELECT " + COLUMNS
            + " FROM reply WHERE platform = #{platform} AND message_id = #{messageId} ORDER BY edition")
    List<Reply> byMessage(@Param("platform") String platform, @Param("messageId") String messageId);

    @Select("SELECT " + COLUMNS
            + " FROM reply WHERE round = #{round} AND member = #{member} AND taken_back IS NULL"
            + " ORDER BY round DESC, member DESC, id DESC LIMIT 1")
    Optional<Reply> latestOf(@Param("round") RoundId round, @Param("member") MemberId member);

    @Update("UPDATE reply SET taken_back = #{at} WHERE id = #{id} AND taken_back IS NULL")
    int takeBack(@Param("id") long id, @Param("at") Instant at);

    @Update("""
            UPDATE reply SET taken_back = #{at}
            WHERE round = #{round} AND member = #{member} AND taken_back IS NULL
            """)
    int takeBackAll(@Param("round") RoundId round, @Param("member") MemberId member, @Param("at") Instant at);

    @Update("UPDATE reply SET section = #{section} WHERE id = #{id}")
    int assign(@Param("id") long id, @Param("section") SectionId section);
}
