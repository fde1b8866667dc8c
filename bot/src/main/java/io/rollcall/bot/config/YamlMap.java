package io.rollcall.bot.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of one level of a file. Whatever is not as it should be becomes a problem, never an exception. */
final class YamlMap {

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Problems problems;
    private final String path;
    private final int line;

    /** @param path what stands before its keys, such as {@code sections[2].}; empty for the file's own keys */
    private YamlMap(MappingNode node, String path, List<String> known, Problems problems) {
        this.problems = problems;
        this.path = path;
        this.line = lineOf(node);
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            int at = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(at, trimmed(path), "a key must be a plain word; known are: " + String.join(", ", known));
                continue;
            }
            String key = keyNode.getValue();
            Integer before = lines.putIfAbsent(key, at);
            if (before != null) {
                problems.add(at, path + key, "is there twice, first in line " + before + "; keep one");
            } else if (!known.contains(key)) {
                problems.add(
                        at,
                        path + key,
                        "is no key here; "
                                + Spelling.nearest(key, known)
                                        .map(meant -> "did you mean " + meant + "? Known are: ")
                                        .orElse("known are: ")
                                + String.join(", ", known));
            } else {
                values.put(key, tuple.getValueNode());
            }
        }
    }

    /** The node as a level of keys; empty, and a problem, when it is none. */
    static Optional<YamlMap> of(Node node, String path, List<String> known, Problems problems) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(mapping, path, known, problems));
        }
        problems.add(
                lineOf(node),
                trimmed(path),
                "is " + kindOf(node) + "; what works here: keys with values (" + String.join(", ", known) + ")");
        return Optional.empty();
    }

    int line() {
        return line;
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether the key is missing or holds an empty list. */
    boolean listsNothing(String key) {
        Node node = values.get(key);
        return node == null
                || (node instanceof SequenceNode sequence && sequence.getValue().isEmpty());
    }

    /** The line of the key's value, or of the level where it has none. */
    int line(String key) {
        Node node = values.get(key);
        return node == null ? line : lineOf(node);
    }

    void problem(String key, String what) {
        problems.add(line(key), path + key, what);
    }

    /** A problem unless the key is there. */
    boolean require(String key, String example) {
        if (!has(key)) {
            problem(key, "is missing; write for example: " + example);
            return false;
        }
        return true;
    }

    /** One line of text. */
    Optional<YamlText> text(String key) {
        Node node = values.get(key);
        return node == null ? Optional.empty() : text(node, path + key);
    }

    Optional<YamlText> requiredText(String key, String example) {
        return require(key, example) ? text(key) : Optional.empty();
    }

    /** Several texts; empty when the key is missing. */
    List<YamlText> texts(String key, String example) {
        List<YamlText> texts = new ArrayList<>();
        nodes(key, example).forEach(node -> text(node, path + key).ifPresent(texts::add));
        return texts;
    }

    boolean flag(String key) {
        Node node = values.get(key);
        if (node == null) {
            return false;
        }
        if (node instanceof ScalarNode scalar && Tag.BOOL.equals(scalar.getTag())) {
            return List.of("true", "yes", "on").contains(scalar.getValue().toLowerCase(Locale.ROOT));
        }
        problem(key, "is " + kindOf(node) + "; what works: true or false");
        return false;
    }

    Optional<YamlMap> map(String key, List<String> known) {
        Node node = values.get(key);
        return node == null ? Optional.empty() : of(node, path + key + ".", known, problems);
    }

    /** Several levels of keys; their paths hold their places, counted from 0. */
    List<YamlMap> maps(String key, List<String> known, String example) {
        List<YamlMap> maps = new ArrayList<>();
        List<Node> nodes = nodes(key, example);
        for (int i = 0; i < nodes.size(); i++) {
            of(nodes.get(i), path + key + "[" + i + "].", known, problems).ifPresent(maps::add);
        }
        return maps;
    }

    private List<Node> nodes(String key, String example) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, "is " + kindOf(node) + "; what works is a list, for example: " + example);
        return List.of();
    }

    private Optional<YamlText> text(Node node, String where) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(lineOf(node), where, "is " + kindOf(node) + "; what works here: one line of text");
            return Optional.empty();
        }
        String value = scalar.getValue().strip();
        boolean absent = Tag.NULL.equals(scalar.getTag()) && scalar.isPlain();
        if (absent || value.isEmpty()) {
            problems.add(lineOf(node), where, "is empty; give it a value or leave the key out");
            return Optional.empty();
        }
        if (value.lines().count() > 1) {
            problems.add(lineOf(node), where, "has several lines; what works here: one line of text");
            return Optional.empty();
        }
        return Optional.of(new YamlText(value, where, lineOf(node), problems));
    }

    private static String kindOf(Node node) {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (node instanceof MappingNode) {
            return "a group of keys";
        }
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        return value.isBlank() ? "empty" : "the text \"" + value + "\"";
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String trimmed(String path) {
        return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    }
}
