package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ReportMapper {

    String COLUMNS = "round, revision, markdown, html, json, compiled_at, published_at";

    @Insert("""
            INSERT INTO report (round, revision, markdown, html, json, compiled_at, published_at)
            VALUES (#{round}, #{revision}, #{markdown}, #{html}, #{json}, #{compiledAt}, #{publishedAt})
            """)
    int insert(CompiledReport report);

    @Select("SELECT " + COLUMNS + " FROM report WHERE round = #{round} ORDER BY round DESC, revision DESC LIMIT 1")
    Optional<CompiledReport> latest(RoundId round);

    @Select("SELECT " + COLUMNS + " FROM report WHERE round = #{round} AND published_at IS NOT NULL"
            + " ORDER BY round, revision LIMIT 1")
    Optional<CompiledReport> firstPublished(RoundId round);

    @Select("SELECT " + COLUMNS + " FROM report WHERE round = #{round} AND revision = #{revision}")
    Optional<CompiledReport> find(@Param("round") RoundId round, @Param("revision") int revision);

    @Update("""
            UPDATE report SET published_at = #{at}
            WHERE round = #{round} AND revision = #{revision} AND published_at IS NULL
            """)
    int published(@Param("round") RoundId round, @Param("revision") int revision, @Param("at") Instant at);
}
