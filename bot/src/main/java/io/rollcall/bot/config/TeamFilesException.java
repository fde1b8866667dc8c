package io.rollcall.bot.config;

import java.util.List;

/** The team files cannot be used as they are. */
public final class TeamFilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    TeamFilesException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that is wrong, one line each: file, line, key, and what would work. For example {@code
     * config/teams/payments.yml:12: sections[2].owners: "lim" is no member of this team; members are: lin, zhou}.
     */
    public List<String> problems() {
        return problems;
    }
}
