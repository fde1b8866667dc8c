package io.rollcall.bot.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A bot on its own database, the platform it talks to, and the means to stop and start it. */
abstract class WireTest {

    @TempDir
    Path folder;

    final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    PlatformStandIn platform;
    BotUnderTest bot;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        platform = new PlatformStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/payments.yml"), fixture("payments.yml"));
        bot = new BotUnderTest(folder, clock, platform);
    }

    @AfterEach
    void stopBoth() {
        bot.close();
        platform.close();
    }

    void restart() {
        bot.close();
        bot = new BotUnderTest(folder, clock, platform);
    }

    static String fixture(String name) {
        try (InputStream file = Objects.requireNonNull(WireTest.class.getResourceAsStream("/wire/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
