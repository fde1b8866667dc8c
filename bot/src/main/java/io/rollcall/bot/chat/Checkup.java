package io.rollcall.bot.chat;

import io.rollcall.bot.text.Texts;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a platform's settings, and the teams' accounts on it, are worth, by asking the platform. Nobody is
 * written to, and nothing is opened that a running bot would lose something by, unless the {@link Task} says so.
 */
public interface Checkup {

    /** For what can be told of accounts without asking anybody. Not for sending: nothing that it needs is running. */
    ChatPlatform platform();

    /**
     * Tells each step as soon as it is known. Blocks for at most the platform's configured time-outs a call; never
     * throws for what the platform, or what stands before it, does.
     */
    void run(Task task, Texts texts, Consumer<Step> told);

    /**
     * What is to be looked at.
     *
     * @param people    everybody in a team, on whatever platform
     * @param places    everywhere a report is to be posted, likewise
     * @param publicUrl under which the platform is to reach {@code /callback/…}; null where that is not to be tried
     * @param connect   whether a long connection may be opened, which takes a robot, or some events, from a running bot
     * @param send      whether a line may be posted where nothing else would show that it can be
     */
    record Task(
            List<Person> people,
            List<Account> places,
            @Nullable URI publicUrl,
            boolean connect,
            boolean send) {

        public Task {
            people = List.copyOf(people);
            places = List.copyOf(places);
        }
    }

    /** A member as the team file has them. */
    record Person(String name, Account account) {}

    enum Outcome {
        OK,
        FAILED,
        SKIPPED
    }

    /**
     * One thing that was looked at.
     *
     * @param id   for scripts, such as {@code feishu.main.token}
     * @param name for people
     * @param seen what was found, or why nothing was
     * @param todo what to click where; empty when there is nothing to do, or {@code seen} says it
     */
    record Step(String id, String name, Outcome outcome, String seen, String todo) {}
}
