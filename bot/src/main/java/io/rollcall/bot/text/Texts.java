package io.rollcall.bot.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the bot says to members, from {@code messages/chat*.properties}: English, with Chinese beside it. */
public final class Texts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("messages/chat", locale, NO_FALLBACK);
    }

    /** The texts in this language; English where a language has none. */
    public static Texts in(Locale locale) {
        return new Texts(locale);
    }

    public Locale locale() {
        return locale;
    }

    /**
     * The text for a key, its {@code {0}} and so on filled in as they are, numbers without grouping.
     *
     * @throws java.util.MissingResourceException for an unknown key
     */
    public String get(String key, Object... arguments) {
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = arguments[i].toString();
        }
        return new MessageFormat(bundle.getString(key), locale).format(plain);
    }
}
