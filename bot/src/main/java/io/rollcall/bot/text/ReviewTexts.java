package io.rollcall.bot.text;

import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What a review says, from {@code messages/review*.properties}: English, with Chinese beside it. */
public final class ReviewTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    private ReviewTexts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("messages/review", locale, NO_FALLBACK);
    }

    /** The texts in this language; English where a language has none. */
    public static ReviewTexts in(Locale locale) {
        return new ReviewTexts(locale);
    }

    /** The reason, with the arithmetic. */
    public String why(Finding finding) {
        return get("why." + finding.why().key(), finding.why().args().toArray());
    }

    public String kind(FindingKind kind) {
        return get("kind." + kind.key());
    }

    /** @throws java.util.MissingResourceException for an unknown key */
    public String get(String key, Object... arguments) {
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = arguments[i].toString();
        }
        return new MessageFormat(bundle.getString(key), locale).format(plain);
    }
}
