package io.rollcall.core.round;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.TeamId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a round: the team and the first week it covers, {@code payments-2024-W49}.
 */
public record RoundId(TeamId team, ReportWeek week) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{4}-W\\d{2})");

    /** @throws IllegalArgumentException when the text does not have the form {@code payments-2024-W49} */
    public static RoundId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a round; write team and week like payments-2024-W49");
        }
        return new RoundId(new TeamId(matcher.group(1)), ReportWeek.parse(matcher.group(2)));
    }

    @Override
    public String toString() {
        return team + "-" + week;
    }
}
