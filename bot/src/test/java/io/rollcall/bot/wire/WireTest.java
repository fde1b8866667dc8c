package io.rollcall.bot.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bot on its own database, the platform it talks to, and the means to stop and start it. A test runs on H2; a subclass
 * that names another database runs all of it there.
 */
abstract class WireTest {

    @TempDir
    Path folder;

    final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    PlatformStandIn platform;
    WireDatabase database;
    BotUnderTest bot;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        platform = new PlatformStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/payments.yml"), fixture("payments.yml"));
        database = emptyDatabase();
        bot = started(Map.of());
    }

    @AfterEach
    void stopBoth() {
        bot.close();
        platform.close();
    }

    void restart() {
        bot.close();
        bot = started(Map.of());
    }

    WireDatabase emptyDatabase() {
        return WireDatabase.h2(folder);
    }

    /** Another process on the same database; the earlier one is closed on H2. */
    BotUnderTest started(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(others);
        return new BotUnderTest(folder, clock, platform, settings);
    }

    static String fixture(String name) {
        try (InputStream file = Objects.requireNonNull(WireTest.class.getResourceAsStream("/wire/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
