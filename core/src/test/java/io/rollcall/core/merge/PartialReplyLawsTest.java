package io.rollcall.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.merge.Merged.Outcome;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds under any partial reply: seeded, the seed is the test's argument. */
class PartialReplyLawsTest {

    private static final ReportWeek WEEK = new ReportWeek(2024, 49);
    private static final String[] NAMES = {
        "收银台改版", "渠道接入", "对账平台重构", "商户进件", "电子签约", "差错处理", "手续费核算", "备付金报表", "日终跑批", "风控规则升级", "退款链路", "清算文件", "资质核验",
        "发票中心", "聚合码牌"
    };
    private static final String[] STATES = {"联调中", "开发中", "需求评审中", "已提测", "灰度中", "待排期", "方案沟通中"};
    private static final String[] ORDERS = {
        "进度95%",
        "改成 80%",
        "完成",
        "已上线",
        "暂停",
        "延到12/27",
        "推迟一周",
        "12/26",
        "预计12/25上线",
        "同上周",
        "不变",
        "删除",
        "去掉",
        "等业务确认",
        "进度90%，预计12/24上线",
        "done",
        "85%"
    };

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    /** A reply, and the lines it names. */
    private record Generated(List<PromptLine> last, String reply, Set<String> named) {}

    private static Generated generate(int seed) {
        Random random = new Random(seed);
        List<PromptLine> last = lines(random);
        List<String> orders = new ArrayList<>();
        Set<String> named = new HashSet<>();
        List<PromptLine> shuffled = new ArrayList<>(last);
        Collections.shuffle(shuffled, random);
        for (PromptLine line : shuffled.subList(0, 1 + random.nextInt(Math.min(4, shuffled.size())))) {
            String order = ORDERS[random.nextInt(ORDERS.length)];
            orders.add(dressed(line.no(), random) + order);
            named.add(line.no());
            if (order.equals("删除") || order.equals("去掉")) {
                last.stream().filter(other -> other.isBelow(line.no())).forEach(other -> named.add(other.no()));
            }
        }
        if (random.nextBoolean()) {
            orders.add(
                    List.of("其余同上周", "其他不变", "其它照旧", "rest same as last week").get(random.nextInt(4)));
        }
        String between = List.of("\n", "；", "\n\n", "，", "。\n").get(random.nextInt(5));
        return new Generated(last, String.join(between, orders), named);
    }

    private static String dressed(String no, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> no + " ";
            case 1 -> "第" + no + "条";
            case 2 -> "#" + no + " ";
            case 3 -> "(" + no + ") ";
            default -> no + "：";
        };
    }

    private static List<PromptLine> lines(Random random) {
        List<PromptLine> lines = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(NAMES));
        Collections.shuffle(names, random);
        int top = 3 + random.nextInt(4);
        for (int i = 1; i <= top; i++) {
            lines.add(PromptLine.of("" + i, line(names.remove(0), random)));
            for (int j = 1; random.nextInt(3) == 0 && j < 4; j++) {
                lines.add(PromptLine.of(i + "." + j, line(names.remove(0), random)));
            }
        }
        return lines;
    }

    private static String line(String name, Random random) {
        String text = name + (random.nextInt(5) == 0 ? "" : "：") + STATES[random.nextInt(STATES.length)];
        if (random.nextBoolean()) {
            text += "，进度" + (10 + random.nextInt(80)) + "%";
        }
        if (random.nextBoolean()) {
            text += "，预计12/" + (9 + random.nextInt(15)) + "上线";
        }
        return text + (random.nextInt(4) == 0 ? "。" : "") + (random.nextInt(8) == 0 ? "  " : "");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void linesThatAreNotNamedStayByteForByte(int seed) {
        Generated one = generate(seed);

        Merged merged = PartialReply.merge(one.last(), one.reply(), WEEK);

        assertThat(merged.isPartial()).as(one.toString()).isTrue();
        assertThat(merged.fresh()).as(one.toString()).isEmpty();
        assertThat(merged.outcomes()).hasSameSizeAs(one.last());
        for (Outcome outcome : merged.outcomes()) {
            if (!one.named().contains(outcome.line().no())) {
                assertThat(outcome.result())
                        .as(one.toString())
                        .contains(outcome.line().text());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameReplyOnceMoreChangesNothing(int seed) {
        Generated one = generate(seed);
        Merged once = PartialReply.merge(one.last(), one.reply(), WEEK);
        List<PromptLine> after = once.outcomes().stream()
                .flatMap(outcome -> outcome.result().stream()
                        .map(text -> new PromptLine(
                                outcome.line().no(), outcome.line().shown(), text)))
                .toList();

        assertThat(texts(PartialReply.merge(after, one.reply(), WEEK)))
                .as(one.toString())
                .isEqualTo(texts(once));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRestAsItWasChangesNothing(int seed) {
        List<PromptLine> last = lines(new Random(seed));

        Merged merged = PartialReply.merge(last, "其余同上周", WEEK);

        assertThat(merged.changes()).isEmpty();
        assertThat(merged.keepsRest()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePromptPastedBackChangesNothingAndOneChangedWordOneLine(int seed) {
        Random random = new Random(seed);
        List<PromptLine> last = lines(random);
        boolean numbered = random.nextBoolean();
        PromptLine changed = last.get(random.nextInt(last.size()));
        List<String> pasted = new ArrayList<>();
        for (PromptLine line : last) {
            String text = line.equals(changed) ? line.text().strip() + "，已与业务对齐" : line.text();
            pasted.add((numbered ? line.no() + " " : "") + text);
        }

        Merged merged = PartialReply.merge(last, String.join("\n", pasted), WEEK);

        assertThat(merged.changes().map(Outcome::line)).as("seed " + seed).containsExactly(changed);
        assertThat(merged.changes().flatMap(outcome -> outcome.result().stream()))
                .as("seed " + seed)
                .containsExactly(changed.text().strip() + "，已与业务对齐");
        assertThat(merged.fresh()).isEmpty();
        assertThat(merged.unplaced()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void renderedAndReadAgainItHasTheSameItems(int seed) {
        Generated one = generate(seed);
        Merged merged = PartialReply.merge(one.last(), one.reply(), WEEK);
        StringBuilder rendered = new StringBuilder();
        merged.outcomes()
                .forEach(outcome -> outcome.result()
                        .ifPresent(text -> rendered.append(
                                        "  ".repeat(outcome.line().depth() - 1))
                                .append("- ")
                                .append(text)
                                .append('\n')));

        List<String> read = new ReportParser(Set.of())
                .parse(rendered.toString(), WEEK).sections().stream()
                        .flatMap(ParsedSection::items)
                        .map(ParsedNode.Item::text)
                        .toList();

        assertThat(read)
                .as(one.toString())
                .isEqualTo(List.copyOf(texts(merged).values()).stream()
                        .map(String::strip)
                        .toList());
    }

    @Test
    void noTextMakesItThrowOrTakeLong() {
        List<PromptLine> last = MergeCase.all("merge-cases.txt").get(0).last();
        Random random = new Random(20241206);
        String marks = "0123456789.%，,；、 。（）()-~年月日号家第条①②#:：\n其余同上周完成删除进度预计上线延到改成和3 2.1 ";
        Assertions.assertThatCode(() -> {
                    for (int i = 0; i < 3000; i++) {
                        StringBuilder text = new StringBuilder();
                        int length = random.nextInt(60);
                        for (int j = 0; j < length; j++) {
                            text.append(marks.charAt(random.nextInt(marks.length())));
                        }
                        PartialReply.merge(last, text.toString(), WEEK);
                    }
                })
                .doesNotThrowAnyException();
        for (String piece : List.of("2 ", "，", "1、", "其余", "2.1.", "（", "把", "完成，3", "9%", "，1 完成", "延到12/", "好的，")) {
            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> PartialReply.merge(last, piece.repeat(20_000), WEEK), piece);
        }
    }

    private static Map<String, String> texts(Merged merged) {
        Map<String, String> texts = new LinkedHashMap<>();
        merged.outcomes()
                .forEach(outcome -> outcome.result()
                        .ifPresent(text -> texts.put(outcome.line().no(), text)));
        return texts;
    }
}
