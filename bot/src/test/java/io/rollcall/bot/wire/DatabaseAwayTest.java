package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.storage.mysql.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database goes away while callbacks come in, and comes back. */
class DatabaseAwayTest {

    /** What Feishu waits for an answer. */
    private static final Duration PLATFORM_WAITS = Duration.ofSeconds(3);

    private static final int CALLERS = 8;
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T10:30");
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Called> called = new CopyOnWriteArrayList<>();
    private volatile boolean calling = true;

    /** @param at when it was answered, by the machine's own count */
    private record Called(int number, int status, Duration took, long at) {}

    @AfterEach
    void stopCalling() {
        calling = false;
        callers.shutdownNow();
    }

    /** Both ends of what happens: a server that starts again, and one that comes back after much has been tried. */
    @ParameterizedTest(name = "{0} for {1} s")
    @CsvSource({"CUT, 5", "DEAD, 5", "CUT, 30", "DEAD, 30"})
    void callbacksAreRefusedInTimeAndNothingAcknowledgedIsMissing(Cable.State state, int seconds) throws Exception {
        String url = MySqlServer.shared().freshSchema("away_" + state.name().toLowerCase(Locale.ROOT) + "_" + seconds);
        Duration half = Duration.ofSeconds(seconds).dividedBy(2);
        Matcher port = PORT.matcher(url);
        assertThat(port.find()).isTrue();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/payments.yml"), WireTest.fixture("payments.yml"));
        try (PlatformStandIn platform = new PlatformStandIn();
                Cable cable = new Cable(Integer.parseInt(port.group(1)));
                BotUnderTest bot = new BotUnderTest(
                        folder,
                        clock,
                        platform,
                        Map.of(
                                "spring.datasource.url",
                                port.replaceFirst(":" + cable.port() + "/")
                                        + "&connectTimeout=2000&socketTimeout=20000",
                                "spring.datasource.username",
                                url.replaceFirst(".*[?&]user=([^&]*).*", "$1"),
                                "rollcall.inbox.enabled",
                                "true"))) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                ends.add(callers.submit(() -> callAndCall(bot)));
            }
            await().until(() -> acknowledged().size() > 50);

            cable.become(state);
            long gone = System.nanoTime();
            await().atMost(Duration.ofMinutes(1)).pollDelay(half).until(() -> true);
            // The platform's first redeliveries come while the database is still away, and are refused like the rest.
            List<Integer> again = called.stream()
                    .filter(call -> call.status() == 503)
                    .limit(20)
                    .map(Called::number)
                    .toList();
            assertThat(again)
                    .isNotEmpty()
                    .allSatisfy(number -> assertThat(bot.deliver(event(number))).isEqualTo(503));
            await().atMost(Duration.ofMinutes(1)).pollDelay(half).until(() -> true);
            long back = System.nanoTime();
            cable.become(Cable.State.WHOLE);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> called.stream().anyMatch(call -> call.status() == 200 && call.at() > back));
            int then = acknowledged().size();
            await().until(() -> acknowledged().size() > then + 50);
            calling = false;
            for (Future<?> end : ends) {
                end.get(10, TimeUnit.SECONDS);
            }

            // What was under way at the cut apart, none was acknowledged, and none was left without an answer.
            List<Called> meanwhile = called.stream()
                    .filter(call -> call.at() - gone > 0 && call.at() - back < 0)
                    .toList();
            assertThat(meanwhile.stream().filter(call -> call.status() == 503).count())
                    .as("refused")
                    .isGreaterThan(CALLERS);
            assertThat(meanwhile.stream().filter(call -> call.status() != 503)).hasSizeLessThanOrEqualTo(CALLERS);
            assertThat(called)
                    .allSatisfy(call -> assertThat(call.status()).isIn(200, 503))
                    .allSatisfy(call -> assertThat(call.took()).isLessThan(PLATFORM_WAITS));
            // Most need not wait at all: it is known by then that the database is away.
            assertThat(meanwhile.stream().filter(call -> call.took().toMillis() < 500))
                    .hasSizeGreaterThan(meanwhile.size() / 2);

            // The platform delivers again what was refused.
            called.stream()
                    .filter(call -> call.status() == 503)
                    .forEach(call ->
                            assertThat(bot.deliver(event(call.number()))).isEqualTo(200));
            // Whatever was being worked off when the line went is tried again after a while.
            clock.pass(Duration.ofHours(1));
            await().atMost(Duration.ofSeconds(30)).until(() -> bot.rows("inbox where state = 'NEW'") == 0);
            assertThat(bot.bean(JdbcClient.class)
                            .sql("SELECT delivery_key FROM inbox")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrderElementsOf(called.stream()
                            .map(call -> "recall:om_" + call.number())
                            .toList());
            assertThat(bot.rows("inbox where state = 'DEAD'")).isZero();
            assertThat(bot.rows("inbox where attempts > 0"))
                    .as("no delivery is blamed for it")
                    .isZero();
        }
    }

    private List<Called> acknowledged() {
        return called.stream().filter(call -> call.status() == 200).toList();
    }

    private void callAndCall(BotUnderTest bot) {
        while (calling) {
            int number = numbers.incrementAndGet();
            long start = System.nanoTime();
            int status = bot.deliver(event(number));
            long end = System.nanoTime();
            called.add(new Called(number, status, Duration.ofNanos(end - start), end));
            if (status != 200) {
                // As many callbacks as come in a bad moment, not as many as a machine can refuse.
                pause();
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    /** Of messages that nobody knows, so that little is done about them: this is about what is kept. */
    private String event(int number) {
        return Envelope.recalled("ev-" + number, "om_" + number, clock.instant());
    }
}
