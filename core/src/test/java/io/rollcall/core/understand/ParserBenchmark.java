package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast 5 MB of report text are understood on one thread, beside what cannot be left out (decoding, parting lines)
 * and beside what one would do otherwise: a Markdown parser, one regular expression for all kinds of facts, or both.
 * Bytes a second are 5 MB divided by the time of an operation. Run with {@code mvn -Pbench -pl core verify}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class ParserBenchmark {

    private static final int BYTES = 5_000_000;
    private static final ReportWeek WEEK = ReportWeek.parse("2024-W49");

    /** The words that begin each kind of fact are spelt out, so that the expression can fail at the first character. */
    private static final Pattern FACTS =
            Pattern.compile("(?<date>(?:\\d{4}年|\\d{4}[-/])?\\d{1,2}(?:月\\d{1,2}[日号]?|/\\d{1,2}"
                    + "|月(?:[上中下]旬|[初中底末])?)前?|[上本下]周[一二三四五六日]?|月底|年底)"
                    + "|(?<progress>进度(?:已?达到?|为)?\\d+(?:\\.\\d+)?%|\\d+(?:\\.\\d+)?%(?:开发|测试)?完成)"
                    + "|(?<change>(?:较上周|较上月|环比|同比)?(?:提升|上升|增长|下降|降低|减少)了?\\d+(?:\\.\\d+)?(?:%|个百分点)?)"
                    + "|(?<figure>\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[万亿])?(?:[笔次个家单人元条件份%]|分钟)?)");

    private byte[] report = Corpus.of(BYTES, 20241206).getBytes(StandardCharsets.UTF_8);
    private final ReportParser parser = new ReportParser(Set.of("重点项目", "系统运行数据", "生产事件", "收获与反思", "下周工作"));
    private final Parser markdown = Parser.builder().build();

    @Benchmark
    public int decodeAndSplit() {
        int lines = 0;
        int characters = 0;
        String text = decoded();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            characters += text.substring(start, end).length();
            lines++;
            start = end + 1;
        }
        return lines + characters;
    }

    @Benchmark
    public ParsedReport rollcall() {
        return parser.parse(decoded(), WEEK);
    }

    @Benchmark
    public Node commonmark() {
        return markdown.parse(decoded());
    }

    @Benchmark
    public int regex() {
        return facts(decoded());
    }

    @Benchmark
    public int commonmarkAndRegex() {
        Counter counter = new Counter();
        markdown.parse(decoded()).accept(counter);
        return counter.facts;
    }

    private String decoded() {
        return new String(report, StandardCharsets.UTF_8);
    }

    private static int facts(String text) {
        int facts = 0;
        Matcher matcher = FACTS.matcher(text);
        while (matcher.find()) {
            // As one has to, to make a fact of it.
            facts += matcher.group().length();
        }
        return facts;
    }

    private static final class Counter extends AbstractVisitor {
        private int facts;

        @Override
        public void visit(Text text) {
            facts += facts(text.getLiteral());
        }

        private static int facts(String text) {
            return ParserBenchmark.facts(text);
        }
    }
}
