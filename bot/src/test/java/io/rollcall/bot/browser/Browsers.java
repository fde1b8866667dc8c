package io.rollcall.bot.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real browser for tests. It is looked for in {@code CHROME_BIN}, then on the {@code PATH}, and else fetched into the
 * user's cache; where none of it works the test fails, it is never skipped.
 */
public final class Browsers implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts a browser without a window; close it when done. */
    public static Browsers open() {
        Map<String, String> env = System.getenv();
        Chromium chromium = new ChromiumFinder(env, new ChromiumFetch(ChromiumFetch.userCache(env))).find();
        // The driver would otherwise download browsers of its own.
        Map<String, String> driver = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(driver));
        try {
            Map<String, String> own = new HashMap<>(env);
            own.putAll(chromium.env());
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium.executable())
                            .setEnv(own)
                            .setTimeout(60_000)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--no-zygote",
                                    "--disable-gpu",
                                    "--disable-background-networking",
                                    "--disable-dev-shm-usage")));
            return new Browsers(playwright, browser);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    public Browser browser() {
        return browser;
    }

    /** Where screenshots go: a folder of the build's output. */
    public static Path screenshot(String name) {
        return Path.of("target", "screenshots", name + ".png");
    }

    @Override
    public void close() {
        playwright.close();
    }
}
