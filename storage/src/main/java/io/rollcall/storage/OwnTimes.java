package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Habits;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.QuietHours;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.OwnTimeMapper.OwnTimeRow;
import io.rollcall.storage.OwnTimeMapper.ReminderRow;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When members said, in chat, that they like to be written to, and how far they have been reminded at such times. */
public final class OwnTimes {

    private static final String NEVER = "";

    private final OwnTimeMapper mapper;

    OwnTimes(OwnTimeMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * What a member said.
     *
     * @param remindAt   their own time, or null where they said nothing of it
     * @param quiet      their quiet hours, or null
     * @param neverQuiet whether they said that they have no quiet hours
     * @param at         when they last said anything
     */
    public record Told(
            @Nullable LocalTime remindAt, @Nullable QuietHours quiet, boolean neverQuiet, Instant at) {

        /** These, where they were told of, and else what the team file says. */
        public Habits over(Habits written) {
            Habits reminded = remindAt == null ? written : written.withRemindAt(remindAt);
            return quiet != null || neverQuiet ? reminded.withQuiet(quiet) : reminded;
        }
    }

    /** What the team's members said, by member; nothing of those who said nothing. */
    public Map<MemberId, Told> of(TeamId team) {
        return mapper.of(team).stream().collect(Collectors.toMap(OwnTimeRow::member, OwnTimes::told));
    }

    /** @param time null for what the team file says */
    public void remindAt(TeamId team, MemberId member, @Nullable LocalTime time, Instant at) {
        mapper.remindAt(team, member, time == null ? null : time.toString(), at);
    }

    public void quiet(TeamId team, MemberId member, QuietHours hours, Instant at) {
        mapper.quiet(team, member, hours.toString(), at);
    }

    /** Has no hour be quiet, also where the team file says so. */
    public void neverQuiet(TeamId team, MemberId member, Instant at) {
        mapper.quiet(team, member, NEVER, at);
    }

    /** By owners, up to when their reminders of this round at times of their own have been dealt with. */
    public Map<MemberId, Instant> reminded(RoundId round) {
        return mapper.reminded(round).stream().collect(Collectors.toMap(ReminderRow::owner, ReminderRow::doneUpTo));
    }

    /**
     * Notes that an owner's own reminders up to this moment have been dealt with.
     *
     * @return false when they had been before
     */
    public boolean reminded(RoundId round, MemberId owner, Instant moment) {
        return mapper.remindedAgain(round, owner, moment) == 1 || mapper.firstReminded(round, owner, moment) == 1;
    }

    /** @throws java.time.DateTimeException or {@link IllegalArgumentException} when the row holds no times */
    static Told told(OwnTimeRow row) {
        String quiet = row.quiet();
        String remindAt = row.remindAt();
        return new Told(
                remindAt == null ? null : LocalTime.parse(remindAt),
                quiet == null || quiet.equals(NEVER) ? null : QuietHours.parse(quiet),
                NEVER.equals(quiet),
                row.toldAt());
    }

    static OwnTimeRow row(MemberId member, Told told) {
        LocalTime remindAt = told.remindAt();
        QuietHours quiet = told.quiet();
        return new OwnTimeRow(
                member,
                remindAt == null ? null : remindAt.toString(),
                quiet == null ? (told.neverQuiet() ? NEVER : null) : quiet.toString(),
                told.at());
    }
}
