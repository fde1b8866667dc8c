package io.rollcall.bot.conversation;

import io.rollcall.bot.round.Placement;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes in text for the report, and its later changes. */
@Component
class ReplyDesk {

    private final ReplyBook replies;
    private final Placement placement;
    private final RoundService rounds;
    private final Answers answers;

    ReplyDesk(ReplyBook replies, Placement placement, RoundService rounds, Answers answers) {
        this.replies = replies;
        this.placement = placement;
        this.rounds = rounds;
        this.answers = answers;
    }

    void reply(Desk desk, String platform, String messageId, String text, Instant sentAt) {
        boolean titled = placement.everyLineHasItsSection(desk.team(), desk.round(), text);
        Optional<SectionId> place = titled ? Optional.empty() : placeOfUntitled(desk);
        if (!titled && place.isEmpty()) {
            answers.ownsNothing(desk);
            return;
        }
        replies.add(
                        desk.team(),
                        new Reply(
                                0,
                                desk.roundId(),
                                desk.member().id(),
                                platform,
                                messageId,
                                1,
                                ReplyKind.TEXT,
                                text,
                                place.orElse(null),
                                sentAt,
                                null))
                .ifPresent(reply -> taken(desk, reply, Answers.Occasion.NEW));
    }

    void edited(Desk desk, String platform, String messageId, String text) {
        if (text.isBlank()) {
            recalled(desk, platform, messageId);
            return;
        }
        replies.edit(desk.team(), platform, messageId, text, desk.now())
                .ifPresent(reply -> taken(desk, reply, Answers.Occasion.EDITED));
    }

    void recalled(Desk desk, String platform, String messageId) {
        replies.takeBack(desk.team(), platform, messageId, desk.now()).ifPresent(reply -> {
            answers.takenBack(desk, reply, "recall.done");
            rounds.revise(desk.roundId(), titles(desk, reply));
        });
    }

    void undo(Desk desk) {
        List<Reply> counting = replies.counting(desk.roundId(), desk.member().id());
        if (counting.isEmpty()) {
            answers.tell(desk, "undo.none");
            return;
        }
        Reply last = counting.get(counting.size() - 1);
        undo(desk, last.platform(), last.messageId());
    }

    void undo(Desk desk, String platform, String messageId) {
        Optional<Reply> taken = replies.takeBack(desk.team(), platform, messageId, desk.now());
        if (taken.isEmpty()) {
            answers.tell(desk, "undo.none");
            return;
        }
        answers.takenBack(desk, taken.get(), "undo.done");
        rounds.revise(desk.roundId(), titles(desk, taken.get()));
    }

    void rewrite(Desk desk) {
        Set<String> changed = replies.counting(desk.roundId(), desk.member().id()).stream()
                .flatMap(reply -> titles(desk, reply).stream())
                .collect(Collectors.toSet());
        int taken =
                replies.takeBackAll(desk.team(), desk.roundId(), desk.member().id(), desk.now());
        if (taken == 0) {
            answers.tell(desk, "rewrite.none");
            return;
        }
        answers.tell(desk, "rewrite.done", taken);
        rounds.revise(desk.roundId(), changed);
    }

    /** {@code 同上周} or {@code 跳过}, for every section that is the member's. */
    void stand(Desk desk, ReplyKind kind, String platform, String messageId, String words, Instant sentAt) {
        List<Section> sections = placement.sectionsToWrite(
                desk.team(), desk.round(), desk.member().id());
        if (sections.isEmpty()) {
            answers.ownsNothing(desk);
            return;
        }
        if (kind == ReplyKind.SAME_AS_LAST_WEEK
                && sections.stream()
                        .allMatch(section -> placement
                                .lastWeek(desk.team(), desk.round(), section.id())
                                .isEmpty())) {
            answers.tell(desk, "same.none", Answers.titlesOf(sections));
            return;
        }
        replies.add(
                        desk.team(),
                        new Reply(
                                0,
                                desk.roundId(),
                                desk.member().id(),
                                platform,
                                messageId,
                                1,
                                kind,
                                words,
                                null,
                                sentAt,
                                null))
                .ifPresent(reply -> {
                    answers.stands(desk, reply, sections);
                    rounds.revise(desk.roundId(), titles(desk, reply));
                });
    }

    void move(Desk desk, String platform, String messageId, String section) {
        Optional<Section> to = desk.team()
                .allSections()
                .filter(any -> any.id().value().equals(section))
                .findFirst();
        if (to.isEmpty()) {
            answers.tell(desk, "moved.unknown", section);
            return;
        }
        Optional<Reply> before = replies.byMessage(platform, messageId)
                .filter(reply -> reply.member().equals(desk.member().id()));
        if (before.isEmpty()) {
            answers.tell(desk, "moved.gone");
            return;
        }
        Set<String> changed = titles(desk, before.get());
        replies.assign(desk.team(), platform, messageId, to.get().id(), desk.now());
        changed.add(to.get().title());
        answers.tell(desk, "moved.done", to.get().title());
        rounds.revise(desk.roundId(), changed);
    }

    private void taken(Desk desk, Reply reply, Answers.Occasion occasion) {
        boolean late = desk.round().state() != RoundState.OPEN;
        answers.echo(desk, reply, occasion == Answers.Occasion.NEW && late ? Answers.Occasion.LATE : occasion);
        rounds.revise(desk.roundId(), titles(desk, reply));
    }

    /**
     * Text without a title goes to the member's only section; of several to the first that has nothing yet, and when
     * all have, to the one last written to. The echo says which, and offers the others.
     */
    private Optional<SectionId> placeOfUntitled(Desk desk) {
        List<Section> sections = placement.sectionsToWrite(
                desk.team(), desk.round(), desk.member().id());
        if (sections.size() <= 1) {
            return sections.stream().map(Section::id).findFirst();
        }
        List<Reply> counting = replies.counting(desk.roundId(), desk.member().id());
        Set<SectionId> written = counting.stream()
                .flatMap(reply -> placement.sectionsOf(desk.team(), desk.round(), reply).stream())
                .collect(Collectors.toSet());
        Optional<SectionId> lastWritten = counting.stream()
                .map(Reply::section)
                .filter(java.util.Objects::nonNull)
                .reduce((first, second) -> second);
        return sections.stream()
                .map(Section::id)
                .filter(id -> !written.contains(id))
                .findFirst()
                .or(() -> lastWritten)
                .or(() -> sections.stream().map(Section::id).findFirst());
    }

    private Set<String> titles(Desk desk, Reply reply) {
        return placement.sectionsOf(desk.team(), desk.round(), reply).stream()
                .flatMap(id -> desk.team().section(id).stream())
                .map(Section::title)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
