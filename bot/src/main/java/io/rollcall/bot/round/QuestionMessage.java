package io.rollcall.bot.round;

import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.Choices;
import io.rollcall.core.review.Correction;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.Question;
import io.rollcall.core.team.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a member is shown of the questions that are put in one message: the words of both weeks, and why they are asked. */
public final class QuestionMessage {

    /** What a button that answers does. */
    public static final String ANSWER = "answer";

    private static final int LONGEST_QUOTE = 200;
    private static final int MOST_QUOTES = 4;

    private final Team team;
    private final RoundTimes times;
    private final Texts texts;
    private final ReviewTexts review;

    /** @param times writes when something was answered */
    public QuestionMessage(Team team, RoundTimes times) {
        this.team = team;
        this.times = times;
        this.texts = Texts.in(team.language());
        this.review = ReviewTexts.in(team.language());
    }

    /** Those that are answered say so and have nothing to press any more. */
    public Message of(List<Question> questions) {
        List<Block> blocks = new ArrayList<>();
        for (Question question : questions) {
            blocks.add(block(question));
        }
        String items = questions.stream()
                .map(question -> question.about().finding().item())
                .collect(Collectors.joining("、"));
        if (questions.stream().anyMatch(Question::isUnanswered)) {
            String how = texts.get(
                    questions.size() == 1 ? "question.how" : "question.how.several", example(questions.get(0)));
            String printed = team.template().unanswered() ? texts.get("question.printed") : "";
            blocks.add(Block.of(new Part.Note((how + " " + printed).strip())));
        }
        return new Message(
                texts.get(questions.size() == 1 ? "question.title" : "question.title.several", questions.size()),
                Tone.NEUTRAL,
                texts.get("question.summary", items),
                blocks);
    }

    private Block block(Question question) {
        Finding finding = question.about().finding();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(texts.get("question.heading", question.number(), finding.item())));
        parts.add(new Part.Text(texts.get("question.about", review.kind(finding.kind()), review.why(finding))));
        parts.add(new Part.Lines(finding.quotes().stream()
                .limit(MOST_QUOTES)
                .map(quote -> new Message.Line(
                        1,
                        "•",
                        texts.get("question.quote", quote.place().weeks().toString(), cut(quote.text()))))
                .toList()));
        Answer answer = question.answer();
        Instant at = question.answeredAt();
        if (answer != null && at != null) {
            parts.add(new Part.Text(texts.get("question.answered", answer.words(), times.write(team, at))));
        } else if (question.isUnanswered()) {
            parts.add(new Part.Buttons(Choices.of(finding).stream()
                    .map(kind -> button(question, kind))
                    .toList()));
        } else {
            parts.add(new Part.Note(texts.get("question.gone")));
        }
        return new Block(parts);
    }

    private Button button(Question question, Answer.Kind kind) {
        return new Button(
                label(texts, question.about().finding(), kind),
                false,
                Map.of(
                        "act",
                        ANSWER,
                        "round",
                        question.round().toString(),
                        "question",
                        Integer.toString(question.number()),
                        "choice",
                        kind.name()));
    }

    /** What a choice is called: words that say the same when they are typed. */
    public static String label(Texts texts, Finding finding, Answer.Kind kind) {
        String key = "answer." + kind.name().toLowerCase(Locale.ROOT);
        if (kind == Answer.Kind.CORRECTED) {
            return texts.get(key, Correction.of(finding).map(Correction::shown).orElse(""));
        }
        return texts.find(key + "." + finding.kind().key()).orElseGet(() -> texts.get(key));
    }

    private String example(Question question) {
        Finding finding = question.about().finding();
        return label(texts, finding, Choices.of(finding).get(0));
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\R", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}
