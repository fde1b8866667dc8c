package io.rollcall.bot.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The page's texts in one of its two languages. */
final class Words {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Words() {}

    /** English when asked for, else Chinese. */
    static Locale locale(String lang) {
        return lang.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    static Map<String, String> in(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle("messages.sandbox", locale, NO_FALLBACK);
        Map<String, String> words = new TreeMap<>();
        for (String key : bundle.keySet()) {
            words.put(key, bundle.getString(key));
        }
        return words;
    }
}
