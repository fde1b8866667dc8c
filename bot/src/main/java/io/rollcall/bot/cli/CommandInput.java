package io.rollcall.bot.cli;

import io.rollcall.core.team.TeamId;
import java.util.List;
import java.util.regex.Pattern;

/** What the commands on the database have in common in their arguments. */
final class CommandInput {

    private static final Pattern SPRING_OPTION = Pattern.compile("--[a-z]+\\.[^=]+=.*");

    private CommandInput() {}

    /**
     * What is not meant for Spring Boot is a slip.
     *
     * @param own the command's own options, as a list for people
     */
    static void refuseUnknown(List<String> options, String own) {
        options.stream()
                .filter(option -> !SPRING_OPTION.matcher(option).matches())
                .findFirst()
                .ifPresent(option -> {
                    throw new UnusableInputException("there is no option " + option + "; there are " + own
                            + ", and Spring Boot's such as --rollcall.teams=FOLDER");
                });
    }

    static TeamId teamId(String team) {
        try {
            return new TeamId(team);
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException("--team: " + e.getMessage());
        }
    }
}
