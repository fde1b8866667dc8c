package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A received message's content as plain text, by the platform's page on the structure of received content: {@code
 * text} as it is, {@code post} flattened to a line per paragraph, everything else empty. Mentions become
 * {@code @name}; the bot's own is left out. Indentation within the text is kept: it carries the nesting of lists.
 */
final class ReceivedText {

    /** By which Feishu indents a list within a list. */
    private static final String STEP = "    ";
    /** Far more than anyone types, and little enough to call itself. */
    private static final int DEEPEST = 20;

    private final List<Mentioned> mentions;
    private final Optional<BotIdentity.Bot> self;
    private final StringBuilder text = new StringBuilder();
    private final List<Mentioned> people = new ArrayList<>();
    private boolean mentionsSelf;
    private boolean swallowSpace;

    private ReceivedText(List<Mentioned> mentions, Optional<BotIdentity.Bot> self) {
        this.mentions = mentions;
        this.self = self;
    }

    /**
     * What there is to read in a message.
     *
     * @param people who is mentioned, without bots, once each, in the order of the text
     */
    record Reading(String text, boolean mentionsSelf, List<Mentioned> people) {}

    /** Never fails: content that cannot be read is empty text. */
    static Reading read(String type, String content, List<Mentioned> mentions, Optional<BotIdentity.Bot> self) {
        ReceivedText reader = new ReceivedText(mentions, self);
        Json.object(content).ifPresent(parsed -> {
            switch (type) {
                case "text" -> reader.plain(Json.at(parsed, "text"));
                case "post" -> reader.post(parsed);
                default -> {
                    // An image, a file, a sticker: nothing to read.
                }
            }
        });
        return reader.reading();
    }

    private Reading reading() {
        return new Reading(
                withoutLeadingBlankLines(text.toString()).stripTrailing(), mentionsSelf, List.copyOf(people));
    }

    /** The first line that shows anything keeps its indentation. */
    private static String withoutLeadingBlankLines(String text) {
        int content = 0;
        while (content < text.length()
                && (Character.isWhitespace(text.charAt(content)) || isBlank(text.charAt(content)))) {
            content++;
        }
        int line = Math.max(text.lastIndexOf('\n', content - 1), text.lastIndexOf('\r', content - 1));
        return text.substring(line + 1);
    }

    private void plain(String content) {
        if (mentions.isEmpty() && !content.contains(Mentioned.EVERYONE)) {
            append(content);
            return;
        }
        Matcher keys = keys().matcher(content);
        int from = 0;
        while (keys.find()) {
            append(content.substring(from, keys.start()));
            mention(keys.group(), "");
            from = keys.end();
        }
        append(content.substring(from));
    }

    /** Longest first, and never the front of a longer number: {@code @_user_1} is a prefix of {@code @_user_10}. */
    private Pattern keys() {
        return Pattern.compile(
                Stream.concat(Stream.of(Mentioned.EVERYONE), mentions.stream().map(Mentioned::key))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(key -> Pattern.quote(key) + "(?!\\d)")
                        .collect(Collectors.joining("|")));
    }

    private void post(JsonNode post) {
        JsonNode body = post;
        if (!post.path("content").isArray()) {
            // Received posts come without a wrapper for their language; one that has it is read all the same.
            body = post.values().stream()
                    .filter(language -> language.path("content").isArray())
                    .findFirst()
                    .orElse(post);
        }
        append(Json.at(body, "title"));
        for (JsonNode paragraph : body.path("content").values()) {
            if (!text.isEmpty()) {
                append("\n");
            }
            for (JsonNode node : paragraph.isArray() ? paragraph.values() : List.of(paragraph)) {
                node(node);
            }
        }
    }

    private void node(JsonNode node) {
        node(node, 1);
    }

    private void node(JsonNode node, int depth) {
        switch (Json.at(node, "tag")) {
            case "a" -> link(Json.at(node, "text"), Json.at(node, "href"));
            case "at" -> mention(Json.at(node, "user_id"), Json.at(node, "user_name"));
            case "emotion" -> append("[" + Json.at(node, "emoji_type") + "]");
            case "code_block" -> append(Json.at(node, "text").stripTrailing());
            default -> {
                append(Json.at(node, "text"));
                within(node, depth);
            }
        }
    }

    /**
     * The lines of a node that holds others, each below it by one step. The platform's page knows no such node: its
     * lists come as paragraphs with their marker and indent in the text. Should one come, no line of it is lost.
     */
    private void within(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (JsonNode held : node.values()) {
            if (!held.isArray()) {
                continue;
            }
            for (JsonNode line : held.values()) {
                if (line.isContainer()) {
                    append((text.isEmpty() ? "" : "\n") + STEP.repeat(depth));
                    (line.isArray() ? line.values() : List.of(line)).forEach(each -> node(each, depth + 1));
                }
            }
        }
    }

    private void link(String label, String href) {
        if (label.isBlank() || label.equals(href)) {
            append(href);
        } else {
            append(href.isEmpty() ? label : label + " (" + href + ")");
        }
    }

    private void mention(String key, String fallbackName) {
        Optional<Mentioned> known =
                mentions.stream().filter(mention -> mention.key().equals(key)).findFirst();
        if (known.isPresent() && known.get().isSelf(self)) {
            mentionsSelf = true;
            swallowSpace = true;
            return;
        }
        if (key.equals(Mentioned.EVERYONE)) {
            append("@所有人");
            return;
        }
        String name = known.map(Mentioned::name).filter(n -> !n.isBlank()).orElse(fallbackName);
        append(name.isBlank() ? key : "@" + name);
        known.filter(mention -> !mention.openId().isEmpty())
                .filter(mention -> !mention.bot().orElse(false))
                .filter(mention ->
                        people.stream().noneMatch(other -> other.openId().equals(mention.openId())))
                .ifPresent(people::add);
    }

    /** Where the bot's mention was, the blank after it goes too, unless it parts two words. */
    private void append(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        boolean partsWords = !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(swallowSpace && !partsWords ? stripLeadingBlanks(piece) : piece);
        swallowSpace = false;
    }

    private static String stripLeadingBlanks(String piece) {
        int start = 0;
        while (start < piece.length() && isBlank(piece.charAt(start))) {
            start++;
        }
        return piece.substring(start);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000';
    }
}
