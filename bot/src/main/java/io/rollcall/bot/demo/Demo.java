package io.rollcall.bot.demo;

import io.rollcall.bot.RollcallApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;

/** The application with a team of its own, talking to a stand-in for the chat platform. */
public final class Demo {

    static final String TEAM_FILE = "payments.yml";
    private static final String APP = "rollcall.feishu.apps.demo.";

    private Demo() {}

    /** The demo, not started yet. */
    public static SpringApplication application() {
        SpringApplication application = RollcallApplication.application();
        application.setAdditionalProfiles("demo");
        // The two sides share secrets made for this run alone: whoever else reaches the callback cannot forge.
        application.setDefaultProperties(Map.of(
                APP + "app-id",
                "cli_demo",
                APP + "app-secret",
                secret(),
                APP + "encrypt-key",
                secret(),
                APP + "verification-token",
                secret(),
                "rollcall.teams",
                teamFolder().toString()));
        return application;
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
