package io.rollcall.core.review;

import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Duties;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what to ask whom. At most {@link #MOST} questions a person a round; never the same question twice, nor a second
 * one about an item; nothing about lines that are paused, nothing that is unsure, and nothing of what somebody does not
 * want to be asked. The same situation gives the same questions, in whatever order the findings come.
 *
 * <p>The most useful come first:
 * <ol>
 *   <li>figures and lines that do not agree, where that is sure: readers would be told something wrong;
 *   <li>what was promised for a day that is past, or for now and is not mentioned;
 *   <li>what fell back;
 *   <li>what was put off, where the line gives no reason;
 *   <li>what was copied although its words no longer fit, and promises that are gone;
 *   <li>figures that do not agree, where that is less sure;
 *   <li>plans that nothing answers for;
 *   <li>what is unchanged for weeks.
 * </ol>
 * Something done earlier than promised is never asked about.
 */
public final class QuestionChoice {

    /** So many questions a person a round, and no more. */
    public static final int MOST = 2;

    /** What is less sure is never asked. */
    static final double LEAST_CONFIDENCE = 0.7;

    private static final double SURE = 0.8;

    private static final Pattern REASON = Pattern.compile(
            "因|由于|原因|受[^，。；]{1,16}影响|等待|待[^，。；]{1,10}后|依赖|阻塞|卡在|变更|插入|让位|because|due to|waiting|blocked|owing to",
            Pattern.CASE_INSENSITIVE);

    private static final ReportParser PARSER = new ReportParser(Set.of());

    private QuestionChoice() {}

    /**
     * How things stand when questions are chosen.
     *
     * @param asks       the round's
     * @param onLeave    who is away, and not back in time to answer
     * @param now        who may be asked at this moment
     * @param most       questions a person a round; 0 for none, and never more than {@link #MOST}
     * @param isLastCall whether what is missing is asked about too, as it is not expected any more
     * @param put        every question of the round, whatever became of it
     */
    public record Situation(
            Team team,
            Collection<Ask> asks,
            Set<MemberId> onLeave,
            Set<MemberId> now,
            int most,
            boolean isLastCall,
            Collection<Question> put,
            Collection<MutedItem> muted) {}

    /** A finding and whom to ask. */
    public record Chosen(MemberId member, RoundFinding about) {}

    /** What to ask, the most useful first. */
    public static List<Chosen> choose(Situation situation, Collection<RoundFinding> findings) {
        int most = Math.min(situation.most(), MOST);
        Map<MemberId, Integer> counts = new HashMap<>();
        Set<String> keys = new HashSet<>();
        Set<String> items = new HashSet<>();
        for (Question question : situation.put()) {
            counts.merge(question.member(), 1, Integer::sum);
            keys.add(question.about().key());
            items.add(itemOf(question.about()));
        }
        List<SectionId> order = situation.team().allSections().map(Section::id).toList();
        List<RoundFinding> askable = findings.stream()
                .filter(about -> rank(about.finding()) < Integer.MAX_VALUE)
                .filter(about -> about.finding().line() != null || situation.isLastCall())
                .filter(about -> order.contains(about.section()))
                .sorted(Comparator.comparingInt((RoundFinding about) -> rank(about.finding()))
                        .thenComparing(about -> -about.finding().confidence())
                        .thenComparingInt(about -> order.indexOf(about.section()))
                        .thenComparingInt(about -> lineOf(about.finding()))
                        .thenComparing(RoundFinding::key)
                        .thenComparing(RoundFinding::toString))
                .toList();
        List<Chosen> chosen = new ArrayList<>();
        for (RoundFinding about : askable) {
            Optional<MemberId> member = addressee(situation, about)
                    .filter(situation.now()::contains)
                    .filter(asked -> counts.getOrDefault(asked, 0) < most)
                    .filter(asked -> situation.muted().stream().noneMatch(muted -> muted.covers(asked, about)));
            boolean isNew = !keys.contains(about.key()) && !items.contains(itemOf(about));
            if (member.isPresent() && isNew && !isPaused(about.finding())) {
                chosen.add(new Chosen(member.get(), about));
                counts.merge(member.get(), 1, Integer::sum);
                keys.add(about.key());
                items.add(itemOf(about));
            }
        }
        return chosen;
    }

    /** Who said it, if they are here to answer; else who is to write the section, or its deputy. */
    private static Optional<MemberId> addressee(Situation situation, RoundFinding about) {
        Team team = situation.team();
        Optional<MemberId> author = about.author()
                .filter(member -> team.member(member).isPresent())
                .filter(member -> !situation.onLeave().contains(member))
                .filter(member -> about.finding().line() != null || writes(situation, member, about.section()));
        if (author.isPresent()) {
            return author;
        }
        Stream<MemberId> asked = situation.asks().stream()
                .filter(ask -> Duties.ofOwner(team, ask.owner()).stream()
                        .anyMatch(section -> section.id().equals(about.section())))
                .map(Ask::addressee);
        Stream<MemberId> deputy = team.section(about.section()).flatMap(Section::standIn).stream();
        return Stream.concat(asked, deputy)
                .filter(member -> team.member(member).isPresent())
                .filter(member -> !situation.onLeave().contains(member))
                .findFirst();
    }

    private static boolean writes(Situation situation, MemberId member, SectionId section) {
        return Duties.of(situation.team(), situation.asks(), member).stream()
                .anyMatch(own -> own.id().equals(section));
    }

    private static int rank(Finding finding) {
        if (finding.confidence() < LEAST_CONFIDENCE) {
            return Integer.MAX_VALUE;
        }
        return switch (finding.kind()) {
            case CONTRADICTION, SUM, UNIT, CLAIM -> finding.confidence() >= SURE ? 1 : 6;
            case OVERDUE, SILENT -> 2;
            case BACKWARDS -> 3;
            case SLIPPED -> REASON.matcher(words(finding)).find() ? Integer.MAX_VALUE : 4;
            case STALE, WITHDRAWN -> 5;
            case PLAN_UNANSWERED -> 7;
            case SAME_N_WEEKS -> 8;
            case PULLED_IN -> Integer.MAX_VALUE;
        };
    }

    private static int lineOf(Finding finding) {
        @Nullable Integer line = finding.line();
        return line == null ? Integer.MAX_VALUE : line;
    }

    /** The words that it is about: of this week, or of the week before where nothing is said any more. */
    private static String words(Finding finding) {
        return QuestionedLine.of(finding).text();
    }

    private static boolean isPaused(Finding finding) {
        return PARSER
                .parse(
                        "- " + words(finding).replaceAll("\\R", " "),
                        finding.weeks().last())
                .sections()
                .stream()
                .flatMap(section -> section.nodes().stream())
                .anyMatch(node -> node instanceof ParsedNode.Item item && item.status() == Status.PAUSED);
    }

    /** Names the item within its round. */
    private static String itemOf(RoundFinding about) {
        return about.key().substring(about.key().indexOf('/') + 1);
    }
}
