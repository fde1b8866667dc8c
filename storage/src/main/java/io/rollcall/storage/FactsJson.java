package io.rollcall.storage;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rollcall.core.understand.Fact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Facts as the JSON text that a statement keeps: an array of objects, the kind of fact in {@code type}.
 *
 * <p>Numbers are written as text, so that {@code 0.90} comes back as {@code 0.90} and not as {@code 0.9}.
 */
final class FactsJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Fact.class, Kinds.class)
            .withConfigOverride(
                    BigDecimal.class, number -> number.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .changeDefaultPropertyInclusion(any -> any.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Set<String> FIGURES = Set.of("metric", "progress");

    private static final ObjectWriter WRITER = JSON.writerFor(new TypeReference<List<Fact>>() {});

    private FactsJson() {}

    static String write(List<Fact> facts) {
        return WRITER.writeValueAsString(facts);
    }

    /**
     * Reads what {@link #write} has written, here or in another release: a fact of a kind that this release does not
     * know, or with a value that it does not know, is left out; what else a fact holds beyond what is known is ignored.
     *
     * @throws IllegalStateException when the text is no JSON array
     */
    static List<Fact> read(String json) {
        return read(json, fact -> true);
    }

    /** The same for measured quantities and progress alone: most lines have none, and cost next to nothing. */
    static List<Fact> figures(String json) {
        boolean any = FIGURES.stream().anyMatch(name -> json.contains('"' + name + '"'));
        return any ? read(json, fact -> FIGURES.contains(fact.path("type").asString(""))) : List.of();
    }

    private static List<Fact> read(String json, Predicate<JsonNode> wanted) {
        JsonNode array = tree(json);
        List<Fact> facts = new ArrayList<>();
        for (JsonNode each : array) {
            try {
                if (wanted.test(each)) {
                    facts.add(JSON.treeToValue(each, Fact.class));
                }
            } catch (JacksonException e) {
                // Of another release; the words themselves are in the statement's text.
                continue;
            }
        }
        return facts;
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isArray()) {
                return tree;
            }
        } catch (JacksonException e) {
            // Its message would quote the text.
        }
        throw new IllegalStateException("a statement's facts are stored as something other than a JSON array");
    }

    /** The names of the kinds in the stored JSON; they stay, whatever becomes of the classes' names. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Fact.Dated.class, name = "date"),
        @JsonSubTypes.Type(value = Fact.Progress.class, name = "progress"),
        @JsonSubTypes.Type(value = Fact.Metric.class, name = "metric"),
        @JsonSubTypes.Type(value = Fact.Change.class, name = "change"),
        @JsonSubTypes.Type(value = Fact.Incident.class, name = "incident")
    })
    private interface Kinds {}
}
