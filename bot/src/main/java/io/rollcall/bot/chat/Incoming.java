package io.rollcall.bot.chat;

import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened in the chat. */
public sealed interface Incoming {

    /**
     * Someone wrote.
     *
     * @param group       the group it was written in, empty in a private chat
     * @param mentionsBot whether the bot was addressed by name; without meaning in a private chat
     * @param mentions    the people mentioned, without the bot, in the order of the text
     * @param text        plain text: rich text flattened to lines, mentions replaced by {@code @name}, the bot's own
     *                    mention removed; empty when the message holds none (an image, a sticker)
     * @param sentAt      by the platform's clock
     * @param repliesTo   the platform's ids of the messages that this one answers, the nearest first; empty where it
     *                    answers none, or the platform does not tell
     */
    record Written(
            String messageId,
            Account sender,
            Optional<Account> group,
            boolean mentionsBot,
            List<Mention> mentions,
            String text,
            Instant sentAt,
            List<String> repliesTo)
            implements Incoming {

        public Written {
            mentions = List.copyOf(mentions);
            repliesTo = List.copyOf(repliesTo);
        }

        /** A message that is not known to answer another. */
        public Written(
                String messageId,
                Account sender,
                Optional<Account> group,
                boolean mentionsBot,
                List<Mention> mentions,
                String text,
                Instant sentAt) {
            this(messageId, sender, group, mentionsBot, mentions, text, sentAt, List.of());
        }
    }

    /** Someone took a message back. */
    record Recalled(String messageId, Instant at) implements Incoming {}

    /**
     * Someone pressed a button.
     *
     * @param messageId the message that holds the button
     * @param value     the button's value; for a form also its fields, by name
     */
    record Pressed(String messageId, Account sender, Map<String, String> value, Instant at) implements Incoming {

        private static final String PREFIX = "press:";

        public Pressed {
            value = Map.copyOf(value);
        }

        /**
         * What stands in a message's place for what a press says, so that it can be taken back like one.
         *
         * @param what told apart from other things that are said with the same message
         */
        public String asMessage(String what) {
            return PREFIX + messageId + ":" + what;
        }

        /** Whether this is no message's id, but one of {@link #asMessage}. */
        public static boolean isPress(String id) {
            return id.startsWith(PREFIX);
        }
    }

    /** Nothing the bot acts on; {@code what} names it for the log. */
    record Ignored(String what) implements Incoming {}

    /** A person mentioned in a message. */
    record Mention(String name, Account account) {}
}
