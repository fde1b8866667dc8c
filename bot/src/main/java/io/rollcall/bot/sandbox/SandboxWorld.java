package io.rollcall.bot.sandbox;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who and what there is on the sandbox's platforms: one application with its bot, the people it may write to, and the
 * groups it is a member of; each of them on Feishu or on WeCom.
 *
 * @param appId             as in the developer console, such as {@code cli_sandbox}
 * @param appSecret         what the application buys its access token with
 * @param encryptKey        what events are encrypted and signed with; a real platform allows none, the sandbox does not
 * @param verificationToken what every event carries in its header
 * @param botName           how the bot is called in the chat
 * @param people            at least one, in the order the page shows them
 * @param groups            may be empty
 * @param zone              the time zone of the times that the page shows
 * @param robot             WeCom's smart robot; null where nobody speaks by one
 */
public record SandboxWorld(
        String appId,
        String appSecret,
        String encryptKey,
        String verificationToken,
        String botName,
        List<Person> people,
        List<Group> groups,
        ZoneId zone,
        @Nullable Robot robot) {

    private static final String USER_ID = "(?!o[uc]_)[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}";

    /** A platform that the sandbox stands in for. */
    public enum Platform {
        FEISHU,
        WECOM
    }

    /**
     * Someone with an account.
     *
     * @param openId  the platform's id of the person: on Feishu {@code ou_…}, on WeCom the userid
     * @param contact an e-mail address or mobile number that applications may ask by; may be empty
     */
    public record Person(String openId, String name, Platform platform, String contact) {

        public Person {
            if (platform == Platform.FEISHU) {
                id(openId, "ou_", "openId");
            } else if (!openId.matches(USER_ID)) {
                throw new IllegalArgumentException("userid \"" + openId
                        + "\" must be up to 64 letters, digits, dots, -, _ or @, and not begin like Feishu's ids");
            }
            filled(name, "name of " + openId);
        }

        /** On Feishu. */
        public Person(String openId, String name) {
            this(openId, name, Platform.FEISHU);
        }

        /** Somebody who is known by the id only. */
        public Person(String openId, String name, Platform platform) {
            this(openId, name, platform, "");
        }

        /** On Feishu, and asked for by a contact. */
        public Person(String openId, String name, String contact) {
            this(openId, name, Platform.FEISHU, contact);
        }
    }

    /**
     * A group chat; the bot is a member of every one.
     *
     * @param chatId     the platform's id of the group: on Feishu {@code oc_…}, on WeCom {@code wr…}
     * @param members    ids of people of this world, on the same platform
     * @param webhookKey of WeCom's group robot; empty where the group has none
     */
    public record Group(String chatId, String name, List<String> members, Platform platform, String webhookKey) {

        public Group {
            id(chatId, platform == Platform.FEISHU ? "oc_" : "wr", "chatId");
            filled(name, "name of " + chatId);
            members = List.copyOf(members);
        }

        /** On Feishu. */
        public Group(String chatId, String name, List<String> members) {
            this(chatId, name, members, Platform.FEISHU, "");
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Group[chatId=" + chatId + ", members=" + members.size() + "]";
        }
    }

    /** What WeCom's smart robot opens its connection with. */
    public record Robot(String botId, String secret) {

        public Robot {
            filled(botId, "botId");
            filled(secret, "secret of " + botId);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Robot[botId=" + botId + "]";
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
                boolean lives = people.stream()
                        .anyMatch(person -> person.openId().equals(member) && person.platform() == group.platform());
                if (!lives) {
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

    /** A world that is on Feishu alone. */
    public SandboxWorld(
            String appId,
            String appSecret,
            String encryptKey,
            String verificationToken,
            String botName,
            List<Person> people,
            List<Group> groups,
            ZoneId zone) {
        this(appId, appSecret, encryptKey, verificationToken, botName, people, groups, zone, null);
    }

    /** Whether anybody is on this platform. */
    boolean isOn(Platform platform) {
        return people.stream().anyMatch(person -> person.platform() == platform);
    }

    /** WeCom's group whose robot has this key. */
    Optional<Group> groupOf(String webhookKey) {
        return groups.stream()
                .filter(group -> !webhookKey.isEmpty() && group.webhookKey().equals(webhookKey))
                .findFirst();
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
