package io.rollcall.core.review;

import io.rollcall.core.understand.Fact;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day by which something of an item was to happen, through all its changes.
 *
 * @param original where it was given first
 * @param said     where it was given last
 * @param slips    how often it was put off
 */
record Promise(Saying original, Saying said, int slips) {

    static Promise first(Saying saying) {
        return new Promise(saying, saying, 0);
    }

    /** The last day of what was promised last. */
    LocalDate end() {
        return said.end();
    }

    /** By how many days it is later than at first; negative when earlier. */
    long days() {
        return ChronoUnit.DAYS.between(original.end(), said.end());
    }

    Promise again(Saying saying) {
        boolean later = saying.isAfter(said);
        return new Promise(original, saying, slips + (later ? 1 : 0));
    }

    /**
     * A date within a line.
     *
     * @param formerly whether the line says that it no longer holds ({@code 原定})
     */
    record Saying(Entry entry, Fact.Dated date, boolean formerly) {

        private static final Pattern MOVED = Pattern.compile("[^，。；]{0,6}?(?:调整|推迟|延期|延后|顺延|改|提前|推后)(?:为|到|至|成)?");

        static Saying of(Entry entry, Fact.Dated date) {
            int at = entry.text().indexOf(date.quote());
            String before = at > 0 ? entry.text().substring(Math.max(0, at - 3), at) : "";
            String after =
                    at < 0 ? "" : entry.text().substring(at + date.quote().length());
            boolean moved = (before.endsWith("由")
                            || before.endsWith("从")
                            || date.quote().startsWith("由"))
                    && MOVED.matcher(after).lookingAt();
            return new Saying(entry, date, moved || date.quote().startsWith("原") || before.contains("原"));
        }

        LocalDate end() {
            return Objects.requireNonNull(date.to() == null ? date.from() : date.to());
        }

        LocalDate start() {
            return Objects.requireNonNull(date.from() == null ? date.to() : date.from());
        }

        /** Certainly later, and not only said less exactly. */
        boolean isAfter(Saying earlier) {
            return end().isAfter(earlier.end()) && (start().isAfter(earlier.end()) || !covers(earlier) && !isVague());
        }

        /** Certainly earlier, and not only said more exactly. */
        boolean isBefore(Saying earlier) {
            return end().isBefore(earlier.start()) || end().isBefore(earlier.end()) && !earlier.covers(this);
        }

        private boolean isVague() {
            return date.from() != null && !date.from().equals(date.to());
        }

        boolean covers(Saying other) {
            return date.from() == null
                    ? !other.end().isAfter(end())
                    : !other.start().isBefore(start()) && !other.end().isAfter(end());
        }

        Optional<String> event() {
            return Optional.ofNullable(date.event());
        }

        Optional<Stage> stage() {
            return event().flatMap(Stage::named);
        }

        /** What was promised: {@code 门店分账上线}. */
        String what() {
            @Nullable String subject = date.subject();
            String name = subject == null || subject.isBlank() ? entry.name() : subject;
            return event().filter(event -> !name.contains(event))
                    .map(event -> name + event)
                    .orElse(name);
        }

        /** As people write it: {@code 12/5}, {@code 12/11–12/20}, {@code 12/10前}. */
        String written() {
            LocalDate from = date.from();
            LocalDate to = date.to();
            if (from == null || to == null) {
                return from == null ? "≤" + day(end()) : "≥" + day(from);
            }
            return from.equals(to) ? day(to) : day(from) + "–" + day(to);
        }

        static String day(LocalDate day) {
            return day.getMonthValue() + "/" + day.getDayOfMonth();
        }
    }
}
