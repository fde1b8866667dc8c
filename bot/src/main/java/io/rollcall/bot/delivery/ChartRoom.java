package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.Payload;
import io.rollcall.core.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Charts fill the room that a message's words leave. Where they would make it one more message, or one that goes into a
 * document, those that help least are left out first, and in the end all of them: nothing is split for their sake.
 */
final class ChartRoom {

    private ChartRoom() {}

    /** @param render pure; what it makes of the message with as many of its charts as there is room for is returned */
    static List<Payload> fill(Message message, Function<Message, List<Payload>> render) {
        List<Integer> ranks = message.chartRanks();
        if (ranks.isEmpty()) {
            return render.apply(message);
        }
        List<Payload> without = render.apply(message.withCharts(List.of()));
        for (int most = ranks.size(); most > 0; most--) {
            List<Payload> with = render.apply(message.withCharts(ranks.subList(0, most)));
            if (types(with).equals(types(without))) {
                return with;
            }
        }
        return without;
    }

    /**
     * With as many of its charts as there is room for in just so many messages.
     *
     * @return empty where it makes more of them, or fewer, whichever charts are left out
     */
    static Optional<List<Payload>> inParts(Message message, Function<Message, List<Payload>> render, int parts) {
        List<Integer> ranks = message.chartRanks();
        for (int most = ranks.size(); most >= 0; most--) {
            Message shown = ranks.isEmpty() ? message : message.withCharts(ranks.subList(0, most));
            List<Payload> payloads = render.apply(shown);
            if (payloads.size() == parts) {
                return Optional.of(payloads);
            }
        }
        return Optional.empty();
    }

    /** How many there are, and whether they are messages or stand for a document. */
    private static List<String> types(List<Payload> payloads) {
        return payloads.stream().map(Payload::type).toList();
    }
}
