package io.rollcall.bot.text;

import io.rollcall.core.report.ReportWords;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of a report, from {@code messages/report*.properties}. */
public final class ReportTexts {

    private static final String BUNDLE = "messages.report";

    // Without it a language that has no bundle would get the one of the machine it runs on, not the English default.
    private static final ResourceBundle.Control ENGLISH_BY_DEFAULT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ReportTexts() {}

    /** The words in this language; in English where there are none. */
    public static ReportWords in(Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, language, ENGLISH_BY_DEFAULT);
        Locale found = bundle.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : bundle.getLocale();
        return new ReportWords(found, word -> bundle.getString(word.key()));
    }
}
