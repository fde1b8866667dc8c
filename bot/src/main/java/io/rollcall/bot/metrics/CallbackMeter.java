package io.rollcall.bot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the time of every callback, from its arrival to its answer, and notes what became of it: {@code accepted},
 * {@code duplicate}, {@code refused} with the reason, {@code failed} where it could not be stored, or {@code answered}
 * where there was nothing to store.
 */
final class CallbackMeter extends OncePerRequestFilter {

    static final String NAME = "rollcall.callback";

    private static final Pattern PATH = Pattern.compile("/callback/([a-z]{1,20})/.*");
    private static final Set<String> PLATFORMS = Set.of("feishu", "wecom", "dingtalk");

    /** What became of the callback under way on this thread; nothing while there is none. */
    private static final ThreadLocal<String> TAKEN_IN = new ThreadLocal<>();

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** The platforms wait for 3 s or more. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(1000),
        Duration.ofMillis(3000)
    };

    private final MeterRegistry registry;

    CallbackMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Notes for the callback under way on this thread whether its delivery was new. What comes in by a connection instead
     * is no callback under way: of that, the time of its storing is taken.
     *
     * @param registry asked for at the first delivery, when it is surely there
     */
    static Intake around(Intake intake, Supplier<MeterRegistry> registry) {
        InvocationHandler noting = (proxy, method, arguments) -> {
            if (!method.getName().equals("accept")) {
                return call(intake, method, arguments);
            }
            Timer.Sample sample = TAKEN_IN.get() == null ? Timer.start() : null;
            String outcome = "failed";
            try {
                Object result = call(intake, method, arguments);
                outcome = Boolean.TRUE.equals(result) ? "accepted" : "duplicate";
                return result;
            } finally {
                if (sample == null) {
                    TAKEN_IN.set(outcome);
                } else {
                    String reason = outcome.equals("failed") ? "not_stored" : "";
                    sample.stop(timer(registry.get(), String.valueOf(arguments[0]), outcome, reason));
                }
            }
        };
        return (Intake) Proxy.newProxyInstance(Intake.class.getClassLoader(), new Class<?>[] {Intake.class}, noting);
    }

    private static @Nullable Object call(Intake intake, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(intake, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Timer timer(MeterRegistry registry, String platform, String outcome, String reason) {
        return Timer.builder(NAME)
                .description("Deliveries of the chat platforms, from arrival to answer")
                .tag("platform", platform)
                .tag("outcome", outcome)
                .tag("reason", reason)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Timer.Sample sample = Timer.start(registry);
        TAKEN_IN.set("answered");
        int status = SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            sample.stop(timer(registry, platform(request), outcome(status), reason(request, status)));
            TAKEN_IN.remove();
        }
    }

    /** Anybody may call any path: only what is a platform's becomes a label. */
    private static String platform(HttpServletRequest request) {
        Matcher path = PATH.matcher(request.getServletPath());
        return path.matches() && PLATFORMS.contains(path.group(1)) ? path.group(1) : "unknown";
    }

    private static String outcome(int status) {
        if (status >= SERVER_ERROR) {
            return "failed";
        }
        if (status >= CLIENT_ERROR) {
            return "refused";
        }
        return TAKEN_IN.get();
    }

    /** Refusals name one of a handful of reasons, never what was sent. */
    private static String reason(HttpServletRequest request, int status) {
        if (status < CLIENT_ERROR) {
            return "";
        }
        return Refusals.reason(request::getAttribute)
                .map(reason -> reason.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_|_$", ""))
                .orElse("status_" + status);
    }
}
