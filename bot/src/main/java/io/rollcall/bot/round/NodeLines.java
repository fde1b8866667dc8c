package io.rollcall.bot.round;

import io.rollcall.core.message.Message;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.List;

/** Parsed lines as the lines of a message: numbered where they were numbered, counted afresh in each list. */
public final class NodeLines {

    private NodeLines() {}

    public static List<Message.Line> of(List<ParsedNode> nodes) {
        List<Message.Line> lines = new ArrayList<>();
        add(lines, nodes);
        return lines;
    }

    private static void add(List<Message.Line> lines, List<ParsedNode> nodes) {
        int number = 0;
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                String marker = "";
                if (item.isNumbered()) {
                    number++;
                    marker = number + ".";
                } else if (!item.marker().isEmpty()) {
                    marker = "•";
                }
                lines.add(new Message.Line(item.depth(), marker, item.text()));
                add(lines, item.children());
            } else {
                lines.add(new Message.Line(node.depth(), "", node.text()));
            }
        }
    }
}
