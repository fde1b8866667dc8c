package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Line;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.review.Promise.Saying;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of one item is promised and still open. */
final class Promises {

    private static final Pattern BATCH = Pattern.compile("(?:第?[一二三四五六]|首)(?:批|期|阶段|轮)");

    private static final double ENOUGH = 1.3;

    private final List<Promise> open = new ArrayList<>();

    /** The same, to be changed without changing this. */
    Promises copy() {
        Promises copy = new Promises();
        copy.open.addAll(open);
        return copy;
    }

    List<Promise> open() {
        return List.copyOf(open);
    }

    void add(Promise promise) {
        open.add(promise);
    }

    void remove(Promise promise) {
        open.remove(promise);
    }

    /** Those that were given in this part of a line, which are no longer these. */
    Promises split(Entry part) {
        Promises split = new Promises();
        for (Promise promise : open()) {
            boolean within = part.facts(Fact.Dated.class)
                    .anyMatch(date -> date.quote().equals(promise.said().date().quote()));
            if (within) {
                open.remove(promise);
                split.add(promise.within(part));
            }
        }
        return split;
    }

    /** Takes {@code by} in the place of the other, or adds it where that is no longer open. */
    void put(Promise promise, Promise by) {
        int at = open.indexOf(promise);
        if (at >= 0) {
            open.set(at, by);
        } else {
            open.add(by);
        }
    }

    /**
     * For each open promise what the dates of a line say of it now, where they say something.
     *
     * @param all   what the line promises or reports
     * @param moves days that the line itself takes back, each with the one that takes its place
     */
    Map<Promise, Saying> heldAgainst(List<Saying> all, Map<Saying, Saying> moves) {
        Map<Promise, Saying> found = new HashMap<>();
        moves.forEach((from, to) -> open.stream()
                .filter(promise -> !found.containsKey(promise))
                .filter(promise -> from.end().equals(promise.end())
                        || from.end().equals(promise.original().end())
                        || from.covers(promise.said()))
                .max(Comparator.comparingDouble(promise -> score(promise.said(), from)))
                .ifPresent(promise -> found.put(promise, to)));
        List<Saying> sayings =
                all.stream().filter(saying -> !found.containsValue(saying)).toList();
        List<Candidate> candidates = new ArrayList<>();
        for (Promise promise : open) {
            for (Saying saying : sayings) {
                double score = score(promise.said(), saying);
                if (open.size() == 1 && sayings.size() == 1) {
                    score += 0.8;
                }
                if (score >= ENOUGH) {
                    candidates.add(new Candidate(promise, saying, score));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        for (Candidate candidate : candidates) {
            if (!found.containsKey(candidate.promise) && !found.containsValue(candidate.saying)) {
                found.put(candidate.promise, candidate.saying);
            }
        }
        return found;
    }

    private static double score(Saying then, Saying now) {
        if (now.date().to() == null && (then.event().isEmpty() || !then.event().equals(now.event()))) {
            // "端午后对接": no day is promised, so it takes the same event to be about the same.
            return 0;
        }
        if (Fulfilment.isBeginning(then) && !then.event().equals(now.event())) {
            // "12/6恢复" and then "12/20完成": what began has an end, too.
            return 0;
        }
        double score = 0;
        Optional<Stage> oldStage = then.stage();
        Optional<Stage> newStage = now.stage();
        if (then.event().isPresent() && then.event().equals(now.event())) {
            score += 1.5;
        } else if (oldStage.isPresent() && oldStage.equals(newStage)) {
            score += 1.2;
        } else if (oldStage.isPresent() && newStage.isPresent()) {
            return 0;
        } else if (then.event().isPresent() && now.event().isPresent()) {
            score -= 0.2;
        } else {
            score += 0.4;
        }
        String one = subject(then);
        String other = subject(now);
        if (!one.isEmpty() && one.equals(other)) {
            score += 0.8;
        } else if (!one.isEmpty() && !other.isEmpty()) {
            boolean alike =
                    other.contains(one) || one.contains(other) || Pairs.of(one).likeness(Pairs.of(other)) >= 0.4;
            // The line still names what the promise was about, and dates something else.
            boolean another = !alike && Bare.of(now.entry().text()).contains(one);
            score += alike ? 0.5 : another ? -1.5 : -0.3;
        }
        if (isOtherBatch(then, now)) {
            return 0;
        }
        Pairs before = then.entry().contextOf(then.date());
        Pairs after = now.entry().contextOf(now.date());
        double alike = before.likeness(after);
        score += alike + (before.isEmpty() && after.isEmpty() ? 0.3 : 0);
        boolean sameWords = does(then).length() >= 3 && does(then).equals(does(now));
        score += sameWords ? 0.5 : 0;
        boolean generic = oldStage.isEmpty() && newStage.isEmpty() && !sameWords;
        if (generic && !before.isEmpty() && !after.isEmpty() && alike < 0.15) {
            // Anything can be completed: then it takes the same words to be the same thing.
            return then.end().equals(now.end()) ? score : 0;
        }
        score += then.end().equals(now.end()) ? 1.5 : 0;
        return now.date().role() == Fact.Role.ACTUAL ? score - 0.1 : score;
    }

    /** What is to happen, in the words of the date: {@code 铺设完成}. */
    private static String does(Saying saying) {
        return Bare.of(Line.withoutDay(saying.date().quote()));
    }

    /** Whom or what the date is said of; empty where that is only the item itself. */
    private static String subject(Saying saying) {
        String subject = saying.date().subject();
        String bare = subject == null ? "" : Bare.of(subject);
        return bare.equals(saying.entry().bareLabel()) ? "" : bare;
    }

    /** {@code 首批} is not {@code 第二批}. */
    private static boolean isOtherBatch(Saying then, Saying now) {
        String one = batch(then);
        String other = batch(now);
        return !other.isEmpty() && !one.equals(other) && (!one.isEmpty() || !other.matches("首.*|第?一.*"));
    }

    private static String batch(Saying saying) {
        Matcher batch = BATCH.matcher(saying.entry().clauseOf(saying.date()).text());
        return batch.find() ? batch.group() : "";
    }

    private record Candidate(Promise promise, Saying saying, double score) {}
}
