package io.rollcall.bot.conversation;

import io.rollcall.bot.round.Presence;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.calendar.Leave;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Section;
import io.rollcall.storage.Absences;
import io.rollcall.storage.Rounds;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes in who is away when, and says what that makes of the round: a deputy is asked, or nobody, or they themselves. */
@Component
class LeaveDesk {

    private final Absences absences;
    private final Presence presence;
    private final Rounds rounds;
    private final RoundService reports;
    private final Answers answers;

    LeaveDesk(Absences absences, Presence presence, Rounds rounds, RoundService reports, Answers answers) {
        this.absences = absences;
        this.presence = presence;
        this.rounds = rounds;
        this.reports = reports;
        this.answers = answers;
    }

    /** Returns whether it was understood. */
    boolean leave(Desk desk, String words) {
        if (LeaveDays.isSomeHalf(words)) {
            answers.tell(desk, "leave.half");
            return false;
        }
        Optional<LeaveDays> days = LeaveDays.read(words, today(desk));
        if (days.isEmpty()) {
            answers.tell(desk, "leave.bad", words, LeaveDays.MOST_DAYS);
            return false;
        }
        Leave leave = days.get().toLeave();
        absences.add(desk.team().id(), desk.member().id(), leave, desk.now());
        List<String> lines = new ArrayList<>();
        lines.add(desk.texts().get("leave.done", written(desk, leave)));
        inRound(desk, leave).ifPresent(lines::add);
        answers.say(desk, Message.of(desk.texts().get("leave.title"), Tone.GOOD, String.join("\n", lines)));
        return true;
    }

    /**
     * Has the member back from this half of the day on, or on the days named.
     *
     * @param words the days that are called off; empty for all to come
     */
    void cancel(Desk desk, String words) {
        Optional<Leave> named = words.isEmpty()
                ? Optional.empty()
                : LeaveDays.read(words, today(desk)).map(LeaveDays::toLeave);
        if (!words.isEmpty() && named.isEmpty()) {
            answers.tell(desk, "leave.cancel.bad", words);
            return;
        }
        LocalDateTime now = desk.now().atZone(desk.team().zone()).toLocalDateTime();
        LocalDateTime half = now.toLocalDate()
                .atTime(now.toLocalTime().isBefore(LocalTime.NOON) ? LocalTime.MIDNIGHT : LocalTime.NOON);
        LocalDateTime from =
                named.map(Leave::start).filter(start -> start.isAfter(half)).orElse(half);
        LocalDateTime until = named.map(Leave::end).orElse(LocalDateTime.MAX);
        List<Leave> cancelled = absences.cancel(desk.team().id(), desk.member().id(), from, until, desk.now()).stream()
                .flatMap(leave -> leave.before(until).flatMap(cut -> cut.since(from)).stream())
                .distinct()
                .toList();
        List<Leave> left = absences.since(desk.team().id(), desk.member().id(), half);
        if (cancelled.isEmpty() && left.isEmpty()) {
            answers.tell(desk, "leave.cancel.none");
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                cancelled.isEmpty()
                        ? desk.texts().get("leave.cancel.notThen", words)
                        : desk.texts().get("leave.cancel.done", written(desk, cancelled)));
        if (!left.isEmpty()) {
            lines.add(desk.texts().get("leave.cancel.left", written(desk, left)));
        }
        if (!cancelled.isEmpty()) {
            asIs(desk).ifPresent(lines::add);
        }
        answers.say(
                desk,
                Message.of(
                        desk.texts().get("leave.title"),
                        cancelled.isEmpty() ? Tone.NEUTRAL : Tone.GOOD,
                        String.join("\n", lines)));
    }

    /** What becomes of the member's part in this round now that they are back. */
    private Optional<String> asIs(Desk desk) {
        Round round = desk.round();
        Optional<Ask> ask = rounds.ask(round.id(), desk.member().id());
        if (ask.isEmpty() || round.state() != RoundState.OPEN || ask.get().state() == AskState.ANSWERED) {
            return Optional.empty();
        }
        return ask.get().standsIn() != null
                ? Optional.of(desk.texts().get("leave.cancel.deputy", nameOfStandIn(desk, ask.get())))
                : presence.isExcused(desk.team(), round, desk.member().id())
                        ? Optional.empty()
                        : Optional.of(desk.texts().get("leave.cancel.round", answers.closeOf(desk)));
    }

    /** What the leave makes of this round; empty when it does not touch it, or the member is not asked. */
    private Optional<String> inRound(Desk desk, Leave leave) {
        Round round = desk.round();
        Optional<Ask> found = rounds.ask(round.id(), desk.member().id());
        if (found.isEmpty() || found.get().standsIn() != null) {
            // Somebody else writes this part, and is still to be reminded of it.
            return Optional.empty();
        }
        Ask ask = found.get();
        boolean excused = presence.isExcused(desk.team(), round, ask.owner());
        if (ask.state() == AskState.ANSWERED) {
            return excused ? Optional.of(desk.texts().get("leave.done.answered")) : Optional.empty();
        }
        if (!excused) {
            return round.state() == RoundState.OPEN && touches(desk, leave)
                    ? Optional.of(desk.texts().get("leave.done.open", answers.closeOf(desk)))
                    : Optional.empty();
        }
        if (ask.state().mayBecome(AskState.EXCUSED)) {
            rounds.moveAsk(round.id(), ask.owner(), ask.state(), AskState.EXCUSED, desk.now());
            reports.revise(
                    round.id(),
                    desk.team()
                            .allSections()
                            .filter(section -> section.owners().contains(ask.owner()))
                            .map(Section::title)
                            .collect(Collectors.toSet()),
                    ask.owner());
        }
        // Whom the round asks next, once it asks.
        Optional<String> deputy = round.state() == RoundState.OPEN
                ? presence.deputyOf(desk.team(), round, ask.owner())
                        .flatMap(desk.team()::member)
                        .map(Member::name)
                : Optional.empty();
        return Optional.of(deputy.map(name -> desk.texts().get("leave.done.deputy", name))
                .orElseGet(() -> desk.texts().get("leave.done.round")));
    }

    private static boolean touches(Desk desk, Leave leave) {
        LocalDateTime ask =
                desk.round().moments().ask().atZone(desk.team().zone()).toLocalDateTime();
        LocalDateTime close =
                desk.round().moments().close().atZone(desk.team().zone()).toLocalDateTime();
        return leave.start().isBefore(close) && leave.end().isAfter(ask);
    }

    private static String nameOfStandIn(Desk desk, Ask ask) {
        return desk.team()
                .member(ask.addressee())
                .map(Member::name)
                .orElse(ask.addressee().value());
    }

    private static String written(Desk desk, List<Leave> leaves) {
        return leaves.stream().map(leave -> written(desk, leave)).collect(Collectors.joining("、"));
    }

    private static String written(Desk desk, Leave leave) {
        boolean isHalf = leave.from().equals(leave.to()) && (leave.fromNoon() || leave.untilNoon());
        String first = leave.fromNoon()
                ? desk.texts().get("leave.afternoon", leave.from())
                : leave.from().toString();
        String last = leave.untilNoon()
                ? desk.texts().get("leave.morning", leave.to())
                : leave.to().toString();
        return isHalf ? (leave.fromNoon() ? first : last) : desk.texts().get("leave.span", first, last);
    }

    private static LocalDate today(Desk desk) {
        return desk.now().atZone(desk.team().zone()).toLocalDate();
    }
}
