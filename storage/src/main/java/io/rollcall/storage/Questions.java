package io.rollcall.storage;

import io.rollcall.core.review.Answer;
import io.rollcall.core.review.MutedItem;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.QuestionMapper.MutedRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What members were asked about, what they said to it, and what they do not want to be asked about. */
public final class Questions {

    private final QuestionMapper mapper;

    Questions(QuestionMapper mapper) {
        this.mapper = mapper;
    }

    /** Adds a question; false when it, or another of this number, was put in the round before, or is held for somebody. */
    public boolean add(Question question) {
        return mapper.insert(QuestionRow.of(question)) == 1;
    }

    /** For whom a question of the round is held. */
    public Set<MemberId> heldFor(RoundId round) {
        return Set.copyOf(mapper.heldFor(round));
    }

    /** Forgets what is held for these members, so that it can be chosen anew. */
    public void release(RoundId round, Collection<MemberId> members) {
        if (!members.isEmpty()) {
            mapper.release(round, members);
        }
    }

    /** Every question that was put in the round, whatever became of it, in the order in which they were. */
    public List<Question> of(RoundId round) {
        return mapper.of(round).stream().map(QuestionRow::toQuestion).toList();
    }

    /** What this message of a member has answered. */
    public List<Question> answeredBy(String messageId) {
        return mapper.answeredBy(messageId).stream()
                .map(QuestionRow::toQuestion)
                .toList();
    }

    /** False when it was not in that state any more. */
    public boolean move(Question question, Question.State to) {
        return mapper.move(question.id(), question.state(), to) == 1;
    }

    /**
     * Notes an answer, in the place of an earlier one.
     *
     * @param by the platform's id of the message that answered, or null for a press of a button
     */
    public Question answer(
            Question question, Answer answer, @Nullable Rewording change, Instant at, @Nullable String by) {
        Question answered = with(question, Question.State.ANSWERED, answer, change, at, by);
        mapper.answer(QuestionRow.of(answered));
        return answered;
    }

    /** Takes an answer back: the question stands as if nothing had been said. */
    public void takeBackAnswer(Question question, Question.State to) {
        mapper.answer(QuestionRow.of(with(question, to, null, null, null, null)));
    }

    private static Question with(
            Question question,
            Question.State state,
            @Nullable Answer answer,
            @Nullable Rewording change,
            @Nullable Instant at,
            @Nullable String by) {
        return new Question(
                question.id(),
                question.round(),
                question.member(),
                question.number(),
                question.about(),
                state,
                question.posted(),
                question.askedAt(),
                answer,
                change,
                at,
                by);
    }

    /** From now on nobody asks this member about the item; nothing changes when it is so already. */
    public void mute(TeamId team, MutedItem item, Instant at) {
        if (!muted(team).contains(item)) {
            mapper.mute(team, new MutedRow(0, item.member(), item.section(), item.item(), item.title(), at, null));
        }
    }

    /** What members of the team do not want to be asked about, in the order in which they said so. */
    public List<MutedItem> muted(TeamId team) {
        return mapper.muted(team).stream().map(Questions::item).toList();
    }

    /** Has the member asked again about what they muted last; empty when there is nothing. */
    public Optional<MutedItem> unmuteLast(TeamId team, MemberId member, Instant at) {
        List<MutedRow> all = mapper.muted(team);
        Optional<MutedRow> last =
                all.stream().filter(row -> row.member().equals(member)).reduce((one, other) -> other);
        last.ifPresent(row -> unmute(all, row, at));
        return last.map(Questions::item);
    }

    /**
     * Has the member asked again about what they muted at that moment.
     *
     * @param mutedAt when {@link #mute} was told of it
     * @return false when that changed nothing then, or is undone already
     */
    public boolean unmute(TeamId team, MutedItem item, Instant mutedAt, Instant at) {
        List<MutedRow> all = mapper.muted(team);
        Optional<MutedRow> muted = all.stream()
                .filter(row -> row.mutedAt().equals(mutedAt) && item(row).equals(item))
                .findFirst();
        muted.ifPresent(row -> unmute(all, row, at));
        return muted.isPresent();
    }

    /** With all that the same words muted, or what keeps the member from being asked about the same item. */
    private void unmute(List<MutedRow> all, MutedRow muted, Instant at) {
        all.stream()
                .filter(row -> row.member().equals(muted.member()))
                .filter(row -> row.item() != 0 && row.item() == muted.item()
                        || row.mutedAt().equals(muted.mutedAt()) && row.title().equals(muted.title()))
                .forEach(row -> mapper.unmute(row.id(), at));
    }

    private static MutedItem item(MutedRow row) {
        return new MutedItem(row.member(), row.section(), row.item(), row.title());
    }
}
