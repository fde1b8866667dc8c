package io.rollcall.bot.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.chat.Connections.Connection;
import java.util.List;

/** Tells of each connection to a platform whether it is up, and how often it had to be opened again. */
final class ConnectionMeter implements MeterBinder {

    private final List<Connections> connections;

    ConnectionMeter(List<Connections> connections) {
        this.connections = connections;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        connections.stream().flatMap(some -> some.connections().stream()).forEach(one -> {
            Gauge.builder("rollcall.connection.up", one, connection -> connection.isUp() ? 1 : 0)
                    .description("Whether deliveries can come in over the connection: 1 or 0")
                    .tag("platform", one.platform())
                    .tag("app", one.app())
                    .register(registry);
            FunctionCounter.builder("rollcall.connection.reopened", one, Connection::reopened)
                    .description("How often the connection was opened again after it had been lost")
                    .tag("platform", one.platform())
                    .tag("app", one.app())
                    .register(registry);
        });
    }
}
