package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.round.LastCall;
import io.rollcall.bot.work.Failures;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before a round is closed: works off the inbox, then looks at every counted message again, because Feishu tells
 * nobody when a message is edited. The round waits for this, so it takes a bounded time whatever state the platform is
 * in: what was not looked at counts as it was received.
 */
final class LookAgain implements LastCall {

    private static final Logger log = LoggerFactory.getLogger(LookAgain.class);

    /** After this no further message is asked for; a call that is under way ends by the platform's own time-out. */
    static final Duration BUDGET = Duration.ofSeconds(20);

    private final Runnable workOff;
    private final Function<RoundId, List<Reply>> counting;
    private final Teams teams;
    private final ChatPlatforms platforms;
    private final BiConsumer<Reply, SeenMessage> found;
    private final LongSupplier nanoTime;

    /**
     * @param workOff  works off the inbox
     * @param counting the replies that count towards a round
     * @param found    told how each message stands now
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    LookAgain(
            Runnable workOff,
            Function<RoundId, List<Reply>> counting,
            Teams teams,
            ChatPlatforms platforms,
            BiConsumer<Reply, SeenMessage> found,
            LongSupplier nanoTime) {
        this.workOff = workOff;
        this.counting = counting;
        this.teams = teams;
        this.platforms = platforms;
        this.found = found;
        this.nanoTime = nanoTime;
    }

    @Override
    public void collect(RoundId round) {
        workOff.run();
        long start = nanoTime.getAsLong();
        Set<Account> away = new HashSet<>();
        Set<Seen> seen = new HashSet<>();
        // What another instance has worked off meanwhile is found at the next reading, until there is nothing new.
        for (List<Reply> unseen = unseen(round, seen); !unseen.isEmpty(); unseen = unseen(round, seen)) {
            for (Reply reply : unseen) {
                if (nanoTime.getAsLong() - start >= BUDGET.toNanos()) {
                    log.warn(
                            "Round {}: {} messages were not looked at again within {} s, so they count as they were"
                                    + " received",
                            round,
                            unseen.stream()
                                    .filter(left -> !seen.contains(Seen.of(left)))
                                    .count(),
                            BUDGET.toSeconds());
                    return;
                }
                seen.add(Seen.of(reply));
                lookAt(reply, away);
            }
        }
    }

    /** A message, whatever was read in it. */
    private record Seen(String platform, String messageId) {
        static Seen of(Reply reply) {
            return new Seen(reply.platform(), reply.messageId());
        }
    }

    private List<Reply> unseen(RoundId round, Set<Seen> seen) {
        return counting.apply(round).stream()
                .filter(reply -> reply.kind() == ReplyKind.TEXT)
                // What was sent by a form is no message that could be edited.
                .filter(reply -> !Incoming.Pressed.isPress(reply.messageId()))
                .filter(reply -> !seen.contains(Seen.of(reply)))
                .toList();
    }

    /** @param away the apps, each as an account without an address, whose platform could not be asked in this run */
    private void lookAt(Reply reply, Set<Account> away) {
        Optional<String> app = teams.find(reply.round().team())
                .flatMap(team -> team.member(reply.member()))
                .map(Member::account)
                // Whoever has moved to another platform since can be looked up by neither of their apps.
                .filter(account -> account.platform().equals(reply.platform()))
                .map(Account::app);
        if (app.isEmpty() || away.contains(appOf(reply, app.get()))) {
            return;
        }
        try {
            platforms
                    .find(reply.platform())
                    .flatMap(platform -> platform.look(app.get(), reply.messageId()))
                    .ifPresent(seen -> found.accept(reply, seen));
        } catch (ChatUnavailableException e) {
            away.add(appOf(reply, app.get()));
            log.warn(
                    "Message {} and those after it in {}:{} could not be looked at again, so they count as they were"
                            + " received: {}",
                    reply.messageId(),
                    reply.platform(),
                    app.get(),
                    e.getMessage());
        } catch (RuntimeException e) {
            log.error(
                    "Message {} could not be looked at again, so it counts as it was received: {}",
                    reply.messageId(),
                    Failures.describe(e));
            log.debug("Message {}", reply.messageId(), e);
        }
    }

    private static Account appOf(Reply reply, String app) {
        return new Account(reply.platform(), app, "");
    }
}
