package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Connections.Connection;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.feishu.FeishuCode.Kind;
import io.rollcall.bot.socket.BoundedSockets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One app's long connection (长连接): opened from here, opened again whenever it is lost, for as long as the bot runs.
 * Nothing happens by itself: whoever owns it calls {@link #tick} every so often.
 *
 * <p>What it is opened with is a ticket; the address that holds it is never told to anybody.
 */
final class LongConnection implements Connection {

    /** While somebody has to mend the set-up, the platform is not to be bothered more often. */
    static final Duration SLOWLY = FeishuCode.SETUP_PAUSE;

    /** A connection that is lost sooner was none: the next tries come less and less often. */
    static final Duration STABLE = Duration.ofMinutes(1);

    /** Of the endpoint: "system busy" and "internal error". Its other errors are for a person to mend. */
    private static final Set<Integer> PASSING = Set.of(1, 1000040343);

    /** Of the handshake: "authentication failed" and "forbidden". The ticket was new, so another would not help. */
    private static final Set<Integer> REJECTED = Set.of(514, 401, 403);

    /** Of the handshake: more connections than an app may have. */
    private static final int TOO_MANY = 1000040350;

    private static final Duration TO_CLOSE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(LongConnection.class);

    private final String app;
    private final FeishuSettings.App configured;
    private final FeishuApi api;
    private final Supplier<Desk> desks;
    private final LongSupplier nanoTime;
    private final LongUnaryOperator randomBelow;
    private final AtomicLong opened = new AtomicLong();
    private final Object lock = new Object();

    private volatile ConnectionTerms terms = ConnectionTerms.USUAL;
    private volatile @Nullable LongSession session;
    /** Only while it is to be open. */
    private volatile @Nullable Means means;

    private volatile @Nullable Desk closing;
    private volatile long notBefore;
    private boolean termsAreTold;
    private int failures;
    private String said = "";

    /**
     * @param desks       of what comes in; a new one from each start to the stop after it
     * @param nanoTime    a monotonic clock, in nanoseconds
     * @param randomBelow a random number from 0 up to the one that is given, itself not included
     */
    LongConnection(
            String app,
            FeishuSettings.App configured,
            FeishuApi api,
            Supplier<Desk> desks,
            LongSupplier nanoTime,
            LongUnaryOperator randomBelow) {
        this.app = app;
        this.configured = configured;
        this.api = api;
        this.desks = desks;
        this.nanoTime = nanoTime;
        this.randomBelow = randomBelow;
    }

    private record Means(OkHttpClient http, BoundedSockets sockets, Desk desk) {}

    /** Connects at the next tick. */
    void start(OkHttpClient http) {
        BoundedSockets sockets = new BoundedSockets(LongSession.MAX_MESSAGE);
        synchronized (lock) {
            means = new Means(http.newBuilder().socketFactory(sockets).build(), sockets, desks.get());
            notBefore = nanoTime.getAsLong();
            failures = 0;
            said = "";
        }
    }

    /** Does what is due: a ping, a look whether the platform is still there, a try to open. Not for two threads at once. */
    void tick() {
        LongSession current = session;
        if (current != null) {
            current.tick();
        } else if (means != null && nanoTime.getAsLong() - notBefore >= 0) {
            open();
        }
    }

    private void open() {
        Answer answer;
        try {
            answer = api.connection(app);
        } catch (CallFailedException e) {
            failed(e.reason(), e.after().orElse(Duration.ZERO));
            return;
        }
        if (!answer.ok()) {
            String reason = "callback/ws/endpoint: " + answer.reason();
            if (answer.kind() == Kind.BUSY || PASSING.contains(answer.code())) {
                failed(reason, answer.after().orElse(Duration.ZERO));
            } else {
                failed(reason + "; check app-id and app-secret, and in the console that the app is enabled", SLOWLY);
            }
            return;
        }
        told(answer.data().path("ClientConfig"));
        address(Json.at(answer.data(), "URL"), configured)
                .ifPresentOrElse(
                        this::open,
                        () -> failed("callback/ws/endpoint: the answer holds no wss:// address", Duration.ZERO));
    }

    private void open(HttpUrl address) {
        synchronized (lock) {
            Means current = means;
            // A start that follows a stop at once may have been quicker.
            if (current != null && session == null) {
                LongSession fresh =
                        new LongSession(this, service(address), current.desk(), current.sockets(), nanoTime);
                session = fresh;
                fresh.open(current.http(), new Request.Builder().url(address).build());
            }
        }
    }

    /** Where the platform itself is spoken to over TLS, so is this. */
    static Optional<HttpUrl> address(String url, FeishuSettings.App configured) {
        if (url.startsWith("wss://")) {
            return Optional.ofNullable(HttpUrl.parse("https" + url.substring(3)));
        }
        boolean isOpenAnyway = "http".equals(configured.baseUrl().getScheme());
        return url.startsWith("ws://") && isOpenAnyway
                ? Optional.ofNullable(HttpUrl.parse("http" + url.substring(2)))
                : Optional.empty();
    }

    /** What pings are addressed with; the platform's clients find it nowhere else. */
    private static int service(HttpUrl address) {
        return number(address.queryParameter("service_id"), 0);
    }

    ConnectionTerms terms() {
        return terms;
    }

    /** The platform says how it wants the connection to be kept, at its opening and now and then. */
    void told(JsonNode config) {
        if (config.isObject()) {
            synchronized (lock) {
                terms = terms.with(config);
                termsAreTold = true;
            }
        }
    }

    void opened() {
        opened.incrementAndGet();
        synchronized (lock) {
            said = "";
        }
        log.info("The long connection of Feishu app {} is open", app);
    }

    /** The platform did not let it be opened; {@code response} is its answer, where there was one. */
    void refused(LongSession which, String failure, @Nullable Response response) {
        String code = response == null ? "" : response.header("handshake-autherrcode", "");
        int http = response == null ? 0 : response.code();
        int status = response == null ? 0 : number(response.header("handshake-status", ""), http);
        if (Integer.toString(TOO_MANY).equals(code)) {
            ended(which, "the app has as many connections as Feishu allows; close some of its other ones", SLOWLY);
        } else if (REJECTED.contains(status)) {
            ended(which, "the platform turned it away with " + status + "; check that the app is enabled", SLOWLY);
        } else {
            ended(which, http == 0 ? failure : failure + ", HTTP " + http, Duration.ZERO);
        }
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return Integer.parseInt(String.valueOf(text));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** It was open, or on its way to be, and is no more. */
    void ended(LongSession which, String why, Duration atLeast) {
        synchronized (lock) {
            if (session != which) {
                return;
            }
            session = null;
            if (means == null) {
                return;
            }
            if (!which.wasOpen()) {
                failed(why, atLeast);
                return;
            }
            if (which.age() >= STABLE.toNanos()) {
                failures = 0;
            }
            retryAfter(soon(), atLeast);
        }
        log.warn("The long connection of Feishu app {} was lost ({}); it will be opened again", app, why);
    }

    private void failed(String why, Duration atLeast) {
        synchronized (lock) {
            if (means == null) {
                return;
            }
            boolean isFirst = failures == 0 && termsAreTold;
            long next = termsAreTold ? terms.interval().toNanos() : backOff();
            retryAfter(isFirst ? soon() : next, atLeast);
            if (said.equals(why)) {
                log.debug("The long connection of Feishu app {} still cannot be opened", app);
                return;
            }
            said = why;
        }
        log.warn(
                "The long connection of Feishu app {} cannot be opened: {}. Nothing comes in until it is; it is tried on"
                        + " and on",
                app,
                why);
    }

    /** At a moment of its own, so that not all who lost theirs come at once; what does not last makes this grow. */
    private long soon() {
        return Math.max(randomBelow.applyAsLong(terms.jitter().toNanos() + 1), backOff());
    }

    /** A second, and twice as long after each failure, up to what the platform wants between two tries. */
    private long backOff() {
        long pause = TimeUnit.SECONDS.toNanos(1L << Math.min(failures, 10));
        return Math.min(pause, terms.interval().toNanos());
    }

    /** The bot does not give up: when it has had its tries, it goes on slowly. */
    private void retryAfter(long nanos, Duration atLeast) {
        failures++;
        boolean hasHadItsTries = terms.tries() >= 0 && failures > terms.tries();
        long least = Math.max(atLeast.toNanos(), hasHadItsTries ? SLOWLY.toNanos() : 0);
        notBefore = nanoTime.getAsLong() + Math.max(nanos, least);
    }

    /** No new connection from now on, and nothing new from the one that is open. */
    void stopTaking() {
        synchronized (lock) {
            Means current = means;
            means = null;
            closing = current == null ? closing : current.desk();
        }
    }

    boolean isStopping() {
        return means == null;
    }

    /** After {@link #stopTaking}: what is under way is answered, then the connection is closed. */
    void stop(Duration within) {
        Desk last = closing;
        if (last != null) {
            last.close(within);
        }
        LongSession current = session;
        if (current != null) {
            current.close(TO_CLOSE);
        }
        session = null;
    }

    @Override
    public String platform() {
        return FeishuPlatform.NAME;
    }

    @Override
    public String app() {
        return app;
    }

    @Override
    public boolean isUp() {
        LongSession current = session;
        return current != null && current.wasOpen();
    }

    @Override
    public long reopened() {
        return Math.max(0, opened.get() - 1);
    }
}
