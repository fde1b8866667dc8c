package io.rollcall.core.understand;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How well reports are read, line by line against their labels. Facts match on what they say, not on how it was
 * written; what the labels leave open ({@code optional}) neither counts nor costs.
 */
final class Scores {

    enum Measure {
        DATE,
        PROGRESS,
        METRIC,
        CHANGE,
        FACTS,
        ROLE,
        BASIS,
        SECTION,
        ITEM,
        DEPTH,
        LABEL,
        STATUS
    }

    private final Map<Measure, Tally> tallies = new EnumMap<>(Measure.class);
    private final List<String> misses = new ArrayList<>();

    private static final class Tally {
        private int right;
        private int madeUp;
        private int missed;
    }

    /** The harmonic mean of precision and recall; 1 where nothing was to be found and nothing was. */
    double f1(Measure measure) {
        Tally tally = tally(measure);
        int all = 2 * tally.right + tally.madeUp + tally.missed;
        return all == 0 ? 1 : 2.0 * tally.right / all;
    }

    int counted(Measure measure) {
        return tally(measure).right + tally(measure).missed;
    }

    List<String> misses() {
        return misses;
    }

    /** @param labels one for each line of the report that is not blank */
    void add(String name, ParsedReport report, List<JsonNode> labels) {
        Map<Integer, ParsedSection> sections = new HashMap<>();
        Map<Integer, ParsedNode.Item> items = new HashMap<>();
        for (ParsedSection section : report.sections()) {
            if (section.title() != null) {
                sections.put(section.line(), section);
            }
            section.items().forEach(item -> collect(item, items));
        }
        for (JsonNode label : labels) {
            int line = label.path("line").asInt();
            String place = name + ":" + line;
            ParsedSection section = sections.get(line);
            ParsedNode.Item item = items.remove(line);
            String kind = label.path("kind").asString();
            boolean isSection = kind.equals("section");
            count(
                    Measure.SECTION,
                    isSection ? text(label, "title") : null,
                    section == null ? null : section.title(),
                    place);
            if (kind.equals("item")) {
                item(label, item, place);
            } else if (item != null) {
                count(Measure.ITEM, null, item.text(), place);
            }
            facts(label.path("facts"), item == null ? List.of() : item.facts(), place);
        }
        items.forEach((line, item) -> count(Measure.ITEM, null, item.text(), name + ":" + line));
    }

    private static void collect(ParsedNode.Item item, Map<Integer, ParsedNode.Item> items) {
        items.put(item.line(), item);
        for (ParsedNode child : item.children()) {
            if (child instanceof ParsedNode.Item inner) {
                collect(inner, items);
            }
        }
    }

    private void item(JsonNode label, ParsedNode.@Nullable Item item, String place) {
        count(Measure.ITEM, "an item", item == null ? null : "an item", place);
        if (item == null) {
            return;
        }
        count(Measure.DEPTH, text(label, "depth"), String.valueOf(item.depth()), place);
        if (!label.path("labelOptional").asBoolean(false)) {
            count(Measure.LABEL, text(label, "label"), item.title().orElse(null), place);
        }
        if (!label.path("statusOptional").asBoolean(false)) {
            count(
                    Measure.STATUS,
                    text(label, "status"),
                    item.state().map(Status::name).orElse(null),
                    place);
        }
    }

    /** What must be found comes first, so that it is not taken for what may be. */
    private void facts(JsonNode labels, List<Fact> facts, String place) {
        List<Fact> left = new ArrayList<>(facts);
        left.removeIf(Fact.Incident.class::isInstance);
        List<JsonNode> open = new ArrayList<>();
        for (JsonNode label : labels) {
            if (label.path("optional").asBoolean(false)) {
                open.add(label);
                continue;
            }
            Fact found = take(label, left);
            Measure measure = Measure.valueOf(label.path("type").asString().toUpperCase(Locale.ROOT));
            String wanted = label.toString();
            count(measure, wanted, found == null ? null : wanted, place);
            count(Measure.FACTS, wanted, found == null ? null : wanted, null);
            if (found instanceof Fact.Dated date) {
                count(Measure.ROLE, text(label, "role"), date.role().name(), place + " " + date.quote());
            } else if (found instanceof Fact.Change change) {
                String basis = change.basis() == null ? "none" : change.basis().name();
                count(Measure.BASIS, Objects.requireNonNullElse(text(label, "basis"), "none"), basis, place);
            }
        }
        open.forEach(label -> take(label, left));
        left.removeIf(fact ->
                open.stream().anyMatch(label -> overlap(label.path("quote").asString(""), fact.quote())));
        for (Fact fact : left) {
            count(measureOf(fact), null, fact.toString(), place);
            count(Measure.FACTS, null, fact.toString(), null);
        }
    }

    private static boolean overlap(String quote, String other) {
        return !other.isEmpty() && (quote.contains(other) || other.contains(quote));
    }

    private static @Nullable Fact take(JsonNode label, List<Fact> from) {
        for (Fact fact : from) {
            if (isSame(label, fact)) {
                from.remove(fact);
                return fact;
            }
        }
        return null;
    }

    private static boolean isSame(JsonNode label, Fact fact) {
        if (!label.path("type").asString().equalsIgnoreCase(measureOf(fact).name())) {
            return false;
        }
        if (fact instanceof Fact.Dated date) {
            return Objects.equals(
                            text(label, "from"),
                            date.from() == null ? null : date.from().toString())
                    && Objects.equals(
                            text(label, "to"),
                            date.to() == null ? null : date.to().toString());
        }
        if (fact instanceof Fact.Progress progress) {
            return isSame(label.path("value"), progress.value());
        }
        if (fact instanceof Fact.Metric metric) {
            return isSame(label.path("value"), metric.value())
                    && isSame(label.path("valueTo"), metric.valueTo())
                    && isPercent(text(label, "unit")) == isPercent(metric.unit());
        }
        Fact.Change change = (Fact.Change) fact;
        return isSame(label.path("value"), change.value())
                && isPercent(text(label, "unit")) == isPercent(change.unit());
    }

    private static boolean isSame(JsonNode label, @Nullable BigDecimal value) {
        boolean none = label.isMissingNode() || label.isNull();
        return none || value == null
                ? none && value == null
                : label.decimalValue().compareTo(value) == 0;
    }

    private static boolean isPercent(@Nullable String unit) {
        return unit != null && List.of("%", "％", "个百分点", "pct").contains(unit);
    }

    private static Measure measureOf(Fact fact) {
        if (fact instanceof Fact.Dated) {
            return Measure.DATE;
        }
        if (fact instanceof Fact.Progress) {
            return Measure.PROGRESS;
        }
        return fact instanceof Fact.Metric ? Measure.METRIC : Measure.CHANGE;
    }

    private static @Nullable String text(JsonNode label, String field) {
        JsonNode value = label.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    /** @param place where to name a difference, or null when it is named elsewhere */
    private void count(Measure measure, @Nullable String wanted, @Nullable String got, @Nullable String place) {
        Tally tally = tally(measure);
        if (wanted != null && wanted.equals(got)) {
            tally.right++;
            return;
        }
        tally.missed += wanted == null ? 0 : 1;
        tally.madeUp += got == null ? 0 : 1;
        if (place != null && !(wanted == null && got == null)) {
            misses.add(place + " " + measure + ": wanted " + wanted + ", got " + got);
        }
    }

    private Tally tally(Measure measure) {
        return tallies.computeIfAbsent(measure, any -> new Tally());
    }
}
