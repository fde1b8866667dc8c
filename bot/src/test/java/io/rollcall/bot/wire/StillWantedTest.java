package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.config.MembersLookup;
import io.rollcall.bot.delivery.OutboxWorker;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.RoundId;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxApp;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxRow;
import io.rollcall.storage.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StillWantedTest extends WireTest {

    private static final RoundId ROUND = RoundId.parse("payments-2024-W49");

    @Test
    void aQuestionIsWantedUntilItsAnswerOrTheEndOfTheRound() {
        bot.at("2024-12-06T10:00");
        assertThat(wantedQuestions())
                .extracting(message -> message.account().address())
                .containsExactlyInAnyOrder("ou_lin", "ou_zhou", "ou_su", "ou_he");

        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.says("ou_su", "om_2", "请假");
        assertThat(wantedQuestions())
                .extracting(message -> message.account().address())
                .containsExactlyInAnyOrder("ou_zhou", "ou_he");

        bot.says("ou_zhou", "om_3", "转给 何川");
        assertThat(wantedQuestions())
                .extracting(message -> message.account().address())
                .as("the stand-in is asked")
                .containsExactlyInAnyOrder("ou_zhou", "ou_he", "ou_he");

        bot.at("2024-12-06T17:30");
        assertThat(wantedQuestions()).isEmpty();
        assertThat(messages())
                .filteredOn(message -> message.kind() != OutboxKind.ASK && message.kind() != OutboxKind.REMIND)
                .isNotEmpty()
                .allMatch(bot.bean(RoundService.class)::isStillWanted);
    }

    @Test
    void whatWaitsForALookupIsTheOwnersOwnWhenTheOwnerIsFound() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml")
                        .replace("account: ou_su", "account: su@example.com")
                        .replace("account: ou_zhou", "account: zhou@example.com"));
        restart();
        bot.bean(MembersLookup.class).run();
        bot.at("2024-12-06T10:00");
        platform.knows("su@example.com", "ou_su");
        platform.knows("zhou@example.com", "ou_zhou");
        clock.set("2024-12-06T10:11");
        bot.bean(MembersLookup.class).run();

        assertThat(wantedQuestions())
                .extracting(message -> message.account().address())
                .containsExactlyInAnyOrder("ou_lin", "zhou@example.com", "su@example.com", "ou_he");

        bot.says("ou_su", "om_1", "请假");
        bot.says("ou_zhou", "om_2", "转给 何川");

        assertThat(wantedQuestions())
                .extracting(message -> message.account().address())
                .containsExactlyInAnyOrder("ou_lin", "zhou@example.com", "ou_he", "ou_he");
    }

    @Test
    void whoWasStillToBeAskedAtTheCloseIsNotSilent() {
        clock.set("2024-12-06T10:00");
        bot.bean(RoundService.class).tick();
        // On its way for the first time, when its process ends.
        OutboxApp app = new OutboxApp("feishu", "main");
        Outbox outbox = bot.bean(Outbox.class);
        assertThat(outbox.claimDue(app, clock.instant(), Duration.ofHours(8), 10))
                .hasSize(4);
        clock.set("2024-12-06T17:30");
        bot.bean(RoundService.class).tick();
        assertThat(states()).containsOnly(AskState.SILENT);

        clock.set("2024-12-06T18:01");
        bot.bean(OutboxWorker.class).drain();

        assertThat(states()).containsOnly(AskState.UNREACHABLE);
        assertThat(platform.sentTo("ou_zhou")).isEmpty();
    }

    @Test
    void aReminderThatIsNotSentAnyMoreChangesNothing() {
        bot.at("2024-12-06T10:00");
        clock.set("2024-12-06T14:00");
        bot.bean(RoundService.class).tick();
        assertThat(bot.bean(Outbox.class)
                        .claimDue(new OutboxApp("feishu", "main"), clock.instant(), Duration.ofHours(4), 10))
                .isNotEmpty();
        clock.set("2024-12-06T17:30");
        bot.bean(RoundService.class).tick();
        clock.set("2024-12-06T18:01");
        bot.bean(OutboxWorker.class).drain();

        assertThat(states()).containsOnly(AskState.SILENT);
    }

    private List<AskState> states() {
        return bot.bean(Rounds.class).asks(ROUND).stream().map(Ask::state).toList();
    }

    private List<OutboxMessage> wantedQuestions() {
        return messages().stream()
                .filter(message -> message.kind() == OutboxKind.ASK)
                .filter(bot.bean(RoundService.class)::isStillWanted)
                .toList();
    }

    private List<OutboxMessage> messages() {
        return bot.bean(Outbox.class).of(ROUND).stream().map(OutboxRow::message).toList();
    }
}
