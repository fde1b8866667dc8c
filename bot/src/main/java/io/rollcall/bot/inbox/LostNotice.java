package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.text.Texts;
import io.rollcall.bot.work.Failures;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Team;
import io.rollcall.storage.InboxRow;
import io.rollcall.storage.OutboxKind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever sent something that could not be worked off at all, so that they do not take it for received. */
final class LostNotice {

    private static final Logger log = LoggerFactory.getLogger(LostNotice.class);

    private final ChatPlatforms platforms;
    private final Teams teams;
    private final Consumer<Posting> post;

    LostNotice(ChatPlatforms platforms, Teams teams, Consumer<Posting> post) {
        this.platforms = platforms;
        this.teams = teams;
        this.post = post;
    }

    /** Tells the sender as far as there is one to be made out; never throws for the delivery's sake. */
    void tell(InboxRow row) {
        try {
            sender(row).ifPresent(to -> post.accept(notice(row, to)));
        } catch (RuntimeException e) {
            log.error("Delivery {}: its sender could not be told: {}", row.id(), Failures.describe(e));
            log.debug("Delivery {}", row.id(), e);
        }
    }

    private Optional<Account> sender(InboxRow row) {
        Incoming incoming;
        try {
            incoming = platforms.named(row.platform()).decode(row.app(), row.payload());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.debug("Delivery {}", row.id(), e);
            // It cannot even be read. A member would rather hear of something in vain; anyone else may not have meant
            // the bot at all.
            return Optional.of(new Account(row.platform(), row.app(), row.sender()))
                    .filter(account -> !teams.at(account).isEmpty());
        }
        if (incoming instanceof Incoming.Written written) {
            return written.group().isEmpty() || written.mentionsBot()
                    ? Optional.of(written.sender())
                    : Optional.empty();
        }
        return incoming instanceof Incoming.Pressed pressed ? Optional.of(pressed.sender()) : Optional.empty();
    }

    private Posting notice(InboxRow row, Account to) {
        Locale language = teams.at(to).stream()
                .findFirst()
                .map(Teams.TeamMember::team)
                .map(Team::language)
                .orElse(Locale.CHINESE);
        Texts texts = Texts.in(language);
        return new Posting(
                "lost/" + row.id(),
                OutboxKind.ANSWER,
                to,
                Message.of(texts.get("note.title"), Message.Tone.WARNING, texts.get("lost.text", row.id())),
                null,
                null);
    }
}
