package io.rollcall.bot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxSenders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Instances that send from the same outbox to the same platform. */
abstract class SeveralSendersSuite {

    private static final int MESSAGES = 200;
    private static final int PEOPLE = 80;
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Outbox outbox;
    private final OutboxSenders senders;
    private final TransactionTemplate transactions;
    private final CountingPlatform platform = new CountingPlatform();
    private final List<Instance> instances = new ArrayList<>();

    private final StorageForTests storage;

    SeveralSendersSuite(StorageForTests storage) {
        this.storage = storage;
        outbox = storage.get(Outbox.class);
        senders = storage.get(OutboxSenders.class);
        transactions = storage.transactions();
    }

    final StorageForTests storage() {
        return storage;
    }

    @AfterEach
    void stopAll() {
        instances.forEach(Instance::stop);
    }

    @Test
    void togetherTheyKeepThePlatformsLimitAndSendEachMessageOnce() {
        write();
        start();
        start();
        start();

        await().atMost(Duration.ofSeconds(60)).until(() -> outbox.pending() == 0);

        assertThat(platform.tooFast()).isZero();
        assertThat(platform.twiceAtOnce()).isZero();
        assertThat(platform.calls()).isEqualTo(MESSAGES);
        assertThat(platform.order()).isSorted();
    }

    @Test
    void whenOneDiesAnotherGoesOnWithinTheLimitAndNothingIsLost() {
        write();
        Instance first = start();
        await().atMost(Duration.ofSeconds(30)).until(() -> platform.taken() > 40);
        Instance second = start();
        first.die();
        int before = platform.taken();
        assertThat(before).isLessThan(MESSAGES);

        await().atMost(Duration.ofSeconds(60)).until(() -> outbox.pending() == 0);

        assertThat(platform.tooFast()).isZero();
        assertThat(platform.taken()).as("each key once").isEqualTo(MESSAGES);
        assertThat(second.isAlive()).isTrue();
    }

    private void write() {
        for (int i = 0; i < MESSAGES; i++) {
            outbox.enqueue(new OutboxMessage(
                    "k" + i,
                    OutboxKind.ANSWER,
                    new Account("counting", "main", "ou_" + i % PEOPLE),
                    "text",
                    Integer.toString(i),
                    "k" + i,
                    null,
                    null,
                    0,
                    CLOCK.instant()));
        }
    }

    private Instance start() {
        Instance instance = new Instance();
        instances.add(instance);
        instance.thread.start();
        return instance;
    }

    /** A worker with its thread; once dead it neither sends nor says goodbye. */
    private final class Instance {

        private final CountDownLatch death = new CountDownLatch(1);
        private final OutboxWorker worker;
        private final Thread thread;
        private volatile boolean stopped;

        Instance() {
            worker = new OutboxWorker(
                    outbox,
                    senders,
                    new ChatPlatforms(List.of(new Mortal())),
                    () -> {
                        throw new IllegalStateException("nobody is told here");
                    },
                    transactions,
                    CLOCK,
                    Ticker.SYSTEM,
                    new DeliverySettings(false, Duration.ofMillis(20), LEASE, Duration.ofHours(24), 4),
                    new Backoff(new Random(1)));
            thread = new Thread(() -> {
                while (!stopped) {
                    worker.drain();
                    Ticker.SYSTEM.sleep(Duration.ofMillis(20).toNanos());
                }
            });
        }

        void die() {
            stopped = true;
            death.countDown();
            thread.interrupt();
        }

        boolean isAlive() {
            return thread.isAlive();
        }

        void stop() {
            stopped = true;
            worker.close();
            thread.interrupt();
            try {
                thread.join(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** The platform as this instance reaches it: after its death the platform may take a message, but nobody hears. */
        private final class Mortal implements ChatPlatform {

            @Override
            public String name() {
                return "counting";
            }

            @Override
            public SendResult send(Account to, Payload payload, String key) {
                SendResult result = platform.send(to, payload, key);
                if (death.getCount() == 0) {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new AssertionError("dead", e);
                    }
                }
                return result;
            }

            @Override
            public SendLimits limits() {
                return platform.limits();
            }

            @Override
            public boolean isGroup(Account account) {
                return false;
            }

            @Override
            public List<Payload> render(Message message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<SeenMessage> look(String app, String messageId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Incoming decode(String app, String payload) {
                throw new UnsupportedOperationException();
            }
        }
    }

    /** Takes a message once a key, and counts what it should not have been asked. */
    private static final class CountingPlatform {

        private static final SendLimits LIMITS = new SendLimits(
                List.of(new Rate(50, Duration.ofSeconds(1))), List.of(new Rate(5, Duration.ofSeconds(1))), List.of());

        private final Map<String, Deque<Long>> windows = new HashMap<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<Account> talking = new HashSet<>();
        private final List<List<Integer>> order = new ArrayList<>();
        private int calls;
        private int tooFast;
        private int twiceAtOnce;

        SendLimits limits() {
            return LIMITS;
        }

        SendResult send(Account to, Payload payload, String key) {
            synchronized (this) {
                calls++;
                keys.add(key);
                if (isTooFast("app", 50) || isTooFast(to.address(), 5)) {
                    tooFast++;
                }
                if (!talking.add(to)) {
                    twiceAtOnce++;
                }
                order.add(List.of(to.hashCode(), Integer.parseInt(payload.content())));
            }
            Ticker.SYSTEM.sleep(Duration.ofMillis(30).toNanos());
            synchronized (this) {
                talking.remove(to);
            }
            return new SendResult.Sent("om_" + key);
        }

        private boolean isTooFast(String who, int most) {
            Deque<Long> times = windows.computeIfAbsent(who, name -> new ArrayDeque<>());
            long now = System.nanoTime();
            while (!times.isEmpty()
                    && now - times.peekFirst() >= Duration.ofSeconds(1).toNanos()) {
                times.removeFirst();
            }
            times.addLast(now);
            return times.size() > most;
        }

        synchronized int calls() {
            return calls;
        }

        synchronized int taken() {
            return keys.size();
        }

        synchronized int tooFast() {
            return tooFast;
        }

        synchronized int twiceAtOnce() {
            return twiceAtOnce;
        }

        /** The numbers of the messages to one person, in the order of their arrival. */
        synchronized List<Integer> order() {
            return order.stream()
                    .filter(entry -> entry.get(0).equals(order.get(0).get(0)))
                    .map(entry -> entry.get(1))
                    .toList();
        }
    }
}
