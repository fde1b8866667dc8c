package io.rollcall.bot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Someone at the sandbox's page; the script must not complain while he is there. */
public abstract class SandboxVisit {

    protected final List<String> complaints = new ArrayList<>();
    protected BrowserContext context;
    protected Page page;

    protected abstract Browser browser();

    /** The address of a path of the sandbox's server. */
    protected abstract String url(String path);

    /** What the names of the screenshots start with. */
    protected abstract String shots();

    @AfterEach
    void nothingWentWrongInTheScript() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    /** Goes on in a window of this size, with nothing open. */
    protected final void size(int width, int height) {
        if (context != null) {
            context.close();
        }
        context = browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setReducedMotion(ReducedMotion.REDUCE));
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    protected final void open(String query) {
        page.navigate(url("/sandbox" + query));
        page.locator(".entry").first().waitFor();
    }

    protected final Locator chat(String name) {
        return page.locator(".entry")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    protected final void write(String text) {
        page.locator("#text").fill(text);
        page.locator("#text").press("Enter");
    }

    protected final Locator mine() {
        return page.locator(".msg.mine");
    }

    protected final Locator theirs() {
        return page.locator(".msg:not(.mine)");
    }

    /** On a phone, in a window 375 wide. */
    protected final void noSidewaysScrolling() {
        Object wider =
                page.evaluate("() => [...document.querySelectorAll('body, main, .chats, .chat, .log, .composer')]"
                        + ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className || e.tagName).join()");
        assertThat(wider).isEqualTo("");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(375);
    }

    protected final void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Browsers.screenshot(shots() + "-" + name)));
    }
}
