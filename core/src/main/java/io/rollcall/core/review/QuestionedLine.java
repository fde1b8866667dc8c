package io.rollcall.core.review;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line that a question is about.
 *
 * @param text      as it stands in this week's report, or, of what is missing there, as it stood last
 * @param isMissing whether this week's report does not have it
 */
public record QuestionedLine(String text, boolean isMissing) {

    public static QuestionedLine of(Finding finding) {
        @Nullable Integer line = finding.line();
        Optional<Finding.Quote> now = line == null
                ? Optional.empty()
                : finding.quotes().stream()
                        .filter(quote -> quote.place().equals(new Finding.Place(finding.weeks(), line)))
                        .findFirst();
        String text = now.or(() -> finding.quotes().stream().findFirst())
                .map(Finding.Quote::text)
                .orElse(finding.item());
        return new QuestionedLine(text, now.isEmpty());
    }
}
