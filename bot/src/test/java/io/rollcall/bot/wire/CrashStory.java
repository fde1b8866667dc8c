package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A round as the platform and the members live it, from the asks to what comes late. In each of its steps the bot is
 * killed at the named points, one after the other, and started again on the same database a minute later; the platform
 * meanwhile delivers what was not acknowledged again, and now and then what was.
 */
final class CrashStory implements AutoCloseable {

    static final String ROUND = "payments-2024-W49";

    /** The first delivery of an event, and three more. */
    static final int MOST_DELIVERIES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Longer than a message may be on its way before it is taken up again. */
    private static final Duration UNTIL_STARTED_AGAIN = Duration.ofSeconds(70);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final BotClasses classes;
    private final Path folder;
    private final WireDatabase database;
    private final IntPredicate isKilled;
    private final PlatformStandIn platform = new PlatformStandIn();
    private final CrashGate gate = new CrashGate(platform, this::isKilledAtThePlatform);
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final List<String> kills = new ArrayList<>();

    private int points;
    private Instant clock = SettableClock.shanghai("2024-12-06T09:59:58");
    private long clockSet = System.nanoTime();
    private volatile String stopAtThePlatform = "";
    private volatile @Nullable BotProcess bot;

    /**
     * @param classes  the bot's
     * @param folder   where it runs
     * @param database which it is started on again and again
     * @param isKilled whether the bot is killed at the n-th of all points, from 0
     */
    CrashStory(BotClasses classes, Path folder, WireDatabase database, IntPredicate isKilled) throws IOException {
        this.classes = classes;
        this.folder = folder;
        this.database = database;
        this.isKilled = isKilled;
        Files.createDirectories(folder.resolve("config/teams"));
        Files.writeString(folder.resolve("config/teams/payments.yml"), WireTest.fixture("payments.yml"));
    }

    /** What the platform delivers until it is acknowledged, and a few times more. */
    private static final class Event {

        private final String json;
        private int deliveries;
        private boolean isAcknowledged;

        Event(String json) {
            this.json = json;
        }
    }

    // ---- What happens -----------------------------------------------------------------------------------------------

    /** Time has come. */
    Runnable itIs(String time) {
        Instant moment = moment(time);
        return () -> {
            if (now().isBefore(moment)) {
                clock = moment;
                clockSet = System.nanoTime();
                alive().setClock(moment);
            }
        };
    }

    Runnable says(String time, String member, String messageId, String text) {
        return happens(messageId, Envelope.written("ev-" + messageId, messageId, member, text, moment(time)));
    }

    Runnable recalls(String time, String messageId) {
        return happens("recall of " + messageId, Envelope.recalled("ev-recall-" + messageId, messageId, moment(time)));
    }

    Runnable presses(String time, String member, String act) {
        String json = Envelope.event(
                "ev-press-" + act + member,
                "card.action.trigger",
                Envelope.TOKEN,
                moment(time),
                Map.of(
                        "operator",
                        Map.of("open_id", member, "tenant_key", "t"),
                        "token",
                        "c-" + act,
                        "action",
                        Map.of("tag", "button", "value", Map.of("act", act, "round", ROUND)),
                        "context",
                        Map.of("open_message_id", "om_bot_1", "open_chat_id", "oc_p2p_" + member)));
        return happens("press of " + act, json);
    }

    /** The platform does not tell of it. */
    Runnable edits(String time, String messageId, String text) {
        return () -> platform.memberEdits(messageId, text, moment(time).toEpochMilli());
    }

    private Runnable happens(String name, String json) {
        Event event = new Event(json);
        assertThat(events.put(name, event)).isNull();
        return () -> deliver(event);
    }

    /** Once acknowledged it comes again as well, in case the acknowledgement was lost on the way. */
    private void deliver(Event event) {
        if (event.deliveries == MOST_DELIVERIES) {
            assertThat(event.isAcknowledged).as("acknowledged at last").isTrue();
            return;
        }
        event.deliveries++;
        Envelope sealed = Envelope.seal(event.json, now());
        try {
            HttpResponse<Void> answer = http.send(
                    request("/callback/feishu/main")
                            .header("Content-Type", "application/json; charset=utf-8")
                            .header("X-Lark-Request-Timestamp", sealed.timestamp())
                            .header("X-Lark-Request-Nonce", sealed.nonce())
                            .header("X-Lark-Signature", sealed.signature())
                            .POST(HttpRequest.BodyPublishers.ofString(sealed.body()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
            event.isAcknowledged = true;
        } catch (IOException e) {
            // The bot died over it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    // ---- Steps ------------------------------------------------------------------------------------------------------

    /**
     * Lets something happen and waits for what comes of it, however often the bot dies meanwhile.
     *
     * @param settled whether the platform has all that is to come of it
     * @param stops   where the bot is killed, in this order
     */
    void step(Runnable happening, BooleanSupplier settled, String... stops) {
        for (String stop : stops) {
            if (isKilled.test(points++)) {
                liveUntil(stop);
                if (alive().awaitReady()) {
                    happening.run();
                }
                alive().awaitKilledAt(stop);
                kills.add(stop);
                bot = null;
                clock = now().plus(UNTIL_STARTED_AGAIN);
                clockSet = System.nanoTime();
            }
        }
        liveUntil("");
        assertThat(alive().awaitReady()).isTrue();
        happening.run();
        settle(settled);
    }

    /** Every event comes as often as the platform delivers one at all. */
    void everythingComesAgain() {
        while (events.values().stream().anyMatch(event -> event.deliveries < MOST_DELIVERIES)) {
            events.values().forEach(this::deliver);
        }
        settle(() -> true);
    }

    private void settle(BooleanSupplier settled) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the bot is gone", () -> !alive().isAlive())
                .until(() -> settled.getAsBoolean() && alive().isIdle());
    }

    private void liveUntil(String stop) {
        boolean isThePlatforms = stop.startsWith("platform ");
        String own = isThePlatforms ? "" : stop;
        BotProcess current = bot;
        if (current != null) {
            current.stopAt(own);
        } else {
            bot = classes.start(folder, arguments(), now(), own);
        }
        // Only now: what an earlier life has sent may still be on its way.
        stopAtThePlatform = isThePlatforms ? stop : "";
    }

    private boolean isKilledAtThePlatform(String point) {
        if (!point.equals(stopAtThePlatform)) {
            return false;
        }
        stopAtThePlatform = "";
        alive().kill(point);
        return true;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--rollcall.schedule.heartbeat=200ms",
                "--rollcall.schedule.look-again=1s",
                "--rollcall.inbox.interval=200ms",
                "--rollcall.delivery.interval=200ms",
                // Longer than a step with all its restarts, each of which takes a minute of the story's time: a
                // revision
                // goes out in the step that waits for it, in none before.
                "--rollcall.revisions.gather=10m",
                "--rollcall.api.token=" + BotUnderTest.API_TOKEN,
                "--rollcall.feishu.apps.main.app-id=" + Envelope.APP_ID,
                "--rollcall.feishu.apps.main.app-secret=wire-secret",
                "--rollcall.feishu.apps.main.encrypt-key=" + Envelope.ENCRYPT_KEY,
                "--rollcall.feishu.apps.main.verification-token=" + Envelope.TOKEN,
                "--rollcall.feishu.apps.main.base-url=" + gate.baseUrl()));
        arguments.addAll(database.options());
        return arguments;
    }

    // ---- What has come of it ----------------------------------------------------------------------------------------

    /** How many messages the account was sent whose text, or title, begins like this. */
    long sent(String to, String title) {
        return platform.sentTo(to).stream()
                .filter(sent -> sent.title().startsWith(title))
                .count();
    }

    /** Every message that the platform delivered, sorted. */
    List<String> sent() {
        return platform.sent().stream()
                .map(sent ->
                        sent.to() + " | " + sent.title() + " | " + sent.text().replace("\n", " / "))
                .sorted()
                .toList();
    }

    /** How many times a message that was sent was changed; the same change made again counts once. */
    long updates() {
        return platform.updates().stream()
                .map(update -> update.messageId() + update.card().content())
                .distinct()
                .count();
    }

    List<Sent> sentTo(String to) {
        return platform.sentTo(to);
    }

    /** How many sends the platform recognised as repetitions. */
    long repeatedSends() {
        return gate.repeated();
    }

    /** Where the bot was killed. */
    List<String> kills() {
        return List.copyOf(kills);
    }

    /** How many events there were. */
    int events() {
        return events.size();
    }

    boolean everythingIsAcknowledged() {
        return events.values().stream().allMatch(event -> event.isAcknowledged && event.deliveries == MOST_DELIVERIES);
    }

    String report() {
        try {
            HttpResponse<String> answer = http.send(
                    request("/api/v1/rounds/" + ROUND + "/report")
                            .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN)
                            .header("Accept", "text/markdown")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends the bot as an operator does, so that its database can be read. */
    void end() {
        assertThat(alive().terminate()).isEqualTo(143);
        bot = null;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alive().port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private BotProcess alive() {
        return Objects.requireNonNull(bot);
    }

    private Instant now() {
        return clock.plusNanos(System.nanoTime() - clockSet);
    }

    private static Instant moment(String time) {
        return SettableClock.shanghai("2024-12-06T" + time);
    }

    @Override
    public void close() {
        BotProcess current = bot;
        if (current != null) {
            current.close();
        }
        gate.close();
        platform.close();
    }
}
