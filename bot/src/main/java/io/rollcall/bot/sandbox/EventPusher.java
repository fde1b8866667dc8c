package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.EventSeal.Sealed;
import io.rollcall.bot.sandbox.Events.Event;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events over HTTP: 2 s to connect, 3 s in all, and anything but a 200 is delivered again after the delays of a
 * ladder. A redelivery repeats the first request to the byte, time stamp and signature included: the platform's
 * documents leave open whether it signs anew, and this is the harder case for a receiver's freshness window.
 */
final class EventPusher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventPusher.class);
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int LANES = 4;
    private static final int MOST_ANSWER_BYTES = 256 * 1024;

    private final SandboxCallback callback;
    private final EventSeal seal;
    private final Clock clock;
    private final List<Duration> ladder;
    private final OkHttpClient http;
    /** One thread each; a sender always takes the same lane, so that first deliveries keep the order of typing. */
    private final List<ScheduledExecutorService> lanes;

    private final AtomicInteger underway = new AtomicInteger();

    EventPusher(SandboxCallback callback, EventSeal seal, Clock clock, List<Duration> ladder, Duration deadline) {
        this.callback = callback;
        this.seal = seal;
        this.clock = clock;
        this.ladder = List.copyOf(ladder);
        this.http = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(2))
                .callTimeout(deadline)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        this.lanes = IntStream.range(0, LANES)
                .mapToObj(lane -> Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "sandbox-events-" + lane);
                    thread.setDaemon(true);
                    return thread;
                }))
                .toList();
    }

    /** Told whether a delivery ended: true when it was accepted, false when all attempts are used up. */
    interface Outcome {
        void is(boolean delivered);
    }

    /** Delivers in the background, again and again as the ladder has it. */
    void push(Event event, Outcome outcome) {
        underway.incrementAndGet();
        schedule(event, seal.seal(event.json(), clock.instant().getEpochSecond()), 0, Duration.ZERO, outcome);
    }

    /** Deliveries that were neither accepted nor given up. */
    int underway() {
        return underway.get();
    }

    private void schedule(Event event, Sealed sealed, int attempt, Duration delay, Outcome outcome) {
        try {
            var unused = lane(event)
                    .schedule(() -> attempt(event, sealed, attempt, outcome), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} is not delivered: the sandbox is closed", event.type());
        }
    }

    private ScheduledExecutorService lane(Event event) {
        return lanes.get(Math.floorMod(event.sender().hashCode(), LANES));
    }

    private void attempt(Event event, Sealed sealed, int attempt, Outcome outcome) {
        Answer answer = post(sealed);
        if (lane(event).isShutdown()) {
            return; // the sandbox closes and has cut the delivery off
        }
        if (answer.status() == 200) {
            end(outcome, true);
        } else if (attempt < ladder.size()) {
            Duration delay = ladder.get(attempt);
            log.warn("{} was not accepted ({}), delivering it again in {}", event.type(), answer.said(), delay);
            schedule(event, sealed, attempt + 1, delay, outcome);
        } else {
            log.error("{} is lost: not accepted in {} attempts ({})", event.type(), attempt + 1, answer.said());
            end(outcome, false);
        }
    }

    private void end(Outcome outcome, boolean delivered) {
        try {
            outcome.is(delivered);
        } finally {
            underway.decrementAndGet();
        }
    }

    /** Delivers once and waits for the answer, as the platform does for the press of a button. */
    Answer call(Event event) {
        return post(seal.seal(event.json(), clock.instant().getEpochSecond()));
    }

    /**
     * What came back.
     *
     * @param status 0 without an answer
     * @param body   empty unless the status is 200
     */
    record Answer(int status, String body, Failure failure) {

        String said() {
            return failure == Failure.NONE ? "HTTP " + status : failure.name();
        }
    }

    enum Failure {
        NONE,
        NO_ADDRESS,
        NO_CONNECTION,
        TIMEOUT,
        BROKEN
    }

    private Answer post(Sealed sealed) {
        Optional<URI> address = callback.address();
        if (address.isEmpty()) {
            return new Answer(0, "", Failure.NO_ADDRESS);
        }
        Request request = new Request.Builder()
                .url(address.get().toString())
                .header(EventSeal.TIMESTAMP, sealed.timestamp())
                .header(EventSeal.NONCE, sealed.nonce())
                .header(EventSeal.SIGNATURE, sealed.signature())
                .post(RequestBody.create(sealed.body().getBytes(UTF_8), JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            String body = response.code() == 200
                    ? response.peekBody(MOST_ANSWER_BYTES).string()
                    : "";
            return new Answer(response.code(), body, Failure.NONE);
        } catch (ConnectException e) {
            return new Answer(0, "", Failure.NO_CONNECTION);
        } catch (InterruptedIOException e) {
            return new Answer(0, "", Failure.TIMEOUT);
        } catch (IOException e) {
            return new Answer(0, "", Failure.BROKEN);
        }
    }

    @Override
    public void close() {
        lanes.forEach(ScheduledExecutorService::shutdownNow);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
