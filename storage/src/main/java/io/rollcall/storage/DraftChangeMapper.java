package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface DraftChangeMapper {

    String READ = "id, round, kind, section, member, remark, base, text_before AS `before`, text_after AS `after`, at";

    String INSERT = """
            INSERT INTO draft_change (round, kind, section, member, remark, base, text_before, text_after, at)
            VALUES (#{round}, #{kind}, #{section}, #{member}, #{remark}, #{base}, #{before}, #{after}, #{at})
            """;

    @Insert(INSERT)
    int insert(DraftChange change);

    @Select("SELECT " + READ + " FROM draft_change WHERE round = #{round} ORDER BY id")
    List<DraftChange> of(RoundId round);

    /** The latest edit of each kind of each section. */
    @Select("SELECT " + READ + """
             FROM draft_change
            WHERE id IN (
                SELECT MAX(id) FROM draft_change
                WHERE round = #{round} AND base IS NOT NULL AND section IS NOT NULL
                GROUP BY section, kind)
            ORDER BY id
            """)
    List<DraftChange> edits(RoundId round);
}
