package io.rollcall.bot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who may call the sandbox, and its settings. */
class SandboxHostsTest {

    @ParameterizedTest
    @CsvSource({
        // configured,   host,               from,         path,                status
        "'',             localhost:8080,     127.0.0.1,    /sandbox,            200",
        "'',             [::1]:8080,         ::1,          /sandbox/api/state,  200",
        "'',             localhost:8080,     192.168.1.20, /sandbox,            403",
        "'',             chat.example:8080,  127.0.0.1,    /sandbox,            403",
        "'',             chat.example:8080,  127.0.0.1,    /,                   403",
        "'',             chat.example:8080,  192.168.1.20, /api/v1/rounds/x,    200",
        "'',             chat.example:8080,  192.168.1.20, /sandboxes,          200",
        "chat.example,   chat.example:8080,  192.168.1.20, /sandbox,            200",
        "chat.example,   CHAT.example,       192.168.1.20, /sandbox,            200",
        "chat.example,   localhost:8080,     172.17.0.1,   /sandbox,            200",
        "chat.example,   other.example:8080, 127.0.0.1,    /sandbox,            403",
    })
    void theSandboxIsForThisMachineUnlessHostsAreNamed(
            String configured, String host, String from, String path, int status) throws Exception {
        List<String> hosts = configured.isEmpty() ? List.of() : List.of(configured);
        HostGuard guard = new HostGuard(new SandboxSettings(hosts, List.of(), Duration.ofSeconds(3)));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.addHeader("Host", host);
        request.setRemoteAddr(from);
        MockHttpServletResponse response = new MockHttpServletResponse();

        guard.doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(status);
    }

    @Test
    void withoutSettingsThePlatformsDelaysHold() {
        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .run(context -> assertThat(context.getBean(SandboxSettings.class))
                        .isEqualTo(new SandboxSettings(
                                List.of(),
                                List.of(
                                        Duration.ofSeconds(15),
                                        Duration.ofMinutes(5),
                                        Duration.ofHours(1),
                                        Duration.ofHours(6)),
                                Duration.ofSeconds(3))));
    }

    @Test
    void settingsThatCannotBeStopTheStart() {
        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .withPropertyValues("rollcall.sandbox.deadline=0s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("rollcall.sandbox.deadline"));
        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .withPropertyValues("rollcall.sandbox.hots=chat.example")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("hots"));
    }

    @EnableConfigurationProperties(SandboxSettings.class)
    static class Bound {}
}
