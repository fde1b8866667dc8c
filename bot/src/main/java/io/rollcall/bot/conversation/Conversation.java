package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.config.Teams.TeamMember;
import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Team;
import io.rollcall.storage.OutboxKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What a member's message means. Runs in the transaction that marks the inbox row as done, so that a reply, what it
 * changes and the answer to it are stored together or not at all.
 */
@Service
public class Conversation {

    private final Teams teams;
    private final RoundService rounds;
    private final ReplyBook replies;
    private final ReplyDesk replyDesk;
    private final CommandDesk commandDesk;
    private final Answers answers;
    private final Postbox postbox;
    private final Clock clock;

    Conversation(
            Teams teams,
            RoundService rounds,
            ReplyBook replies,
            ReplyDesk replyDesk,
            CommandDesk commandDesk,
            Answers answers,
            Postbox postbox,
            Clock clock) {
        this.teams = teams;
        this.rounds = rounds;
        this.replies = replies;
        this.replyDesk = replyDesk;
        this.commandDesk = commandDesk;
        this.answers = answers;
        this.postbox = postbox;
        this.clock = clock;
    }

    /** Acts on what came in from this platform. */
    public void hear(String platform, Incoming incoming) {
        if (incoming instanceof Incoming.Written written) {
            written(platform, written);
        } else if (incoming instanceof Incoming.Recalled recalled) {
            recalled(platform, recalled);
        } else if (incoming instanceof Incoming.Pressed pressed) {
            pressed(platform, pressed);
        }
    }

    /** Acts on a counted message having been found changed. */
    public void edited(String platform, String messageId, String text, Instant at) {
        String said = Commands.read(text, name -> false)
                .filter(Command.Rewrite.class::isInstance)
                .flatMap(command -> ((Command.Rewrite) command).text())
                .orElse(text);
        replies.byMessage(platform, messageId)
                .flatMap(reply -> deskOf(reply, "edit/" + messageId + "/" + at.toEpochMilli()))
                .ifPresent(desk -> replyDesk.edited(desk, platform, messageId, said));
    }

    private void written(String platform, Incoming.Written written) {
        if (written.group().isPresent() && !written.mentionsBot()) {
            return;
        }
        String key = "message/" + platform + "/" + written.messageId();
        Optional<TeamMember> who = whoWrites(written.sender(), written.group());
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
        Desk desk = new Desk(team, who.get().member(), hold(team), key, clock.instant());
        Optional<Command> command =
                Commands.read(written.text(), name -> commandDesk.isSomeone(team, name, written.mentions()));
        if (command.isPresent()) {
            commandDesk.obey(desk, command.get(), platform, written);
        } else {
            replyDesk.reply(desk, platform, written.messageId(), written.text(), written.sentAt());
        }
    }

    /** A recall may overtake the message it takes back; then there is nothing to do, as that arrives empty. */
    private void recalled(String platform, Incoming.Recalled recalled) {
        replies.byMessage(platform, recalled.messageId())
                .flatMap(reply -> deskOf(reply, "recall/" + platform + "/" + recalled.messageId()))
                .ifPresent(desk -> replyDesk.recalled(desk, platform, recalled.messageId()));
    }

    private void pressed(String platform, Incoming.Pressed pressed) {
        whoWrites(pressed.sender(), Optional.empty()).ifPresent(who -> {
            Team team = Optional.ofNullable(pressed.value().get("team"))
                    .flatMap(id -> teams.all().stream()
                            .filter(any -> any.id().value().equals(id))
                            .findFirst())
                    .filter(any -> any.memberAt(pressed.sender()).isPresent())
                    .orElse(who.team());
            String key = "press/" + platform + "/" + pressed.messageId() + "/"
                    + pressed.value().getOrDefault("act", "") + "/"
                    + pressed.at().toEpochMilli();
            Desk desk = new Desk(team, team.memberAt(pressed.sender()).orElseThrow(), hold(team), key, clock.instant());
            commandDesk.pressed(desk, platform, pressed);
        });
    }

    /**
     * A person may be in several teams: the group a message was written in decides; else the team whose round is
     * collecting and, of several, the one that closes first.
     */
    private Optional<TeamMember> whoWrites(Account sender, Optional<Account> group) {
        List<TeamMember> all = teams.at(sender);
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        Optional<TeamMember> byGroup = group.flatMap(teams::groupAt)
                .flatMap(team ->
                        all.stream().filter(who -> who.team().equals(team)).findFirst());
        return byGroup.or(() -> all.stream().min(Comparator.comparing(who -> urgency(who.team()))));
    }

    private Instant urgency(Team team) {
        Round round = rounds.forReply(team);
        return round.state() == RoundState.PUBLISHED
                ? Instant.MAX
                : round.moments().close();
    }

    private Optional<Desk> deskOf(Reply reply, String key) {
        return teams.find(reply.round().team())
                .flatMap(team -> team.member(reply.member())
                        .map(member -> new Desk(team, member, rounds.hold(reply.round()), key, clock.instant())));
    }

    private Round hold(Team team) {
        return rounds.hold(rounds.forReply(team).id());
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
