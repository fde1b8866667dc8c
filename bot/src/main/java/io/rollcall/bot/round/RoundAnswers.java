package io.rollcall.bot.round;

import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.report.Amendment;
import io.rollcall.core.report.Amendments;
import io.rollcall.core.report.LineNote;
import io.rollcall.core.report.Report;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.QuestionedLine;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Questions;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What became of the questions of a round, in its report and for the editor. */
@Component
class RoundAnswers {

    private final Questions questions;

    RoundAnswers(Questions questions) {
        this.questions = questions;
    }

    /** How lines were corrected in answers. */
    List<Amendment> amendments(RoundId round) {
        return questions.of(round).stream()
                .flatMap(question -> question.changes().map(change -> amendment(question, change)).stream())
                .toList();
    }

    private static Amendment amendment(Question question, Rewording change) {
        return new Amendment(
                question.about().section(),
                question.member(),
                question.about().finding().item(),
                change.before(),
                change.after(),
                Objects.requireNonNullElse(question.answeredAt(), question.askedAt()));
    }

    /** The report with a remark beneath what was asked about and not answered, once no answer is waited for. */
    Report noted(Team team, Round round, Report report) {
        if (round.state() == RoundState.OPEN || !team.template().unanswered()) {
            return report;
        }
        List<LineNote> notes = questions.of(round.id()).stream()
                .filter(question -> question.state() == Question.State.EXPIRED)
                .map(question -> note(team, question))
                .toList();
        return notes.isEmpty() ? report : Amendments.note(report, notes);
    }

    private static LineNote note(Team team, Question question) {
        QuestionedLine line = QuestionedLine.of(question.about().finding());
        return new LineNote(
                question.about().section(),
                line.isMissing() ? null : line.text(),
                Texts.in(team.language()).get("question.unanswered", why(team, question)));
    }

    /** What was answered and what was not, a line for each question that still stands. */
    List<String> forEditor(Team team, Round round) {
        Texts texts = Texts.in(team.language());
        return questions.of(round.id()).stream()
                .filter(question -> question.state() == Question.State.ANSWERED || question.isUnanswered())
                .map(question -> {
                    Answer answer = question.answer();
                    String name = team.member(question.member())
                            .map(Member::name)
                            .orElse(question.member().value());
                    return answer == null
                            ? texts.get("question.editor.unanswered", name, why(team, question))
                            : texts.get("question.editor.answered", name, why(team, question), answer.words());
                })
                .toList();
    }

    private static String why(Team team, Question question) {
        return ReviewTexts.in(team.language()).why(question.about().finding());
    }
}
