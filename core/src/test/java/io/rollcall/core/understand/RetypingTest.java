package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same content typed in another list style has the same depths and says the same. */
class RetypingTest {

    private static final String[] LINES = {
        "海棠：接口联调完成，预计12/20上线",
        "累计成交20,416笔，总流水3.13亿",
        "11月份成交7898笔，金额365万",
        "进度80.4%，12月底完成",
        "12/3 14:20 下单超时，影响41笔",
        "北城：1,204笔，当日复购率9.5%",
        "选型中，由于人手调走，暂停推进",
        "入金成功率99.99%，较上周提升0.02%",
        "下周启动联调",
        "青鸟：12月5日完成提测，预计12月16日上线",
        "成交情况：",
        "问卷完成",
        "5城已开",
        "26号上线",
        "身份核验：97.20%",
        "门店通行证、会员证：100%"
    };

    /** How lists are typed: the indent of a level, and the marker of each level. */
    private record Style(String indent, List<IntFunction<String>> markers) {

        String line(int depth, int number, String text) {
            IntFunction<String> marker = markers.get((depth - 1) % markers.size());
            return indent.repeat(depth - 1) + marker.apply(number) + text;
        }
    }

    private static final List<IntFunction<String>> NUMBERS = List.of(
            n -> n + ". ", n -> n + "、", n -> n + "） ", n -> "（" + n + "）", n -> String.valueOf((char) ('①' + n - 1)));
    private static final List<IntFunction<String>> BULLETS =
            List.of(n -> "- ", n -> "•", n -> "* ", n -> "+ ", n -> "·", n -> "-");

    private static final List<Style> STYLES = List.of(
            new Style("    ", List.of(n -> n + ". ")),
            new Style("  ", List.of(n -> "- ")),
            new Style("\t", List.of(n -> "• ")),
            new Style(" ", List.of(n -> n + "、")),
            new Style("\u3000\u3000", List.of(n -> n + ".")),
            new Style("   ", List.of(n -> "-")),
            new Style("    ", List.of(n -> "* ", n -> n + ") ")),
            new Style(
                    "",
                    List.of(n -> n + ". ", n -> "（" + n + "）", n -> String.valueOf((char) ('①' + n - 1)), n -> "-")),
            new Style("", List.of(n -> "一二三四五六七八九".charAt(n - 1) + "、", n -> n + "、", n -> n + "）", n -> "• ")),
            new Style("  ", List.of(n -> "")));

    /** A tree of lines: each with its depth and its number among its siblings. */
    private record Typed(int depth, int number, String text) {}

    static Stream<Long> seeds() {
        return new Random(47).longs(60).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesNothing(long seed) {
        List<Typed> tree = tree(new Random(seed));
        String expected = null;
        for (Style style : STYLES) {
            StringBuilder text = new StringBuilder("## 重点\n\n");
            tree.forEach(line ->
                    text.append(style.line(line.depth, line.number, line.text)).append('\n'));
            String read = read(text.toString());
            expected = expected == null ? read : expected;
            assertThat(read).as("seed %d as typed:%n%s", seed, text).isEqualTo(expected);
        }
        assertThat(expected.lines()).hasSameSizeAs(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesNothingInStylesMadeUpAtRandom(long seed) {
        Random random = new Random(seed);
        List<Typed> tree = tree(random);
        List<IntFunction<String>> markers = new ArrayList<>();
        for (int depth = 0; depth < 4; depth++) {
            List<IntFunction<String>> kind = random.nextBoolean() ? NUMBERS : BULLETS;
            markers.add(kind.get(random.nextInt(kind.size())));
        }
        Style style = new Style(" ".repeat(1 + random.nextInt(8)), markers);
        StringBuilder text = new StringBuilder("## 重点\r\n");
        tree.forEach(line -> text.append(style.line(line.depth, line.number, line.text))
                .append(random.nextInt(4) == 0 ? "\r\n\r\n" : "\r\n"));
        StringBuilder plain = new StringBuilder("## 重点\n");
        tree.forEach(line -> plain.append(STYLES.get(0).line(line.depth, line.number, line.text))
                .append('\n'));
        assertThat(read(text.toString()))
                .as("seed %d as typed:%n%s", seed, text)
                .isEqualTo(read(plain.toString()));
    }

    private static List<Typed> tree(Random random) {
        List<Typed> tree = new ArrayList<>();
        int[] numbers = new int[6];
        int depth = 1;
        for (int i = 0; i < 12; i++) {
            String text = LINES[random.nextInt(LINES.length)];
            numbers[depth]++;
            if (numbers[depth] > 9) {
                break;
            }
            tree.add(new Typed(depth, numbers[depth], text));
            int next = Math.min(4, 1 + random.nextInt(depth + 1));
            for (int level = next + 1; level < numbers.length; level++) {
                numbers[level] = 0;
            }
            depth = next;
        }
        return tree;
    }

    private static String read(String text) {
        StringBuilder read = new StringBuilder();
        Notation.parse(text)
                .sections()
                .get(0)
                .items()
                .forEach(item -> read.append(item.depth())
                        .append(' ')
                        .append(item.label())
                        .append(' ')
                        .append(item.status())
                        .append(' ')
                        .append(item.text())
                        .append(' ')
                        .append(Notation.all(item.facts()))
                        .append('\n'));
        return read.toString();
    }
}
