package io.rollcall.bot.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.SilentPlatform;
import io.rollcall.bot.config.Teams;
import io.rollcall.storage.Acceptance;
import io.rollcall.storage.Delivery;
import io.rollcall.storage.Inbox;
import io.rollcall.storage.Queues;
import io.rollcall.storage.mysql.MySqlServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several instances, with several threads each, on one MySQL database. */
class SeveralInstancesTest {

    private static final Instant NOW = Instant.parse("2024-12-06T02:00:00Z");
    private static final int SENDERS = 40;
    private static final int MESSAGES = 12;

    private final String url = MySqlServer.shared().freshSchema("instances");
    private final List<StorageForTests> storages = new ArrayList<>();
    private final List<InboxThreads> running = new ArrayList<>();
    private final CountDownLatch theEnd = new CountDownLatch(1);
    private StorageForTests here;

    @BeforeEach
    void start() {
        here = another();
        jdbc().sql("CREATE TABLE heard (n BIGINT AUTO_INCREMENT PRIMARY KEY, instance VARCHAR(10) NOT NULL,"
                        + " sender VARCHAR(40) NOT NULL, number INT NOT NULL)")
                .update();
    }

    @AfterEach
    void stop() {
        theEnd.countDown();
        running.forEach(InboxThreads::stop);
        storages.forEach(StorageForTests::close);
    }

    @Test
    void togetherTheyHearEachMessageOnceAndEachSenderInOrder() {
        acceptAll();
        // Neither goes on before it has two senders in hand at the same time.
        CountDownLatch twoHere = new CountDownLatch(2);
        CountDownLatch twoThere = new CountDownLatch(2);
        StorageForTests there = another();
        run("here", here, 3, message -> {
            pass(twoHere);
            hold(twoThere);
        });
        run("there", there, 3, message -> {
            pass(twoThere);
            hold(twoHere);
        });

        awaitEmpty();

        assertEachHeardOnceAndInOrder();
        assertThat(jdbc().sql("SELECT DISTINCT instance FROM heard")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("here", "there");
    }

    @Test
    void oneThatDiesInBetweenLeavesWhatItHadToTheOthers() {
        acceptAll();
        StorageForTests dying = another();
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger died = new AtomicInteger();
        int threads = 3;
        run("dying", dying, threads, message -> {
            if (heard.incrementAndGet() > 20) {
                died.incrementAndGet();
                // What it did so far is not committed, and it does no more: not even roll it back.
                JdbcClient itself = dying.get(JdbcClient.class);
                long session =
                        itself.sql("SELECT CONNECTION_ID()").query(Long.class).single();
                jdbc().sql("KILL CONNECTION " + session).update();
                hold(theEnd);
                throw new Died();
            }
        });
        await().until(() -> died.get() == threads);
        assertThat(here.get(Queues.class).inbox().waiting()).isEqualTo(SENDERS * MESSAGES - 20);
        run("other", another(), threads, message -> {});

        awaitEmpty();

        assertEachHeardOnceAndInOrder();
        assertThat(jdbc().sql("SELECT COUNT(*) FROM heard WHERE instance = 'dying'")
                        .query(Integer.class)
                        .single())
                .as("what it had committed")
                .isEqualTo(20);
        assertThat(jdbc().sql("SELECT SUM(attempts) FROM inbox")
                        .query(Integer.class)
                        .single())
                .as("no delivery is blamed for it")
                .isZero();
    }

    @Test
    void whoClosesARoundWaitsForWhatAnotherInstanceHasInHand() throws Exception {
        accept("ou_1", 1);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        run("there", another(), 1, message -> {
            taken.countDown();
            hold(goOn);
        });
        assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
        InboxWorker closing = worker("here", here, message -> {});
        Thread closer = new Thread(closing::drain);
        closer.start();
        await().pollDelay(Duration.ofMillis(100)).until(closer::isAlive);

        goOn.countDown();

        closer.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(closer.isAlive()).isFalse();
        assertThat(here.get(Queues.class).inbox().waiting()).isZero();
        assertThat(jdbc().sql("SELECT instance FROM heard").query(String.class).list())
                .containsExactly("there");
    }

    private void acceptAll() {
        List<Delivery> all = new ArrayList<>();
        for (int number = 0; number < MESSAGES; number++) {
            for (int sender = 0; sender < SENDERS; sender++) {
                all.add(delivery("ou_" + sender, number));
            }
        }
        assertThat(here.get(Inbox.class).acceptAll(all, Duration.ofSeconds(20)))
                .hasSize(SENDERS * MESSAGES)
                .containsOnly(Acceptance.NEW);
    }

    private void accept(String sender, int number) {
        here.get(Inbox.class).acceptAll(List.of(delivery(sender, number)), Duration.ofSeconds(20));
    }

    private static Delivery delivery(String sender, int number) {
        return new Delivery("feishu", "main", "msg:" + sender + "/" + number, sender, sender + "/" + number, NOW);
    }

    private void awaitEmpty() {
        Queues queues = here.get(Queues.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> queues.inbox().waiting() == 0);
    }

    private void assertEachHeardOnceAndInOrder() {
        record Heard(String sender, int number) {}
        Map<String, List<Integer>> heard =
                jdbc().sql("SELECT sender, number FROM heard ORDER BY n").query(Heard.class).list().stream()
                        .collect(Collectors.groupingBy(
                                Heard::sender, Collectors.mapping(Heard::number, Collectors.toList())));
        assertThat(heard).hasSize(SENDERS);
        List<Integer> inOrder = IntStream.range(0, MESSAGES).boxed().toList();
        assertThat(heard).allSatisfy((sender, numbers) -> assertThat(numbers).isEqualTo(inOrder));
    }

    private StorageForTests another() {
        StorageForTests storage = StorageForTests.on(url);
        storages.add(storage);
        return storage;
    }

    private JdbcClient jdbc() {
        return here.get(JdbcClient.class);
    }

    /** @param meanwhile called for each message, in the transaction in which it is heard */
    private void run(String instance, StorageForTests storage, int threads, Consumer<String> meanwhile) {
        InboxThreads started = new InboxThreads(
                worker(instance, storage, meanwhile),
                new InboxSettings(true, Duration.ofMillis(20), threads, Duration.ofSeconds(2)));
        started.start();
        running.add(started);
    }

    private InboxWorker worker(String instance, StorageForTests storage, Consumer<String> meanwhile) {
        ChatPlatforms platforms = new ChatPlatforms(List.of(new Platform()));
        return new InboxWorker(
                storage.get(Inbox.class),
                platforms,
                (name, incoming) -> {
                    String[] message = ((Incoming.Ignored) incoming).what().split("/");
                    storage.get(JdbcClient.class)
                            .sql("INSERT INTO heard (instance, sender, number) VALUES (?, ?, ?)")
                            .params(instance, message[0], Integer.parseInt(message[1]))
                            .update();
                    meanwhile.accept(message[0]);
                },
                new LostNotice(platforms, Teams.of(), posting -> {}),
                storage.transactions(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void pass(CountDownLatch gate) {
        gate.countDown();
        hold(gate);
    }

    private static void hold(CountDownLatch gate) {
        try {
            assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The end of a process, as far as one thread can act it: none of those that a worker survives. */
    private static final class Died extends Error {

        private static final long serialVersionUID = 1L;
    }

    /** What its deliveries hold is what they are. */
    private static final class Platform extends SilentPlatform {

        @Override
        public Incoming decode(String app, String payload) {
            return new Incoming.Ignored(payload);
        }
    }
}
