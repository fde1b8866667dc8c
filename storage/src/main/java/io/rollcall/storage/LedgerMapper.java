package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface LedgerMapper {

    String ITEM = "id, team, section, title, first_week, last_week";
    String STATEMENT = "item, week, round, section, ordinal, depth, parent, label, text, status, facts, member, reply,"
            + " known_by";
    String AMONG = "<foreach item='each' collection='items' open='(' separator=',' close=')'>#{each}</foreach>";

    @Select("SELECT " + ITEM + " FROM item WHERE id = #{id}")
    Optional<LedgerItem> item(long id);

    /** As everywhere in the mappers, the order names what is the same in all rows, too: H2 reads an index in order only then. */
    @Select("SELECT " + ITEM
            + " FROM item WHERE team = #{team} ORDER BY team DESC, last_week DESC, id DESC LIMIT #{limit}")
    List<LedgerItem> items(@Param("team") TeamId team, @Param("limit") int limit);

    /** Which items of a block hold a gram, as {@link PackedItems} keeps them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record GramRow(long gram, int block, byte[] items) {}

    @Select("<script>SELECT gram, block, items FROM item_gram WHERE team = #{team} AND gram IN"
            + " <foreach item='each' collection='grams' open='(' separator=',' close=')'>#{each}</foreach></script>")
    List<GramRow> grams(@Param("team") TeamId team, @Param("grams") Collection<Long> grams);

    /** An item's place in the order of {@link #items}. */
    record PlacedItem(long id, ReportWeek lastWeek) {}

    @Select("<script>SELECT id, last_week FROM item WHERE id IN " + AMONG + "</script>")
    List<PlacedItem> placed(@Param("items") Collection<Long> items);

    @Select(
            "SELECT id, last_week FROM item WHERE team = #{team} ORDER BY team DESC, last_week DESC, id DESC LIMIT #{limit}")
    List<PlacedItem> latest(@Param("team") TeamId team, @Param("limit") int limit);

    // The first comparison of weeks says nothing new, but leads MySQL to where to begin in the index.
    @Select("""
            SELECT id, last_week FROM item
            WHERE team = #{team} AND last_week <= #{week} AND (last_week < #{week} OR id < #{id})
            ORDER BY team DESC, last_week DESC, id DESC LIMIT #{limit}
            """)
    List<PlacedItem> before(
            @Param("team") TeamId team,
            @Param("week") ReportWeek week,
            @Param("id") long id,
            @Param("limit") int limit);

    /** An item with what was said of it last. */
    record LatestRow(
            long id,
            TeamId team,
            SectionId section,
            String title,
            ReportWeek firstWeek,
            ReportWeek lastWeek,
            @Nullable String text) {

        LedgerItem toItem() {
            return new LedgerItem(id, team, section, title, firstWeek, lastWeek);
        }
    }

    @Select("<script>SELECT i.id, i.team, i.section, i.title, i.first_week, i.last_week, s.text FROM item i"
            + " LEFT JOIN statement s ON s.item = i.id AND s.week = i.last_week WHERE i.id IN " + AMONG + "</script>")
    List<LatestRow> withLatest(@Param("items") Collection<Long> items);

    /** What was said of an item in one of its weeks. */
    record TextRow(long item, String text) {}

    @Select("<script>SELECT item, text FROM statement WHERE item IN " + AMONG + "</script>")
    List<TextRow> texts(@Param("items") Collection<Long> items);

    @Select("SELECT " + STATEMENT + " FROM statement WHERE item = #{item} ORDER BY week")
    List<StatementRow> history(long item);

    @Select("SELECT " + STATEMENT + " FROM statement WHERE team = #{team} AND week = #{week} ORDER BY ordinal")
    List<StatementRow> week(@Param("team") TeamId team, @Param("week") ReportWeek week);

    @Select("<script>SELECT " + STATEMENT + " FROM statement WHERE item IN " + AMONG
            + " AND week &gt;= #{first} AND week &lt;= #{last} ORDER BY week, ordinal</script>")
    List<StatementRow> spanOf(
            @Param("items") Collection<Long> items, @Param("first") ReportWeek first, @Param("last") ReportWeek last);

    @Select(
            "<script>SELECT s.item, s.week, s.round, s.section, s.ordinal, s.depth, s.parent, s.label, s.text, s.status,"
                    + " s.facts, s.member, s.reply, s.known_by FROM item i JOIN statement s ON s.item = i.id"
                    + " WHERE i.team = #{team} AND i.section IN"
                    + " <foreach item='each' collection='sections' open='(' separator=',' close=')'>#{each}</foreach>"
                    + " AND i.last_week &gt;= #{first} AND s.week &gt;= #{first} AND s.week &lt;= #{last}"
                    + " ORDER BY s.week, s.ordinal</script>")
    List<StatementRow> spanOfSections(
            @Param("team") TeamId team,
            @Param("sections") Collection<SectionId> sections,
            @Param("first") ReportWeek first,
            @Param("last") ReportWeek last);

    @Select("SELECT item FROM statement WHERE team = #{team} AND week = #{week}")
    List<Long> itemsOf(@Param("team") TeamId team, @Param("week") ReportWeek week);

    @Select("<script>SELECT id FROM item WHERE team = #{team} AND id IN " + AMONG + "</script>")
    List<Long> existing(@Param("team") TeamId team, @Param("items") Collection<Long> items);

    @Insert("""
            INSERT INTO item (team, section, title, first_week, last_week)
            VALUES (#{team}, #{section}, #{title}, #{week}, #{week})
            """)
    @Options(useGeneratedKeys = true, keyColumn = "id", keyProperty = "id.value")
    int insertItem(
            @Param("team") TeamId team,
            @Param("section") SectionId section,
            @Param("title") String title,
            @Param("week") ReportWeek week,
            @Param("id") GeneratedId id);

    @Insert("INSERT INTO statement (team, " + STATEMENT + """
            )
            VALUES (
                #{team}, #{row.item}, #{row.week}, #{row.round}, #{row.section}, #{row.ordinal}, #{row.depth},
                #{row.parent}, #{row.label}, #{row.text}, #{row.status}, #{row.facts}, #{row.member}, #{row.reply},
                #{row.knownBy})
            """)
    int insertStatement(@Param("team") TeamId team, @Param("row") StatementRow row);

    @Delete("DELETE FROM statement WHERE team = #{team} AND week = #{week}")
    int deleteWeek(@Param("team") TeamId team, @Param("week") ReportWeek week);

    @Update("""
            UPDATE item SET section = #{section}, title = #{title} WHERE id = #{item} AND last_week <= #{week}
            """)
    int rename(
            @Param("item") long item,
            @Param("section") SectionId section,
            @Param("title") String title,
            @Param("week") ReportWeek week);

    @Delete("<script>DELETE FROM item WHERE id IN " + AMONG
            + " AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.item = item.id)</script>")
    int deleteUnstated(@Param("items") Collection<Long> items);

    @Update("<script>UPDATE item SET first_week = LEAST(first_week, #{week}), last_week = GREATEST(last_week, #{week})"
            + " WHERE id IN " + AMONG + "</script>")
    int widenSpan(@Param("items") Collection<Long> items, @Param("week") ReportWeek week);

    @Update("<script>UPDATE item SET first_week = (SELECT MIN(s.week) FROM statement s WHERE s.item = item.id),"
            + " last_week = (SELECT MAX(s.week) FROM statement s WHERE s.item = item.id) WHERE id IN " + AMONG
            + "</script>")
    int updateSpan(@Param("items") Collection<Long> items);
}
