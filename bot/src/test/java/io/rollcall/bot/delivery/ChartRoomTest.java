package io.rollcall.bot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Payload;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Series;
import io.rollcall.core.message.Message.Tone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a platform whose messages hold so many parts, or go into a document. */
class ChartRoomTest {

    private final AtomicInteger renderings = new AtomicInteger();

    /** What each message shows: a text's own words, and a chart's rank. */
    private List<Payload> render(Message message, int most) {
        renderings.incrementAndGet();
        List<String> parts = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .map(part -> part instanceof Part.Chart chart ? "#" + chart.rank() : ((Part.Text) part).text())
                .toList();
        List<Payload> payloads = new ArrayList<>();
        for (int from = 0; from < parts.size(); from += most) {
            payloads.add(new Payload(
                    "text", String.join(" ", parts.subList(from, Math.min(parts.size(), from + most)))));
        }
        return payloads;
    }

    private List<String> shown(Message message, int most) {
        return ChartRoom.fill(message, one -> render(one, most)).stream()
                .map(Payload::content)
                .toList();
    }

    /** A section of words and a chart for each of these ranks. */
    private static Message report(int... ranks) {
        return new Message(
                "t",
                Tone.NEUTRAL,
                "",
                IntStream.range(0, ranks.length)
                        .mapToObj(i -> Block.of(new Part.Text("s" + i), chart(ranks[i])))
                        .toList());
    }

    private static Part chart(int rank) {
        return new Part.Chart("c", "", List.of("W1"), List.of(new Series("c", List.of(BigDecimal.ONE))), rank);
    }

    @Test
    void whereThereIsRoomForAllOfThemTheyAreAllShown() {
        assertThat(shown(report(2, 0, 1), 6)).containsExactly("s0 #2 s1 #0 s2 #1");
        assertThat(renderings).as("once without, once with them").hasValue(2);
    }

    @Test
    void thoseThatHelpLeastAreLeftOutFirst() {
        assertThat(shown(report(2, 0, 1), 5)).containsExactly("s0 s1 #0 s2 #1");
        assertThat(shown(report(2, 0, 1), 4)).containsExactly("s0 s1 #0 s2");
        assertThat(shown(report(2, 0, 1), 3)).containsExactly("s0 s1 s2");
    }

    @Test
    void aReportInSeveralMessagesHasChartsWhereThatMakesNoMoreOfThem() {
        assertThat(shown(report(1, 0, 2), 2)).containsExactly("s0 s1", "#0 s2");
        assertThat(shown(report(0, 1, 2), 1)).containsExactly("s0", "s1", "s2");
    }

    @Test
    void aReportDoesNotGoIntoADocumentForTheSakeOfItsCharts() {
        Message message = report(0, 1);

        List<Payload> payloads = ChartRoom.fill(message, one -> {
            List<Payload> split = render(one, 3);
            return split.size() > 1 ? List.of(new Payload("document", "all of it")) : split;
        });

        assertThat(payloads).containsExactly(new Payload("text", "s0 #0 s1"));
    }

    @Test
    void whatTakesThePlaceOfSoManyMessagesHasTheChartsThatFitIntoAsMany() {
        Message message = report(1, 0, 2);

        assertThat(inParts(message, 2, 2)).containsExactly("s0 s1", "#0 s2");
        assertThat(inParts(message, 2, 3)).containsExactly("s0 #1", "s1 #0", "s2 #2");
        assertThat(inParts(message, 1, 3)).containsExactly("s0", "s1", "s2");
        assertThat(ChartRoom.inParts(message, one -> render(one, 1), 2))
                .as("its words alone make three")
                .isEmpty();
        assertThat(ChartRoom.inParts(message, one -> render(one, 6), 2))
                .as("all of it makes one")
                .isEmpty();
    }

    private List<String> inParts(Message message, int most, int parts) {
        return ChartRoom.inParts(message, one -> render(one, most), parts).orElseThrow().stream()
                .map(Payload::content)
                .toList();
    }

    @Test
    void whatHasNoChartsIsRenderedOnce() {
        assertThat(shown(new Message("t", Tone.NEUTRAL, "", List.of(Block.of(new Part.Text("s")))), 1))
                .containsExactly("s");
        assertThat(renderings).hasValue(1);
    }
}
