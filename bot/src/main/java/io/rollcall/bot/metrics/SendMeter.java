package io.rollcall.bot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.work.LogContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time of every send. A proxy, so that all else of the platform, what is optional included, stays as the
 * platform has it.
 */
final class SendMeter implements InvocationHandler {

    static final String NAME = "rollcall.send";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final ChatPlatform platform;
    private final Supplier<MeterRegistry> registry;

    private SendMeter(ChatPlatform platform, Supplier<MeterRegistry> registry) {
        this.platform = platform;
        this.registry = registry;
    }

    /** @param registry asked for at the first send, when it is surely there */
    static ChatPlatform around(ChatPlatform platform, Supplier<MeterRegistry> registry) {
        return (ChatPlatform) Proxy.newProxyInstance(
                ChatPlatform.class.getClassLoader(),
                new Class<?>[] {ChatPlatform.class},
                new SendMeter(platform, registry));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals("send")) {
            return call(method, arguments);
        }
        Timer.Sample sample = Timer.start(registry.get());
        String outcome = "failed";
        try {
            Object result = call(method, arguments);
            outcome = outcome(result);
            return result;
        } finally {
            sample.stop(Timer.builder(NAME)
                    .description("Calls to the chat platform that send a message")
                    .tag("platform", platform.name())
                    .tag("kind", kind())
                    .tag("outcome", outcome)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry.get()));
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(platform, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The platform does not know what a message is for; whoever sends it has said so for the log. */
    private static String kind() {
        return LogContext.kind().map(kind -> kind.toLowerCase(Locale.ROOT)).orElse("other");
    }

    private static String outcome(@Nullable Object result) {
        if (result instanceof SendResult.Sent) {
            return "sent";
        }
        if (result instanceof SendResult.Instead) {
            return "prepared";
        }
        return result instanceof SendResult.Refused ? "refused" : "retry";
    }
}
