package io.rollcall.core.ledger;

import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds for the lines of a report the earlier lines that speak of the same item. Careful: when two candidates fit about
 * equally well, and when none fits well, the line is a new item.
 *
 * <p>The surest pairs are made first: the same words, then the same label, then what reads much alike; lines above are
 * paired before those below them, so that {@code 身份证} under one list is not taken for {@code 身份证} under another.
 */
public final class Pairing<L extends Line> {

    /** From here on two lines are taken for one item, in the same section and in another. */
    private static final double ENOUGH = 0.5;

    private static final double ENOUGH_ELSEWHERE = 0.72;

    /** Two lines of no common name are taken for one from here on, as far as their words go. */
    private static final double ALIKE = 0.55;

    /** With less, what is added and taken off besides cannot make it enough. */
    private static final double ALIKE_ELSEWHERE = 0.7;

    /** Names shorter than this begin too many lines to tell them apart. */
    private static final int NAME = 4;

    /** So many pairs of characters in common tell that two lines speak of one thing. */
    private static final int OWN_WORDS = 5;

    /** What is said of any work. */
    private static final Pattern COMMON = Pattern.compile(
            "需求|方案|设计|评审|开发|研发|联调|提测|测试|验收|灰度|试点|上线|投产|发布|完成|进行|推进|预计|计划|资料|材料|提交|通过|已经?|正在|进度|整体|目前|中");

    private final List<L> before;
    private final List<L> now;
    private final Map<String, String> sections;
    private final Map<L, L> earlier = new HashMap<>();
    private final Map<L, Match<L>> found = new HashMap<>();
    private final Set<L> used = new HashSet<>();
    private @Nullable Names names;

    private Pairing(List<L> before, List<L> now) {
        this.before = before;
        this.now = now;
        this.sections = RenamedSections.of(before, now);
    }

    /**
     * Tells for as many lines as can be told which earlier line each one is.
     *
     * @param before lines of one or several earlier reports, of each item the latest
     * @param known  what is known already, and stays
     * @return what was found beside it; no earlier line twice
     */
    public static <L extends Line> Map<L, Match<L>> of(List<L> before, List<L> now, Map<L, L> known) {
        Pairing<L> pairing = new Pairing<>(before, now);
        pairing.earlier.putAll(known);
        pairing.used.addAll(known.values());
        pairing.run();
        return pairing.found;
    }

    private void run() {
        int deepest = now.stream().mapToInt(Line::depth).max().orElse(0);
        takeSameWords();
        for (int depth = 1; depth <= deepest; depth++) {
            takeSameLabel(depth);
            take(depth);
        }
    }

    private void takeSameWords() {
        Map<String, List<L>> byWords = new HashMap<>();
        before.stream()
                .filter(entry -> !used.contains(entry))
                .forEach(entry -> byWords.computeIfAbsent(entry.bare(), words -> new ArrayList<>())
                        .add(entry));
        for (L fresh : now) {
            if (earlier.containsKey(fresh) || fresh.bare().isEmpty()) {
                continue;
            }
            byWords.getOrDefault(fresh.bare(), List.of()).stream()
                    .filter(old -> !used.contains(old))
                    .filter(old -> fresh.bare().length() >= 8 || isSamePlace(old, fresh))
                    .min(Comparator.comparing((L old) -> isSamePlace(old, fresh) ? 0 : 1)
                            .thenComparing(old -> Math.abs(old.ordinal() - fresh.ordinal())))
                    .ifPresent(old -> pair(old, fresh, KnownBy.WORDS, 1));
        }
    }

    /** Where only one line of a section is called so, then as now, nothing else can fit as well. */
    private void takeSameLabel(int depth) {
        Map<List<String>, List<L>> old =
                byLabel(before.stream().filter(entry -> !used.contains(entry)), this::sectionNow);
        Map<List<String>, List<L>> fresh = byLabel(
                now.stream().filter(entry -> entry.depth() == depth && !earlier.containsKey(entry)), Line::section);
        fresh.forEach((key, lines) -> {
            List<L> candidates = old.getOrDefault(key, List.of());
            if (lines.size() == 1 && candidates.size() == 1) {
                L line = lines.get(0);
                L candidate = candidates.get(0);
                boolean moved = line.parent() != null
                        && candidate.parent() != null
                        && earlier.get(line.parent()) != candidate.parent();
                if (!moved && line.depth() == candidate.depth() && line.purpose() == candidate.purpose()) {
                    pair(candidate, line, KnownBy.LABEL, 0.95);
                }
            }
        });
    }

    private Map<List<String>, List<L>> byLabel(Stream<L> entries, Function<L, String> section) {
        return entries.filter(entry -> !entry.bareLabel().isEmpty())
                .collect(Collectors.groupingBy(entry -> List.of(section.apply(entry), entry.bareLabel())));
    }

    private boolean isSamePlace(L old, L fresh) {
        if (!isSameSection(old, fresh)) {
            return false;
        }
        List<String> one = old.above().map(Line::bareLabel).toList();
        List<String> other = fresh.above().map(Line::bareLabel).toList();
        return one.equals(other);
    }

    private void take(int depth) {
        List<L> free = before.stream().filter(old -> !used.contains(old)).toList();
        List<String> sectionsNow = free.stream().map(this::sectionNow).toList();
        List<Candidate<L>> candidates = new ArrayList<>();
        for (L fresh : now) {
            if (fresh.depth() != depth || earlier.containsKey(fresh)) {
                continue;
            }
            for (int i = 0; i < free.size(); i++) {
                L old = free.get(i);
                boolean sameSection = sectionsNow.get(i).equals(fresh.section());
                double score = score(old, fresh, sameSection);
                if (score >= (sameSection ? ENOUGH : ENOUGH_ELSEWHERE)) {
                    candidates.add(new Candidate<>(old, fresh, score));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble((Candidate<L> candidate) -> candidate.score)
                .reversed()
                .thenComparing(candidate -> Math.abs(candidate.old.ordinal() - candidate.fresh.ordinal())));
        for (Candidate<L> candidate : candidates) {
            if (!used.contains(candidate.old) && !earlier.containsKey(candidate.fresh)) {
                pair(candidate.old, candidate.fresh, KnownBy.LIKENESS, Math.min(1, candidate.score));
            }
        }
    }

    private void pair(L old, L fresh, KnownBy by, double sure) {
        earlier.put(fresh, old);
        used.add(old);
        found.put(fresh, new Match<>(old, by, sure));
    }

    private boolean isSameSection(L old, L fresh) {
        return fresh.section().equals(sectionNow(old));
    }

    /** What the section of an earlier line is called now. */
    private String sectionNow(L old) {
        return sections.getOrDefault(old.section(), old.section());
    }

    private double score(L old, L fresh, boolean sameSection) {
        if (old.purpose() != fresh.purpose()) {
            return 0;
        }
        double score = words(old, fresh, sameSection);
        if (score == 0) {
            return 0;
        }
        if (fresh.parent() != null && old.parent() != null) {
            L paired = earlier.get(fresh.parent());
            if (paired == old.parent()) {
                score += 0.08;
            } else if (paired != null || used.contains(old.parent())) {
                // A long name that nothing else on either page begins with is no less sure for having been moved.
                score -= isOnlyOne(old, fresh) ? 0.1 : 0.3;
            }
        } else if (fresh.depth() != old.depth()) {
            score -= 0.08;
        }
        return sameSection ? score : score - 0.1;
    }

    private boolean isOnlyOne(L old, L fresh) {
        if (names == null) {
            names = new Names(before, now);
        }
        return names.isOnly(old, fresh);
    }

    /** How well the words fit, 0 to 1. */
    private double words(L old, L fresh, boolean sameSection) {
        if (!old.bareLabel().isEmpty() && !fresh.bareLabel().isEmpty()) {
            return labelled(old, fresh);
        }
        String label = old.bareLabel().isEmpty() ? fresh.bareLabel() : old.bareLabel();
        String other = old.bareLabel().isEmpty() ? old.bare() : fresh.bare();
        if (label.length() >= 3 && other.startsWith(label) || isNamed(old, fresh) || isNamed(fresh, old)) {
            return Math.max(old.pairs().likeness(fresh.pairs()), 0.8);
        }
        if (sameSection && old.depth() == fresh.depth()) {
            int beginning = Math.max(
                    Bare.commonBeginning(old.bare(), fresh.bare()), Bare.commonBeginning(old.body(), fresh.body()));
            if (beginning >= 2 && sharesEvent(old, fresh)) {
                double alike = old.pairs().likeness(fresh.pairs());
                return Math.max(alike, 0.6 + 0.2 * alike);
            }
            if (beginning >= NAME) {
                double alike = old.pairs().likeness(fresh.pairs());
                return Math.max(alike, Math.min(0.75, 0.46 + 0.02 * beginning + 0.3 * alike));
            }
        }
        // Half of the pairs in common is much for a short line, and little for a family of lines built alike.
        return old.pairs().likeness(fresh.pairs(), sameSection ? ALIKE : ALIKE_ELSEWHERE);
    }

    /** {@code 厦门商户号审核通过，预计12/5开城} and {@code 厦门12/5已开城}. */
    private static boolean sharesEvent(Line old, Line fresh) {
        return old.events().stream().anyMatch(event -> fresh.bare().contains(event));
    }

    /** {@code 票据池查询，等银行放行} and then {@code 票据池查询10/20已上线}. */
    private static boolean isNamed(Line one, Line other) {
        String name = one.bareName();
        return name.length() >= NAME
                && name.length() <= 14
                && name.length() < one.bare().length()
                && other.bare().startsWith(name);
    }

    private static double labelled(Line old, Line fresh) {
        if (old.bareLabel().equals(fresh.bareLabel())) {
            return 0.88 + 0.1 * old.bodyPairs().likeness(fresh.bodyPairs());
        }
        boolean within = old.bareLabel().length() >= 3
                && fresh.bareLabel().length() >= 3
                && (old.bareLabel().contains(fresh.bareLabel())
                        || fresh.bareLabel().contains(old.bareLabel()));
        if (within) {
            return 0.62 + 0.2 * old.bodyPairs().likeness(fresh.bodyPairs());
        }
        if (isAnotherOfItsKind(old, fresh)) {
            return 0;
        }
        // A renamed item keeps part of its name, and something of what is said of it.
        double label = old.labelPairs().likeness(fresh.labelPairs(), 0.4);
        double body = old.bodyPairs().likeness(fresh.bodyPairs(), label == 0 ? 0.75 : 0.25);
        if (label > 0 && body > 0) {
            return 0.3 + 0.35 * label + 0.3 * body;
        }
        return body >= 0.75 && Math.min(old.body().length(), fresh.body().length()) >= 8 ? 0.7 * body : 0;
    }

    /**
     * {@code 东城银行直连} and {@code 西山银行直连}. Such lines are one item only where they say much that is said of no other work, or promise the same for the same day.
     */
    private static boolean isAnotherOfItsKind(Line old, Line fresh) {
        if (!Bare.nameThingsOfAKind(old.bareLabel(), fresh.bareLabel()) || promiseTheSame(old, fresh)) {
            return false;
        }
        Pairs said = Pairs.of(COMMON.matcher(old.body()).replaceAll(""));
        Pairs now = Pairs.of(COMMON.matcher(fresh.body()).replaceAll(""));
        return said.common(now) < OWN_WORDS || said.likeness(now) < 0.5;
    }

    private static boolean promiseTheSame(Line old, Line fresh) {
        return old.facts(Fact.Dated.class)
                .filter(date -> date.role() == Fact.Role.PLANNED && date.event() != null)
                .anyMatch(date -> fresh.facts(Fact.Dated.class)
                        .anyMatch(other ->
                                Objects.equals(date.to(), other.to()) && Objects.equals(date.event(), other.event())));
    }

    private record Candidate<L extends Line>(L old, L fresh, double score) {}
}
