package io.rollcall.storage;

import io.rollcall.core.round.Reply;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** What members sent, as sent: replies are added and taken back, their text is never changed, none is ever deleted. */
public final class Replies {

    private final ReplyMapper mapper;

    Replies(ReplyMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Stores a reply.
     *
     * @param reply with the id 0
     * @return the reply with its number; empty when this edition of the message is stored already
     */
    public Optional<Reply> add(Reply reply) {
        if (reply.id() != 0) {
            throw new IllegalArgumentException("reply " + reply.id() + " is stored already; a new one has the id 0");
        }
        GeneratedId id = new GeneratedId();
        try {
            mapper.insert(reply, id);
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
        return Optional.of(new Reply(
                id.value(),
                reply.round(),
                reply.member(),
                reply.platform(),
                reply.messageId(),
                reply.edition(),
                reply.kind(),
                reply.text(),
                reply.section(),
                reply.receivedAt(),
                reply.takenBack()));
    }

    /** Every reply of the round, also those taken back, in the order in which they were added. */
    public List<Reply> of(RoundId round) {
        return mapper.of(round);
    }

    /** The replies of these numbers, also those taken back, in the order in which they were added; unknown ones are left out. */
    public List<Reply> find(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.among(ids);
    }

    /** The member's replies that count, in the order in which they were added. */
    public List<Reply> counting(RoundId round, MemberId member) {
        return mapper.counting(round, member);
    }

    /** Every edition of a message, the first one first. */
    public List<Reply> byMessage(String platform, String messageId) {
        return mapper.byMessage(platform, messageId);
    }

    /** The member's latest reply that counts, of whatever kind. */
    public Optional<Reply> latestOf(RoundId round, MemberId member) {
        return mapper.latestOf(round, member);
    }

    /** Takes a reply back; false when it had been taken back before, or there is none of this number. */
    public boolean takeBack(long id, Instant at) {
        return mapper.takeBack(id, at) == 1;
    }

    /** Takes back all that counts of this member in this round; returns how many replies that were. */
    public int takeBackAll(RoundId round, MemberId member, Instant at) {
        return mapper.takeBackAll(round, member, at);
    }

    /** Moves the reply's lines without a title to another section; false when there is no reply of this number. */
    public boolean assign(long id, SectionId section) {
        return mapper.assign(id, section) == 1;
    }
}
