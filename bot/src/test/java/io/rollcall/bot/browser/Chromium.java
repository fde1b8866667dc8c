package io.rollcall.bot.browser;

import java.nio.file.Path;
import java.util.Map;

/**
 * A browser that can be started.
 *
 * @param env what it needs in its environment beside what there is
 */
record Chromium(Path executable, Map<String, String> env) {

    Chromium {
        env = Map.copyOf(env);
    }
}
