package io.rollcall.bot.conversation;

import io.rollcall.bot.round.Presence;
import io.rollcall.core.team.Habits;
import io.rollcall.core.team.QuietHours;
import io.rollcall.storage.OwnTimes;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes in when a member likes to be reminded, and when to be left alone. */
@Component
class OwnTimeDesk {

    private final OwnTimes times;
    private final Presence presence;
    private final Answers answers;

    OwnTimeDesk(OwnTimes times, Presence presence, Answers answers) {
        this.times = times;
        this.presence = presence;
        this.answers = answers;
    }

    /** @param words empty to hear how it is */
    void remindAt(Desk desk, String words) {
        if (words.isEmpty()) {
            LocalTime own = habits(desk).remindAt();
            answers.tell(desk, own == null ? "own.remind.none" : "own.remind.is", own == null ? "" : own);
            return;
        }
        Optional<LocalTime> time = OwnHours.time(words);
        if (time.isEmpty()) {
            answers.tell(desk, "own.remind.bad", words);
            return;
        }
        times.remindAt(desk.team().id(), desk.member().id(), time.get(), desk.now());
        boolean tooLate = !time.get().isBefore(close(desk).toLocalTime());
        answers.tell(desk, tooLate ? "own.remind.done.late" : "own.remind.done", time.get(), answers.closeOf(desk));
    }

    void remindAsUsual(Desk desk) {
        times.remindAt(desk.team().id(), desk.member().id(), null, desk.now());
        LocalTime written = habits(desk).remindAt();
        answers.tell(desk, written == null ? "own.remind.usual" : "own.remind.written", written == null ? "" : written);
    }

    /** @param words empty to hear how it is */
    void quiet(Desk desk, String words) {
        if (words.isEmpty()) {
            QuietHours own = habits(desk).quiet();
            answers.tell(desk, own == null ? "own.quiet.none" : "own.quiet.is", own == null ? "" : own);
            return;
        }
        Optional<QuietHours> hours = OwnHours.hours(words);
        if (hours.isEmpty()) {
            answers.tell(desk, "own.quiet.bad", words);
            return;
        }
        times.quiet(desk.team().id(), desk.member().id(), hours.get(), desk.now());
        answers.tell(desk, "own.quiet.done", hours.get());
    }

    void neverQuiet(Desk desk) {
        times.neverQuiet(desk.team().id(), desk.member().id(), desk.now());
        answers.tell(desk, "own.quiet.off");
    }

    private Habits habits(Desk desk) {
        return presence.habits(desk.team(), desk.member().id());
    }

    /** On the member's own clock. */
    private ZonedDateTime close(Desk desk) {
        return desk.round().moments().close().atZone(habits(desk).zoneIn(desk.team()));
    }
}
