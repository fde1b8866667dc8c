package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.delivery.OutboxWorker;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a round on a day on which the platform does what platforms do. */
class PlatformFaultsTest {

    private static final int OWNERS = 50;
    private static final RoundId PORT = RoundId.parse("port-2024-W49");
    private static final RoundId PAYMENTS = RoundId.parse("payments-2024-W49");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private PlatformStandIn unused;
    private UnrulyPlatform platform;

    @BeforeEach
    void startThePlatform() throws IOException {
        unused = new PlatformStandIn();
        platform = new UnrulyPlatform(System::nanoTime);
        Files.createDirectories(folder.resolve("teams"));
    }

    @AfterEach
    void stopThePlatform() {
        platform.close();
        unused.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20241206, 99991400})
    void whateverThePlatformDoesEachOwnerIsAskedOnceOrReported(long seed) throws IOException {
        team(UnrulyPlatform.team(OWNERS));
        platform.misbehave(seed, 45, Duration.ofMillis(1500));
        List<String> leavers = List.of("ou_m7", "ou_m23", "ou_m41");
        leavers.forEach(leaver -> platform.refuse(leaver, 230029));
        try (BotUnderTest bot = bot()) {
            bot.at("2024-12-06T10:00");
            untilAllIsSent(bot, Duration.ofMinutes(50));

            assertThat(platform.faults()).as("what went wrong, seed %s", seed).hasSizeGreaterThan(5);
            for (int i = 0; i < OWNERS; i++) {
                String owner = "ou_m" + i;
                assertThat(platform.takenBy(owner).stream()
                                .filter(taken -> taken.title().contains("港口")))
                        .as("%s, seed %s, faults %s", owner, seed, platform.faults())
                        .hasSize(leavers.contains(owner) ? 0 : 1);
            }
            clock.pass(Duration.ofMinutes(1));
            bot.tick();
            untilAllIsSent(bot, Duration.ofMinutes(50));
            assertThat(platform.takenBy("ou_m0"))
                    .as("the ask, and word of all three to the editor")
                    .hasSize(2);
            assertThat(states(bot, PORT, AskState.UNREACHABLE))
                    .containsExactlyInAnyOrder(new MemberId("m7"), new MemberId("m23"), new MemberId("m41"));
            assertThat(states(bot, PORT, AskState.ASKED)).hasSize(OWNERS - leavers.size());
            assertThat(bot.bean(Outbox.class)
                            .find(PORT + "/ask/m7#1")
                            .orElseThrow()
                            .lastError())
                    .contains("230029", "the person has left");
            int expired = platform.faults().getOrDefault(UnrulyPlatform.Fault.TOKEN_EXPIRED, 0);
            assertThat(platform.tokensGiven())
                    .as("each token that expired was replaced once, by all who had it")
                    .isEqualTo(1 + 2 * expired);
        }
    }

    @Test
    void whoCannotBeReachedIsNotSilentAndMayStillAnswer() throws IOException {
        team(WireTest.fixture("payments.yml"));
        platform.refuse("ou_zhou", 230013);
        try (BotUnderTest bot = bot()) {
            bot.at("2024-12-06T10:00");

            assertThat(bot.get("/api/v1/rounds/" + PAYMENTS, "application/json").body())
                    .containsPattern("\"member\":\"zhou\"[^}]*\"state\":\"UNREACHABLE\"");
            bot.at("2024-12-06T10:01");
            assertThat(platform.takenBy("ou_lin"))
                    .as("the ask, and word to the editor")
                    .hasSize(2);

            bot.at("2024-12-06T17:30");
            assertThat(states(bot, PAYMENTS, AskState.SILENT)).doesNotContain(new MemberId("zhou"));
            assertThat(bot.bean(Outbox.class)
                            .find(PAYMENTS + "/closed#1")
                            .orElseThrow()
                            .message()
                            .payload())
                    .contains("另有 1 人联系不上：周航");
            assertThat(bot.report(PAYMENTS.toString())).contains("未能送达");

            platform.refuse("ou_zhou", 0);
            bot.says("ou_zhou", "om_late", "1. 网关限流方案评审通过");
            assertThat(states(bot, PAYMENTS, AskState.ANSWERED)).containsExactly(new MemberId("zhou"));
            assertThat(bot.report(PAYMENTS.toString())).contains("网关限流方案评审通过").doesNotContain("未能送达");
        }
    }

    @Test
    void theEditorHearsOfManyWhoCannotBeReachedInOneMessage() throws IOException {
        team(UnrulyPlatform.team(OWNERS));
        for (int i = 1; i < OWNERS; i++) {
            platform.refuse("ou_m" + i, 230013);
        }
        try (BotUnderTest bot = bot()) {
            bot.at("2024-12-06T10:00");
            assertThat(states(bot, PORT, AskState.UNREACHABLE)).hasSize(OWNERS - 1);
            bot.at("2024-12-06T10:00:20");
            assertThat(platform.takenBy("ou_m0")).as("it is gathered").hasSize(1);

            bot.at("2024-12-06T10:00:40");
            bot.at("2024-12-06T10:05");

            assertThat(platform.takenBy("ou_m0")).as("the ask, and one word").hasSize(2);
            String told = bot.bean(JdbcClient.class)
                    .sql("SELECT payload FROM outbox WHERE message_key LIKE 'undelivered/%'")
                    .query(String.class)
                    .single();
            assertThat(told).contains("有消息没有送达：", " 等 49 人。", "230013");
            assertThat(told.substring(told.indexOf("\"body\"")).split("船员", -1))
                    .as("ten names")
                    .hasSize(1 + 10);
            assertThat(bot.rows("outbox_loss")).isZero();
        }
    }

    @Test
    void aQuestionThatThePlatformWillNotTakeHasNotReachedItsOwnerEither() throws IOException {
        team(WireTest.fixture("payments.yml"));
        platform.refuse("ou_su", 230022);
        try (BotUnderTest bot = bot()) {
            bot.at("2024-12-06T10:00");

            assertThat(states(bot, PAYMENTS, AskState.UNREACHABLE)).containsExactly(new MemberId("su"));
        }
    }

    @Test
    void nobodyIsSilentToWhomThePlatformDeliveredNothingUntilTheClose() throws IOException {
        team(WireTest.fixture("payments.yml"));
        try (BotUnderTest bot = bot()) {
            platform.away(true);
            bot.at("2024-12-06T10:00");
            bot.at("2024-12-06T14:00");
            bot.at("2024-12-06T17:30");

            assertThat(states(bot, PAYMENTS, AskState.UNREACHABLE)).hasSize(4);
            assertThat(states(bot, PAYMENTS, AskState.SILENT)).isEmpty();

            platform.away(false);
            bot.at("2024-12-06T17:40");
            assertThat(platform.taken())
                    .as("nobody is asked any more; the editor hears of the close")
                    .extracting(UnrulyPlatform.Taken::to)
                    .containsOnly("ou_lin");
        }
    }

    @Test
    void aRoundOfManyOwnersGoesOutWithoutOnceExceedingALimit() throws IOException {
        team(UnrulyPlatform.team(120));
        try (BotUnderTest bot = bot()) {
            bot.at("2024-12-06T10:00");

            assertThat(platform.taken()).hasSize(120);
            assertThat(platform.limitErrors()).isZero();
        }
    }

    private void untilAllIsSent(BotUnderTest bot, Duration within) {
        Duration step = Duration.ofSeconds(4);
        for (Duration passed = Duration.ZERO; passed.compareTo(within) < 0; passed = passed.plus(step)) {
            if (bot.bean(Outbox.class).pending() == 0) {
                return;
            }
            clock.pass(step);
            bot.bean(OutboxWorker.class).drain();
        }
        throw new AssertionError(bot.bean(Outbox.class).pending() + " messages are still to be sent after " + within
                + "; faults " + platform.faults());
    }

    private static List<MemberId> states(BotUnderTest bot, RoundId round, AskState state) {
        return bot.bean(Rounds.class).asks(round).stream()
                .filter(ask -> ask.state() == state)
                .map(ask -> ask.owner())
                .toList();
    }

    private void team(String file) throws IOException {
        Files.writeString(folder.resolve("teams/team.yml"), file);
    }

    private BotUnderTest bot() {
        return new BotUnderTest(
                folder,
                clock,
                unused,
                Map.of(
                        "rollcall.feishu.apps.main.base-url",
                        platform.baseUrl(),
                        "rollcall.feishu.call-timeout",
                        "700ms"));
    }
}
