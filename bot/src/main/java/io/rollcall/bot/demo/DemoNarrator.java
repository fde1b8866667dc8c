package io.rollcall.bot.demo;

import io.rollcall.bot.sandbox.Sandbox;
import io.rollcall.bot.sandbox.SandboxPost;
import io.rollcall.bot.sandbox.SandboxWorld;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tells on the terminal what goes on, a line a step. */
final class DemoNarrator {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int LONGEST = 46;

    private final Sandbox sandbox;
    private final PrintStream out;
    private final Supplier<String> address;
    private final ZoneId zone;
    private long lastSeen = -1;
    private boolean ended;

    DemoNarrator(Sandbox sandbox, PrintStream out, Supplier<String> address, ZoneId zone) {
        this.sandbox = sandbox;
        this.out = out;
        this.address = address;
        this.zone = zone;
    }

    void begin() {
        out.println();
        out.println("  Rollcall · 点名周报    " + address.get());
        out.println("  打开上面的地址看整个过程，也可以扮演任何成员加入。Open the address to watch, or join in as any member.");
        out.println("  Ctrl-C 结束。Ctrl-C ends it.");
        out.println();
    }

    /** Tells of what is new since the last call. */
    synchronized void watch(boolean published) {
        List<SandboxPost> fresh = new ArrayList<>();
        for (Stream<SandboxPost> chat : chats()) {
            chat.filter(post -> post.sequence() > lastSeen).forEach(fresh::add);
        }
        fresh.sort(Comparator.comparingLong(SandboxPost::sequence));
        for (SandboxPost post : fresh) {
            lastSeen = Math.max(lastSeen, post.sequence());
            out.println("  " + TIME.format(post.createdAt().atZone(zone)) + "  " + line(post));
        }
        if (published && !ended) {
            ended = true;
            out.println();
            out.println("  周报已发布，完整版：The report is posted; in full: " + address.get() + "/report/latest");
            out.println("  机器人还在运行，可以继续试：补交、编辑、撤回。The bot keeps running: add, edit, recall.");
            out.println();
        }
    }

    private List<Stream<SandboxPost>> chats() {
        List<Stream<SandboxPost>> chats = new ArrayList<>();
        SandboxWorld world = sandbox.world();
        world.people().forEach(person -> chats.add(sandbox.privateChat(person.openId()).stream()));
        world.groups().forEach(group -> chats.add(sandbox.group(group.chatId()).stream()));
        return chats;
    }

    private String line(SandboxPost post) {
        String where = nameOf(post);
        String text = shorten(post.text());
        return post.fromBot() ? "机器人 → " + where + "：" + text : post.senderName() + "：" + text;
    }

    private String nameOf(SandboxPost post) {
        SandboxWorld world = sandbox.world();
        Stream<String> groups = world.groups().stream()
                .filter(group -> group.chatId().equals(post.chatId()))
                .map(SandboxWorld.Group::name);
        Stream<String> people = world.people().stream()
                .filter(person -> sandbox.privateChat(person.openId()).stream()
                        .anyMatch(other -> other.messageId().equals(post.messageId())))
                .map(SandboxWorld.Person::name);
        return Stream.concat(groups, people).findFirst().orElse("?");
    }

    private static String shorten(String text) {
        String line = text.strip().replaceAll("\\s*\\n\\s*", " / ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
