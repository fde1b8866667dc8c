package io.rollcall.bot.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SilentPlatform;
import io.rollcall.bot.config.Teams;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LookAgainTest {

    private static final Instant NOW = Instant.parse("2024-12-06T09:30:00Z");
    private static final RoundId ROUND = new RoundId(new TeamId("payments"), ReportWeek.parse("2024-W49"));

    private final List<String> asked = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private Function<String, Optional<SeenMessage>> answers = id -> Optional.of(seen(id));
    private long nanos = -5;

    @Test
    void everyCountedTextIsLookedAt() {
        replies.add(reply("lin", "om_1", ReplyKind.TEXT));
        replies.add(reply("lin", "om_2", ReplyKind.SKIP));
        replies.add(reply("zhou", "om_3", ReplyKind.TEXT));

        lookAgain().collect(ROUND);

        assertThat(asked).containsExactly("main/om_1", "other/om_3");
        assertThat(found).containsExactly("om_1", "om_3");
    }

    @Test
    void aPlatformThatDragsOnTakesNoMoreThanTheBudget() {
        for (int i = 0; i < 50; i++) {
            replies.add(reply("lin", "om_" + i, ReplyKind.TEXT));
        }
        answers = id -> {
            nanos += Duration.ofSeconds(6).toNanos();
            return Optional.of(seen(id));
        };

        lookAgain().collect(ROUND);

        assertThat(asked).containsExactly("main/om_0", "main/om_1", "main/om_2", "main/om_3");
    }

    @Test
    void whatWasSentByAFormIsNoMessageToLookAt() {
        replies.add(reply("lin", "press:om_card:form:1733454180000", ReplyKind.TEXT));
        replies.add(reply("lin", "om_1", ReplyKind.TEXT));
        answers = id -> Optional.of(seen(id));

        lookAgain().collect(ROUND);

        assertThat(asked).containsExactly("main/om_1");
    }

    @Test
    void anAppThatCannotBeAskedIsAskedOnceARunAndTheOtherStillIs() {
        for (int i = 0; i < 5; i++) {
            replies.add(reply("lin", "om_" + i, ReplyKind.TEXT));
            replies.add(reply("zhou", "om_other_" + i, ReplyKind.TEXT));
        }
        answers = id -> {
            if (id.startsWith("om_other")) {
                return Optional.of(seen(id));
            }
            throw new ChatUnavailableException("im/v1/messages: HTTP 502");
        };
        LookAgain lookAgain = lookAgain();

        lookAgain.collect(ROUND);
        assertThat(asked).hasSize(6).containsOnlyOnce("main/om_0").doesNotContain("main/om_1");
        assertThat(found).hasSize(5);

        lookAgain.collect(ROUND);
        assertThat(asked).as("the next run asks again").hasSize(12);
    }

    @Test
    void aMessageThatFailsDoesNotKeepTheOthersNorReachTheLog(CapturedOutput output) {
        replies.add(reply("lin", "om_1", ReplyKind.TEXT));
        replies.add(reply("lin", "om_2", ReplyKind.TEXT));
        answers = id -> {
            if (id.equals("om_1")) {
                throw new IllegalStateException("cannot read 手机号 13800000000");
            }
            return Optional.of(seen(id));
        };

        lookAgain().collect(ROUND);

        assertThat(found).containsExactly("om_2");
        assertThat(output).contains("om_1", "java.lang.IllegalStateException").doesNotContain("13800000000");
    }

    @Test
    void whatWasStillBeingWorkedOffElsewhereIsLookedAtToo() {
        replies.add(reply("lin", "om_1", ReplyKind.TEXT));
        answers = id -> {
            if (id.equals("om_1")) {
                replies.add(reply("lin", "om_2", ReplyKind.TEXT));
            }
            return Optional.of(seen(id));
        };

        lookAgain().collect(ROUND);

        assertThat(found).containsExactly("om_1", "om_2");
    }

    @Test
    void messagesThatKeepComingTakeNoMoreThanTheBudget(CapturedOutput output) {
        replies.add(reply("lin", "om_0", ReplyKind.TEXT));
        answers = id -> {
            nanos += Duration.ofSeconds(6).toNanos();
            replies.add(reply("lin", "om_" + replies.size(), ReplyKind.TEXT));
            return Optional.of(seen(id));
        };

        lookAgain().collect(ROUND);

        assertThat(asked).hasSize(4);
        assertThat(output).contains("1 messages were not looked at again within 20 s");
    }

    private LookAgain lookAgain() {
        return new LookAgain(
                () -> {},
                round -> replies,
                Teams.of(team()),
                new ChatPlatforms(List.of(new Platform())),
                (reply, seen) -> found.add(seen.messageId()),
                () -> nanos);
    }

    private static SeenMessage seen(String id) {
        return new SeenMessage(id, false, false, NOW, "1. 一条");
    }

    private static Reply reply(String member, String messageId, ReplyKind kind) {
        return new Reply(0, ROUND, new MemberId(member), "feishu", messageId, 1, kind, "1. 一条", null, NOW, null);
    }

    private static Team team() {
        return new Team(
                new TeamId("payments"),
                "支付中台",
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                Timetable.DEFAULT,
                null,
                null,
                List.of(
                        new Member(new MemberId("lin"), "林晓", new Account("feishu", "main", "ou_lin")),
                        new Member(new MemberId("zhou"), "周航", new Account("feishu", "other", "ou_zhou"))),
                List.of(),
                ReportTemplate.DEFAULT);
    }

    private final class Platform extends SilentPlatform {

        @Override
        public Optional<SeenMessage> look(String app, String messageId) {
            asked.add(app + "/" + messageId);
            return answers.apply(messageId);
        }
    }
}
