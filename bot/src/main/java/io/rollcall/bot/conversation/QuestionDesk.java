package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.round.AskedBack;
import io.rollcall.bot.round.QuestionMessage;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.round.RoundTimes;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.AnswerReader;
import io.rollcall.core.review.AnsweredLine;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.MutedItem;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.Question.State;
import io.rollcall.core.review.Rewording;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.Questions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes in answers to questions: by a button, which says what it answers; by a reply to the message that asked; or by a
 * short text that reads like an answer while a question of that person is open. Text that reads like lines of a report
 * stays a reply to the round, and where it cannot be told which of two things was meant, that is asked.
 */
@Component
class QuestionDesk {

    private static final Pattern NAMED =
            Pattern.compile("(问题?|[Qq])\\s*([12])\\s*[、.．:：,，)）]?\\s*(.+)", Pattern.DOTALL);
    private static final Pattern NUMBERED = Pattern.compile("([12])\\s*[、.．:：,，)）]?\\s+(.+)|([12])\\s*[、:：)）]\\s*(.+)");
    private static final Pattern AGAIN = Pattern.compile(
            "(?:又|还|恢复)?可以(?:再)?问(?:我)?这项(?:了)?|恢复提问|(?:you may )?ask(?: me)? about (?:this|it) again",
            Pattern.CASE_INSENSITIVE);

    /** Whatever is longer is no answer, unless it is certain to be one. */
    private static final int LONGEST = 100;

    private static final int LONGEST_CERTAIN = 500;

    private final Questions questions;
    private final AskedBack askedBack;
    private final RoundService rounds;
    private final ReplyBook replies;
    private final ReplyDesk replyDesk;
    private final Outbox outbox;
    private final Answers answers;
    private final RoundTimes times;
    private final ItemOrders itemOrders;

    QuestionDesk(
            Questions questions,
            AskedBack askedBack,
            RoundService rounds,
            ReplyBook replies,
            ReplyDesk replyDesk,
            Outbox outbox,
            Answers answers,
            RoundTimes times,
            ItemOrders itemOrders) {
        this.questions = questions;
        this.askedBack = askedBack;
        this.rounds = rounds;
        this.replies = replies;
        this.replyDesk = replyDesk;
        this.outbox = outbox;
        this.answers = answers;
        this.times = times;
        this.itemOrders = itemOrders;
    }

    /** Does something, and when it changed what counts of the member, looks at what is to be asked about that. */
    void afterwards(Desk desk, Runnable action) {
        List<Reply> before = replies.counting(desk.roundId(), desk.member().id());
        action.run();
        if (!replies.counting(desk.roundId(), desk.member().id()).equals(before)) {
            askedBack.lookAt(desk.team(), desk.round(), desk.member().id(), desk.said(), desk.now());
        }
    }

    /** The round that the message was sent for which this one replies to; empty for most messages. */
    Optional<RoundId> roundRepliedTo(Incoming.Written written) {
        return keyRepliedTo(written)
                .flatMap(outbox::find)
                .flatMap(row -> Optional.ofNullable(row.message().round()));
    }

    private Optional<String> keyRepliedTo(Incoming.Written written) {
        return written.repliesTo().stream()
                .flatMap(id -> outbox.keyOf(written.sender(), id).stream())
                .findFirst();
    }

    /** Whether a member has not answered all that they were asked in a round. */
    boolean isAsked(RoundId round, MemberId member) {
        return !unanswered(round, member).isEmpty();
    }

    /** Whether a text reads like an answer to what a member was asked in a round. */
    boolean isAnswer(RoundId round, MemberId member, String text) {
        String said = text.strip();
        List<Question> open = said.length() > LONGEST ? List.of() : unanswered(round, member);
        return numbered(said)
                .map(numbered -> of(open, numbered.number()).stream()
                        .anyMatch(question -> numbered.isCertain()
                                || AnswerReader.read(numbered.words(), finding(question))
                                        .isPresent()))
                .orElseGet(() -> open.stream()
                        .anyMatch(question ->
                                AnswerReader.read(said, finding(question)).isPresent()));
    }

    /** Takes a reply to the very message that asked for an answer; false when this is none. */
    boolean repliedTo(Desk desk, Incoming.Written written) {
        if (written.group().isPresent() || written.repliesTo().isEmpty()) {
            return false;
        }
        List<Question> open = keyRepliedTo(written).stream()
                .flatMap(found ->
                        unanswered(desk).stream().filter(question -> found.startsWith(question.posted() + "#")))
                .toList();
        String text = written.text().strip();
        if (open.isEmpty() || text.length() > (open.size() == 1 ? LONGEST_CERTAIN : LONGEST)) {
            return false;
        }
        // Help is help, whatever it replies to.
        if (open.stream()
                        .noneMatch(question ->
                                AnswerReader.read(text, finding(question)).isPresent())
                && Commands.read(text, name -> false).isPresent()) {
            return false;
        }
        Optional<Numbered> numbered = numbered(text);
        Optional<Question> meant = numbered.flatMap(found -> of(open, found.number()));
        if (meant.isPresent()) {
            String words = numbered.get().words();
            answer(desk, written, meant.get(), AnswerReader.readCertain(words, finding(meant.get())));
        } else if (open.size() == 1) {
            answer(desk, written, open.get(0), AnswerReader.readCertain(text, finding(open.get(0))));
        } else {
            List<Question> fitting = open.stream()
                    .filter(question ->
                            AnswerReader.read(text, finding(question)).isPresent())
                    .toList();
            if (fitting.size() == 1) {
                answer(desk, written, fitting.get(0), AnswerReader.readCertain(text, finding(fitting.get(0))));
            } else {
                askWhich(desk, written, text, open, false);
            }
        }
        return true;
    }

    /** Takes a text that reads like an answer; false when it is none. */
    boolean heard(Desk desk, Incoming.Written written) {
        String text = written.text().strip();
        if (written.group().isPresent() || text.length() > LONGEST) {
            return false;
        }
        if (AGAIN.matcher(text.replaceFirst("[。.!！~～\\s]+$", "")).matches()) {
            askAgain(desk, written.sentAt());
            return true;
        }
        List<Question> open = unanswered(desk);
        if (open.isEmpty()) {
            return false;
        }
        Optional<Numbered> numbered = numbered(text);
        if (numbered.isPresent()) {
            return heardWithNumber(desk, written, open, numbered.get());
        }
        List<Question> fitting = open.stream()
                .filter(question -> AnswerReader.read(text, finding(question)).isPresent())
                .toList();
        if (fitting.size() == 1) {
            AnswerReader.read(text, finding(fitting.get(0)))
                    .ifPresent(answer -> answer(desk, written, fitting.get(0), answer));
        } else if (fitting.size() > 1) {
            askWhich(desk, written, text, fitting, false);
        }
        return !fitting.isEmpty();
    }

    private boolean heardWithNumber(Desk desk, Incoming.Written written, List<Question> open, Numbered numbered) {
        Optional<Question> meant = of(open, numbered.number());
        Optional<Answer> answer = meant.flatMap(question -> AnswerReader.read(numbered.words(), finding(question))
                .or(() -> numbered.isCertain()
                        ? Optional.of(AnswerReader.readCertain(numbered.words(), finding(question)))
                        : Optional.empty()));
        if (meant.isEmpty() || answer.isEmpty()) {
            return false;
        }
        // A number alone may as well be an item's.
        if (!numbered.isNamed()
                && itemOrders.isOrder(
                        desk.team(),
                        desk.round(),
                        desk.member().id(),
                        written.text().strip())) {
            askWhich(desk, written, numbered.words(), List.of(meant.get()), true);
        } else {
            answer(desk, written, meant.get(), answer.get());
        }
        return true;
    }

    /**
     * A number before an answer.
     *
     * @param isNamed   whether it is no item's number
     * @param isCertain whether it can only be a question's, as against the first quarter or the first of some problems
     */
    private record Numbered(int number, String words, boolean isNamed, boolean isCertain) {}

    private static Optional<Numbered> numbered(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            boolean isCertain = named.group(1).equals("问");
            return Optional.of(new Numbered(Integer.parseInt(named.group(2)), named.group(3), true, isCertain));
        }
        Matcher bare = NUMBERED.matcher(text);
        if (!bare.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                bare.group(1) == null
                        ? new Numbered(Integer.parseInt(bare.group(3)), bare.group(4), false, false)
                        : new Numbered(Integer.parseInt(bare.group(1)), bare.group(2), false, false));
    }

    private List<Question> unanswered(Desk desk) {
        return unanswered(desk.roundId(), desk.member().id());
    }

    private List<Question> unanswered(RoundId round, MemberId member) {
        return questions.of(round).stream()
                .filter(question -> question.member().equals(member))
                .filter(Question::isUnanswered)
                .toList();
    }

    private static Optional<Question> of(List<Question> open, int number) {
        return open.stream().filter(question -> question.number() == number).findFirst();
    }

    private static Finding finding(Question question) {
        return question.about().finding();
    }

    /** Asks which of several things was meant; each button says what can be typed instead. */
    private void askWhich(
            Desk desk, Incoming.Written written, String words, List<Question> questions, boolean orItsItem) {
        Texts texts = desk.texts();
        List<Button> buttons = new ArrayList<>();
        for (Question question : questions) {
            buttons.add(new Button(
                    texts.get("question.which.question", question.number(), words),
                    false,
                    Map.of(
                            "act",
                            QuestionMessage.ANSWER,
                            "round",
                            desk.roundId().toString(),
                            "question",
                            Integer.toString(question.number()),
                            "words",
                            words)));
        }
        if (orItsItem) {
            buttons.add(new Button(
                    texts.get("question.which.item", questions.get(0).number(), words),
                    false,
                    Map.of(
                            "act",
                            "order",
                            "round",
                            desk.roundId().toString(),
                            "message",
                            written.messageId(),
                            "words",
                            written.text().strip())));
        }
        String text = texts.get("question.which");
        answers.say(
                desk.team(),
                desk.member().account(),
                desk.key(),
                new Message(
                        texts.get("note.title"),
                        Tone.NEUTRAL,
                        text,
                        List.of(Block.of(new Part.Text(text), new Part.Buttons(buttons)))));
    }

    private void answer(Desk desk, Incoming.Written written, Question question, Answer answer) {
        answer(desk, question, answer, written.sentAt(), written.messageId());
    }

    /** Does what a button of a question says; false when it is no such button. */
    boolean pressed(Desk desk, String platform, Incoming.Pressed pressed) {
        Map<String, String> value = pressed.value();
        String act = value.getOrDefault("act", "");
        if (act.equals("order")) {
            String message = value.getOrDefault("message", pressed.asMessage("order"));
            String words = value.getOrDefault("words", "");
            afterwards(desk, () -> replyDesk.reply(desk, platform, message, words, pressed.at()));
            return true;
        }
        if (!act.equals(QuestionMessage.ANSWER)) {
            return false;
        }
        String number = value.getOrDefault("question", "");
        Optional<Question> found = questions.of(desk.roundId()).stream()
                .filter(question -> question.member().equals(desk.member().id()))
                .filter(question -> Integer.toString(question.number()).equals(number))
                .findFirst();
        if (found.isEmpty()) {
            answers.tell(desk, "question.unknown");
            return true;
        }
        Question question = found.get();
        Optional<Answer> answer = answerOf(desk, question, value);
        // What was said later stands, whatever is delivered when.
        boolean isOld = question.answeredAt() != null && !pressed.at().isAfter(question.answeredAt());
        if (isOld || answer.isEmpty()) {
            return true;
        }
        if (question.state() == State.WITHDRAWN) {
            answers.tell(desk, "question.gone.told", finding(question).item());
        } else {
            answer(desk, question, answer.get(), pressed.at(), null);
        }
        if (!answer.get().lacksDay() && !value.containsKey("words")) {
            answers.settle(
                    desk,
                    pressed,
                    new QuestionMessage(desk.team(), times).of(askedBack.together(desk.roundId(), question.posted())));
        }
        return true;
    }

    private static Optional<Answer> answerOf(Desk desk, Question question, Map<String, String> value) {
        String words = value.get("words");
        if (words != null) {
            return Optional.of(AnswerReader.readCertain(words, finding(question)));
        }
        String choice = value.getOrDefault("choice", "");
        return List.of(Answer.Kind.values()).stream()
                .filter(kind -> kind.name().equals(choice))
                .findFirst()
                .map(kind -> new Answer(kind, wordsOf(desk, question, kind)));
    }

    private static String wordsOf(Desk desk, Question question, Answer.Kind kind) {
        String label = QuestionMessage.label(desk.texts(), finding(question), kind);
        return switch (kind) {
            case MOVED -> "";
            case CORRECTED ->
                AnswerReader.read(label, finding(question)).map(Answer::words).orElse(label);
            default -> label;
        };
    }

    private void answer(Desk desk, Question question, Answer answer, Instant at, @Nullable String by) {
        Texts texts = desk.texts();
        Finding finding = finding(question);
        if (answer.lacksDay()) {
            answers.tell(desk, "question.whichDay", finding.item());
            return;
        }
        Optional<Rewording> change = AnsweredLine.change(
                finding, answer, texts.get("answer.done"), texts.get("answer.paused"), texts.get("question.due"));
        questions.answer(question, answer, change.orElse(null), at, by);
        if (answer.kind() == Answer.Kind.MUTED) {
            questions.mute(desk.team().id(), muted(question), at);
        }
        confirm(desk, finding, answer, change.orElse(null));
        revise(desk, question);
    }

    private static MutedItem muted(Question question) {
        Finding finding = finding(question);
        return new MutedItem(question.member(), question.about().section(), finding.number(), finding.item());
    }

    private void confirm(Desk desk, Finding finding, Answer answer, @Nullable Rewording change) {
        Texts texts = desk.texts();
        if (answer.kind() == Answer.Kind.MUTED) {
            answers.tell(desk, "question.muted", finding.item());
            return;
        }
        List<Part> parts = new ArrayList<>();
        if (change == null) {
            parts.add(new Part.Text(texts.get("question.done.kept", finding.item(), answer.words())));
        } else {
            String before = change.before();
            parts.add(new Part.Text(
                    texts.get(before == null ? "question.done.added" : "question.done.changed", finding.item())));
            List<Message.Line> lines = new ArrayList<>();
            if (before != null) {
                lines.add(new Message.Line(1, "", texts.get("question.done.before", before)));
            }
            lines.add(new Message.Line(1, "", texts.get("question.done.after", change.after())));
            parts.add(new Part.Lines(lines));
        }
        if (desk.round().state() != RoundState.OPEN) {
            parts.add(new Part.Note(texts.get("echo.hint.late")));
        }
        answers.say(
                desk.team(),
                desk.member().account(),
                desk.key(),
                new Message(
                        texts.get("question.done.title"),
                        Tone.GOOD,
                        texts.get("question.done.title"),
                        List.of(new Block(parts))));
    }

    private void revise(Desk desk, Question question) {
        rounds.revise(
                desk.roundId(),
                desk.team().section(question.about().section()).stream()
                        .map(Section::title)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                desk.member().id());
    }

    /** {@code 可以问这项}. */
    private void askAgain(Desk desk, Instant at) {
        Optional<MutedItem> item =
                questions.unmuteLast(desk.team().id(), desk.member().id(), at);
        if (item.isPresent()) {
            answers.tell(desk, "question.unmuted", item.get().title());
        } else {
            answers.tell(desk, "question.unmuted.none");
        }
    }

    /** What this message of a member has answered. */
    Optional<Question> answeredBy(String messageId) {
        return questions.answeredBy(messageId).stream().findFirst();
    }

    /** Takes the answer that this message gave back: the question stands again. */
    void recalled(Desk desk, String messageId) {
        for (Question question : questions.answeredBy(messageId)) {
            questions.takeBackAnswer(question, desk.round().state() == RoundState.OPEN ? State.OPEN : State.EXPIRED);
            Instant answeredAt = question.answeredAt();
            boolean isUnmuted =
                    answeredAt != null && questions.unmute(desk.team().id(), muted(question), answeredAt, desk.now());
            answers.tell(
                    desk,
                    isUnmuted ? "question.unmuted" : "question.recalled",
                    finding(question).item());
            revise(desk, question);
        }
    }
}
