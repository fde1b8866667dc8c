package io.rollcall.bot.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundWorkerTest {

    static Stream<Throwable> whatMayGoWrong() {
        return Stream.of(
                new IllegalStateException("手机号 13800000000", new IllegalArgumentException("13800000000")),
                new StackOverflowError("13800000000"),
                new NoClassDefFoundError("13800000000"),
                new AssertionError("13800000000"));
    }

    @ParameterizedTest
    @MethodSource("whatMayGoWrong")
    void aRunThatFailsIsNotTheLastOneAndTheLogDoesNotQuoteIt(Throwable failure, CapturedOutput output) {
        AtomicInteger runs = new AtomicInteger();
        BackgroundWorker worker = new BackgroundWorker("work", Duration.ofMillis(40), true, () -> {
            runs.incrementAndGet();
            BackgroundWorkerTest.<RuntimeException>sneak(failure);
        });

        worker.start();
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> runs.get() >= 3);
        } finally {
            worker.stop();
        }

        assertThat(output)
                .contains("work failed", failure.getClass().getName(), "io.rollcall.bot.work.BackgroundWorkerTest")
                .doesNotContain("13800000000");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
