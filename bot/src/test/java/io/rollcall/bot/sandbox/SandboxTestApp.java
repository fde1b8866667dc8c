package io.rollcall.bot.sandbox;

import io.rollcall.bot.sandbox.TestWorld.SettableClock;
import java.time.Instant;
import org.mybatis.spring.boot.autoconfigure.MybatisAutoConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** An application with nothing in it but the sandbox. Started with the profile {@code demo}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            HealthEndpointAutoConfiguration.class,
            MybatisAutoConfiguration.class,
            QuartzAutoConfiguration.class
        })
@Import(SandboxConfiguration.class)
class SandboxTestApp {

    @Bean
    SandboxWorld world() {
        return TestWorld.world();
    }

    @Bean
    SettableClock clock() {
        return new SettableClock(Instant.parse("2025-03-07T02:00:00.123Z"));
    }

    @Bean
    @Profile("demo")
    SandboxCallback callback(LocalServer server) {
        return () -> server.resolve("/callback/feishu/demo");
    }
}
