package io.rollcall.core.report;

import static io.rollcall.core.report.Payments.LIN;
import static io.rollcall.core.report.Payments.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.core.understand.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AmendmentsTest {

    private static final String LINES = """
        1. 门店分账：联调中，预计12/20上线
          - 接口联调完成3个
          - 压测
        2. 票据池
        - 收尾事项
        网关扩容：
        - 压测\
        """;

    @Test
    void aLineTakesOnItsNewWordsAndKeepsItsPlaceItsMarkerAndWhatIsBeneathIt() {
        Report report = compiled(said(Payments.O1, "门店分账", "门店分账：联调中，预计12/20上线", "门店分账：已完成"));

        assertThat(markdown(report)).isEqualTo(markdown(compiled()).replace("联调中，预计12/20上线", "已完成"));
        ParsedNode.Item line = items(report).get(0);
        assertThat(line.status()).isEqualTo(Status.DONE);
        assertThat(line.children()).hasSize(2);
        assertThat(report.allSections()
                        .flatMap(section -> section.passages().stream())
                        .flatMap(Passage::lines))
                .as("no reply says it so, but all others are still said by the reply that said them")
                .extracting(Passage.Line::origin)
                .startsWith(Origin.without(LIN), new Origin(LIN, 1), new Origin(LIN, 1))
                .filteredOn(origin -> origin.reply() == 0)
                .hasSize(1);
    }

    @Test
    void aLineThatIsNotThereAnyMoreIsNotChanged() {
        assertThat(compiled(said(Payments.O1, "门店分账", "门店分账：预计12/20上线", "门店分账：已完成")))
                .isEqualTo(compiled());
        assertThat(compiled(said(Payments.O2, "票据池", null, "票据池：已完成")))
                .as("nor is one added to a section that nobody wrote")
                .isEqualTo(compiled());
    }

    @Test
    void aLineThatComesBackStandsBehindTheOthers() {
        Report report = compiled(said(Payments.O1, "对账", null, "对账：已完成"));

        assertThat(items(report)).last().extracting(ParsedNode.Item::text).isEqualTo("对账：已完成");
        assertThat(markdown(report).lines().filter(line -> !line.isBlank() && !line.contains("对账：已完成")))
                .containsExactlyElementsOf(markdown(compiled())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList());
    }

    @Test
    void aLineThatIsSpokenOfAfterAllDoesNotComeBackToo() {
        assertThat(compiled(said(Payments.O1, "票据池", null, "票据池：已完成"))).isEqualTo(compiled());
    }

    /** Whatever is remarked on whichever lines, the page reads as the same items. */
    @ParameterizedTest
    @MethodSource("seeds")
    void remarksAreNoItems(long seed) {
        Report plain = compiled();
        List<ParsedNode.Item> all =
                items(plain).stream().flatMap(ParsedNode.Item::withDescendants).toList();
        List<LineNote> notes = all.stream()
                .filter(item -> (seed >> all.indexOf(item) & 1) == 1)
                .map(item -> note(Payments.O1, item.text()))
                .toList();
        List<LineNote> withMissing = (seed & 1) == 1
                ? Stream.concat(notes.stream(), Stream.of(new LineNote(Payments.O1, null, "未答复：对账：承诺 12/5，本期没有提及")))
                        .toList()
                : notes;

        Report noted = Amendments.note(plain, withMissing);

        assertThat(read(noted)).as("seed %d:%n%s", seed, markdown(noted)).isEqualTo(read(plain));
        assertThat(markdown(noted).lines().filter(line -> line.contains("> 未答复")))
                .as("seed %d", seed)
                .hasSize(withMissing.size());
    }

    static LongStream seeds() {
        return LongStream.range(0, 64);
    }

    private static LineNote note(SectionId section, String line) {
        return new LineNote(section, line, "未答复：原定 12/5 上线，本周未提及");
    }

    private static Amendment said(SectionId section, String name, @Nullable String before, String after) {
        return new Amendment(section, LIN, name, before, after, Instant.EPOCH);
    }

    private static Report compiled(Amendment... said) {
        return new ReportCompiler(Payments.TEAM)
                .compile(
                        WEEK,
                        1,
                        List.of(),
                        new Payments.Replies().text(LIN, Payments.O1, LINES).all(),
                        Map.of(),
                        Map.of(),
                        List.of(said),
                        List.of());
    }

    private static List<ParsedNode.Item> items(Report report) {
        return report.allSections()
                .filter(section -> section.id().equals(Payments.O1))
                .flatMap(section -> section.passages().stream())
                .flatMap(passage -> passage.nodes().stream())
                .filter(ParsedNode.Item.class::isInstance)
                .map(ParsedNode.Item.class::cast)
                .toList();
    }

    /** Every item of the page that the report makes: how deep, and what it says. */
    private static List<String> read(Report report) {
        ParsedReport page =
                new ReportParser(new SectionNames(Payments.TEAM).all()).parse(markdown(report), WEEK.last());
        return page.sections().stream()
                .flatMap(section -> section.nodes().stream())
                .filter(ParsedNode.Item.class::isInstance)
                .flatMap(node -> ((ParsedNode.Item) node).withDescendants())
                .map(item -> item.depth() + " " + item.text() + " " + item.status() + " "
                        + item.facts().stream().map(fact -> fact.quote()).toList())
                .toList();
    }

    private static String markdown(Report report) {
        return new MarkdownRenderer(Payments.TEAM, Payments.WORDS).render(report);
    }
}
