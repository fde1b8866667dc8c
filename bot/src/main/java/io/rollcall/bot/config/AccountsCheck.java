package io.rollcall.bot.config;

import io.rollcall.bot.chat.ChatPlatforms;
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
public final class AccountsCheck implements SmartInitializingSingleton {

    private static final int MOST_KEYS = 3;

    private final Teams teams;
    private final ChatPlatforms platforms;

    AccountsCheck(Teams teams, ChatPlatforms platforms) {
        this.teams = teams;
        this.platforms = platforms;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> problems = problems(teams, platforms);
        if (!problems.isEmpty()) {
            throw new TeamFilesException(problems);
        }
    }

    /**
     * What is wrong with the accounts of all teams, and what would work: a line for each thing, however many accounts of
     * a team it concerns.
     */
    public static List<String> problems(Teams teams, ChatPlatforms platforms) {
        return teams.all().stream()
                .flatMap(team -> problems(teams, team, platforms).stream())
                .toList();
    }

    private static List<String> problems(Teams teams, Team team, ChatPlatforms platforms) {
        Map<String, List<WrittenAccount>> concerned = new LinkedHashMap<>();
        for (WrittenAccount written : teams.accountsOf(team)) {
            platforms
                    .check(written.account(), written.isGroup())
                    .ifPresent(problem -> concerned
                            .computeIfAbsent(problem, any -> new ArrayList<>())
                            .add(written));
        }
        return concerned.entrySet().stream()
                .map(entry -> entry.getValue().get(0).where() + ": " + named(entry.getValue()) + ": " + entry.getKey())
                .toList();
    }

    private static String named(List<WrittenAccount> accounts) {
        String first =
                accounts.stream().limit(MOST_KEYS).map(WrittenAccount::key).collect(Collectors.joining(", "));
        return accounts.size() <= MOST_KEYS ? first : first + " and " + (accounts.size() - MOST_KEYS) + " more";
    }
}
