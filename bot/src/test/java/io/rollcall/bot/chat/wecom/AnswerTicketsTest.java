package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class AnswerTicketsTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final AnswerTickets tickets = new AnswerTickets(clock);

    @Test
    void theOneThatEndsFirstIsUsedFirstAndOnce() {
        keep("li.mei", 1);
        keep("li.mei", 2);
        keep("li.mei", 1);
        keep("zhao.lei", 3);

        assertThat(take("li.mei")).contains(1);
        assertThat(take("li.mei")).contains(2);
        assertThat(take("li.mei")).isEmpty();
        assertThat(take("zhao.lei")).contains(3);
    }

    @Test
    void itEndsBeforeThePlatformsHourDoes() {
        keep("li.mei", 1);
        clock.set(NOON.plus(Duration.ofMinutes(30)));
        keep("li.mei", 2);

        clock.set(NOON.plus(Duration.ofMinutes(59)));
        assertThat(take("li.mei")).contains(2);
        assertThat(take("li.mei")).isEmpty();
    }

    @Test
    void whatWasNotUsedAfterAllIsStillGood() {
        keep("li.mei", 1);
        keep("li.mei", 2);
        AnswerTickets.Ticket first = tickets.take("helper", "li.mei").orElseThrow();
        tickets.giveBack("helper", "li.mei", first);

        assertThat(take("li.mei")).contains(1);
        assertThat(take("li.mei")).contains(2);
        assertThat(first.toString()).doesNotContain("code-1");
    }

    @Test
    void onlySoManyAreHeld() {
        for (int i = 1; i <= 10; i++) {
            keep("li.mei", i);
        }
        assertThat(take("li.mei")).as("the oldest are forgotten").contains(3);

        for (int i = 0; i < 5_000; i++) {
            keep("member-" + i, i);
        }
        assertThat(take("li.mei")).as("so is who wrote longest ago").isEmpty();
        assertThat(take("member-0")).contains(0);
    }

    private void keep(String member, int number) {
        tickets.keep("helper", member, HttpUrl.get("https://example.com/response?response_code=code-" + number));
    }

    private Optional<Integer> take(String member) {
        return tickets.take("helper", member)
                .map(ticket -> Integer.valueOf(String.valueOf(ticket.url().queryParameter("response_code"))
                        .substring(5)));
    }
}
