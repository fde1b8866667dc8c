package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WaitingTest {

    private final List<Integer> stored = new CopyOnWriteArrayList<>();
    private volatile boolean isAway;

    private final Waiting<Integer> waiting = new Waiting<>(
            "waiting",
            delivery -> {
                if (!isAway) {
                    stored.add(delivery);
                }
                return !isAway;
            },
            Duration.ofMillis(10),
            Duration.ofMillis(300));

    @Test
    void whatCannotBeStoredIsTriedUntilItCanAndNothingOvertakesIt() {
        isAway = true;
        waiting.start();
        for (int i = 1; i <= 100; i++) {
            waiting.add(i);
        }
        assertThat(waiting.size()).isEqualTo(100);
        isAway = false;

        await().until(() -> waiting.size() == 0);
        assertThat(stored).hasSize(100).isSorted();
        waiting.close();
    }

    @Test
    void atTheEndWhatIsLeftIsStored() {
        for (int i = 1; i <= 100; i++) {
            waiting.add(i);
        }
        waiting.start();
        waiting.close();

        assertThat(stored).hasSize(100);
        assertThat(waiting.size()).isZero();
    }

    @Test
    void theEndIsNotPutOffForEverAndWhatIsLostIsTold(CapturedOutput output) {
        isAway = true;
        waiting.start();
        waiting.add(1);
        waiting.add(2);
        waiting.close();

        assertThat(stored).isEmpty();
        assertThat(output).contains("2 deliveries", "are lost");
    }
}
