package io.rollcall.storage;

import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface PromptLineMapper {

    /** A line with whom it was shown to. */
    record PromptRow(
            MemberId member,
            MemberId owner,
            String lineNo,
            SectionId section,
            @Nullable Long item,
            int depth,
            String marker,
            boolean quoted,
            String text) {

        AskedLine toLine() {
            return new AskedLine(lineNo, section, item, depth, marker, quoted, text);
        }
    }

    /** A line and its place. */
    record NewRow(int ordinal, AskedLine line) {}

    @Insert("""
            <script>
            INSERT INTO prompt_line (
                round, member, owner, ordinal, line_no, section, item, depth, marker, quoted, text)
            VALUES
            <foreach item='row' collection='rows' separator=','>
                (#{round}, #{member}, #{owner}, #{row.ordinal}, #{row.line.no}, #{row.line.section}, #{row.line.item},
                #{row.line.depth}, #{row.line.marker}, #{row.line.quoted}, #{row.line.text})
            </foreach>
            </script>
            """)
    int insert(
            @Param("round") RoundId round,
            @Param("member") MemberId member,
            @Param("owner") MemberId owner,
            @Param("rows") List<NewRow> rows);

    @Select("""
            SELECT COUNT(*) FROM prompt_line WHERE round = #{round} AND member = #{member} AND owner = #{owner}
            """)
    int count(@Param("round") RoundId round, @Param("member") MemberId member, @Param("owner") MemberId owner);

    @Select("""
            <script>
            SELECT member, owner, line_no, section, item, depth, marker, quoted, text FROM prompt_line
            WHERE round = #{round} AND member IN
            <foreach item='each' collection='members' open='(' separator=',' close=')'>#{each}</foreach>
            ORDER BY round, member, owner, ordinal
            </script>
            """)
    List<PromptRow> of(@Param("round") RoundId round, @Param("members") Collection<MemberId> members);

    @Select("""
            SELECT member, owner, line_no, section, item, depth, marker, quoted, text FROM prompt_line
            WHERE round = #{round} ORDER BY round, member, owner, ordinal
            """)
    List<PromptRow> all(RoundId round);
}
