package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.review.Promise.Saying;
import io.rollcall.core.review.Trails.Trail;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds what is said of promised days against what was promised: slipped, pulled in, withdrawn, overdue, silent. */
final class PromiseRule implements Rule {

    /** Said of work that ended without its event: nobody waits for that any longer. */
    private static final Pattern ENDED = Pattern.compile("取消|终止|不再|下线|结项|作废|放弃|并入|合并至|转由|转至|移交");

    private static final Pattern FIGURE = Pattern.compile("(?:[率量额值]|占比|数)$");

    /** Two lines that begin with so many same characters name the same thing. */
    private static final int NAME = 4;

    /** And two that share so many anywhere. */
    private static final int LONG_NAME = 6;

    /** Names in a list: {@code 西安、南昌}. */
    private static final Pattern LISTED =
            Pattern.compile("(?<=、)\\p{IsHan}{2,4}?(?=、|\\p{IsHan}|$)|\\p{IsHan}{2}(?=、)");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() == Purpose.WORK) {
                mentioned(entry, trails, findings);
            }
        }
        trails.previous(sheet)
                .ifPresent(previous -> trails.unmentioned(sheet)
                        .forEach(trail -> unmentioned(trail, sheet, previous, trails, findings)));
    }

    private static void mentioned(Entry entry, Trails trails, Consumer<Finding> findings) {
        Trail trail = trails.of(entry);
        Optional<Entry> before = trails.before(entry);
        List<Saying> sayings = sayings(entry, trails);
        if (before.isPresent() && before.get().bare().equals(entry.bare())) {
            for (Promise promise : trail.promises.open()) {
                boolean moves = sayings.stream()
                        .anyMatch(saying -> saying.date()
                                        .quote()
                                        .equals(promise.said().date().quote())
                                && !saying.end().equals(promise.end()));
                if (!moves) {
                    overdue(promise, entry, findings);
                }
            }
            return;
        }
        Map<Saying, Saying> moves = moves(sayings);
        Map<Promise, Saying> now = trail.promises.heldAgainst(
                sayings.stream()
                        .filter(saying -> !saying.formerly() && saying.date().role() != Fact.Role.MENTION)
                        .toList(),
                moves);
        for (Promise promise : trail.promises.open()) {
            Saying saying = now.get(promise);
            if (saying == null) {
                unsaid(promise, entry, trail, trails, findings);
            } else if (saying.date().role() == Fact.Role.ACTUAL || isOver(saying, promise, entry)) {
                trail.promises.remove(promise);
                remainder(promise, now, sayings).ifPresent(rest -> compare(promise, rest, trail, findings));
            } else if (promise.said().stage().isEmpty() && isOverAndAnew(promise.said(), saying, entry)) {
                trail.promises.put(promise, Promise.first(saying));
            } else {
                compare(promise, saying, trail, findings);
            }
        }
        for (Saying saying : sayings) {
            boolean fresh = saying.date().to() != null
                    && !now.containsValue(saying)
                    && saying.entry() == entry
                    && saying.date().role() == Fact.Role.PLANNED
                    && trail.promises.open().stream()
                            .noneMatch(promise -> promise.said().date().equals(saying.date()));
            boolean replaced = saying.formerly() && (!now.isEmpty() || moves.containsKey(saying));
            if (fresh && !replaced) {
                Optional<Saying> original = moves.entrySet().stream()
                        .filter(move -> move.getValue() == saying)
                        .map(Map.Entry::getKey)
                        .findFirst();
                trail.promises.add(
                        original.map(from -> Promise.first(from).again(saying)).orElseGet(() -> Promise.first(saying)));
            }
        }
    }

    /** Days that a line takes back, each with the day that it gives instead. */
    private static Map<Saying, Saying> moves(List<Saying> sayings) {
        Map<Saying, Saying> moves = new LinkedHashMap<>();
        for (int i = 0; i + 1 < sayings.size(); i++) {
            if (sayings.get(i).isReplacedBy(sayings.get(i + 1))) {
                moves.put(sayings.get(i), sayings.get(i + 1));
            }
        }
        return moves;
    }

    /** The dates of the line, and those of new lines below it: a line is often unfolded into several. */
    private static List<Saying> sayings(Entry entry, Trails trails) {
        Stream<Entry> fresh =
                entry.children.stream().filter(child -> trails.of(child).isNew());
        List<Saying> sayings = new ArrayList<>();
        Stream.concat(Stream.of(entry), fresh)
                .forEach(each -> each.facts(Fact.Dated.class).forEach(date -> sayings.add(Saying.of(each, date))));
        return sayings;
    }

    private static boolean isOver(Saying saying, Promise promise, Entry entry) {
        return entry.isStatus(Status.DONE) && !saying.end().isAfter(entry.sheet.day());
    }

    private static void compare(Promise promise, Saying saying, Trail trail, Consumer<Finding> findings) {
        Promise next = promise.again(saying);
        Saying then = promise.said();
        if (saying.isAfter(then)) {
            findings.accept(finding(
                    FindingKind.SLIPPED,
                    saying.entry(),
                    then,
                    Why.of(
                            next.slips() > 1 ? "slipped.again" : "slipped",
                            then.what(),
                            then.written(),
                            saying.written(),
                            Long.toString(ChronoUnit.DAYS.between(then.end(), saying.end())),
                            next.original().written(),
                            Integer.toString(next.slips()),
                            Long.toString(next.days())),
                    0.95));
        } else if (saying.isBefore(then)) {
            findings.accept(finding(
                    FindingKind.PULLED_IN,
                    saying.entry(),
                    then,
                    Why.of(
                            "pulled_in",
                            then.what(),
                            then.written(),
                            saying.written(),
                            Long.toString(ChronoUnit.DAYS.between(saying.end(), then.end()))),
                    0.9));
        } else if (saying.end().isBefore(saying.entry().sheet.day())) {
            overdue(promise, saying.entry(), findings);
        }
        trail.promises.put(promise, next);
    }

    /** {@code 西安、南昌预计2/17开放} and then {@code 西安2/17开放；南昌预计下周三开放}: of two things one is late. */
    private static Optional<Saying> remainder(Promise promise, Map<Promise, Saying> now, List<Saying> sayings) {
        String promised = promise.said().entry().text();
        return sayings.stream()
                .filter(saying -> !now.containsValue(saying) && saying.date().role() == Fact.Role.PLANNED)
                .filter(saying -> saying.event().equals(promise.said().event()))
                .filter(saying -> {
                    Clause clause = saying.entry().clauseOf(saying.date());
                    List<Clause> all = saying.entry().clauses();
                    int at = all.indexOf(clause);
                    String words = clause.text()
                            + (at > 0 && all.get(at - 1).sentence() == clause.sentence()
                                    ? all.get(at - 1).text()
                                    : "");
                    Matcher names = LISTED.matcher(promised);
                    while (names.find()) {
                        if (words.contains(names.group())) {
                            return true;
                        }
                    }
                    return false;
                })
                .findFirst();
    }

    /** {@code 下周治理收单库} and then {@code 收单库治理完成；下周治理账务库}. */
    private static boolean isOverAndAnew(Saying then, Saying now, Entry entry) {
        Clause own = now.entry().clauseOf(now.date());
        return entry.clauses().stream()
                .filter(clause -> clause != own && clause.sentence() <= own.sentence())
                .anyMatch(clause -> Fulfilment.saysDone(then, clause)
                        && then.entry().clauseOf(then.date()).pairs().likeness(clause.pairs()) >= 0.3);
    }

    /** The line no longer speaks of the day. */
    private static void unsaid(Promise promise, Entry entry, Trail trail, Trails trails, Consumer<Finding> findings) {
        Saying then = promise.said();
        if (Saying.TAKEN_BACK.matcher(entry.text()).find() && !then.formerly()) {
            trail.promises.remove(promise);
            findings.accept(
                    finding(FindingKind.WITHDRAWN, entry, then, Why.of("withdrawn", then.what(), then.written()), 0.8));
            return;
        }
        if (Fulfilment.isDone(then, entry) || ENDED.matcher(entry.text()).find()) {
            trail.promises.remove(promise);
            return;
        }
        if (entry.isStatus(Status.PAUSED) || then.formerly()) {
            return;
        }
        Optional<Saying> within = sayings(entry, trails).stream()
                .filter(saying -> !saying.formerly() && then.covers(saying))
                .findFirst();
        if (within.isPresent()) {
            // Said more exactly, or that it came to pass on that day, in words of which the event could not be told.
            if (within.get().date().role() == Fact.Role.PLANNED) {
                trail.promises.put(promise, promise.again(within.get()));
            } else {
                trail.promises.remove(promise);
            }
            return;
        }
        if (Stage.isNextPhase(then.entry().text(), entry.text())) {
            trail.promises.remove(promise);
            return;
        }
        if (then.end().isBefore(entry.sheet.day())) {
            // Said once: the line has gone on to other things.
            overdue(promise, entry, findings);
            trail.promises.remove(promise);
            return;
        }
        if (isForThisWeek(then, entry, trails) && !isSpokenOf(then, entry)) {
            trail.promises.remove(promise);
            findings.accept(then.entry()
                    .missing(FindingKind.SILENT, entry.sheet, Why.of("silent", then.what(), then.written()), 0.6));
            return;
        }
        if (then.end().isAfter(entry.sheet.weeks().to())) {
            trail.promises.remove(promise);
            if (isForecast(then)) {
                return;
            }
            findings.accept(finding(
                    FindingKind.WITHDRAWN,
                    entry,
                    then,
                    Why.of("withdrawn", then.what(), then.written()),
                    entry.facts().stream().anyMatch(Fact.Dated.class::isInstance) ? 0.6 : 0.8));
        }
    }

    /** {@code 下周}, said in the line as it was last week. */
    private static boolean isForThisWeek(Saying then, Entry entry, Trails trails) {
        return then.start().equals(then.end().minusDays(6))
                && then.end().equals(entry.sheet.weeks().to())
                && trails.lastTime(entry).filter(last -> last == then.entry()).isPresent();
    }

    /** Whether the line has anything of what was promised, however it says it. */
    private static boolean isSpokenOf(Saying then, Entry entry) {
        Pairs promised = then.entry().clauseOf(then.date()).pairs();
        return promised.isEmpty()
                || then.event()
                        .filter(event -> entry.bare().contains(Bare.of(event)))
                        .isPresent()
                || entry.clauses().stream()
                        .anyMatch(clause ->
                                promised.common(clause.pairs()) >= 2 || promised.containment(clause.pairs()) >= 0.5);
    }

    /** {@code 转化率预计月底回升}: what a figure is expected to do is nobody's promise. */
    private static boolean isForecast(Saying then) {
        @Nullable String subject = then.date().subject();
        return subject != null
                && then.stage().isEmpty()
                && FIGURE.matcher(subject).find();
    }

    private static void overdue(Promise promise, Entry entry, Consumer<Finding> findings) {
        LocalDate day = entry.sheet.day();
        Saying then = promise.said();
        if (!then.end().isBefore(day)
                || then.formerly()
                || entry.isStatus(Status.PAUSED)
                || Fulfilment.isDone(then, entry)) {
            return;
        }
        findings.accept(finding(
                FindingKind.OVERDUE,
                entry,
                then,
                Why.of("overdue", then.what(), then.written(), Long.toString(ChronoUnit.DAYS.between(then.end(), day))),
                0.9));
    }

    private static void unmentioned(
            Trail trail, Sheet sheet, Sheet previous, Trails trails, Consumer<Finding> findings) {
        Entry last = trail.last();
        boolean anyDue = trail.promises.open().stream()
                .anyMatch(promise -> !promise.end().isAfter(sheet.weeks().to()));
        if (!anyDue || last.purpose() != Purpose.WORK || last.isStatus(Status.PAUSED)) {
            return;
        }
        if (isSpokenOf(trail, sheet, trails)) {
            // What was due is for that other line to tell from now on.
            trail.promises.open().stream()
                    .filter(promise -> !promise.end().isAfter(sheet.weeks().to()))
                    .forEach(trail.promises::remove);
            return;
        }
        for (Promise promise : trail.promises.open()) {
            Saying then = promise.said();
            LocalDate end = then.end();
            if (then.formerly() || !isDue(then, last, sheet, trails)) {
                continue;
            }
            boolean wasDue = isDue(then, last, previous, trails);
            boolean spokenOfInTime = last.sheet == previous
                    && last != then.entry()
                    && end.isAfter(previous.day())
                    && !end.isAfter(previous.weeks().to());
            if (spokenOfInTime) {
                continue;
            }
            if (!wasDue) {
                findings.accept(then.entry()
                        .missing(FindingKind.SILENT, sheet, Why.of("silent", then.what(), then.written()), 0.85));
            } else if (last.sheet == previous) {
                findings.accept(then.entry()
                        .missing(
                                FindingKind.OVERDUE,
                                sheet,
                                Why.of(
                                        "overdue.gone",
                                        then.what(),
                                        then.written(),
                                        Long.toString(ChronoUnit.DAYS.between(end, sheet.day()))),
                                0.7));
            }
        }
    }

    /** Whether the day is over when the report is written; "下周" and "月底" end with the working week. */
    private static boolean isDue(Saying then, Entry last, Sheet sheet, Trails trails) {
        if (!then.end().isAfter(sheet.day())) {
            return true;
        }
        if (then.end().isAfter(sheet.weeks().to())) {
            return false;
        }
        boolean isAtTheWeekend = then.start().isBefore(then.end())
                && then.end().getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
                && sheet.day().getDayOfWeek().compareTo(DayOfWeek.FRIDAY) >= 0;
        boolean saidLastTime =
                trails.previous(sheet).filter(before -> before == last.sheet).isPresent();
        return then.start().equals(then.end().minusDays(6)) || isAtTheWeekend && saidLastTime;
    }

    /** Whether a line that could not be told to be the same item speaks of it by its name. */
    private static boolean isSpokenOf(Trail trail, Sheet sheet, Trails trails) {
        Entry last = trail.last();
        List<String> names = new ArrayList<>();
        names.add(last.bareLabel());
        names.add(Bare.of(last.name()));
        trail.promises.open().forEach(promise -> {
            @Nullable String subject = promise.said().date().subject();
            names.add(subject == null ? "" : Bare.of(subject));
        });
        names.removeIf(name -> name.length() < 3);
        boolean happened = trail.promises.open().stream()
                .anyMatch(promise -> sheet.entries().stream()
                        .filter(entry -> entry.purpose() == Purpose.WORK)
                        .anyMatch(entry -> Fulfilment.speaksOf(promise.said(), entry)));
        if (happened) {
            return true;
        }
        return sheet.entries().stream()
                .filter(entry -> trails.of(entry).isNew() || entry.purpose() != Purpose.WORK)
                .filter(entry -> entry.purpose() != Purpose.PROSE)
                .anyMatch(entry -> trail.promises.open().stream()
                                .anyMatch(promise -> Fulfilment.happenedOnTheDay(promise.said(), entry))
                        || names.stream()
                                .anyMatch(name -> entry.bare().contains(name)
                                        || Bare.commonBeginning(name, entry.bare()) >= NAME
                                        || sharesName(name, entry.bare())));
    }

    /** {@code 双十一压测演练方案} and {@code 周三完成双十一压测演练}: much of a name, wherever the line has it. */
    private static boolean sharesName(String name, String bare) {
        for (int i = 0; i + LONG_NAME <= name.length(); i++) {
            if (bare.contains(name.substring(i, i + LONG_NAME))) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(FindingKind kind, Entry entry, Saying then, Why why, double confidence) {
        return entry.finding(kind, then.entry(), why, confidence);
    }
}
