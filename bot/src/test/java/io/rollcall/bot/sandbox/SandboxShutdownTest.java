package io.rollcall.bot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class SandboxShutdownTest {

    @Test
    void anOpenPageDoesNotHoldTheApplicationUp() throws Exception {
        ConfigurableApplicationContext app = start("demo");
        String stream = app.getBean(LocalServer.class)
                .resolve("/sandbox/api/stream")
                .orElseThrow()
                .toString();
        try (Response open = new OkHttpClient()
                .newCall(new Request.Builder().url(stream).build())
                .execute()) {
            assertThat(open.body().source().readUtf8Line()).isEqualTo("data:changed");

            assertTimeoutPreemptively(Duration.ofSeconds(10), app::close);
        }
    }

    @Test
    void outsideTheDemoThereIsNoSandbox() {
        try (ConfigurableApplicationContext app = start("production")) {
            assertThat(app.getBeanNamesForType(Sandbox.class)).isEmpty();
            assertThat(app.getBeanNamesForType(FeishuWireController.class)).isEmpty();
            assertThat(app.getBeanNamesForType(PageController.class)).isEmpty();
            assertThat(app.getBeanNamesForType(PageApi.class)).isEmpty();
        }
    }

    private static ConfigurableApplicationContext start(String profile) {
        return new SpringApplicationBuilder(SandboxTestApp.class)
                .profiles(profile)
                .properties("server.port=0")
                .run();
    }
}
