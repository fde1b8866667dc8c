package io.rollcall.bot.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What the bot says: to members from {@code messages/chat*.properties}, to operators who have it look at its own
 * configuration from {@code messages/doctor*.properties}, of reports from {@code messages/review*.properties}. English,
 * with Chinese beside it.
 */
public final class Texts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(String bundle, Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("messages/" + bundle, locale, NO_FALLBACK);
    }

    /** The texts for members in this language; English where a language has none. */
    public static Texts in(Locale locale) {
        return new Texts("chat", locale);
    }

    /** The texts for operators, likewise. */
    public static Texts forOperators(Locale locale) {
        return new Texts("doctor", locale);
    }

    /** The texts of reviews, likewise. */
    static Texts ofReviews(Locale locale) {
        return new Texts("review", locale);
    }

    public Locale locale() {
        return locale;
    }

    /** The text for a key, if there is one. */
    public Optional<String> find(String key, Object... arguments) {
        return bundle.containsKey(key) ? Optional.of(get(key, arguments)) : Optional.empty();
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
