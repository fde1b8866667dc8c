package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.team.Team;

/** Fills in the lines of a team's template. */
final class ReportTitles {

    private ReportTitles() {}

    /** The first line as the template has it, with its {@code #}. */
    static String line(Team team, ReportWeeks weeks) {
        return team.template()
                .title()
                .replace("{week}", weeks.toString())
                .replace("{from}", weeks.from().toString())
                .replace("{to}", weeks.to().toString())
                // Last, so that a team's name is never taken for a placeholder.
                .replace("{team}", team.name());
    }

    static String plain(Team team, ReportWeeks weeks) {
        return line(team, weeks).replaceFirst("^#{1,6}\\s+", "");
    }
}
