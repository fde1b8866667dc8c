package io.rollcall.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2024-12-06T02:00:00Z"));
    private final RefusalLog log =
            new RefusalLog(LoggerFactory.getLogger(RefusalLogTest.class), clock, "Refused a Feishu callback for app");

    @Test
    void everyReasonIsSaidOnceAMinuteForEachAppAndTheRestAreCounted(CapturedOutput output) {
        for (int i = 0; i < 1000; i++) {
            log.note("the signature is wrong", "payments");
        }
        log.note("the signature is wrong", "risk");
        log.note("the signature is missing", "payments");
        assertThat(output.getOut().lines().filter(line -> line.contains("Refused")))
                .hasSize(3);

        clock.pass(Duration.ofMinutes(1));
        log.note("the signature is wrong", "payments");
        assertThat(output).contains("for app payments: the signature is wrong (and 999 before)");
    }
}
