package io.rollcall.storage;

import io.rollcall.core.review.Answer;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code question}. */
record QuestionRow(
        long id,
        RoundId round,
        MemberId member,
        int number,
        String name,
        FindingKind kind,
        long item,
        SectionId section,
        @Nullable MemberId author,
        String about,
        Question.State state,
        String posted,
        Instant askedAt,
        Answer.@Nullable Kind answer,
        @Nullable String words,
        @Nullable String changeBefore,
        @Nullable String changeAfter,
        @Nullable Instant answeredAt,
        @Nullable String answeredBy) {

    static QuestionRow of(Question question) {
        RoundFinding about = question.about();
        Answer answer = question.answer();
        Rewording change = question.change();
        return new QuestionRow(
                question.id(),
                question.round(),
                question.member(),
                question.number(),
                about.key(),
                about.finding().kind(),
                about.finding().number(),
                about.section(),
                about.member(),
                FindingJson.write(about.finding()),
                question.state(),
                question.posted(),
                question.askedAt(),
                answer == null ? null : answer.kind(),
                answer == null ? null : answer.words(),
                change == null ? null : change.before(),
                change == null ? null : change.after(),
                question.answeredAt(),
                question.answeredBy());
    }

    Question toQuestion() {
        return new Question(
                id,
                round,
                member,
                number,
                new RoundFinding(section, author, FindingJson.read(kind, item, about)),
                state,
                posted,
                askedAt,
                answer == null ? null : new Answer(answer, Objects.requireNonNullElse(words, "")),
                changeAfter == null ? null : new Rewording(changeBefore, changeAfter),
                answeredAt,
                answeredBy);
    }
}
