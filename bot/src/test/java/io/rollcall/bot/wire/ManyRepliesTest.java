package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a reply costs in a round of very many owners. */
class ManyRepliesTest extends WireTest {

    private static final int OWNERS = 60;
    private static final RoundId PORT = RoundId.parse("port-2024-W49");

    @Test
    void aReplyCostsTheSameHoweverManyOthersThereAre() throws IOException {
        Files.delete(folder.resolve("teams/payments.yml"));
        Files.writeString(folder.resolve("teams/port.yml"), UnrulyPlatform.team(OWNERS));
        restart();
        clock.set("2024-12-06T10:00");
        bot.bean(RoundService.class).tick();
        assertThat(states()).hasSize(OWNERS).containsOnly(AskState.ASKED);
        JdbcClient jdbc = bot.bean(JdbcClient.class);
        jdbc.sql("SET QUERY_STATISTICS TRUE").update();

        for (int i = 0; i < OWNERS; i++) {
            reply(i, ReplyKind.TEXT);
            assertThat(bot.bean(RoundService.class).isWaitedFor(team(), member(i)))
                    .isFalse();
        }
        assertThat(states()).containsOnly(AskState.ANSWERED);
        for (int i = 0; i < OWNERS; i++) {
            reply(i + OWNERS, ReplyKind.SAME_AS_LAST_WEEK);
        }
        takeBackAll(7);
        assertThat(states().get(7)).isEqualTo(AskState.ASKED);
        reply(7 + 2 * OWNERS, ReplyKind.SKIP);

        assertThat(states()).containsOnly(AskState.ANSWERED);
        int read = jdbc.sql("SELECT SUM(cumulative_row_count) FROM information_schema.query_statistics"
                        + " WHERE sql_statement LIKE 'SELECT%'")
                .query(Integer.class)
                .single();
        assertThat(read / OWNERS).as("rows read for each owner").isBetween(5, 60);
    }

    private void reply(int number, ReplyKind kind) {
        bot.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> bot.bean(ReplyBook.class)
                        .add(
                                team(),
                                new Reply(
                                        0,
                                        PORT,
                                        member(number % OWNERS),
                                        "feishu",
                                        "om_" + number,
                                        1,
                                        kind,
                                        "1. 吊机检修完成",
                                        kind == ReplyKind.TEXT ? new SectionId("s" + number) : null,
                                        clock.instant(),
                                        null)));
    }

    private void takeBackAll(int number) {
        bot.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> bot.bean(ReplyBook.class).takeBackAll(team(), PORT, member(number), clock.instant()));
    }

    private Team team() {
        return bot.bean(Teams.class).all().get(0);
    }

    private static MemberId member(int number) {
        return new MemberId("m" + number);
    }

    private List<AskState> states() {
        return bot.bean(Rounds.class).asks(PORT).stream().map(Ask::state).toList();
    }
}
