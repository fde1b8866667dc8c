package io.rollcall.bot.chat;

import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chat platform, seen from the rest of the bot. Implementations are thread-safe. */
public interface ChatPlatform {

    /** A little less than an hour, for which Feishu remembers a key ("Send message", uuid). */
    Duration USUALLY_REMEMBERED = Duration.ofMinutes(55);

    /** {@code feishu}, {@code wecom} or {@code dingtalk}; the name that {@link Account#platform()} uses. */
    String name();

    /**
     * Turns a message into what goes over the wire: one payload, or several when it exceeds the platform's size
     * limit. Pure, so that it may run inside a transaction and a retry sends the very same bytes.
     */
    List<Payload> render(Message message);

    /** The same for a platform on which it matters where the message goes. */
    default List<Payload> render(Message message, Account to) {
        return render(message);
    }

    /**
     * The same for a message that may be put into a document when it exceeds one message. A platform without documents
     * splits it.
     */
    default List<Payload> render(Message message, Account to, InDocument document) {
        return render(message, to);
    }

    /**
     * Whether {@link #send} puts such a payload into the chat, as against preparing what is to be sent
     * {@linkplain SendResult.Instead instead}.
     */
    default boolean isPosted(Payload payload) {
        return true;
    }

    /**
     * Sends one payload; blocks for at most the platform's configured time-outs, and reports every failure in its
     * result rather than by an exception.
     *
     * @param idempotencyKey at most 50 characters; the platform delivers at most one message a key for as long as it
     *                       remembers it, see {@link #remembersKeys}
     */
    SendResult send(Account to, Payload payload, String idempotencyKey);

    /** Whether {@link #update} can change what was sent to this account. */
    default boolean canUpdate(Account to) {
        return false;
    }

    /**
     * Puts one payload in the place of a message that the bot sent before; doing so again changes nothing. Blocks and
     * fails like {@link #send}.
     *
     * @param to        whom that message was sent to
     * @param messageId the platform's id of it
     * @return {@link SendResult.Sent} with that id; refused where it can no longer be changed
     */
    default SendResult update(Account to, String messageId, Payload payload) {
        return new SendResult.Refused("this platform cannot change what was sent", false);
    }

    /**
     * For how long one call to a platform is waited for at most.
     *
     * @param key the setting that says so, such as {@code rollcall.feishu.call-timeout}
     */
    record CallTimeout(String key, Duration value) {}

    /** Empty where nothing leaves this process. */
    default Optional<CallTimeout> callTimeout() {
        return Optional.empty();
    }

    /** How fast messages may be sent; whoever calls {@link #send} keeps to it. */
    SendLimits limits();

    /**
     * For how long after its first attempt a message to this account may be sent again under its key without arriving
     * twice; zero where the platform knows no keys.
     */
    default Duration remembersKeys(Account to) {
        return USUALLY_REMEMBERED;
    }

    /** Whether the account is a group's, as against a person's. */
    boolean isGroup(Account account);

    /**
     * The ids of what the app sent to an account of late, for telling whether a send of which nothing was heard has
     * arrived; its own messages only, those taken back included.
     *
     * @param earlier the id of any message that the app sent there before, or null when none is known; some platforms
     *                find a private chat only by that
     * @param within  how far back to look
     * @return every one of them; empty where the platform cannot say, or cannot be sure to have named all
     * @throws ChatUnavailableException when the platform could not be asked, and may be asked again later
     */
    default Optional<List<String>> sentOfLate(Account to, @Nullable String earlier, Duration within) {
        return Optional.empty();
    }

    /**
     * Whether the bot gets to know that somebody edited or took back a message, by being told or by looking again; else
     * members are asked to correct themselves by words.
     */
    default boolean tellsOfChanges() {
        return true;
    }

    /**
     * How a message stands now, for platforms that do not tell of edits. Empty where the platform cannot say.
     *
     * @throws ChatUnavailableException when the platform could not be asked
     */
    Optional<SeenMessage> look(String app, String messageId);

    /**
     * Asks the platform for what {@link #decode} needs to know of it, such as who the bot is; cheap once that is known.
     * Blocks for at most the configured time-outs, so it is called outside of transactions.
     *
     * @throws ChatUnavailableException when the platform could not be asked
     */
    default void prepare(String app) {}

    /**
     * What is wrong with an account of a team file, and what would work; empty when it can be used. Asks nobody.
     *
     * @param isGroup whether it is a group's, as against a person's
     */
    default Optional<String> check(Account account, boolean isGroup) {
        return Optional.empty();
    }

    /**
     * Whether an account's address is a contact, such as an e-mail address, that stands for a person in a team file and
     * that the platform is to be asked about by {@link #whoIs}.
     */
    default boolean isContact(Account account) {
        return false;
    }

    /**
     * Asks who is meant by contacts.
     *
     * @param contacts accounts of the app whose addresses are contacts
     * @return those that the platform knows, each with the account that everything else goes by
     * @throws ChatUnavailableException when the platform could not be asked or may not tell, and may be asked again later
     */
    default Map<Account, Account> whoIs(String app, Collection<Account> contacts) {
        return Map.of();
    }

    /**
     * Reads a stored delivery, without asking the platform anything, so that it may run inside a transaction.
     *
     * @param payload the JSON text that the platform's callback stored in the inbox
     * @throws IllegalArgumentException when it is none of this platform's
     * @throws ChatUnavailableException when it cannot be read before {@link #prepare} has succeeded, or before it has
     *                                  been tried
     */
    Incoming decode(String app, String payload);
}
