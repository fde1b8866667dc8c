package io.rollcall.bot.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * What came of pressing a button.
 *
 * @param toast        what the application answered for the person to see
 * @param cardReplaced whether the application's answer held a new card, which now stands in the chat
 * @param error        the number that the platform's client would show: 200341 no answer within 3 s, 200342 no
 *                     connection, 200671 another status than 200, 200672 the answer is no JSON object, 200673 its card is
 *                     unusable
 */
public record SandboxPress(Optional<Toast> toast, boolean cardReplaced, Optional<Integer> error) {

    /**
     * A short notice.
     *
     * @param type info, success, warning or error
     * @param i18n the content by language, such as {@code en_us}
     */
    public record Toast(String type, String content, Map<String, String> i18n) {

        public Toast {
            i18n = Map.copyOf(i18n);
        }

        /** The content in a language, {@code zh_cn} or {@code en_us}, where there is a translation. */
        public String contentIn(String language) {
            return i18n.getOrDefault(language, content);
        }
    }

    static SandboxPress failed(int error) {
        return new SandboxPress(Optional.empty(), false, Optional.of(error));
    }
}
