package io.rollcall.bot.chat;

import java.time.Duration;
import java.util.List;

/**
 * How fast a platform takes messages, as it documents it. All rates of a list hold at the same time; an empty list is
 * no limit.
 *
 * @param app    for all messages of an app together
 * @param person for those to one person
 * @param group  for those to one group
 */
public record SendLimits(List<Rate> app, List<Rate> person, List<Rate> group) {

    /** Of a platform that names none. */
    public static final SendLimits NONE = new SendLimits(List.of(), List.of(), List.of());

    public SendLimits {
        app = List.copyOf(app);
        person = List.copyOf(person);
        group = List.copyOf(group);
    }

    /** At most so many within any such time. */
    public record Rate(int most, Duration per) {

        public Rate {
            if (most < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException(
                        most + " in " + per + " is no rate; both must be positive, such as 50 in PT1S");
            }
        }
    }
}
