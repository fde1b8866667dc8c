package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.bot.sandbox.SandboxPost.Delivery;
import io.rollcall.bot.sandbox.SandboxPost.Mention;
import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import io.rollcall.bot.sandbox.SandboxWorld.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** What stands in the chats. Everything that changes does so in here, under one lock; what comes out are copies. */
final class Chats {

    private final SandboxWorld world;
    private final Clock clock;
    private final Map<String, Chat> chats = new LinkedHashMap<>();
    private final Map<String, SandboxPost> posts = new LinkedHashMap<>();
    private final Set<String> unreachable = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final String botOpenId;
    private long version;
    private long sequence;

    /** @param members open ids of the people in it, without the bot */
    record Chat(String id, String name, boolean group, List<String> members, Platform platform) {

        boolean isOn(Platform wanted) {
            return platform == wanted;
        }
    }

    Chats(SandboxWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
        this.botOpenId = "ou_" + digest("bot " + world.appId());
        for (Group group : world.groups()) {
            chats.put(group.chatId(), new Chat(group.chatId(), group.name(), true, group.members(), group.platform()));
        }
        for (Person person : world.people()) {
            String id = privateChatId(person.openId());
            chats.put(id, new Chat(id, person.name(), false, List.of(person.openId()), person.platform()));
        }
    }

    SandboxWorld world() {
        return world;
    }

    String botOpenId() {
        return botOpenId;
    }

    List<Chat> all() {
        return List.copyOf(chats.values());
    }

    Optional<Chat> chat(String chatId) {
        return Optional.ofNullable(chats.get(chatId));
    }

    /** The same for a chat on this platform alone. */
    Optional<Chat> chat(String chatId, Platform platform) {
        return chat(chatId).filter(chat -> chat.isOn(platform));
    }

    /** The same in every run, as a platform's is. */
    String privateChatId(String openId) {
        return "oc_" + digest(world.appId() + " " + openId);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    SandboxPost addFromPerson(
            Person sender, Chat chat, String type, String content, List<Mention> mentions, boolean delivered) {
        return add(
                chat,
                sender.openId(),
                sender.name(),
                false,
                type,
                content,
                mentions,
                Optional.empty(),
                delivered ? Delivery.UNDERWAY : Delivery.NONE);
    }

    SandboxPost addFromBot(Chat chat, String type, String content, Optional<String> parentId) {
        return add(chat, world.appId(), world.botName(), true, type, content, List.of(), parentId, Delivery.NONE);
    }

    private SandboxPost add(
            Chat chat,
            String senderId,
            String senderName,
            boolean fromBot,
            String type,
            String content,
            List<Mention> mentions,
            Optional<String> parentId,
            Delivery delivery) {
        SandboxPost post;
        synchronized (this) {
            Instant now = now();
            String id = "om_" + UUID.randomUUID().toString().replace("-", "");
            post = new SandboxPost(
                    id,
                    chat.id(),
                    ++sequence,
                    ++version,
                    senderId,
                    senderName,
                    fromBot,
                    type,
                    content,
                    mentions,
                    parentId,
                    now,
                    now,
                    false,
                    false,
                    delivery);
            posts.put(id, post);
        }
        changed();
        return post;
    }

    /** Replaces what stands in a message; what was typed then shows as edited, a card or a text under way does not. */
    Optional<SandboxPost> rewrite(String messageId, String content) {
        return change(
                messageId,
                post -> copy(
                        post, content, after(post), post.edited() || isTyped(post), post.recalled(), post.delivery()));
    }

    /** Now, and later than the message's last change even where the clock stands still: readers compare the two. */
    private Instant after(SandboxPost post) {
        Instant now = now();
        return now.isAfter(post.updatedAt()) ? now : post.updatedAt().plusMillis(1);
    }

    Optional<SandboxPost> recall(String messageId) {
        return change(messageId, post -> copy(post, post.content(), now(), post.edited(), true, post.delivery()));
    }

    void deliveredTo(String messageId, Delivery delivery) {
        change(
                messageId,
                post -> copy(post, post.content(), post.updatedAt(), post.edited(), post.recalled(), delivery));
    }

    private static boolean isTyped(SandboxPost post) {
        return post.type().equals("text") || post.type().equals("post");
    }

    private Optional<SandboxPost> change(String messageId, UnaryOperator<SandboxPost> how) {
        SandboxPost after;
        synchronized (this) {
            SandboxPost before = posts.get(messageId);
            if (before == null) {
                return Optional.empty();
            }
            version++;
            after = how.apply(before);
            posts.put(messageId, after);
        }
        changed();
        return Optional.of(after);
    }

    private SandboxPost copy(
            SandboxPost post, String content, Instant updatedAt, boolean edited, boolean recalled, Delivery delivery) {
        return new SandboxPost(
                post.messageId(),
                post.chatId(),
                post.sequence(),
                version,
                post.senderId(),
                post.senderName(),
                post.fromBot(),
                post.type(),
                content,
                post.mentions(),
                post.parentId(),
                post.createdAt(),
                updatedAt,
                edited,
                recalled,
                delivery);
    }

    synchronized Optional<SandboxPost> post(String messageId) {
        return Optional.ofNullable(posts.get(messageId));
    }

    synchronized List<SandboxPost> in(String chatId) {
        return posts.values().stream()
                .filter(post -> post.chatId().equals(chatId))
                .toList();
    }

    /** What changed after the given version, and the version that this is. */
    synchronized Changes since(long seen) {
        List<SandboxPost> changed = new ArrayList<>();
        for (SandboxPost post : posts.values()) {
            if (post.version() > seen) {
                changed.add(post);
            }
        }
        return new Changes(version, changed);
    }

    record Changes(long version, List<SandboxPost> posts) {}

    synchronized void reachable(String openId, boolean reachable) {
        if (reachable) {
            unreachable.remove(openId);
        } else {
            unreachable.add(openId);
        }
    }

    synchronized boolean isReachable(String openId) {
        return !unreachable.contains(openId);
    }

    /** The listener is called outside the lock, on the thread that made the change; it must be quick. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(EventSeal.sha256().digest(text.getBytes(UTF_8)), 0, 16);
    }
}
