package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed: no line is lost, every span lies in the text, nothing throws or takes long. */
class NothingLostTest {

    private static final Pattern ORNAMENTS = Pattern.compile("[【〖「『［\\[*_：:]");

    /** {@code 1\.}: the backslash is Markdown's. */
    private static final Pattern ESCAPED_NUMBER = Pattern.compile("(\\d{1,9})\\\\([.)])");

    private static final String[] PIECES = {
        "1. ",
        "1、",
        "（1）",
        "①",
        "- ",
        "•",
        "* ",
        "# ",
        "## ",
        "> ",
        "【",
        "】",
        "：",
        ":",
        "，",
        "。",
        "；",
        "**",
        "`",
        "[",
        "](",
        ")",
        "![",
        "<a",
        ">",
        "12/20",
        "2024年12月5日",
        "12.5",
        "617",
        "月底",
        "下周",
        "周四",
        "国庆前",
        "23Q4",
        "26号",
        "3.13亿",
        "19,254笔",
        "80%",
        "2%~6%",
        "较上周",
        "提升",
        "预计",
        "已",
        "上线",
        "完成",
        "进度",
        "暂停",
        "未",
        "环比",
        "海棠",
        "A",
        "x",
        " ",
        "  ",
        "\t",
        "\u3000",
        "\n",
        "\n",
        "\n    ",
        "\r\n",
        "\r",
        "\u200B",
        "\uFEFF",
        "\0",
        "\uD83D",
        "\uDE00",
        "😀",
        "\u202E",
        "http://a.b/1%2",
        "---",
        "```",
        "|",
        "\\",
        "…",
        "~",
        "+",
        "-",
        "/",
        "."
    };

    static Stream<Long> seeds() {
        return new Random(20241206).longs(300).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forAnyMixOfWhatPeopleType(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(120); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        assertNothingLost(text.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forAnyCharacters(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i >= 0; i--) {
            int kind = random.nextInt(4);
            text.append(
                    kind == 0
                            ? (char) random.nextInt(0x10000)
                            : kind == 1
                                    ? (char) random.nextInt(0x80)
                                    : kind == 2
                                            ? (char) (0x4E00 + random.nextInt(0x5200))
                                            : (char) ('0' + random.nextInt(10)));
        }
        assertNothingLost(text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.",
                "19,254",
                "(",
                "（",
                "[",
                "![",
                "](",
                "**",
                "`",
                "<a",
                "一",
                "十",
                "海",
                "12/5",
                "12月5日",
                "下周",
                "，",
                "预计",
                "提升5%",
                "80%、",
                "较上周",
                "\\",
                "http://a ",
                "月底",
                "1.1.",
                "- ",
                "> ",
                "#",
                "：",
                "~5",
                "由1至",
                "节后",
                "国庆",
                "未",
                "已",
                "Q",
                "5月成交3笔，",
                "![a]",
                "3/4完成",
                "1/2完成",
                "完成5/8项",
                "12/3 14:20 ",
                "持续5分钟，影响",
                "（周五）",
                "明天",
                "26号上线",
                "\\.",
                "比10月少5万",
                "低于去年",
                "[x] ",
                "((((",
                "海棠 上线 ",
                "，上线12/5"
            })
    void aSingleLongLineIsReadInNoTime(String piece) {
        String text = piece.repeat(200_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertNothingLost(text), piece);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "![|]",
                "![|](",
                "<a|>",
                "](|)",
                "`|`",
                "(|)",
                "【|】",
                "12/3 14:20 甲，|9:40恢复",
                "预计|上线",
                "1.|2",
                "3/4|完成",
                "【甲|乙"
            })
    void manyThatOpenAndOneThatClosesAreReadInNoTime(String opens, String closes) {
        String text = opens.repeat(500_000 / opens.length()) + closes;
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertNothingLost(text), opens);
    }

    @Test
    void tenMegabytesOnOneLineAreReadInNoTime() {
        String line = Corpus.of(10_000_000, 7).replace('\n', ' ');
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertNothingLost(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. 甲\n", "# \n", "![\n", "<a\n", "```\n", "甲：\n", "（1）\n", "\n", "\r", "> \n", "【甲】\n", "1.1 甲\n",
                "12.5\n", "甲，\n"
            })
    void manyLinesAreReadInNoTime(String line) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertNothingLost(line.repeat(20_000)), line);
    }

    @Test
    void aLineOfAMegabyteIsAnItem() {
        String text = "海棠预计12/20上线，进度80%，成交3.13亿，较上周提升2%；".repeat(30_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertNothingLost(text));
        assertThat(Notation.parse(text)
                        .sections()
                        .get(0)
                        .items()
                        .findFirst()
                        .orElseThrow()
                        .facts())
                .hasSize(120_000);
    }

    @Test
    void aHundredThousandLevelsAreNoDeeperThanTheCap() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append(" ".repeat(i)).append("- 甲\n");
        }
        for (int i = 0; i < 100_000; i++) {
            text.append(" ".repeat(i % 97)).append((char) ('a' + i % 26)).append(". 乙\n");
        }
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            ParsedReport report = Notation.parse(text.toString());
            assertThat(report.sections()
                            .get(0)
                            .items()
                            .mapToInt(ParsedNode.Item::depth)
                            .max())
                    .hasValue(Outline.MAX_DEPTH);
            assertThat(report.sections().get(0).items().count()).isEqualTo(102_000);
        });
    }

    private static void assertNothingLost(String text) {
        ParsedReport report = Notation.parse(text);
        Map<Integer, String> kept = new HashMap<>();
        for (ParsedSection section : report.sections()) {
            if (section.title() != null) {
                kept.merge(section.line(), section.title(), String::concat);
            }
            section.nodes().forEach(node -> keep(node, kept, text));
        }
        for (SourceLine line : SourceLine.of(text)) {
            if (!line.isBlank()) {
                String typed = text.substring(line.content(), line.end());
                String read = kept.getOrDefault(line.number(), "(nothing)");
                // Worded only on failure: there may be a hundred thousand lines.
                String plain = ESCAPED_NUMBER.matcher(typed).replaceFirst("$1$2");
                if (!isWhole(shown(typed), shown(read)) && !isWhole(shown(plain), shown(read))) {
                    fail("line %d of <%s> was kept as <%s>", line.number(), excerpt(text), excerpt(read));
                }
            }
        }
    }

    private static void keep(ParsedNode node, Map<Integer, String> kept, String text) {
        if (node instanceof ParsedNode.Item item) {
            kept.merge(item.line(), item.marker() + item.text(), String::concat);
            item.facts().forEach(fact -> assertFaithful(fact, text));
            item.children().forEach(child -> keep(child, kept, text));
        } else {
            kept.merge(node.line(), node.text(), String::concat);
        }
    }

    private static void assertFaithful(Fact fact, String text) {
        Span span = fact.span();
        boolean faithful = span.end() <= text.length()
                && span.length() > 0
                && text.startsWith(fact.quote(), span.start())
                && fact.quote().length() == span.length();
        if (!faithful) {
            fail("<%s> does not stand at %s of <%s>", fact.quote(), span, excerpt(text));
        }
    }

    /** Without blanks and characters that have no width. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().filter(c -> !Fold.isBlank((char) c)).forEach(c -> shown.append((char) c));
        return shown.toString();
    }

    /** Whether what is kept is the line, but for what marks it as a title or a quotation. */
    private static boolean isWhole(String typed, String kept) {
        int at = typed.indexOf(kept);
        if (at < 0 || typed.length() == kept.length()) {
            return at == 0;
        }
        String left = typed.substring(0, at) + typed.substring(at + kept.length());
        return left.startsWith(">")
                || left.equals("\\")
                || left.startsWith("#")
                || ORNAMENTS.matcher(left).find();
    }

    private static String excerpt(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
