package io.rollcall.bot.sandbox;

import io.rollcall.bot.sandbox.SandboxPost.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The inner JSON of messages: what each type holds and how it reads. */
final class Contents {

    private static final Pattern KEY = Pattern.compile("@_user_(\\d{1,3})");
    private static final Pattern AT = Pattern.compile("<at user_id=\"([^\"]{1,80})\">([^<]{0,80})</at>");

    private Contents() {}

    static String text(String text) {
        return Json.write(Json.object().put("text", text));
    }

    /** A post as a person types one: a title and lines, each a paragraph. */
    static String post(String title, List<String> lines) {
        ObjectNode post = Json.object();
        post.put("title", title);
        ArrayNode paragraphs = post.putArray("content");
        for (String line : lines) {
            paragraphs.addArray().addObject().put("tag", "text").put("text", line);
        }
        return Json.write(post);
    }

    static Optional<JsonNode> card(SandboxPost post) {
        return post.type().equals("interactive") && !post.recalled() ? Json.read(post.content()) : Optional.empty();
    }

    /** A card of WeCom's. */
    static Optional<JsonNode> templateCard(SandboxPost post) {
        return post.type().equals(TemplateCards.TYPE) && !post.recalled()
                ? Json.read(post.content())
                : Optional.empty();
    }

    static String readable(SandboxPost post) {
        if (post.recalled()) {
            return "";
        }
        return Json.read(post.content())
                .map(content -> switch (post.type()) {
                    case "text" -> named(Json.text(content, "text"), post.mentions());
                    case "post" -> named(postText(localised(content)), post.mentions());
                    case "interactive" -> Cards.readable(content);
                    case "markdown", "markdown_v2" -> Json.text(content, "content");
                    case TemplateCards.TYPE -> TemplateCards.readable(content);
                    default -> "";
                })
                .orElse("");
    }

    /** A post without the wrapper by language that senders put round it and receivers do not get. */
    static JsonNode localised(JsonNode post) {
        if (post.has("content")) {
            return post;
        }
        for (String language : List.of("zh_cn", "en_us")) {
            if (post.has(language)) {
                return post.path(language);
            }
        }
        for (Map.Entry<String, JsonNode> other : post.properties()) {
            return other.getValue();
        }
        return post;
    }

    private static String postText(JsonNode post) {
        List<String> lines = new ArrayList<>();
        String title = Json.text(post, "title");
        if (!title.isEmpty()) {
            lines.add(title);
        }
        for (JsonNode paragraph : post.path("content")) {
            StringBuilder line = new StringBuilder();
            for (JsonNode node : paragraph) {
                line.append(Json.text(node, "tag").equals("at") ? Json.text(node, "user_id") : Json.text(node, "text"));
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    /** What the sender of a text message sees when editing it: without the mention of the bot in front. */
    static String typed(SandboxPost post) {
        if (!post.type().equals("text")) {
            return "";
        }
        String content =
                Json.read(post.content()).map(json -> Json.text(json, "text")).orElse("");
        boolean toBot = !post.mentions().isEmpty() && post.mentions().get(0).bot();
        return named(toBot && content.startsWith("@_user_1 ") ? content.substring(9) : content, post.mentions());
    }

    /** Puts names where the wire has keys; a key is looked up whole, so that 1 is not found in 10. */
    private static String named(String text, List<Mention> mentions) {
        String withKeys = KEY.matcher(text).replaceAll(match -> {
            int number = Integer.parseInt(match.group(1));
            return Matcher.quoteReplacement(
                    number >= 1 && number <= mentions.size()
                            ? "@" + mentions.get(number - 1).name()
                            : match.group());
        });
        return AT.matcher(withKeys).replaceAll(match -> Matcher.quoteReplacement("@" + match.group(2)));
    }
}
