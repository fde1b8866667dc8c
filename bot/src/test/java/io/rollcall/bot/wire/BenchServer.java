package io.rollcall.bot.wire;

import io.rollcall.bot.RollcallApplication;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The application as it is, with two more addresses: what is measured beside them runs in the same server. */
final class BenchServer {

    private BenchServer() {}

    public static void main(String[] arguments) {
        SpringApplication application = RollcallApplication.application();
        application.addPrimarySources(List.of(Baselines.class));
        application.run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class Baselines {

        @Bean
        Baseline baseline(JdbcTemplate jdbc) {
            return new Baseline(jdbc);
        }
    }

    @RestController
    static class Baseline {

        private final JdbcTemplate jdbc;
        private final AtomicLong number = new AtomicLong();

        Baseline(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        /** Reads what came and does nothing about it. */
        @PostMapping("/bench/nothing")
        byte[] nothing(HttpServletRequest request) throws IOException {
            request.getInputStream().readAllBytes();
            return new byte[] {'{', '}'};
        }

        /** The same row into the same table by a statement and a commit of its own; nothing is opened or verified. */
        @PostMapping("/bench/insert")
        byte[] insert(HttpServletRequest request) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long n = number.incrementAndGet();
            jdbc.update(
                    "INSERT INTO inbox (platform, app, delivery_key, sender, lane, payload, received_at, state, attempts,"
                            + " next_try_at) VALUES ('bench', 'main', ?, ?, ?, ?, '2024-12-06', 'DONE', 0, '2024-12-06')",
                    "plain:" + n,
                    "ou_" + n % 300,
                    "ou_" + n % 300,
                    body);
            return new byte[] {'{', '}'};
        }
    }
}
