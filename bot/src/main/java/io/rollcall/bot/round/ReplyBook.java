package io.rollcall.bot.round;

import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Replies;
import io.rollcall.storage.Rounds;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The replies of a round: what counts, and what that makes of the asks. Every call runs in the caller's transaction. */
@Component
public class ReplyBook {

    private final Replies replies;
    private final Rounds rounds;
    private final Presence presence;
    private final Placement placement;

    ReplyBook(Replies replies, Rounds rounds, Presence presence, Placement placement) {
        this.replies = replies;
        this.rounds = rounds;
        this.presence = presence;
        this.placement = placement;
    }

    /**
     * Writes down a reply.
     *
     * @return it with its number; empty when this edition of the message is there already
     */
    public Optional<Reply> add(Team team, Reply reply) {
        Optional<Reply> added = replies.add(reply);
        added.ifPresent(fresh -> settle(team, fresh.round(), List.of(), List.of(fresh), fresh.receivedAt()));
        return added;
    }

    /**
     * Writes down a newer edition of a message, which takes the place of the one that counted.
     *
     * @param section where the new text's lines without a title belong, or null when every line has one
     * @return the new edition; empty when nothing of that message counts or its text is the same
     */
    public Optional<Reply> edit(
            Team team,
            String platform,
            String messageId,
            ReplyKind kind,
            String text,
            @Nullable SectionId section,
            Instant at) {
        List<Reply> editions = replies.byMessage(platform, messageId);
        Optional<Reply> current = editions.stream().filter(Reply::counts).findFirst();
        if (current.isEmpty() || current.get().text().equals(text)) {
            return Optional.empty();
        }
        Reply old = current.get();
        replies.takeBack(old.id(), at);
        Optional<Reply> added = replies.add(new Reply(
                0,
                old.round(),
                old.member(),
                platform,
                messageId,
                editions.size() + 1,
                kind,
                text,
                section,
                old.receivedAt(),
                null));
        settle(team, old.round(), List.of(old), added.stream().toList(), old.receivedAt());
        return added;
    }

    /** Makes a message count no more; returns what counted of it. */
    public Optional<Reply> takeBack(Team team, String platform, String messageId, Instant at) {
        Optional<Reply> current = replies.byMessage(platform, messageId).stream()
                .filter(Reply::counts)
                .findFirst();
        current.ifPresent(reply -> {
            replies.takeBack(reply.id(), at);
            settle(team, reply.round(), List.of(reply), List.of(), at);
        });
        return current;
    }

    /** Makes everything this member sent for the round count no more; returns how many messages that were. */
    public int takeBackAll(Team team, RoundId round, MemberId member, Instant at) {
        List<Reply> counted = counting(round, member);
        int taken = replies.takeBackAll(round, member, at);
        settle(team, round, counted, List.of(), at);
        return taken;
    }

    /** Moves the untitled lines of a message to another section; returns the reply as it counts now. */
    public Optional<Reply> assign(Team team, String platform, String messageId, SectionId section, Instant at) {
        Optional<Reply> current = replies.byMessage(platform, messageId).stream()
                .filter(Reply::counts)
                .findFirst();
        if (current.isEmpty() || !replies.assign(current.get().id(), section)) {
            return Optional.empty();
        }
        Optional<Reply> assigned = replies.byMessage(platform, messageId).stream()
                .filter(Reply::counts)
                .findFirst();
        settle(
                team,
                current.get().round(),
                List.of(current.get()),
                assigned.stream().toList(),
                at);
        return assigned;
    }

    /** What counts in the round, in the order in which it was sent. */
    public List<Reply> counting(RoundId round) {
        return replies.of(round).stream()
                .filter(Reply::counts)
                .sorted(Reply.IN_ORDER)
                .toList();
    }

    /** What counts of this member. */
    public List<Reply> counting(RoundId round, MemberId member) {
        return replies.counting(round, member).stream().sorted(Reply.IN_ORDER).toList();
    }

    /** Every message of the round whose text may have been changed on the platform since. */
    public Optional<Reply> byMessage(String platform, String messageId) {
        return replies.byMessage(platform, messageId).stream()
                .filter(Reply::counts)
                .findFirst();
    }

    /**
     * Looks at every ask of a round. An ask is answered when its owner sent something that counts, or somebody else
     * wrote one of its sections.
     */
    void settleAsks(Team team, RoundId id, Instant at) {
        Round round = rounds.find(id).orElseThrow();
        Set<MemberId> answered = counting(id).stream()
                .flatMap(reply -> answeredBy(team, round, reply))
                .collect(Collectors.toSet());
        rounds.asks(id).forEach(ask -> settle(team, round, ask, answered.contains(ask.owner()), at));
    }

    /**
     * Looks at the asks that a change can have moved and at no others, however many the round has.
     *
     * @param gone  what counts no more
     * @param fresh what counts now
     */
    private void settle(Team team, RoundId id, List<Reply> gone, List<Reply> fresh, Instant at) {
        Round round = rounds.find(id).orElseThrow();
        Set<MemberId> answered = fresh.stream()
                .flatMap(reply -> answeredBy(team, round, reply))
                .collect(Collectors.toCollection(HashSet::new));
        Set<MemberId> concerned = new LinkedHashSet<>(answered);
        gone.stream().flatMap(reply -> answeredBy(team, round, reply)).forEach(owner -> {
            if (concerned.add(owner) && !replies.counting(id, owner).isEmpty()) {
                answered.add(owner);
            }
        });
        if (!answered.containsAll(concerned)) {
            // Only somebody else can have answered for the others.
            counting(id).stream()
                    .flatMap(reply -> answeredBy(team, round, reply))
                    .forEach(answered::add);
        }
        concerned.forEach(owner ->
                rounds.ask(id, owner).ifPresent(ask -> settle(team, round, ask, answered.contains(owner), at)));
    }

    private void settle(Team team, Round round, Ask ask, boolean answered, Instant at) {
        if (answered && ask.state() != AskState.ANSWERED) {
            rounds.moveAsk(round.id(), ask.owner(), ask.state(), AskState.ANSWERED, at);
        } else if (!answered && ask.state() == AskState.ANSWERED) {
            rounds.moveAsk(round.id(), ask.owner(), AskState.ANSWERED, unanswered(team, round, ask), at);
        }
    }

    private Stream<MemberId> answeredBy(Team team, Round round, Reply reply) {
        Set<SectionId> sections = placement.sectionsOf(team, round, reply);
        // Of what could not be placed nothing is in the report, so the question still stands.
        return reply.kind().isText() && sections.isEmpty()
                ? Stream.empty()
                : Duties.answeredBy(team, reply.member(), sections).stream();
    }

    private AskState unanswered(Team team, Round round, Ask ask) {
        if (ask.standsIn() == null && presence.isExcused(team, round, ask.owner())) {
            return AskState.EXCUSED;
        }
        if (round.state() != RoundState.OPEN) {
            return AskState.SILENT;
        }
        return ask.askedAt() == null ? AskState.WAITING : AskState.ASKED;
    }
}
