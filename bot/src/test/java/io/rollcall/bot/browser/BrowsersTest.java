package io.rollcall.bot.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowsersTest {

    @TempDir
    Path folder;

    private Path early;
    private Path late;
    private int fetched;

    @BeforeEach
    void twoFoldersOnThePath() throws IOException {
        early = Files.createDirectory(folder.resolve("early"));
        late = Files.createDirectory(folder.resolve("late"));
    }

    @Test
    void theVariableGoesBeforeThePath() throws IOException {
        program(early, "chromium");
        Path named = program(folder, "my-chrome");

        assertThat(find(Map.of("CHROME_BIN", named.toString())).executable()).isEqualTo(named);
    }

    @Test
    void aVariableThatNamesNoProgramFailsInOneLineInsteadOfFindingAnother() throws IOException {
        program(early, "chromium");
        Path plain = Files.writeString(folder.resolve("plain.txt"), "no program");

        assertThatIllegalStateException()
                .isThrownBy(() -> find(Map.of("CHROME_BIN", plain.toString())))
                .withMessageContaining(plain.toString())
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertThat(fetched).isZero();
    }

    @Test
    void commandsAreTakenInTheirOrderWhereverTheyStand() throws IOException {
        program(early, "google-chrome");
        program(early, "google-chrome-stable");
        Path chromium = program(late, "chromium-browser");

        assertThat(find(Map.of()).executable()).isEqualTo(chromium);
    }

    @Test
    void aFolderOrAPlainFileOfThatNameIsNoBrowser() throws IOException {
        Files.createDirectory(early.resolve("chromium"));
        Files.writeString(early.resolve("chromium-browser"), "no program");
        Path chrome = program(late, "google-chrome");

        assertThat(find(Map.of()).executable()).isEqualTo(chrome);
        assertThat(fetched).isZero();
    }

    @Test
    void withNoneOnTheMachineOneIsFetched() {
        assertThat(find(Map.of()).executable()).isEqualTo(Path.of("fetched"));
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void whenEvenThatFailsOneLineNamesTheThreeWays() {
        ChromiumFinder finder = new ChromiumFinder(Map.of("PATH", early.toString()), () -> {
            throw new IOException("Cannot run program \"npm\"\nmore of it");
        });

        assertThatIllegalStateException().isThrownBy(finder::find).satisfies(e -> {
            assertThat(e.getMessage()).contains("CHROME_BIN", "chromium-browser", "npm", "Cannot run program");
            assertThat(e.getMessage().lines()).hasSize(1);
        });
    }

    @Test
    void nothingIsFetchedForAMachineThatCouldNotRunIt() {
        ChromiumFinder finder = new ChromiumFinder(
                Map.of("PATH", early.toString()), new ChromiumFetch(folder.resolve("cache"), "Mac OS X", "aarch64"));

        assertThatIllegalStateException().isThrownBy(finder::find).withMessageContaining("Mac OS X on aarch64");
    }

    @Test
    void whatWasFetchedBeforeIsNotFetchedAgain() throws Exception {
        Path home = Files.createDirectories(folder.resolve("cache/chromium-153.0.0"));
        program(home, "chromium");
        Files.writeString(home.resolve("complete"), "");

        Chromium found = new ChromiumFetch(folder.resolve("cache"), "Linux", "amd64").fetch();

        assertThat(found.executable()).isEqualTo(home.resolve("chromium"));
        assertThat(found.env())
                .containsEntry("LD_LIBRARY_PATH", home.resolve("lib").toString());
    }

    @Test
    void theCacheIsTheUsersOwn() {
        assertThat(ChromiumFetch.userCache(Map.of("XDG_CACHE_HOME", "/caches"))).isEqualTo(Path.of("/caches/rollcall"));
        assertThat(ChromiumFetch.userCache(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "rollcall"));
    }

    private Chromium find(Map<String, String> env) {
        Map<String, String> all = new java.util.HashMap<>(env);
        all.put("PATH", early + File.pathSeparator + late);
        return new ChromiumFinder(all, () -> {
                    fetched++;
                    return new Chromium(Path.of("fetched"), Map.of());
                })
                .find();
    }

    private static Path program(Path folder, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
