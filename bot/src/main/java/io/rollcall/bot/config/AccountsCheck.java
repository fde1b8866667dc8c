package io.rollcall.bot.config;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Team;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Fails the start when a team cannot be reached: by a platform that does not exist, an app that is not configured, or an
 * address that cannot be one. Found out later, it would be a message that nobody gets.
 */
final class AccountsCheck implements SmartInitializingSingleton {

    private static final int MOST_KEYS = 3;

    private final Teams teams;
    private final ChatPlatforms platforms;

    AccountsCheck(Teams teams, ChatPlatforms platforms) {
        this.teams = teams;
        this.platforms = platforms;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> problems =
                teams.all().stream().flatMap(team -> problems(team).stream()).toList();
        if (!problems.isEmpty()) {
            throw new TeamFilesException(problems);
        }
    }

    /** A line for each thing that is wrong, however many accounts it concerns. */
    private List<String> problems(Team team) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Account group = team.group();
        if (group != null) {
            platforms.check(group, true).ifPresent(problem -> note(keys, problem, "group"));
        }
        for (Member member : team.members()) {
            platforms
                    .check(member.account(), false)
                    .ifPresent(problem -> note(keys, problem, "members." + member.id() + ".account"));
        }
        return keys.entrySet().stream()
                .map(entry -> "team " + team.id() + ": " + named(entry.getValue()) + ": " + entry.getKey())
                .toList();
    }

    private static void note(Map<String, List<String>> keys, String problem, String key) {
        keys.computeIfAbsent(problem, any -> new ArrayList<>()).add(key);
    }

    private static String named(List<String> keys) {
        String first = keys.stream().limit(MOST_KEYS).collect(Collectors.joining(", "));
        return keys.size() <= MOST_KEYS ? first : first + " and " + (keys.size() - MOST_KEYS) + " more";
    }
}
