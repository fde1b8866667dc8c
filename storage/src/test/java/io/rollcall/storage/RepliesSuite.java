package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.junit.jupiter.api.Test;

abstract class RepliesSuite extends StorageSuite {

    private static final Instant LATER = FRIDAY_TEN.plusSeconds(90);
    private static final RoundId NEXT = new RoundId(HARBOUR, WEEK.next());

    private final Replies replies;

    RepliesSuite(TestDatabase database) {
        super(database);
        replies = database.get(Replies.class);
    }

    @Test
    void a_reply_is_kept_as_sent_to_the_last_character() {
        String text = "  1、二号吊机检修 95% 🏗️\r\n\t- 待 \\n 复核 '; DROP TABLE reply; -- \"𠮷\"\n\n";

        Reply stored = replies.add(reply("om_1", MEI, text)).orElseThrow();

        assertThat(stored.id()).isPositive();
        assertThat(jdbc().sql("SELECT text FROM reply WHERE id = ?")
                        .param(stored.id())
                        .query(String.class)
                        .single())
                .isEqualTo(text);
        assertThat(replies.of(ROUND)).containsExactly(stored);
        assertThat(stored)
                .isEqualTo(new Reply(
                        stored.id(), ROUND, MEI, "feishu", "om_1", 1, ReplyKind.TEXT, text, CRANES, FRIDAY_TEN, null));
    }

    @Test
    void a_reply_may_be_longer_than_64_kilobytes() {
        String text = "吊机正常，".repeat(30_000);

        replies.add(reply("om_1", MEI, text));

        assertThat(replies.of(ROUND)).extracting(Reply::text).containsExactly(text);
    }

    @Test
    void a_message_delivered_again_adds_nothing() {
        replies.add(reply("om_1", MEI, "吊机正常"));

        assertThat(replies.add(reply("om_1", MEI, "吊机正常"))).isEmpty();
        assertThat(countOf("reply")).isEqualTo(1);
    }

    @Test
    void the_same_message_delivered_at_once_adds_one_reply() throws Exception {
        Callable<Boolean> add = () -> replies.add(reply("om_1", MEI, "吊机正常")).isPresent();

        assertThat(atOnce(List.of(add, add, add))).containsExactlyInAnyOrder(true, false, false);
        assertThat(countOf("reply")).isEqualTo(1);
    }

    @Test
    void message_ids_are_told_apart_by_case_and_platform() {
        replies.add(reply("om_a", MEI, "1"));
        replies.add(reply("om_A", MEI, "2"));
        Reply other = reply("om_a", MEI, "3");
        replies.add(new Reply(0, ROUND, MEI, "wecom", "om_a", 1, ReplyKind.TEXT, other.text(), null, FRIDAY_TEN, null));

        assertThat(replies.of(ROUND)).extracting(Reply::text).containsExactly("1", "2", "3");
        assertThat(replies.byMessage("feishu", "om_A")).extracting(Reply::text).containsExactly("2");
    }

    @Test
    void every_edition_of_a_message_is_kept() {
        edition(2, "吊机 90%");
        edition(1, "吊机 80%");

        assertThat(replies.byMessage("feishu", "om_1")).extracting(Reply::text).containsExactly("吊机 80%", "吊机 90%");
        assertThat(replies.byMessage("feishu", "om_2")).isEmpty();
    }

    @Test
    void replies_come_in_the_order_they_were_added_whatever_the_platforms_clock_says() {
        replies.add(reply("om_2", OTTO, "late"));
        replies.add(new Reply(
                0, ROUND, MEI, "feishu", "om_1", 1, ReplyKind.SKIP, "跳过", null, FRIDAY_TEN.minusSeconds(60), null));
        replies.add(
                new Reply(0, NEXT, MEI, "feishu", "om_3", 1, ReplyKind.TEXT, "other round", null, FRIDAY_TEN, null));

        assertThat(replies.of(ROUND)).extracting(Reply::text).containsExactly("late", "跳过");
        assertThat(replies.of(ROUND)).extracting(Reply::section).containsExactly(CRANES, null);
    }

    @Test
    void the_latest_reply_of_a_member_is_the_last_that_counts() {
        replies.add(reply("om_1", MEI, "first"));
        Reply second = replies.add(reply("om_2", MEI, "second")).orElseThrow();
        replies.add(reply("om_3", OTTO, "other member"));

        assertThat(replies.latestOf(ROUND, MEI)).contains(second);
        assertThat(replies.takeBack(second.id(), LATER)).isTrue();
        assertThat(replies.latestOf(ROUND, MEI)).map(Reply::text).contains("first");
        assertThat(replies.latestOf(ROUND, ZHAO)).isEmpty();
    }

    @Test
    void a_reply_is_taken_back_once_and_stays() {
        long id = replies.add(reply("om_1", MEI, "吊机正常")).orElseThrow().id();

        assertThat(replies.takeBack(id, LATER)).isTrue();
        assertThat(replies.takeBack(id, LATER.plusSeconds(5))).isFalse();

        assertThat(replies.of(ROUND)).extracting(Reply::takenBack).containsExactly(LATER);
        assertThat(replies.of(ROUND)).extracting(Reply::text).containsExactly("吊机正常");
        assertThat(replies.takeBack(id + 1, LATER)).isFalse();
    }

    @Test
    void starting_over_takes_back_what_counts_of_that_member_in_that_round() {
        Reply early = replies.add(reply("om_1", MEI, "1")).orElseThrow();
        replies.takeBack(early.id(), FRIDAY_TEN);
        replies.add(reply("om_2", MEI, "2"));
        replies.add(reply("om_3", MEI, "3"));
        replies.add(reply("om_4", OTTO, "4"));

        assertThat(replies.takeBackAll(ROUND, MEI, LATER)).isEqualTo(2);

        assertThat(replies.of(ROUND)).extracting(Reply::takenBack).containsExactly(FRIDAY_TEN, LATER, LATER, null);
    }

    @Test
    void a_reply_is_moved_to_another_section() {
        long id = replies.add(reply("om_1", MEI, "拖轮 3 艘")).orElseThrow().id();

        assertThat(replies.assign(id, TUGS)).isTrue();
        assertThat(replies.assign(id + 1, TUGS)).isFalse();

        assertThat(replies.of(ROUND)).extracting(Reply::section).containsExactly(TUGS);
    }

    @Test
    void replies_are_found_by_their_numbers() {
        Reply first = replies.add(reply("om_1", MEI, "1")).orElseThrow();
        replies.add(reply("om_2", MEI, "2"));
        Reply third = replies.add(reply("om_3", OTTO, "3")).orElseThrow();
        replies.takeBack(first.id(), LATER);

        assertThat(replies.find(List.of(third.id(), first.id(), third.id() + 1)))
                .extracting(Reply::messageId, Reply::takenBack)
                .containsExactly(tuple("om_1", LATER), tuple("om_3", null));
        assertThat(replies.find(List.of())).isEmpty();
    }

    @Test
    void a_reply_with_a_number_is_no_new_one() {
        Reply stored = replies.add(reply("om_1", MEI, "吊机正常")).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> replies.add(stored))
                .withMessage("reply " + stored.id() + " is stored already; a new one has the id 0");
    }

    @Test
    void no_statement_changes_or_deletes_what_a_member_sent() {
        Pattern update = Pattern.compile("(?is)\\s*UPDATE\\s+reply\\s+SET\\s+(\\w+)\\s*=\\s*\\?\\s+WHERE\\s.*");
        Pattern touches =
                Pattern.compile("(?i)(UPDATE|DELETE\\s+FROM|REPLACE\\s+INTO|TRUNCATE\\s+TABLE)\\s+`?reply\\b");
        Pattern inserts = Pattern.compile("(?i)INSERT\\s+INTO\\s+`?reply\\b");
        Set<String> looked = new TreeSet<>();
        Set<String> inserted = new TreeSet<>();
        for (String sql : writingStatements()) {
            if (touches.matcher(sql).find()) {
                Matcher matcher = update.matcher(sql);
                assertThat(matcher.matches())
                        .as("sets one column only: %s", sql)
                        .isTrue();
                assertThat(matcher.group(1)).as(sql).isIn("taken_back", "section");
                looked.add(sql);
            }
            if (inserts.matcher(sql).find()) {
                assertThat(sql).as("an insert that may overwrite").doesNotContainIgnoringCase("ON DUPLICATE KEY");
                inserted.add(sql);
            }
        }
        assertThat(looked).as("updates of reply").hasSize(3);
        assertThat(inserted).as("inserts into reply").isNotEmpty();
    }

    private Set<String> writingStatements() {
        List<Long> one = List.of(1L);
        Set<String> statements = new TreeSet<>();
        for (Object mapped : database.mappings().getMappedStatements()) {
            if (mapped instanceof MappedStatement statement && statement.getSqlCommandType() != SqlCommandType.SELECT) {
                statements.add(statement
                        .getBoundSql(Map.of("items", one, "ids", one, "rows", one, "keys", one, "members", one))
                        .getSql());
            }
        }
        return statements;
    }

    private void edition(int edition, String text) {
        replies.add(
                new Reply(0, ROUND, MEI, "feishu", "om_1", edition, ReplyKind.TEXT, text, CRANES, FRIDAY_TEN, null));
    }
}
