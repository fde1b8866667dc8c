package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.round.FormFields;
import io.rollcall.bot.round.Presence;
import io.rollcall.bot.round.RoundPost;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Rounds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Does what members tell the bot to do, by a word or by a button. */
@Component
class CommandDesk {

    /** What a card that asks offers. */
    private static final Set<String> ASKED = Set.of("same", "skip", "leave", RoundPost.FILL);

    /** Short enough for a name, and nothing in it that ends one; what is longer is more likely a line of the report. */
    private static final Pattern TYPED_MENTION =
            Pattern.compile("@(?:[^\\s\\p{Punct}，。；：、！？]{1,8}|[A-Za-z][A-Za-z0-9 ._-]{0,39})");

    private static final Pattern OF_THE_REST = Pattern.compile("其[余他它馀]|剩|余下|(?i:rest|other|else)");

    private final ReplyDesk replies;
    private final Rounds rounds;
    private final LeaveDesk leaveDesk;
    private final OwnTimeDesk ownTimeDesk;
    private final Presence presence;
    private final RoundPost post;
    private final Answers answers;

    CommandDesk(
            ReplyDesk replies,
            Rounds rounds,
            LeaveDesk leaveDesk,
            OwnTimeDesk ownTimeDesk,
            Presence presence,
            RoundPost post,
            Answers answers) {
        this.replies = replies;
        this.rounds = rounds;
        this.leaveDesk = leaveDesk;
        this.ownTimeDesk = ownTimeDesk;
        this.presence = presence;
        this.post = post;
        this.answers = answers;
    }

    void obey(Desk desk, Command command, String platform, Incoming.Written written) {
        if (command instanceof Command.Preview) {
            answers.preview(desk);
        } else if (command instanceof Command.Undo) {
            replies.undo(desk);
        } else if (command instanceof Command.Rewrite rewrite) {
            rewrite.text()
                    .filter(text -> !text.isBlank())
                    .ifPresentOrElse(
                            text -> replies.rewrite(desk, platform, written.messageId(), text, written.sentAt()),
                            () -> replies.rewrite(desk));
        } else if (command instanceof Command.SameAsLastWeek
                && isOfTheRest(written.text())
                && replies.wasShownLines(desk)) {
            // "The rest": what was written besides, this week's text or changes by number, stands.
            replies.reply(desk, platform, written.messageId(), written.text(), written.sentAt());
        } else if (command instanceof Command.SameAsLastWeek) {
            replies.stand(
                    desk, ReplyKind.SAME_AS_LAST_WEEK, platform, written.messageId(), written.text(), written.sentAt());
        } else if (command instanceof Command.Skip) {
            replies.stand(desk, ReplyKind.SKIP, platform, written.messageId(), written.text(), written.sentAt());
        } else if (command instanceof Command.Leave leave) {
            leaveDesk.leave(desk, leave.days());
        } else if (command instanceof Command.CancelLeave cancel) {
            leaveDesk.cancel(desk, cancel.days());
        } else if (command instanceof Command.RemindMe remind) {
            ownTimeDesk.remindAt(desk, remind.time());
        } else if (command instanceof Command.RemindAsUsual) {
            ownTimeDesk.remindAsUsual(desk);
        } else if (command instanceof Command.Quiet quiet) {
            ownTimeDesk.quiet(desk, quiet.hours());
        } else if (command instanceof Command.NotQuiet) {
            ownTimeDesk.neverQuiet(desk);
        } else if (command instanceof Command.HandOver handOver) {
            handOver(desk, handOver.name(), written.mentions());
        } else if (command instanceof Command.Move move) {
            replies.move(desk, move.section());
        } else if (command instanceof Command.Standing) {
            answers.standing(desk);
        } else if (command instanceof Command.Help) {
            answers.help(desk);
        } else if (command instanceof Command.GroupId) {
            answers.tell(desk, "groupId.none");
        } else if (command instanceof Command.Courtesy) {
            answers.tell(desk, "courtesy.text");
        }
    }

    /** {@code 其余同上周}, as against {@code 同上周}. */
    static boolean isOfTheRest(String text) {
        return OF_THE_REST.matcher(text).find();
    }

    /** A card that asks shows from now on what was chosen; of a round that is over it has nothing to press any more. */
    void pressed(Desk desk, String platform, Incoming.Pressed pressed) {
        String act = pressed.value().getOrDefault("act", "");
        if (ASKED.contains(act)) {
            boolean chosen = choose(desk, platform, pressed, act);
            if (chosen || desk.round().state() != RoundState.OPEN) {
                answers.settleCard(desk, pressed, act, chosen);
            }
            return;
        }
        String message = pressed.value().getOrDefault("message", "");
        switch (act) {
            case "preview" -> answers.preview(desk);
            case "undo" -> {
                if (replies.undo(desk, platform, message)) {
                    answers.settleEcho(desk, pressed);
                }
            }
            case "rewrite" -> replies.rewrite(desk);
            case "move" -> replies.move(desk, platform, message, pressed.value().getOrDefault("section", ""));
            default -> answers.help(desk);
        }
    }

    /** Does what a card that asks offers; returns whether that had an effect. */
    private boolean choose(Desk desk, String platform, Incoming.Pressed pressed, String act) {
        // A press stands for a message of its own, so that it can be taken back like one.
        String id = pressed.asMessage(Long.toString(pressed.at().toEpochMilli()));
        return switch (act) {
            case "same" -> replies.stand(desk, ReplyKind.SAME_AS_LAST_WEEK, platform, id, "同上周", pressed.at());
            case "skip" -> replies.stand(desk, ReplyKind.SKIP, platform, id, "跳过", pressed.at());
            case "leave" -> leaveDesk.leave(desk, "");
            default -> fillIn(desk, platform, pressed);
        };
    }

    /** Understands a form as if its sections had been typed, each under its title. */
    private boolean fillIn(Desk desk, String platform, Incoming.Pressed pressed) {
        String text = desk.team()
                .allSections()
                .filter(section -> !FormFields.of(pressed.value(), section).isBlank())
                .map(section -> "【" + section.title() + "】\n" + FormFields.of(pressed.value(), section))
                .collect(Collectors.joining("\n"));
        if (text.isEmpty()) {
            answers.tell(desk, "form.empty");
            return false;
        }
        replies.filledIn(desk, platform, pressed.asMessage("form:"), text, pressed.at());
        return true;
    }

    /**
     * Whether the words after {@code 转给} are meant for somebody: someone mentioned, a member by name, or, where the
     * platform has no mentions or the person is on another one, what looks like a mention though it is only typed.
     */
    boolean isSomeone(Team team, String words, List<Incoming.Mention> mentions) {
        return !mentions.isEmpty()
                || !(NamedMember.find(team, words, mentions) instanceof NamedMember.Nobody)
                || TYPED_MENTION.matcher(words).matches();
    }

    private void handOver(Desk desk, String name, List<Incoming.Mention> mentions) {
        Optional<Ask> ask = ask(desk, desk.member().id());
        if (ask.isEmpty()) {
            answers.tell(desk, "handOver.nothing");
            return;
        }
        NamedMember named = NamedMember.find(desk.team(), name, mentions);
        if (named instanceof NamedMember.One one) {
            handOver(desk, ask.get(), one.member());
        } else if (named instanceof NamedMember.Several several) {
            String ids = several.members().stream()
                    .map(member -> member.id().value())
                    .collect(Collectors.joining(" / "));
            answers.tell(
                    desk,
                    "handOver.several",
                    several.members().get(0).name(),
                    ids,
                    several.members().get(0).id());
        } else if (named instanceof NamedMember.Namesake namesake) {
            answers.tell(desk, "handOver.namesake", namesake.member().name());
        } else {
            String others = desk.team().members().stream()
                    .filter(member -> !member.equals(desk.member()))
                    .map(Member::name)
                    .collect(Collectors.joining("、"));
            answers.tell(desk, "handOver.unknown", name, others);
        }
    }

    /** Nobody is told of a part that is written, or of a round that asks nobody any more. */
    private void handOver(Desk desk, Ask ask, Member to) {
        if (to.equals(desk.member())) {
            answers.tell(desk, "handOver.self");
            return;
        }
        if (desk.round().state() != RoundState.OPEN) {
            answers.tell(desk, "handOver.over", to.name(), RoundPost.weekOf(desk.round()));
            return;
        }
        if (ask.state() == AskState.ANSWERED) {
            answers.tell(desk, "handOver.answered", to.name());
            return;
        }
        rounds.standIn(desk.roundId(), desk.member().id(), to.id());
        if (presence.isBusy(desk.team(), desk.round(), to.id(), desk.now()) && waits(desk)) {
            answers.tell(desk, "handOver.later", to.name());
            return;
        }
        post.ask(
                desk.team(),
                rounds.find(desk.roundId()).orElseThrow(),
                desk.member().id());
        answers.tell(desk, "handOver.done", to.name());
    }

    /** Leaves it to the round to ask the stand-in when they can be written to; false where it asks nobody any more. */
    private boolean waits(Desk desk) {
        if (desk.round().state() != RoundState.OPEN) {
            return false;
        }
        MemberId owner = desk.member().id();
        rounds.moveAsk(desk.roundId(), owner, AskState.ASKED, AskState.WAITING, desk.now());
        return ask(desk, owner).filter(ask -> ask.state() == AskState.WAITING).isPresent();
    }

    private Optional<Ask> ask(Desk desk, MemberId owner) {
        return rounds.asks(desk.roundId()).stream()
                .filter(ask -> ask.owner().equals(owner))
                .findFirst();
    }
}
