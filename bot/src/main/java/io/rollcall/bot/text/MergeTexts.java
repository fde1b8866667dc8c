package io.rollcall.bot.text;

import io.rollcall.core.merge.Merged.Unplaced;
import java.util.Locale;

/** What is said of a reply that names last week's lines by number. */
public final class MergeTexts {

    private final Texts texts;

    private MergeTexts(Texts texts) {
        this.texts = texts;
    }

    /** The texts in this language; English where a language has none. */
    public static MergeTexts in(Locale language) {
        return new MergeTexts(Texts.in(language));
    }

    /** Why words could not be placed, and what to say instead. */
    public String why(Unplaced words) {
        String no = words.no() == null ? "" : words.no();
        return texts.get("merge.why." + words.why(), no, String.join("、", words.hint()));
    }
}
