package io.rollcall.bot.chat;

import io.rollcall.core.team.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The chat platforms of this application, by name. */
public final class ChatPlatforms {

    private final Map<String, ChatPlatform> byName;

    public ChatPlatforms(List<ChatPlatform> platforms) {
        byName = platforms.stream().collect(Collectors.toUnmodifiableMap(ChatPlatform::name, Function.identity()));
    }

    public Optional<ChatPlatform> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public ChatPlatform named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no chat platform \"" + name + "\"; there are: " + byName.keySet()));
    }

    /**
     * What is wrong with an account of a team file, and what would work; empty when it can be used.
     *
     * @param isGroup whether it is a group's, as against a person's
     */
    public Optional<String> check(Account account, boolean isGroup) {
        return find(account.platform())
                .map(platform -> platform.check(account, isGroup))
                .orElseGet(() -> Optional.of("there is no chat platform \"" + account.platform()
                        + "\" in this version; there are: "
                        + byName.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
}
