package io.rollcall.bot.sandbox;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who and what there is on the sandbox's platform: one application with its bot, the people it may write to, and the
 * groups it is a member of.
 *
 * @param appId             as in the developer console, such as {@code cli_sandbox}
 * @param appSecret         what the application buys its access token with
 * @param encryptKey        what events are encrypted and signed with; a real platform allows none, the sandbox does not
 * @param verificationToken what every event carries in its header
 * @param botName           how the bot is called in the chat
 * @param people            at least one, in the order the page shows them
 * @param groups            may be empty
 * @param zone              the time zone of the times that the page shows
 */
public record SandboxWorld(
        String appId,
        String appSecret,
        String encryptKey,
        String verificationToken,
        String botName,
        List<Person> people,
        List<Group> groups,
        ZoneId zone) {

    /**
     * Someone with an account.
     *
     * @param openId  the platform's id of the person, {@code ou_…}
     * @param contact an e-mail address or mobile number that applications may ask by; may be empty
     */
    public record Person(String openId, String name, String contact) {

        /** Somebody who is known by the id only. */
        public Person(String openId, String name) {
            this(openId, name, "");
        }

        public Person {
            id(openId, "ou_", "openId");
            filled(name, "name of " + openId);
        }
    }

    /**
     * A group chat; the bot is a member of every one.
     *
     * @param chatId  the platform's id of the group, {@code oc_…}
     * @param members open ids of people of this world
     */
    public record Group(String chatId, String name, List<String> members) {

        public Group {
            id(chatId, "oc_", "chatId");
            filled(name, "name of " + chatId);
            members = List.copyOf(members);
        }
    }

    public SandboxWorld {
        filled(appId, "appId");
        filled(appSecret, "appSecret");
        filled(encryptKey, "encryptKey");
        filled(verificationToken, "verificationToken");
        filled(botName, "botName");
        people = List.copyOf(people);
        groups = List.copyOf(groups);
        if (people.isEmpty()) {
            throw new IllegalArgumentException("people is empty; a world needs at least one person");
        }
        Set<String> ids = new HashSet<>();
        for (Person person : people) {
            if (!ids.add(person.openId())) {
                throw new IllegalArgumentException("two people have the openId " + person.openId());
            }
        }
        Set<String> chats = new HashSet<>();
        for (Group group : groups) {
            if (!chats.add(group.chatId())) {
                throw new IllegalArgumentException("two groups have the chatId " + group.chatId());
            }
            for (String member : group.members()) {
                if (!ids.contains(member)) {
                    throw new IllegalArgumentException("member " + member + " of " + group.chatId()
                            + " is nobody of this world; people are " + ids);
                }
            }
        }
    }

    /** A world that shows its times in China's zone. */
    public SandboxWorld(
            String appId,
            String appSecret,
            String encryptKey,
            String verificationToken,
            String botName,
            List<Person> people,
            List<Group> groups) {
        this(appId, appSecret, encryptKey, verificationToken, botName, people, groups, ZoneId.of("Asia/Shanghai"));
    }

    Optional<Person> person(String openId) {
        return people.stream().filter(p -> p.openId().equals(openId)).findFirst();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SandboxWorld[appId=" + appId + ", people=" + people.size() + ", groups=" + groups.size() + "]";
    }

    private static void id(String value, String prefix, String what) {
        if (!value.matches(prefix + "[A-Za-z0-9_-]{1,60}")) {
            throw new IllegalArgumentException(
                    what + " \"" + value + "\" must be " + prefix + " and up to 60 letters, digits, - or _");
        }
    }

    private static void filled(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
    }
}
