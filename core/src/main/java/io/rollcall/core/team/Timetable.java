package io.rollcall.core.team;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * When a round's steps are due within its week, in the team's zone.
 *
 * @param reminders in order of time; may be empty
 * @param nudge     whether the group hears, together with the last reminder, who is still missing
 */
public record Timetable(
        WeeklyTime ask, List<WeeklyTime> reminders, WeeklyTime close, WeeklyTime publish, boolean nudge) {

    /** Friday: ask 10:00, remind 14:00 and 16:00, close 17:30, publish 18:00. */
    public static final Timetable DEFAULT =
            new Timetable(friday(10, 0), List.of(friday(14, 0), friday(16, 0)), friday(17, 30), friday(18, 0));

    public Timetable {
        reminders = List.copyOf(reminders);
        List<WeeklyTime> all = new ArrayList<>();
        all.add(ask);
        all.addAll(reminders);
        all.add(close);
        all.add(publish);
        for (int i = 1; i < all.size(); i++) {
            boolean publishAtClose = i == all.size() - 1 && all.get(i).equals(all.get(i - 1));
            if (all.get(i).compareTo(all.get(i - 1)) <= 0 && !publishAtClose) {
                throw new IllegalArgumentException(all.get(i) + " does not come after " + all.get(i - 1)
                        + "; the order within a week is ask, reminders, close, publish");
            }
        }
    }

    /** Without a word in the group. */
    public Timetable(WeeklyTime ask, List<WeeklyTime> reminders, WeeklyTime close, WeeklyTime publish) {
        this(ask, reminders, close, publish, false);
    }

    private static WeeklyTime friday(int hour, int minute) {
        return new WeeklyTime(DayOfWeek.FRIDAY, LocalTime.of(hour, minute));
    }
}
