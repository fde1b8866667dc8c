package io.rollcall.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2024-12-06T02:00:00Z"));
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void oneTokenServesUntilFiveMinutesBeforeItsEnd() throws Exception {
        AccessToken token = new AccessToken("gettoken", this::numbered, clock);

        assertThat(token.get()).isEqualTo("t-1");
        clock.pass(Duration.ofSeconds(7200 - 301));
        assertThat(token.get()).isEqualTo("t-1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(token.get()).isEqualTo("t-2");
        assertThat(fetches).hasValue(2);
    }

    @Test
    void aShortLivedTokenIsNotFetchedAnewForEveryCall() throws Exception {
        AccessToken token = new AccessToken(
                "gettoken",
                () -> new AccessToken.Fetched("t-" + fetches.incrementAndGet(), Duration.ofSeconds(200)),
                clock);

        assertThat(token.get()).isEqualTo("t-1");
        assertThat(token.get()).isEqualTo("t-1");
        clock.pass(Duration.ofSeconds(100));
        assertThat(token.get()).isEqualTo("t-2");
    }

    @Test
    void aRefusedTokenIsForgottenAndANewerOneKept() throws Exception {
        AccessToken token = new AccessToken("gettoken", this::numbered, clock);
        String first = token.get();

        token.drop(first);
        assertThat(token.get()).isEqualTo("t-2");
        token.drop(first);
        assertThat(token.get()).isEqualTo("t-2");
    }

    @Test
    void manyWhoAskAtOnceShareOneFetch() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AccessToken token = new AccessToken(
                "gettoken",
                () -> {
                    fetching.countDown();
                    await(answer);
                    return numbered();
                },
                clock);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> tokens = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                tokens.add(callers.submit(() -> {
                    synchronized (threads) {
                        threads.add(Thread.currentThread());
                    }
                    return token.get();
                }));
            }
            await(fetching);
            // Fifteen wait for the one that asks before it gets its answer.
            Awaitility.await().until(() -> {
                synchronized (threads) {
                    return threads.size() == 16
                            && threads.stream()
                                    .allMatch(t -> t.getState() == Thread.State.WAITING
                                            || t.getState() == Thread.State.TIMED_WAITING);
                }
            });
            answer.countDown();

            for (Future<String> got : tokens) {
                assertThat(got.get(10, TimeUnit.SECONDS)).isEqualTo("t-1");
            }
            assertThat(fetches).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void manyWhoAskAtOnceShareOneFailureAndTheNextAsksAgain() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AccessToken token = new AccessToken(
                "gettoken",
                () -> {
                    if (fetches.incrementAndGet() > 1) {
                        return new AccessToken.Fetched("t-after", Duration.ofHours(2));
                    }
                    fetching.countDown();
                    await(answer);
                    throw new CallFailedException("code 10015", Optional.of(Duration.ofMinutes(5)));
                },
                clock);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<String> first = callers.submit(token::get);
            await(fetching);
            Thread[] waiting = new Thread[1];
            Future<String> second = callers.submit(() -> {
                waiting[0] = Thread.currentThread();
                return token.get();
            });
            Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);
            answer.countDown();

            assertThatThrownBy(first::get).hasRootCauseMessage("code 10015");
            assertThatThrownBy(second::get)
                    .hasRootCauseMessage("code 10015")
                    .rootCause()
                    .extracting(e -> ((CallFailedException) e).after())
                    .isEqualTo(Optional.of(Duration.ofMinutes(5)));
            assertThat(token.get()).isEqualTo("t-after");
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whenTheEarlyRefreshFailsTheOldTokenServesToItsEnd() throws Exception {
        Deque<Optional<String>> answers = new ArrayDeque<>(List.of(Optional.of("t-old"), Optional.empty()));
        AccessToken token = new AccessToken(
                "gettoken",
                () -> {
                    fetches.incrementAndGet();
                    Optional<String> answer = answers.isEmpty() ? Optional.empty() : answers.pop();
                    return new AccessToken.Fetched(
                            answer.orElseThrow(() -> new CallFailedException("no answer")), Duration.ofHours(2));
                },
                clock);
        token.get();

        clock.pass(Duration.ofMinutes(116));
        assertThat(token.get()).isEqualTo("t-old");
        assertThat(token.get()).as("and is not asked about at every call").isEqualTo("t-old");
        assertThat(fetches).hasValue(2);

        clock.pass(Duration.ofMinutes(4));
        assertThatThrownBy(token::get).isInstanceOf(CallFailedException.class);
    }

    private AccessToken.Fetched numbered() {
        return new AccessToken.Fetched("t-" + fetches.incrementAndGet(), Duration.ofSeconds(7200));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
