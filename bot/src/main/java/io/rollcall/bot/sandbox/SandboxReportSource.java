package io.rollcall.bot.sandbox;

import java.util.Locale;
import java.util.Optional;

/** What the sandbox's page shows beside the chat. The application implements it; without one the page does without. */
public interface SandboxReportSource {

    /** The report published last, as a complete HTML page. */
    Optional<String> latestReport();

    /** Whether there is one; asked often, so worth overriding where finding out is cheaper than rendering. */
    default boolean hasReport() {
        return latestReport().isPresent();
    }

    /**
     * How the round stands, in a few words, such as "第 49 周 · 收集中 5/6".
     *
     * @param locale Chinese or English
     */
    Optional<String> round(Locale locale);
}
