package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.understand.Fact;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
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

    /** The same, said in a part of its line. */
    Promise within(Entry part) {
        return said.entry == part.whole() ? new Promise(original, said.within(part), slips) : this;
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

        /** What may stand between a day and the one that takes its place. */
        private static final Pattern MOVED =
                Pattern.compile("^[^，。；]{0,6}?(?:调整|推迟|延期|延后|延|顺延|改|挪|提前|推后|后移)(?:为|到|至|成)?|^\\s*(?:→|⇒|-+>|=+>)");

        private static final Pattern MOVES = Pattern.compile("调整|推迟|延期|延后|延至|延到|顺延|改|挪|提前|推后|后移|现|→|⇒|-+>|=+>");

        /** Said of what is not going to happen any more. */
        static final Pattern TAKEN_BACK =
                Pattern.compile("(?:取消|撤回|撤销|终止|作废|放弃|不做)(?:了|掉)?(?=[，。；,;、）)]|$)|(?:已经?|被|决定|都|均)(?:取消|撤回|终止|放弃|不做)");

        static Saying of(Entry entry, Fact.Dated date) {
            int at = entry.startOf(date);
            String before = at > 0 ? entry.text().substring(Math.max(0, at - 3), at) : "";
            String after =
                    at < 0 ? "" : entry.text().substring(at + date.quote().length());
            Matcher move = MOVED.matcher(after);
            boolean moved = move.find()
                    && (before.endsWith("由")
                            || before.endsWith("从")
                            || date.quote().startsWith("由")
                            || isDate(entry, after.length() - move.end()));
            boolean takenBack = date.role() == Fact.Role.PLANNED
                    && TAKEN_BACK.matcher(entry.clauseOf(date).text()).find();
            return new Saying(entry, date, moved || takenBack || date.quote().startsWith("原") || before.contains("原"));
        }

        private Saying within(Entry part) {
            return part.facts(Fact.Dated.class)
                    .filter(own -> own.quote().equals(date.quote()))
                    .findFirst()
                    .map(own -> new Saying(part, own, formerly))
                    .orElse(this);
        }

        /** Whether a date stands so many characters before the end of the line. */
        private static boolean isDate(Entry entry, int left) {
            int at = entry.text().length() - left;
            return entry.facts(Fact.Dated.class).anyMatch(date -> {
                int start = entry.startOf(date);
                return start >= at
                        && start <= at + 2
                        && entry.text().substring(at, start).matches("[到至为成\\s约]*");
            });
        }

        /** Whether the line takes this day back for the other: {@code 由12/5推迟到12/20}, {@code 原定12/5上线，改为12/20}. */
        boolean isReplacedBy(Saying other) {
            int from = entry.startOf(date) + date.quote().length();
            int to = entry.startOf(other.date);
            if (!formerly
                    || other.entry != entry
                    || other.formerly
                    || other.date.role() != Fact.Role.PLANNED
                    || to < from
                    || entry.clauseOf(date).sentence()
                            != entry.clauseOf(other.date).sentence()) {
                return false;
            }
            boolean sameEvent = event().isEmpty() || other.event().isEmpty() || event().equals(other.event());
            return sameEvent || MOVES.matcher(entry.text().substring(from, to)).find();
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

        /** Of {@code 结算上线} that which is to go live, as compared; empty where the event names none. */
        static String thingOf(Fact.Dated date) {
            String event = Objects.requireNonNullElse(date.event(), "");
            String thing = Stage.named(event).isPresent() ? Bare.of(Stage.without(event)) : "";
            return thing.length() >= 2 ? thing : "";
        }

        /** What was promised: {@code 门店分账上线}. */
        String what() {
            @Nullable String subject = date.subject();
            if (subject != null
                    && !thingOf(date).isEmpty()
                    && !entry.label().contains(subject)
                    && !entry.clauseOf(date).text().contains(subject)) {
                // "签收2/27上线，结算上线3/6": the event says itself what of.
                return event().orElse(subject);
            }
            String name = subject == null || subject.isBlank()
                    ? entry.whole() == entry ? entry.name() : nearName()
                    : isNear(subject) ? subject : nearName();
            return event().filter(event -> !name.contains(event))
                    .map(event -> name + event)
                    .orElse(name);
        }

        /** Whether the subject stands in the date's own sentence, or is the item's. */
        private boolean isNear(String subject) {
            int sentence = entry.clauseOf(date).sentence();
            return entry.whole() == entry && entry.text().indexOf(subject) < 0
                    || entry.label().contains(subject)
                    || entry.clauses().stream()
                            .anyMatch(clause -> clause.sentence() == sentence
                                    && !clause.isReason()
                                    && clause.text().contains(subject));
        }

        /** What the date's own sentence begins with. */
        private String nearName() {
            int sentence = entry.clauseOf(date).sentence();
            String words = entry.clauses().stream()
                    .filter(clause -> clause.sentence() == sentence && !clause.isReason())
                    .findFirst()
                    .map(Clause::text)
                    .orElse("");
            String name = Stage.beforeAny(words).strip();
            return name.length() >= 2 && name.length() <= 16 ? name : entry.name();
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
