package io.rollcall.bot.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.storage.Acceptance;
import io.rollcall.storage.Delivery;
import io.rollcall.storage.Inbox;
import io.rollcall.storage.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

@ExtendWith(OutputCaptureExtension.class)
class InboxWriterTest {

    private static final Instant NOW = Instant.parse("2024-12-06T02:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final List<Integer> groups = new CopyOnWriteArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile long nanos;
    private InboxWriter writer = writer(group -> Collections.nCopies(group.size(), Acceptance.NEW), LONG);

    @AfterEach
    void stop() {
        gate.countDown();
        writer.stop();
        callbacks.shutdownNow();
    }

    @Test
    void whatArrivesWhileOneGroupIsStoredIsTheNextGroupAndNobodyReturnsBefore() throws Exception {
        start(group -> {
            passGate();
            return Collections.nCopies(group.size(), Acceptance.NEW);
        });
        List<Future<Boolean>> stored = new ArrayList<>();
        stored.add(store("first"));
        await().until(() -> groups.size() == 1);
        IntStream.range(0, 40).forEach(i -> stored.add(store("next-" + i)));
        await().until(() -> writer.waiting() == 40);
        assertThat(stored).noneMatch(Future::isDone);

        gate.countDown();

        for (Future<Boolean> each : stored) {
            assertThat(each.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(groups).containsExactly(1, 40);
        await().until(() -> told.get() == 2);
    }

    @Test
    void eachLearnsOfItsOwnDelivery() throws Exception {
        StorageForTests storage = StorageForTests.empty();
        Inbox inbox = storage.get(Inbox.class);
        start(group -> inbox.acceptAll(group, LONG));
        List<Future<Boolean>> stored = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Every key twice, and among them some that no table holds.
            stored.add(store(i % 10 == 9 ? "k".repeat(200) + i : "msg:" + i / 2 * 2));
        }

        int fresh = 0;
        for (int i = 0; i < 60; i++) {
            Future<Boolean> each = stored.get(i);
            if (i % 10 == 9) {
                assertThatThrownBy(each::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(NotStoredException.class)
                        .hasMessageContaining("cannot hold it");
            } else if (each.get(10, TimeUnit.SECONDS)) {
                fresh++;
            }
        }

        assertThat(fresh).isEqualTo(30);
        assertThat(storage.get(Queues.class).inbox().waiting()).isEqualTo(30);
    }

    @Test
    void whileTheDatabaseIsAwayOneFindsOutAndTheOthersAreSentOffAtOnce(CapturedOutput output) throws Exception {
        AtomicInteger failing = new AtomicInteger(2);
        start(group -> {
            if (failing.getAndDecrement() > 0) {
                if (groups.size() == 2) {
                    passGate();
                }
                throw new DataAccessResourceFailureException("jdbc:mysql://…: 手机号 13800000000");
            }
            return Collections.nCopies(group.size(), Acceptance.NEW);
        });
        assertThatThrownBy(() -> writer.store(delivery("1"))).isInstanceOf(NotStoredException.class);
        await().until(() -> output.getOut().contains("refused, so that they come again"));
        Future<Boolean> findsOut = store("2");
        await().until(() -> groups.size() == 2);

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> writer.store(delivery("3")))
                    .isInstanceOf(NotStoredException.class)
                    .hasMessage("the database is away");
        }
        gate.countDown();
        assertThatThrownBy(findsOut::get).hasRootCauseInstanceOf(DataAccessResourceFailureException.class);

        await().untilAsserted(() -> assertThat(writer.store(delivery("3"))).isTrue());
        assertThat(writer.store(delivery("4"))).isTrue();
        assertThat(output.getOut()).contains("stored again").doesNotContain("13800000000");
        assertThat(output.getOut().split("refused, so that they come again", -1))
                .hasSize(2);
    }

    @Test
    void nobodyWaitsLongerThanTheBound() {
        writer = writer(
                group -> {
                    passGate();
                    return Collections.nCopies(group.size(), Acceptance.NEW);
                },
                Duration.ofMillis(80));
        writer.start();

        assertThatThrownBy(() -> writer.store(delivery("1")))
                .isInstanceOf(NotStoredException.class)
                .hasMessage("the database took too long");
        nanos = Duration.ofMillis(81).toNanos();
        assertThatThrownBy(() -> writer.store(delivery("2")))
                .isInstanceOf(NotStoredException.class)
                .hasMessage("the database does not answer");
        assertThat(groups).containsExactly(1);
    }

    @Test
    void whoGaveUpWaitingIsNotStoredBehindItsBack() throws Exception {
        List<String> keys = new CopyOnWriteArrayList<>();
        writer = writer(
                group -> {
                    group.forEach(delivery -> keys.add(delivery.key()));
                    passGate();
                    return Collections.nCopies(group.size(), Acceptance.NEW);
                },
                Duration.ofMillis(300));
        writer.start();
        Future<Boolean> first = store("1");
        await().until(() -> groups.size() == 1);
        Future<Boolean> second = store("2");

        assertThatThrownBy(second::get).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThatThrownBy(first::get).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        gate.countDown();
        await().untilAsserted(() -> assertThat(writer.store(delivery("3"))).isTrue());

        assertThat(keys).containsExactly("1", "3");
    }

    @Test
    void aFullQueueSendsOffWhoComesNext() {
        start(group -> {
            passGate();
            return Collections.nCopies(group.size(), Acceptance.NEW);
        });
        store("first");
        await().until(() -> groups.size() == 1);
        for (int i = 0; i < InboxWriter.MOST_WAITING; i++) {
            store("next-" + i);
        }
        await().until(() -> writer.waiting() == InboxWriter.MOST_WAITING);

        assertThatThrownBy(() -> writer.store(delivery("one more")))
                .isInstanceOf(NotStoredException.class)
                .hasMessageContaining("waiting to be stored already");
        gate.countDown();
        await().until(() -> writer.waiting() == 0);
        assertThat(groups).allMatch(size -> size <= InboxWriter.MOST_ROWS);
    }

    @Test
    void anErrorFailsItsGroupAndTheNextOneIsStored() {
        AtomicInteger calls = new AtomicInteger();
        start(group -> {
            if (calls.getAndIncrement() == 0) {
                throw new StackOverflowError();
            }
            return Collections.nCopies(group.size(), Acceptance.KNOWN);
        });

        assertThatThrownBy(() -> writer.store(delivery("1"))).isInstanceOf(NotStoredException.class);
        assertThat(writer.store(delivery("1"))).isFalse();
        assertThat(told).as("there was nothing new").hasValue(0);
    }

    @Test
    void onceStoppedItTakesNothingAndItCanBeStartedAgain() {
        start(group -> Collections.nCopies(group.size(), Acceptance.NEW));
        writer.stop();

        assertThatThrownBy(() -> writer.store(delivery("1"))).isInstanceOf(NotStoredException.class);
        writer.start();
        assertThat(writer.store(delivery("1"))).isTrue();
    }

    private void start(Function<List<Delivery>, List<Acceptance>> store) {
        writer = writer(store, LONG);
        writer.start();
    }

    private InboxWriter writer(Function<List<Delivery>, List<Acceptance>> store, Duration within) {
        return new InboxWriter(
                group -> {
                    groups.add(group.size());
                    return store.apply(group);
                },
                within,
                told::incrementAndGet,
                () -> nanos);
    }

    private Future<Boolean> store(String key) {
        return callbacks.submit(() -> writer.store(delivery(key)));
    }

    private void passGate() {
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Delivery delivery(String key) {
        return new Delivery("feishu", "main", key, "ou_lin", "{}", NOW);
    }
}
