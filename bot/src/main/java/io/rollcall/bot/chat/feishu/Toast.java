package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import tools.jackson.databind.node.ObjectNode;

/** What a person sees at once after pressing a button; the real answer follows as a message. */
final class Toast {

    private static final String BUNDLE = "messages.feishu";

    private Toast() {}

    /** The answer to a card callback. */
    static byte[] received() {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode toast = answer.putObject("toast");
        toast.put("type", "info");
        toast.put("content", received(Locale.SIMPLIFIED_CHINESE));
        toast.putObject("i18n")
                .put("zh_cn", received(Locale.SIMPLIFIED_CHINESE))
                .put("en_us", received(Locale.US));
        return Json.text(answer).getBytes(StandardCharsets.UTF_8);
    }

    private static String received(Locale locale) {
        ResourceBundle.Control noDetour =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(BUNDLE, locale, noDetour).getString("toast.received");
    }
}
