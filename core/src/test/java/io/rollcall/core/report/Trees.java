package io.rollcall.core.report;

import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random lines of a section, with texts that would like to be something else. */
final class Trees {

    private static final List<String> WORDS = List.of(
            "存管路由",
            "进度 80%",
            "预计12/12上线",
            "对账",
            "OCR 2.0",
            "a_b*c*",
            "`代码`",
            "成功率99.994%",
            "（二期）",
            "»",
            "😀",
            "x < y & z",
            "[ ]",
            "|");

    private static final List<String> TRAPS = List.of(
            "# 标题",
            "#标签",
            "###### 六级",
            "> 引用",
            "＞引用",
            "- 减号",
            "-3%",
            "-负数",
            "* 星号",
            "**粗体**开头",
            "+ 加号",
            "• 圆点",
            "1. 编号",
            "12) 编号",
            "1.0版本上线",
            "3、顿号",
            "（2）括号",
            "(2) 括号",
            "① 圈",
            "一、中文",
            "【好店】",
            "【好店】：",
            "【好店】上线",
            "```",
            "~~~ sh",
            "<div>",
            "<!-- 注释",
            "<3",
            "---",
            "***",
            "===",
            "\\# 已转义",
            "\\\\- 两次",
            "\\普通",
            "1\\. 已转义",
            "2024-12-05 上线",
            "O2 能力升级",
            "    缩进",
            "+1",
            "a.",
            "-",
            "#",
            "1.");

    private final Random random;

    Trees(long seed) {
        this.random = new Random(seed);
    }

    /** A section's lines, at most five levels deep; below a line without marker another such line has no children. */
    List<ParsedNode> section() {
        return siblings(1, false);
    }

    private List<ParsedNode> siblings(int depth, boolean belowBare) {
        List<ParsedNode> nodes = new ArrayList<>();
        int count = depth == 1 ? 1 + random.nextInt(6) : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            nodes.add(node(depth, belowBare));
        }
        return nodes;
    }

    private ParsedNode node(int depth, boolean belowBare) {
        int kind = random.nextInt(10);
        if (kind >= 8) {
            return new ParsedNode.Text(1, depth, text(), kind == 9);
        }
        String marker = kind < 4
                ? oneOf(List.of("1.", "2、", "③", "（4）", "五、"))
                : kind < 6 ? oneOf(List.of("-", "•", "*", "●")) : "";
        boolean bare = marker.isEmpty();
        boolean parent = depth < 5 && random.nextInt(3) == 0 && !(bare && belowBare);
        List<ParsedNode> children = parent ? siblings(depth + 1, bare) : List.of();
        return new ParsedNode.Item(1, depth, marker, null, text(), null, List.of(), children);
    }

    String text() {
        String start = random.nextInt(3) == 0 ? oneOf(TRAPS) : oneOf(WORDS);
        return random.nextInt(3) == 0 ? start.strip() : (start + " " + oneOf(WORDS)).strip();
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
