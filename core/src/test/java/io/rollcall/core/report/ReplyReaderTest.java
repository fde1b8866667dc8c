package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    private static final String REPLY = """
            1. 存管路由：进度80%，预计12/12上线
              - 交易3375笔，较上周提升12%

            【生产事件】
            12/03 回调超时
            """;

    private final ReplyReader reader = new ReplyReader(Payments.TEAM);

    @Test
    void lines_are_read_by_the_section_they_are_for() {
        assertThat(nodes("把简单留给商户。", Payments.THOUGHTS)).hasOnlyElementsOfType(ParsedNode.Text.class);
        assertThat(nodes("把简单留给商户。", Payments.O1)).hasOnlyElementsOfType(ParsedNode.Item.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o1", "thoughts", "gone"})
    void lines_and_spans_count_within_the_reply(String start) {
        List<ParsedNode> nodes = nodes(REPLY, new SectionId(start));

        assertThat(nodes).extracting(ParsedNode::line).containsExactly(1, 2, 5);
        List<Fact> facts = nodes.stream()
                .filter(ParsedNode.Item.class::isInstance)
                .flatMap(node -> ((ParsedNode.Item) node).facts().stream())
                .toList();
        assertThat(facts)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(fact -> assertThat(
                                REPLY.substring(fact.span().start(), fact.span().end()))
                        .isEqualTo(fact.quote()));
    }

    @Test
    void a_reply_that_begins_with_a_title_leaves_nothing_in_the_section_it_was_meant_for() {
        assertThat(reader.read("【O2】\n压测", Payments.WEEK.last(), Payments.O1, Origin.without(Payments.LIN)))
                .extracting(ReplyRouter.Placed::section)
                .containsExactly(Payments.O2);
    }

    private List<ParsedNode> nodes(String text, SectionId start) {
        List<ParsedNode> nodes = new ArrayList<>();
        reader.read(text, Payments.WEEK.last(), start, Origin.without(Payments.LIN))
                .forEach(placed -> flatten(placed.passage().nodes(), nodes));
        return nodes;
    }

    private static void flatten(List<ParsedNode> nodes, List<ParsedNode> into) {
        for (ParsedNode node : nodes) {
            into.add(node);
            if (node instanceof ParsedNode.Item item) {
                flatten(item.children(), into);
            }
        }
    }
}
