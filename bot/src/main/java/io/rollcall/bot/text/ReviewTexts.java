package io.rollcall.bot.text;

import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import java.util.Locale;

/** What a review says, from {@code messages/review*.properties}: English, with Chinese beside it. */
public final class ReviewTexts {

    private final Texts texts;

    private ReviewTexts(Texts texts) {
        this.texts = texts;
    }

    /** The texts in this language; English where a language has none. */
    public static ReviewTexts in(Locale language) {
        return new ReviewTexts(Texts.ofReviews(language));
    }

    /** The reason, with the arithmetic. */
    public String why(Finding finding) {
        return get("why." + finding.why().key(), finding.why().args().toArray());
    }

    public String kind(FindingKind kind) {
        return get("kind." + kind.key());
    }

    /** As {@link Texts#get}. */
    public String get(String key, Object... arguments) {
        return texts.get(key, arguments);
    }
}
