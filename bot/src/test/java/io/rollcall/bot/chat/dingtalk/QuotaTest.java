package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T10:00:00+08:00, PT6H",
        "2026-01-31T17:59:00+08:00, PT6H",
        "2026-01-31T23:00:00+08:00, PT1H1M",
        "2026-02-28T23:59:59+08:00, PT1M1S",
        "2026-02-01T00:00:00+08:00, PT6H",
        "2026-12-31T15:30:00Z, PT31M",
    })
    void itIsTriedNowAndThenAndWhenTheMonthIsOver(OffsetDateTime now, Duration pause) {
        assertThat(Quota.pause(now.toInstant())).isEqualTo(pause);
    }
}
