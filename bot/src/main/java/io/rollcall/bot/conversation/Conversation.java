package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.config.Teams.TeamMember;
import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.text.Texts;
import io.rollcall.bot.work.LogContext;
import io.rollcall.core.message.Message;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import io.rollcall.storage.OutboxKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/**
 * What a member's message means. Runs in the transaction that marks the inbox row as done, so that a reply, what it
 * changes and the answer to it are stored together or not at all.
 */
@Service
public class Conversation {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final Teams teams;
    private final ChatPlatforms platforms;
    private final Speakers speakers;
    private final RoundService rounds;
    private final RoundReports reports;
    private final ReplyBook replies;
    private final ReplyDesk replyDesk;
    private final CommandDesk commandDesk;
    private final QuestionDesk questionDesk;
    private final DraftDesk draftDesk;
    private final Answers answers;
    private final Postbox postbox;
    private final Clock clock;

    Conversation(
            Teams teams,
            ChatPlatforms platforms,
            Speakers speakers,
            RoundService rounds,
            RoundReports reports,
            ReplyBook replies,
            ReplyDesk replyDesk,
            CommandDesk commandDesk,
            QuestionDesk questionDesk,
            DraftDesk draftDesk,
            Answers answers,
            Postbox postbox,
            Clock clock) {
        this.teams = teams;
        this.platforms = platforms;
        this.speakers = speakers;
        this.rounds = rounds;
        this.reports = reports;
        this.replies = replies;
        this.replyDesk = replyDesk;
        this.commandDesk = commandDesk;
        this.questionDesk = questionDesk;
        this.draftDesk = draftDesk;
        this.answers = answers;
        this.postbox = postbox;
        this.clock = clock;
    }

    /** Acts on what came in from this platform. */
    public void hear(String platform, Incoming incoming) {
        if (incoming instanceof Incoming.Written written) {
            try (LogContext about = LogContext.ofMessage(written.messageId())) {
                written(platform, written);
            }
        } else if (incoming instanceof Incoming.Recalled recalled) {
            try (LogContext about = LogContext.ofMessage(recalled.messageId())) {
                recalled(platform, recalled);
            }
        } else if (incoming instanceof Incoming.Pressed pressed) {
            try (LogContext about = LogContext.ofMessage(pressed.messageId())) {
                pressed(platform, pressed);
            }
        }
    }

    /** Acts on a counted message having been found changed. */
    public void edited(String platform, String messageId, String text, Instant at) {
        replies.byMessage(platform, messageId)
                .flatMap(reply -> deskOf(reply, "edit/" + messageId + "/" + at.toEpochMilli()))
                .ifPresent(desk -> changing(desk, () -> replyDesk.edited(desk, platform, messageId, text)));
    }

    /** Does what changes a reply, and what is to be asked about that. */
    private void changing(Desk desk, Runnable change) {
        try (LogContext about = LogContext.of(desk.roundId())) {
            questionDesk.afterwards(desk, change);
        }
    }

    private void written(String platform, Incoming.Written written) {
        if (written.group().isPresent() && !written.mentionsBot()) {
            return;
        }
        String key = "message/" + platform + "/" + written.messageId();
        Optional<Account> asked = written.group().filter(group -> isAskedForItsId(platform, group, written.text()));
        if (asked.isPresent()) {
            answerWithGroupId(written.sender(), asked.get(), key);
            return;
        }
        Optional<TeamMember> who = speakers.find(written, clock.instant());
        if (who.isEmpty()) {
            answerStranger(written.sender(), key);
            return;
        }
        Team team = who.get().team();
        if (written.text().isBlank()) {
            say(
                    team,
                    written.sender(),
                    key,
                    Message.of(
                            texts(team).get("note.title"),
                            Message.Tone.NEUTRAL,
                            texts(team).get("empty.text")));
            return;
        }
        Member member = who.get().member();
        if (isAnswerToQuestion(team, member, key, written)) {
            return;
        }
        Desk desk = deskOf(team, member, hold(team, member), key);
        try (LogContext about = LogContext.of(desk.roundId())) {
            questionDesk.afterwards(desk, () -> heard(desk, platform, written));
        }
    }

    /** A reply to a question belongs to the round that it was put in, like a press of its buttons. */
    private boolean isAnswerToQuestion(Team team, Member member, String key, Incoming.Written written) {
        Optional<RoundId> asked = questionDesk
                .roundRepliedTo(written)
                .filter(round -> round.team().equals(team.id()))
                .filter(round -> questionDesk.isAsked(round, member.id()));
        if (asked.isEmpty()) {
            return false;
        }
        try (LogContext about = LogContext.of(asked.get())) {
            return questionDesk.repliedTo(deskOf(team, member, rounds.hold(asked.get()), key), written);
        }
    }

    private void heard(Desk desk, String platform, Incoming.Written written) {
        Optional<Command> command =
                Commands.read(written.text(), name -> commandDesk.isSomeone(desk.team(), name, written.mentions()));
        log.debug(
                "Message {} is {} for {}",
                written.messageId(),
                command.isPresent() ? "a command" : "a reply",
                desk.roundId());
        if (command.isPresent() && command.get() instanceof Command.OfEditor ofEditor && draftDesk.isConcerned(desk)) {
            draftDesk.obey(desk, ofEditor);
        } else if (command.isPresent() && !(command.get() instanceof Command.OfEditor)) {
            commandDesk.obey(desk, command.get(), platform, written);
        } else if (!questionDesk.heard(desk, written)) {
            replyDesk.reply(desk, platform, written.messageId(), written.text(), written.sentAt());
        }
    }

    /** A recall may overtake the message it takes back; then there is nothing to do, as that arrives empty. */
    private void recalled(String platform, Incoming.Recalled recalled) {
        replies.byMessage(platform, recalled.messageId())
                .flatMap(reply -> deskOf(reply, "recall/" + platform + "/" + recalled.messageId()))
                .ifPresentOrElse(
                        desk -> changing(desk, () -> replyDesk.recalled(desk, platform, recalled.messageId())),
                        () -> answerRecalled(platform, recalled.messageId()));
    }

    private void answerRecalled(String platform, String messageId) {
        questionDesk
                .answeredBy(messageId)
                .flatMap(question -> teams.find(question.round().team())
                        .flatMap(team -> team.member(question.member())
                                .map(member -> deskOf(
                                        team,
                                        member,
                                        rounds.hold(question.round()),
                                        "recall/" + platform + "/" + messageId))))
                .filter(desk -> desk.member().account().platform().equals(platform))
                .ifPresent(desk -> questionDesk.recalled(desk, messageId));
    }

    /** A button belongs to the round it was sent for, however much later it is pressed. */
    private void pressed(String platform, Incoming.Pressed pressed) {
        Optional<Round> round =
                Optional.ofNullable(pressed.value().get("round")).flatMap(this::roundOf);
        Optional<TeamMember> who = round.flatMap(known -> teams.at(pressed.sender()).stream()
                        .filter(any -> any.team().id().equals(known.id().team()))
                        .findFirst())
                .or(() -> speakers.find(pressed.sender()));
        if (who.isEmpty()) {
            return;
        }
        Team team = who.get().team();
        Member member = who.get().member();
        String key = "press/" + platform + "/" + pressed.messageId() + "/"
                + pressed.value().getOrDefault("act", "") + "/"
                + pressed.at().toEpochMilli();
        Round held = round.filter(known -> known.id().team().equals(team.id()))
                .map(known -> rounds.hold(known.id()))
                .orElseGet(() -> hold(team, member));
        Desk desk = deskOf(team, member, held, key);
        if (draftDesk.isMine(pressed)) {
            draftDesk.pressed(desk, pressed);
        } else if (!questionDesk.pressed(desk, platform, pressed)) {
            changing(desk, () -> commandDesk.pressed(desk, platform, pressed));
        }
    }

    private Optional<Round> roundOf(String id) {
        try {
            return rounds.find(RoundId.parse(id));
        } catch (IllegalArgumentException e) {
            // Of an older release, or made up: the press counts for the current round.
            return Optional.empty();
        }
    }

    private Optional<Desk> deskOf(Reply reply, String key) {
        return teams.find(reply.round().team())
                .flatMap(team -> team.member(reply.member())
                        .map(member -> deskOf(team, member, rounds.hold(reply.round()), key)));
    }

    private Desk deskOf(Team team, Member member, Round held, String key) {
        return new Desk(team, member, held, key, clock.instant(), SingletonSupplier.of(() -> reports.now(team, held)));
    }

    private Round hold(Team team, Member member) {
        return rounds.hold(rounds.forReply(team, member.id()).id());
    }

    /** A group can be asked for before any team is there that it could be filed under, and by whoever sets the team up. */
    private boolean isAskedForItsId(String platform, Account group, String text) {
        return Commands.read(text, name -> false)
                        .filter(Command.GroupId.class::isInstance)
                        .isPresent()
                && platforms
                        .find(platform)
                        .filter(known -> known.isGroup(group))
                        .isPresent();
    }

    private void answerWithGroupId(Account sender, Account group, String key) {
        Texts texts = Texts.in(teams.groupAt(group).map(Team::language).orElse(Locale.CHINESE));
        postbox.post(new Posting(
                "answer/" + key,
                OutboxKind.ANSWER,
                sender,
                Message.of(
                        texts.get("note.title"),
                        Message.Tone.NEUTRAL,
                        texts.get("groupId.text", group.address(), group.platform() + ":" + group.app())),
                null,
                null));
    }

    private void answerStranger(Account sender, String key) {
        Texts texts = Texts.in(Locale.CHINESE);
        postbox.post(new Posting(
                "answer/" + key,
                OutboxKind.ANSWER,
                sender,
                Message.of(texts.get("note.title"), Message.Tone.NEUTRAL, texts.get("stranger.text")),
                null,
                null));
    }

    private void say(Team team, Account to, String key, Message message) {
        answers.say(team, to, key, message);
    }

    private static Texts texts(Team team) {
        return Texts.in(team.language());
    }
}
