package io.rollcall.core.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody meant who was asked to say more of lines that they wrote before: a line that says an earlier one anew takes
 * its place, any other is added.
 */
public final class Restatement {

    /** Lines that share less are about something else. */
    private static final double SAME = 0.5;

    private static final Pattern LABEL = Pattern.compile("\\s*(?:#\\. |• |-\\s)?\\s*([^：:]{2,30})[：:].*");

    private Restatement() {}

    /**
     * @param before the text that was sent back, see {@link SectionText}
     * @param after  the same with what was written since
     * @return how it is meant; {@code after} itself where more was done than adding lines
     */
    public static String of(String before, String after) {
        List<String> old = before.isEmpty() ? List.of() : before.lines().toList();
        List<String> all = after.isEmpty() ? List.of() : after.lines().toList();
        int[] places = Alignment.of(keys(old), keys(all));
        boolean[] isOld = new boolean[all.size()];
        for (int place : places) {
            if (place < 0) {
                return after;
            }
            isOld[place] = true;
        }
        Map<Integer, List<String>> instead = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (isOld[i]) {
                continue;
            }
            List<String> block = new ArrayList<>(List.of(all.get(i)));
            while (i + 1 < all.size() && !isOld[i + 1] && indent(all.get(i + 1)) > indent(block.get(0))) {
                block.add(all.get(++i));
            }
            find(block.get(0), old, instead).ifPresentOrElse(at -> instead.put(at, block), () -> added.addAll(block));
        }
        if (instead.isEmpty()) {
            return after;
        }
        List<String> meant = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            List<String> block = instead.get(i);
            if (block == null) {
                meant.add(old.get(i));
                continue;
            }
            meant.addAll(block);
            // Who says nothing of what stands below a line leaves it as it is.
            while (block.size() > 1 && i + 1 < old.size() && indent(old.get(i + 1)) > indent(block.get(0))) {
                i++;
            }
        }
        meant.addAll(added);
        return String.join("\n", meant);
    }

    private static Optional<Integer> find(String line, List<String> old, Map<Integer, List<String>> taken) {
        Map<Integer, Double> likeness = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            if (!taken.containsKey(i) && indent(old.get(i)) == indent(line)) {
                boolean sameLabel =
                        label(line).filter(label(old.get(i)).orElse("")::equals).isPresent();
                double like = sameLabel ? 2 : LineChange.likeness(old.get(i), line);
                if (like >= SAME) {
                    likeness.put(i, like);
                }
            }
        }
        return likeness.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static Optional<String> label(String line) {
        Matcher label = LABEL.matcher(LineMerge.key(line));
        return label.matches() ? Optional.of(label.group(1).strip()) : Optional.empty();
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static List<String> keys(List<String> lines) {
        return lines.stream().map(LineMerge::key).toList();
    }
}
