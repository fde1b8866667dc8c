package io.rollcall.bot.round;

import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.PartialReply;
import io.rollcall.core.merge.Prompt;
import io.rollcall.core.merge.PromptLine;
import io.rollcall.core.report.SectionNames;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.PromptLines;
import io.rollcall.storage.Rounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which of last week's lines a number means, to whom. Every call runs in the caller's transaction. */
@Component
public class PromptBook {

    private final PromptLines lines;
    private final Rounds rounds;
    private final RoundReports reports;

    PromptBook(PromptLines lines, Rounds rounds, RoundReports reports) {
        this.lines = lines;
        this.rounds = rounds;
        this.reports = reports;
    }

    /**
     * The lines of the prompt that puts one owner's part before a member, numbered and kept. Who is asked for several
     * owners' parts has the numbers go on from one prompt to the next.
     */
    List<AskedLine> show(Round round, MemberId to, MemberId owner, List<Section> sections, LastWeek lastWeek) {
        Map<MemberId, List<AskedLine>> shown = lines.of(round.id(), List.of(to)).getOrDefault(to, Map.of());
        List<AskedLine> before = shown.get(owner);
        if (before != null) {
            return before;
        }
        List<AskedLine> numbered = Prompt.number(sections, lastWeek.lines(), highest(shown), lastWeek.items());
        lines.add(round.id(), to, owner, numbered);
        return numbered;
    }

    /** Keeps the numbers as the prompt would have them now for a member who writes without having been asked. */
    public void keep(Team team, Round round, MemberId member) {
        if (of(round.id(), member).isEmpty()) {
            List<Section> sections = Duties.of(team, rounds.asksOf(round.id(), member), member);
            if (!sections.isEmpty()) {
                LastWeek lastWeek = reports.toShow(team, round);
                if (!lastWeek.lines().isEmpty()) {
                    show(round, member, member, sections, lastWeek);
                }
            }
        }
    }

    /** What this member was shown in this round, in the order of the numbers; empty when nothing was. */
    public List<AskedLine> of(RoundId round, MemberId member) {
        return of(lines, round, List.of(member)).getOrDefault(member, List.of());
    }

    static Map<MemberId, List<AskedLine>> of(PromptLines lines, RoundId round, Collection<MemberId> members) {
        Map<MemberId, List<AskedLine>> all = new HashMap<>();
        lines.of(round, members).forEach((member, prompts) -> {
            List<AskedLine> joined = new ArrayList<>();
            prompts.values().stream()
                    .sorted(Comparator.comparingInt(PromptBook::lowest))
                    .forEach(joined::addAll);
            all.put(member, joined);
        });
        return all;
    }

    /**
     * What a message makes of the lines that its writer was shown, whatever was said of them since.
     *
     * @return empty when the writer was shown none
     */
    public Optional<Read> read(Team team, Round round, MemberId member, String text) {
        List<AskedLine> shown = of(round.id(), member);
        if (shown.stream().noneMatch(AskedLine::isItem)) {
            return Optional.empty();
        }
        SectionNames names = new SectionNames(team);
        Merged merged = PartialReply.merge(
                shown.stream()
                        .filter(AskedLine::isItem)
                        .map(line -> PromptLine.of(line.no(), line.text()))
                        .toList(),
                text,
                round.weeks().last(),
                line -> names.findExactly(line).isPresent());
        return Optional.of(new Read(merged, shown));
    }

    /**
     * A message and the lines it was read against.
     *
     * @param shown to its writer
     */
    public record Read(Merged merged, List<AskedLine> shown) {

        /** The sections of which it names lines, or, where it says that the rest stays, all that have lines. */
        public Set<SectionId> named() {
            Map<String, SectionId> sections = new LinkedHashMap<>();
            shown.stream().filter(AskedLine::isItem).forEach(line -> sections.put(line.no(), line.section()));
            Set<SectionId> named = new LinkedHashSet<>();
            merged.outcomes().stream()
                    .filter(outcome -> outcome.named() || merged.keepsRest())
                    .map(outcome -> sections.get(outcome.line().no()))
                    .forEach(named::add);
            if (merged.keepsRest()) {
                shown.forEach(line -> named.add(line.section()));
            }
            return named;
        }

        /** What is new in it, as typed; empty when nothing is. */
        public String fresh() {
            return String.join(
                    "\n", merged.fresh().stream().map(Merged.Fresh::typed).toList());
        }
    }

    private static int highest(Map<MemberId, List<AskedLine>> shown) {
        return shown.values().stream()
                .flatMap(List::stream)
                .mapToInt(PromptBook::top)
                .max()
                .orElse(0);
    }

    private static int lowest(List<AskedLine> prompt) {
        return prompt.stream()
                .filter(AskedLine::isItem)
                .mapToInt(PromptBook::top)
                .min()
                .orElse(0);
    }

    private static int top(AskedLine line) {
        return line.isItem() ? Integer.parseInt(line.no().replaceAll("\\..*", "")) : 0;
    }
}
