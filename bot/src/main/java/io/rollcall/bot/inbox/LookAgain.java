package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.conversation.Conversation;
import io.rollcall.bot.round.LastCall;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Member;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before a round is closed: works off the inbox, then looks at every counted message again, because Feishu tells
 * nobody when a message is edited.
 */
final class LookAgain implements LastCall {

    private static final Logger log = LoggerFactory.getLogger(LookAgain.class);

    private final InboxWorker inbox;
    private final ReplyBook replies;
    private final Teams teams;
    private final ChatPlatforms platforms;
    private final Conversation conversation;
    private final TransactionTemplate transactions;

    LookAgain(
            InboxWorker inbox,
            ReplyBook replies,
            Teams teams,
            ChatPlatforms platforms,
            Conversation conversation,
            TransactionTemplate transactions) {
        this.inbox = inbox;
        this.replies = replies;
        this.teams = teams;
        this.platforms = platforms;
        this.conversation = conversation;
        this.transactions = transactions;
    }

    @Override
    public void collect(RoundId round) {
        inbox.drain();
        for (Reply reply : replies.counting(round)) {
            if (reply.kind() == ReplyKind.TEXT) {
                lookAt(reply);
            }
        }
    }

    private void lookAt(Reply reply) {
        Optional<Member> member = teams.find(reply.round().team()).flatMap(team -> team.member(reply.member()));
        if (member.isEmpty()) {
            return;
        }
        try {
            platforms
                    .find(reply.platform())
                    .flatMap(platform -> platform.look(member.get().account().app(), reply.messageId()))
                    .ifPresent(seen -> transactions.executeWithoutResult(status -> changed(reply, seen)));
        } catch (ChatUnavailableException e) {
            log.warn(
                    "Message {} could not be looked at again, so it counts as it was received: {}",
                    reply.messageId(),
                    e.getMessage());
        }
    }

    private void changed(Reply reply, SeenMessage seen) {
        if (seen.recalled()) {
            conversation.hear(reply.platform(), new Incoming.Recalled(reply.messageId(), seen.updatedAt()));
        } else if (seen.edited() && !seen.text().equals(reply.text())) {
            conversation.edited(reply.platform(), reply.messageId(), seen.text(), seen.updatedAt());
        }
    }
}
