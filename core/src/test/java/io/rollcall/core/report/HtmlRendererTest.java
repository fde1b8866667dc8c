package io.rollcall.core.report;

import static io.rollcall.core.report.Lines.bare;
import static io.rollcall.core.report.Lines.bullet;
import static io.rollcall.core.report.Lines.item;
import static io.rollcall.core.report.Lines.numbered;
import static io.rollcall.core.report.Lines.quote;
import static io.rollcall.core.report.Lines.text;
import static io.rollcall.core.report.Lines.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlRendererTest {

    private final HtmlRenderer renderer = new HtmlRenderer(Payments.WORDS);

    @Test
    void the_page_needs_nothing_from_elsewhere() {
        Document page = page(bullet("对账"));

        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("zh");
        assertThat(page.selectFirst("meta[charset]").attr("charset")).isEqualTo("utf-8");
        assertThat(page.selectFirst("meta[name=viewport]").attr("content")).contains("width=device-width");
        assertThat(page.select("script, link, img, iframe, [src], [href], [style]"))
                .isEmpty();
        assertThat(page.selectFirst("style").data())
                .contains("prefers-color-scheme: dark", "@media print")
                .doesNotContain("url(", "@import");
    }

    @Test
    void lists_nest_as_their_writer_nested_them_and_go_on_counting_after_a_line_between() {
        Document page = page(
                numbered("存管路由", bullet("联调", numbered("第一步"))),
                bare("插一句：", bullet("要点")),
                item("2.", "对账"),
                text("一段"),
                quote("引用"));

        Element o1 = page.selectFirst("#o1");
        assertThat(o1.selectFirst("> ol > li > ul > li > ol > li").text()).isEqualTo("第一步");
        assertThat(o1.selectFirst("> .under > ul > li").text()).isEqualTo("要点");
        assertThat(o1.selectFirst("> ol[start=2] > li").text()).isEqualTo("对账");
        assertThat(o1.selectFirst("> blockquote").text()).isEqualTo("引用");
    }

    @Test
    void what_changed_stands_above_the_sections() {
        Document page = page(with(Status.DONE, bullet("对账")));

        assertThat(page.selectFirst("main > section").className()).isEqualTo("changes");
        assertThat(page.selectFirst(".changes li").text()).isEqualTo("业务：对账");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</li></ul></section><script src=//x></script>",
                "<img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' autofocus onfocus='alert(1)",
                "&lt;script&gt; &amp; &#60;",
                "<!-- --><![CDATA[ ]]>",
                "<style>*{display:none}</style></style>",
                "</title></textarea><svg/onload=alert(1)>",
                "javascript:alert(1)",
                "<a href=\"javascript:alert(1)\">x</a>",
                "{{7*7}} ${7*7} <%= 7*7 %>"
            })
    void no_words_of_a_person_become_markup_wherever_they_stand(String hostile) {
        String harmless = renderer.render(everywhere("平常"));
        String attacked = renderer.render(everywhere(hostile));

        Document page = Jsoup.parse(attacked);
        assertThat(elements(page)).isEqualTo(elements(Jsoup.parse(harmless)));
        assertThat(page.title()).isEqualTo(hostile.strip());
        assertThat(page.select("#o1 li").first().wholeOwnText().strip()).isEqualTo(hostile);
    }

    @Test
    void characters_that_html_forbids_are_shown_as_missing() {
        assertThat(page(bullet("a\u0000b\u001bc")).selectFirst("#o1 li").text()).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_text_is_there_once_and_in_order(long seed) {
        List<ParsedNode> nodes = new Trees(seed).section();

        Document page = Jsoup.parse(renderer.render(report("周报", "业务", "林晓", nodes)));

        assertThat(page.select("#o1 > :not(h2, .remark)").stream()
                        .flatMap(element -> element.select("li, p").stream())
                        .map(element -> element.wholeOwnText().strip())
                        .filter(text -> !text.isEmpty())
                        .toList())
                .as("seed %d", seed)
                .isEqualTo(Lines.outline(nodes).stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .toList());
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private Document page(ParsedNode... nodes) {
        return Jsoup.parse(renderer.render(report("周报", "业务", "林晓", List.of(nodes))));
    }

    private static Report everywhere(String words) {
        List<ParsedNode> nodes =
                List.of(with(Status.BLOCKED, bullet(words, numbered(words, bare(words)))), text(words), quote(words));
        Report report = report(words, words, words, nodes);
        return new Report(
                report.team(),
                report.title(),
                report.weeks(),
                report.revision(),
                report.sections(),
                List.of(new Passage(words, nodes, Origin.without(Payments.LIN), false)));
    }

    private static Report report(String title, String section, String name, List<ParsedNode> nodes) {
        return new Report(
                Payments.TEAM.id(),
                title,
                Payments.WEEK,
                1,
                List.of(new ReportSection(
                        new SectionId("o1"),
                        section,
                        SectionKind.ITEMS,
                        Standing.UPDATED,
                        List.of(new ReportSection.Owner(new MemberId("wu"), name, Standing.NOT_UPDATED)),
                        List.of(new Passage(null, nodes, Origin.without(Payments.LIN), false)),
                        List.of())),
                List.of());
    }

    private static List<String> elements(Document page) {
        List<String> elements = new ArrayList<>();
        page.getAllElements()
                .forEach(element -> elements.add(
                        element.tagName() + " " + element.attributes().asList()));
        return elements;
    }
}
