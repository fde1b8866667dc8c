package io.rollcall.bot.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A chat platform at its end of the wire, with people on it who are known by the ids that the team's file gives them.
 * One of these is all that {@link ChatContract} needs to tell its stories of one more platform.
 */
interface Chat extends AutoCloseable {

    /** Where the bot finds the platform, and as whom it speaks there. */
    Map<String, String> settings();

    /** The team's file, with the accounts that its people and its group have here. */
    String team(String file);

    /** Returns once events can reach the bot. */
    void connect(BotUnderTest bot);

    /** Delivers what somebody wrote to the bot alone; returns once the bot has acknowledged it. */
    void writes(String member, String messageId, String text, Instant at);

    /** Whether the bot gets to know what is written in a group. */
    boolean hearsTheGroup();

    /** The same in the group; what does not mention the bot is delivered only where the platform delivers it. */
    void writesInTheGroup(String member, String messageId, String text, boolean mentionsBot, Instant at);

    /** Presses a button on the latest card that has it. */
    void presses(String member, String label, Instant at);

    /** Takes a message back: in the chat where the bot gets to know of it, else by saying so. */
    void takesBack(String member, String messageId, Instant at);

    /** What somebody has seen of the bot so far, message by message, in words. */
    List<String> seenBy(String member);

    /** What the bot has posted in the group so far. */
    List<String> posted();

    /** Of all that the bot has sent so far, whatever a client would show as a mention, a link, a picture or in a style. */
    List<String> markup();

    /** How large the largest message was that the bot has sent so far, and may be: in bytes. */
    Size largest();

    /** @param limit by the platform's documents */
    record Size(int bytes, int limit) {}

    /** From now on the bot is not let in by what it was given before. */
    void expiresToken();

    /** So many times the platform says that this is too much now. */
    void isTooBusy(int times);

    /** How often it has said so, to this day. */
    int refusals();

    /**
     * Delivers, time and again, what is not as it should be: forged, altered, meant for another, broken, too large.
     * Fails when any of it is acknowledged.
     *
     * @param genuine what would be taken in if it came as it should
     */
    void deliversBroken(String member, String messageId, String genuine, Instant at);

    @Override
    void close();
}
