package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as blocks of a document, by "Create nested blocks" (创建嵌套块). All text is in text runs, in which nothing can
 * mention, link or style.
 */
final class DocumentBlocks {

    private static final String TEXT = "text";
    private static final String BULLET = "bullet";
    private static final String ORDERED = "ordered";

    /** Of 1000 for one call, a half: an answer that takes long is the likelier to be lost. */
    static final int MOST_AT_ONCE = 500;

    private DocumentBlocks() {}

    private record Block(int type, String name, String text, List<Block> children) {

        static Block of(String name, String text) {
            int type = switch (name) {
                case "heading1" -> 3;
                case BULLET -> 12;
                case ORDERED -> 13;
                case "quote" -> 15;
                case "divider" -> 22;
                default -> 2;
            };
            return new Block(type, name, text, new ArrayList<>());
        }

        boolean isOfList() {
            return name.equals(BULLET) || name.equals(ORDERED);
        }

        int count() {
            return 1 + children.stream().mapToInt(Block::count).sum();
        }
    }

    /**
     * The bodies of the calls that write the message into an empty document, one after the other.
     *
     * @return none for a message without a body
     */
    static List<ObjectNode> calls(Message message) {
        List<Block> blocks = new ArrayList<>();
        message.inWords(part -> false).blocks().stream()
                .flatMap(block -> block.parts().stream())
                .forEach(part -> add(part, blocks));
        List<ObjectNode> calls = new ArrayList<>();
        List<Block> chunk = new ArrayList<>();
        int index = 0;
        int size = 0;
        for (Block block : smallEnough(blocks)) {
            if (size + block.count() > MOST_AT_ONCE) {
                calls.add(call(index, chunk));
                index += chunk.size();
                chunk.clear();
                size = 0;
            }
            chunk.add(block);
            size += block.count();
        }
        if (!chunk.isEmpty()) {
            calls.add(call(index, chunk));
        }
        return calls;
    }

    private static void add(Part part, List<Block> blocks) {
        if (part instanceof Part.Heading heading) {
            addLines("heading1", heading.text(), blocks);
        } else if (part instanceof Part.Text text) {
            addLines(TEXT, text.text(), blocks);
        } else if (part instanceof Part.Note note) {
            addLines("quote", note.text(), blocks);
        } else if (part instanceof Part.Lines lines) {
            addList(lines.lines(), blocks);
        } else if (part instanceof Part.Divider) {
            blocks.add(Block.of("divider", ""));
        }
        // Nothing can be pressed in a document.
    }

    private static void addLines(String name, String text, List<Block> blocks) {
        Words.clean(text).lines().filter(line -> !line.isBlank()).forEach(line -> blocks.add(Block.of(name, line)));
    }

    /** Only items of lists hold others; what stands below anything else follows it. */
    private static void addList(List<Line> lines, List<Block> blocks) {
        List<Block> open = new ArrayList<>();
        for (Line line : lines) {
            while (open.size() >= line.depth()) {
                open.remove(open.size() - 1);
            }
            Block above = open.isEmpty() ? null : open.get(open.size() - 1);
            List<Block> siblings = above == null || !above.isOfList() ? blocks : above.children();
            Block block = item(line, siblings, siblings == blocks);
            if (block.text().isBlank()) {
                continue;
            }
            siblings.add(block);
            open.add(block);
        }
    }

    /** The platform numbers items by itself, so an item is numbered only where it would come to the same number. */
    private static Block item(Line line, List<Block> siblings, boolean outermost) {
        String text = Words.clean(line.text()).replace('\n', ' ').strip();
        if (line.marker().matches("\\d{1,4}\\.")) {
            int before = 0;
            while (before < siblings.size()
                    && siblings.get(siblings.size() - 1 - before).name().equals(ORDERED)) {
                before++;
            }
            return line.marker().equals((before + 1) + ".")
                    ? Block.of(ORDERED, text)
                    : Block.of(BULLET, line.marker() + " " + text);
        }
        if (line.marker().equals("•") || !outermost) {
            return Block.of(BULLET, line.marker().equals(">") ? "> " + text : text);
        }
        return Block.of(line.marker().equals(">") ? "quote" : TEXT, text);
    }

    /** What is within one block travels in one call; where that is too much, it follows the block instead. */
    private static List<Block> smallEnough(List<Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (Block block : blocks) {
            if (block.count() <= MOST_AT_ONCE) {
                all.add(block);
            } else {
                all.add(new Block(block.type(), block.name(), block.text(), List.of()));
                all.addAll(smallEnough(block.children()));
            }
        }
        return all;
    }

    private static ObjectNode call(int index, List<Block> blocks) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("index", index);
        ArrayNode first = body.putArray("children_id");
        ArrayNode descendants = body.putArray("descendants");
        blocks.forEach(block -> first.add(write(block, descendants)));
        return body;
    }

    private static String write(Block block, ArrayNode descendants) {
        ObjectNode json = descendants.addObject();
        String id = "b" + descendants.size();
        json.put("block_id", id);
        json.put("block_type", block.type());
        ObjectNode content = json.putObject(block.name());
        if (!block.text().isEmpty()) {
            content.putArray("elements").addObject().putObject("text_run").put("content", block.text());
        }
        ArrayNode children = json.putArray("children");
        block.children().forEach(child -> children.add(write(child, descendants)));
        return id;
    }
}
