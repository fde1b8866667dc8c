package io.rollcall.core.merge;

import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers last week's lines for a prompt: continuously over the sections, {@code 1}, {@code 2}, {@code 2.1}. What was
 * finished and reported is left out, with what stands below it unless that is still open.
 */
public final class Prompt {

    private final BiFunction<SectionId, String, @Nullable Long> items;
    private final List<AskedLine> lines = new ArrayList<>();
    private int last;

    private Prompt(int after, BiFunction<SectionId, String, @Nullable Long> items) {
        this.last = after;
        this.items = items;
    }

    /**
     * @param sections whose lines, in the order of the prompt
     * @param lastWeek the lines of last week's report by section
     * @param after    the number before the first; 0 unless the member has another prompt
     * @param items    finds the ledger's item of a line by its words, asked once for each in the order of the report;
     *                 null where there is none
     */
    public static List<AskedLine> number(
            List<Section> sections,
            Map<SectionId, List<ParsedNode>> lastWeek,
            int after,
            BiFunction<SectionId, String, @Nullable Long> items) {
        Prompt prompt = new Prompt(after, items);
        for (Section section : sections) {
            prompt.number(section.id(), lastWeek.getOrDefault(section.id(), List.of()), "", 1);
        }
        return List.copyOf(prompt.lines);
    }

    /** The lines without those that were finished and reported. */
    public static List<ParsedNode> open(List<ParsedNode> nodes) {
        List<ParsedNode> open = new ArrayList<>();
        for (ParsedNode node : nodes) {
            if (!(node instanceof ParsedNode.Item item)) {
                open.add(node);
            } else if (!isFinished(item)) {
                open.add(item.with(open(item.children())));
            }
        }
        return open;
    }

    private void number(SectionId section, List<ParsedNode> nodes, String above, int depth) {
        int below = 0;
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Text text) {
                lines.add(new AskedLine("", section, null, depth, "", text.quoted(), text.text()));
            } else if (node instanceof ParsedNode.Item item) {
                Long known = itemOf(section, item);
                if (isFinished(item)) {
                    // Each is asked for once, so that of several with the same words everyone finds their own.
                    item.withDescendants().skip(1).forEach(child -> itemOf(section, child));
                    continue;
                }
                String no = item.text().isBlank() ? "" : above + (above.isEmpty() ? ++last : ++below);
                lines.add(new AskedLine(no, section, known, depth, item.marker(), false, item.text()));
                number(section, item.children(), no.isEmpty() ? above : no + ".", depth + 1);
            }
        }
    }

    private @Nullable Long itemOf(SectionId section, ParsedNode.Item item) {
        return item.text().isBlank() ? null : items.apply(section, item.text());
    }

    /** Done, and nothing below it open; or a mere heading over nothing but what is done. */
    private static boolean isFinished(ParsedNode.Item item) {
        List<ParsedNode.Item> below = item.withDescendants().skip(1).toList();
        boolean openBelow = below.stream().anyMatch(Prompt::isOpen);
        if (item.status() == Status.DONE) {
            return !openBelow;
        }
        boolean heading = item.status() == null && item.facts().stream().noneMatch(Fact.Metric.class::isInstance);
        return heading && !below.isEmpty() && below.stream().allMatch(child -> child.status() == Status.DONE);
    }

    private static boolean isOpen(ParsedNode.Item item) {
        return item.status() != null && item.status() != Status.DONE;
    }
}
