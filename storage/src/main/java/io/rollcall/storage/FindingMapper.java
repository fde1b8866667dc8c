package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface FindingMapper {

    @Insert("""
            INSERT INTO finding (round, ordinal, kind, item, section, member, body)
            VALUES (#{round}, #{row.ordinal}, #{row.kind}, #{row.item}, #{row.section}, #{row.member}, #{row.body})
            """)
    int insert(@Param("round") RoundId round, @Param("row") FindingRow row);

    @Delete("DELETE FROM finding WHERE round = #{round}")
    int delete(RoundId round);

    @Select("SELECT ordinal, kind, item, section, member, body FROM finding WHERE round = #{round} ORDER BY ordinal")
    List<FindingRow> of(RoundId round);
}
