package io.rollcall.bot.demo;

import io.rollcall.bot.RollcallApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;

/** The application with a team of its own, talking to a stand-in for the chat platform. */
public final class Demo {

    static final String TEAM_FILE = "payments.yml";
    private static final String APP = "rollcall.feishu.apps.demo.";

    private Demo() {}

    /** The demo, not started yet. */
    public static SpringApplication application() {
        SpringApplication application = RollcallApplication.application();
        application.setAdditionalProfiles("demo");
        Map<String, Object> own = settings();
        // Before everything else: an operator's ./config is for the real bot, and the demo must not touch its database.
        application.addInitializers(starting ->
                starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("demo", own)));
        return application;
    }

    private static Map<String, Object> settings() {
        // The two sides share secrets made for this run alone: whoever else reaches the callback cannot forge.
        Map<String, Object> settings = new HashMap<>(Map.of(
                APP + "app-id",
                "cli_demo",
                APP + "app-secret",
                secret(),
                APP + "encrypt-key",
                secret(),
                APP + "verification-token",
                secret(),
                "rollcall.teams",
                teamFolder().toString(),
                "spring.datasource.url",
                "jdbc:h2:mem:demo-" + secret()
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1",
                "spring.datasource.username",
                "demo",
                "spring.datasource.password",
                "",
                // Connecting would take the robot away from the real bot.
                "rollcall.wecom.connect",
                false,
                // The page lets anyone act as any member, so it is for this machine alone.
                "server.address",
                "127.0.0.1"));
        settings.put("rollcall.dingtalk.connect", false);
        return settings;
    }

    /** Team files are read from a folder, and the demo's is in the jar. */
    private static Path teamFolder() {
        try (InputStream file = Objects.requireNonNull(Demo.class.getResourceAsStream("/demo/" + TEAM_FILE))) {
            Path folder = Files.createTempDirectory("rollcall-demo");
            Path copy = folder.resolve(TEAM_FILE);
            Files.copy(file, copy);
            copy.toFile().deleteOnExit();
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's team file could not be written to the temporary folder", e);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
