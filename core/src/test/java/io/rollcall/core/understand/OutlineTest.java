package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTest {

    /** One line a node: {@code depth text}, titles as {@code # title}, text as {@code > text}. */
    private static String outline(String text, String... knownTitles) {
        ParsedReport report = new ReportParser(Set.of(knownTitles)).parse(text, Notation.WEEK);
        return report.sections().stream()
                .flatMap(section -> Stream.concat(
                        section.heading().map(title -> "#" + section.level() + " " + title).stream(),
                        section.nodes().stream().flatMap(OutlineTest::lines)))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(ParsedNode node) {
        if (node instanceof ParsedNode.Item item) {
            return Stream.concat(
                    Stream.of(item.depth() + " " + item.text()),
                    item.children().stream().flatMap(OutlineTest::lines));
        }
        return Stream.of("> " + node.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. ",
                "1.",
                "１．",
                "1、",
                "1) ",
                "1)",
                "1）",
                "（1）",
                "(1) ",
                "①",
                "① ",
                "⑴",
                "⒈",
                "❶",
                "㈠",
                "一、",
                "（一）",
                "Ⅰ、",
                "a. ",
                "a)",
                "A、",
                "i. ",
                "- ",
                "-",
                "－",
                "• ",
                "•",
                "·",
                "* ",
                "+ ",
                "+",
                "◦ ",
                "▪",
                "■ ",
                "1\u20E3 ",
                "1\uFE0F\u20E3",
                "- [ ] ",
                "* [x] "
            })
    void knowsEveryListMarker(String marker) {
        ParsedNode.Item item = (ParsedNode.Item)
                Notation.parse(marker + "海棠").sections().get(0).nodes().get(0);
        assertThat(item.text()).isEqualTo("海棠");
        assertThat(item.marker()).isEqualTo(marker.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.5上线灰度",
                "3.13亿笔成交",
                "12. 5日上线",
                "12/5上线",
                "1.2版本评审",
                "3家门店接入",
                "2024年总结",
                "5、6月份成交",
                "**加粗**开头",
                "--破折号",
                "+5%",
                "一体机招标",
                "二手回收",
                "三、四月复盘",
                "A/B实验",
                "a-b测试",
                "(备注)看板",
                "（旧）机具",
                "10日完成",
                "1:3分流",
                "A、B两类客户",
                "1.05亿成交",
                "3.5w单",
                "*强调*一下",
                "1.0版本",
                "100%完成",
                "·"
            })
    void aLineThatStartsWithADateOrAFigureIsNoListNumber(String line) {
        ParsedNode.Item item =
                (ParsedNode.Item) Notation.parse(line).sections().get(0).nodes().get(0);
        assertThat(item.marker().isEmpty() || item.text().isEmpty()).isTrue();
    }

    @Test
    void deeperIndentsAreChildren() {
        assertThat(outline("1. 甲\n    - 乙\n        - 丙\n    - 丁\n2. 戊")).isEqualTo("1 甲\n2 乙\n3 丙\n2 丁\n1 戊");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "  ", "   ", "    ", "        ", "\t", "\t\t", "\u3000", "\u3000\u3000", "\u00A0\u00A0"})
    void anyConsistentWidthOfIndentWillDo(String indent) {
        assertThat(outline("- 甲\n" + indent + "- 乙\n" + indent + indent + "- 丙\n" + indent + "- 丁\n- 戊"))
                .isEqualTo("1 甲\n2 乙\n3 丙\n2 丁\n1 戊");
    }

    @Test
    void withoutIndentTheNumberingStylesAreTheLevels() {
        assertThat(outline("一、甲\n1、乙\n（1）丙\n（2）丁\n2、戊\n二、己\n1、庚")).isEqualTo("1 甲\n2 乙\n3 丙\n3 丁\n2 戊\n1 己\n2 庚");
        assertThat(outline("1. 甲\n- 乙\n- 丙\n2. 丁\n- 戊")).isEqualTo("1 甲\n2 乙\n2 丙\n1 丁\n2 戊");
        assertThat(outline("1.甲\n1.1乙\n1.2丙\n1.2.1丁\n2.戊\n2.1己")).isEqualTo("1 甲\n2 乙\n2 丙\n3 丁\n1 戊\n2 己");
    }

    @Test
    void aSlipOfTheMarkerStaysInItsList() {
        assertThat(outline("1. 甲\n2、乙\n3. 丙")).isEqualTo("1 甲\n1 乙\n1 丙");
        assertThat(outline("1. 甲\n 2. 乙\n3. 丙")).isEqualTo("1 甲\n1 乙\n1 丙");
    }

    @Test
    void aListTypedWithoutBlanksMayStartItsTextsWithFigures() {
        assertThat(outline("1.累计成交\n2.11月份成交7898笔\n3.5家门店")).isEqualTo("1 累计成交\n1 11月份成交7898笔\n1 5家门店");
        assertThat(outline("1.11/28上线\n2.12/5上线")).isEqualTo("1 11/28上线\n1 12/5上线");
        assertThat(outline("1 甲\n2 乙")).isEqualTo("1 甲\n1 乙");
        assertThat(outline("3 家门店")).isEqualTo("1 3 家门店");
    }

    @Test
    void aBareTitleHoldsTheListBelowIt() {
        assertThat(outline("成交情况：\n\n- 甲\n- 乙\n\n可用性：\n\n- 丙")).isEqualTo("1 成交情况：\n2 甲\n2 乙\n1 可用性：\n2 丙");
        assertThat(outline("影像识别（二期）\n\n1. 甲\n    - 乙")).isEqualTo("1 影像识别（二期）\n2 甲\n3 乙");
    }

    @Test
    void aListAfterASentenceStandsBesideIt() {
        assertThat(outline("短期动作已完成，长期动作进行中。\n\n1. 甲\n2. 乙")).isEqualTo("1 短期动作已完成，长期动作进行中。\n1 甲\n1 乙");
    }

    @Test
    void aBareLineAfterAListIsAnItemOfTheSection() {
        assertThat(outline("1. 甲\n2. 乙\n\n还有几件事请大家留意：\n\n1. 丙\n    1. 丁"))
                .isEqualTo("1 甲\n1 乙\n1 还有几件事请大家留意：\n2 丙\n3 丁");
    }

    @Test
    void theRestOfASentenceStaysWithItsItem() {
        ParsedReport report = Notation.parse("1. 海棠接口联调完成，\n   预计12/20上线\n2. 青鸟");
        ParsedNode.Item first =
                (ParsedNode.Item) report.sections().get(0).nodes().get(0);
        assertThat(outline("1. 海棠接口联调完成，\n   预计12/20上线\n2. 青鸟")).isEqualTo("1 海棠接口联调完成，\n> 预计12/20上线\n1 青鸟");
        assertThat(Notation.dates(first.facts())).isEqualTo("2024-12-20 PLANNED");
    }

    @Test
    void anIndentedBareLineIsAChild() {
        assertThat(outline("1. 甲\n\n    乙的说明\n\n2. 丙")).isEqualTo("1 甲\n2 乙的说明\n1 丙");
        assertThat(outline("1. 甲：\n乙\n丙\n2. 丁")).isEqualTo("1 甲：\n2 乙\n2 丙\n1 丁");
    }

    @Test
    void aMarkerAloneIsAnEmptyItem() {
        assertThat(outline("1. \n2. 甲")).isEqualTo("1 \n1 甲");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ## 海棠           | #2 海棠
            ### 海棠          | #3 海棠
            ##海棠            | #2 海棠
            ## 【海棠】        | #2 海棠
            ## **海棠**       | #2 海棠
            ## 海棠：          | #2 海棠
            ## 海棠 ##        | #2 海棠
            【海棠】           | #2 海棠
            - 【海棠】         | #2 海棠
            1. 【海棠】        | #2 海棠
            **【海棠】**       | #2 海棠
            【海棠】：         | #2 海棠
            「海棠」           | #2 海棠
            [海棠]            | #2 海棠
            系统数据           | #2 系统数据
            系统数据：          | #2 系统数据
            三、系统数据        | #2 系统数据
            **系统数据**       | #2 系统数据
            系统  数据         | #2 系统  数据
            """)
    void knowsTitles(String line, String expected) {
        assertThat(outline(line + "\n1. 甲", "系统数据")).isEqualTo(expected + "\n1 甲");
    }

    @ParameterizedTest
    @ValueSource(strings = {"【海棠】已上线", "系统数据：正常", "#1 海棠", "海棠【一期】", "- **海棠**"})
    void knowsWhatIsNoTitle(String line) {
        assertThat(outline(line, "系统数据")).startsWith("1 ");
    }

    @Test
    void theFirstHeadingNamesTheReport() {
        assertThat(outline("# 2024-W49\n\nCreated: 2024年12月7日 09:43\n\n- 【海棠】\n    1. 甲\n\n# 下周工作\n1. 乙"))
                .isEqualTo("> # 2024-W49\n> Created: 2024年12月7日 09:43\n#2 海棠\n1 甲\n#1 下周工作\n1 乙");
        assertThat(outline("# 海棠\n1. 甲")).isEqualTo("#1 海棠\n1 甲");
    }

    @Test
    void proseIsKeptAsText() {
        assertThat(outline("## 收获与反思\n\n一段话。\n\n> 引用\n> \n\n无\n\n1. 条目"))
                .isEqualTo("#2 收获与反思\n> 一段话。\n> 引用\n> \n> 无\n1 条目");
        assertThat(outline("## 其他\n\n无")).isEqualTo("#2 其他\n1 无");
    }

    @Test
    void rulesPicturesTagsAndCodeAreKeptAsText() {
        assertThat(outline("甲\n---\n![图 2.1](a/b%20c.png)\n<aside>\n```\n1. 不是条目\n```\n|---|---|"))
                .isEqualTo("1 甲\n> ---\n> ![图 2.1](a/b%20c.png)\n> <aside>\n> ```\n> 1. 不是条目\n> ```\n> |---|---|");
        assertThat(outline("```\n1. 甲")).isEqualTo("> ```\n1 甲");
    }

    @Test
    void linesEndInEveryWay() {
        List<ParsedNode> nodes =
                Notation.parse("1. 甲\r\n2. 乙\r3. 丙\n\n4. 丁").sections().get(0).nodes();
        assertThat(nodes.stream().map(ParsedNode::line)).containsExactly(1, 2, 3, 5);
        assertThat(nodes.stream().map(ParsedNode::text)).containsExactly("甲", "乙", "丙", "丁");
    }

    @Test
    void charactersWithoutWidthAreNotSeen() {
        assertThat(outline("\uFEFF1. 甲\n\u200B\n2.\u200B 乙")).isEqualTo("1 甲\n1 乙");
        assertThat(Notation.dates(Notation.item("预\u200B计12\u200B/20上线").facts()))
                .isEqualTo("2024-12-20 PLANNED");
    }

    @Test
    void aBackslashThatKeepsTheStartFromBeingStructureIsNoPartOfTheText() {
        assertThat(outline("""
                \\# 甲
                - \\- 乙
                1\\. 丙
                \\【丁】
                \\戊
                > \\> 己
                \\其他
                """, "其他")).isEqualTo("1 # 甲\n2 - 乙\n1 1. 丙\n1 【丁】\n1 \\戊\n> > 己\n1 其他");
    }

    @Test
    void aBoxAfterABulletIsPartOfTheMarker() {
        ParsedReport report = Notation.parse("- [x] 甲\n- [x]乙\n* [ ] 丙\n- [ ]\n- [x](http://a.b) 丁\n- [已上线] 戊");
        assertThat(report.sections()
                        .get(0)
                        .items()
                        .map(item -> item.marker() + "|" + item.text() + "|" + item.isNumbered()))
                .containsExactly(
                        "- [x]|甲|false",
                        "- [x]|乙|false",
                        "* [ ]|丙|false",
                        "- [ ]||false",
                        "-|[x](http://a.b) 丁|false",
                        "-|[已上线] 戊|false");
    }

    @Test
    void anEmojiAtTheEndOfALineKeepsItsColour() {
        assertThat(Notation.item("装修存管上线\uD83C\uDFD7\uFE0F").text()).endsWith("\uD83C\uDFD7\uFE0F");
    }
}
