package io.rollcall.bot.chat.wecom;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The addresses ({@code response_url}) that came with callbacks, by the platform's page "主动回复消息": whoever has one may say
 * one thing to that member, within the hour. They are held in this process alone: lost with it, an answer does not go out,
 * and its sender is told so. Whoever has an address can use it, so none is ever part of a log.
 */
final class AnswerTickets {

    /** A little less than the hour that the platform allows. */
    private static final Duration LIFE = Duration.ofMinutes(59);

    /** Of one member: more than the platform lets run at a time. */
    private static final int MOST_OF_ONE = 8;

    private static final int MOST_MEMBERS = 5_000;

    private final Clock wallClock;
    private final Map<Whom, Deque<Ticket>> tickets = new LinkedHashMap<>();

    private record Whom(String robot, String member) {}

    /** Good for one message until then. */
    record Ticket(HttpUrl url, Instant until) {

        /** Without the address. */
        @Override
        public String toString() {
            return "Ticket[until=" + until + "]";
        }
    }

    AnswerTickets(Clock wallClock) {
        this.wallClock = wallClock;
    }

    /** Keeps an address; the same one of a repeated delivery once. */
    synchronized void keep(String robot, String member, HttpUrl url) {
        Whom whom = new Whom(robot, member);
        // Who wrote last stands last, so that among very many it is the silent ones who are forgotten.
        Deque<Ticket> held = Optional.ofNullable(tickets.remove(whom)).orElseGet(ArrayDeque::new);
        tickets.put(whom, held);
        if (held.stream().noneMatch(ticket -> ticket.url().equals(url))) {
            held.addLast(new Ticket(url, wallClock.instant().plus(LIFE)));
        }
        if (held.size() > MOST_OF_ONE) {
            held.removeFirst();
        }
        if (tickets.size() > MOST_MEMBERS) {
            tickets.remove(tickets.keySet().iterator().next());
        }
    }

    /** The one that ends first; it is taken away, since it is good for one message. */
    synchronized Optional<Ticket> take(String robot, String member) {
        Deque<Ticket> held = tickets.getOrDefault(new Whom(robot, member), new ArrayDeque<>());
        Instant now = wallClock.instant();
        held.removeIf(ticket -> !now.isBefore(ticket.until()));
        return Optional.ofNullable(held.pollFirst());
    }

    /** Puts one back that was not used after all. */
    synchronized void giveBack(String robot, String member, Ticket ticket) {
        tickets.computeIfAbsent(new Whom(robot, member), whom -> new ArrayDeque<>())
                .addFirst(ticket);
    }
}
