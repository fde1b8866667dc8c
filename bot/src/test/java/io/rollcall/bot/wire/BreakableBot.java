package io.rollcall.bot.wire;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.bot.RollcallApplication;
import io.rollcall.storage.Queues;
import jakarta.servlet.Filter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * The application as a process that stops for ever at a point it was told, and says so, for its parent to kill it right
 * there. Stands around the application, at its database connections, its web server and its clock, so that the
 * application itself is the one that operators run.
 *
 * <p>Understands, a line each on its standard input: {@code clock <moment>}, {@code stop <point>}, {@code idle}, and
 * {@code go} for the first start; answers on its standard output with lines that begin with {@value #MARK}.
 */
public final class BreakableBot {

    /** Before what is meant for the parent. */
    static final String MARK = "@bot ";

    private final ShiftedClock clock = new ShiftedClock();
    private volatile String stop = "";

    private BreakableBot() {}

    public static void main(String[] arguments) throws IOException {
        new BreakableBot().run(arguments);
    }

    private void run(String... arguments) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); !"go".equals(line); line = commands.readLine()) {
            obey(line, null);
        }
        SpringApplication application = RollcallApplication.application();
        application.addInitializers(starting -> standAround((GenericApplicationContext) starting));
        ConfigurableApplicationContext context = application.run(arguments);
        say("ready "
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort());
        Thread listener = new Thread(() -> listen(commands, context), "commands");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(BufferedReader commands, ConfigurableApplicationContext context) {
        try {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                obey(line, context);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Whoever started this is gone.
        Runtime.getRuntime().halt(1);
    }

    private void obey(String line, ConfigurableApplicationContext context) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "clock" -> clock.set(Instant.parse(words[1]));
            case "stop" -> stop = words.length > 1 ? words[1] : "";
            case "idle" -> {
                Queues queues = context.getBean(Queues.class);
                int left = queues.inbox().waiting() + queues.outbox().waiting();
                say("left " + left);
                return;
            }
            default -> throw new IllegalArgumentException(line);
        }
        say("ok");
    }

    private void standAround(GenericApplicationContext context) {
        context.getBeanFactory().registerSingleton("clock", clock);
        context.registerBean("dataSource", HikariDataSource.class, () -> pool(context.getEnvironment()));
        context.registerBean("crashFilter", FilterRegistrationBean.class, () -> {
            Filter filter = (request, response, chain) -> {
                pass("received");
                chain.doFilter(request, response);
                response.flushBuffer();
                pass("acknowledged");
            };
            FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(filter);
            bean.addUrlPatterns("/callback/*");
            bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return bean;
        });
    }

    private HikariDataSource pool(Environment environment) {
        HikariDataSource pool = new WatchedPool();
        pool.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
        pool.setUsername(environment.getRequiredProperty("spring.datasource.username"));
        pool.setPassword(environment.getProperty("spring.datasource.password", ""));
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        return pool;
    }

    /** Goes no further when this is where to stop. */
    private void pass(String point) {
        if (point.equals(stop)) {
            say("at " + point);
            while (true) {
                LockSupport.park();
            }
        }
    }

    private static void say(String words) {
        System.out.println("\n" + MARK + words);
        System.out.flush();
    }

    /** The real time, moved. */
    private static final class ShiftedClock extends Clock {

        private volatile Duration shift = Duration.ZERO;

        void set(Instant now) {
            shift = Duration.between(Instant.now(), now);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class WatchedPool extends HikariDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return WatchedConnection.of(super.getConnection(), BreakableBot.this::pass);
        }
    }
}
