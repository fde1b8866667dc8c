package io.rollcall.bot.conversation;

import io.rollcall.bot.round.Drafts;
import io.rollcall.bot.round.Placement;
import io.rollcall.bot.round.PromptBook;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in text for the report, and its later changes. */
@Component
class ReplyDesk {

    private final ReplyBook replies;
    private final Placement placement;
    private final RoundService rounds;
    private final PromptBook prompts;
    private final Drafts drafts;
    private final Answers answers;

    ReplyDesk(
            ReplyBook replies,
            Placement placement,
            RoundService rounds,
            PromptBook prompts,
            Drafts drafts,
            Answers answers) {
        this.replies = replies;
        this.placement = placement;
        this.rounds = rounds;
        this.prompts = prompts;
        this.drafts = drafts;
        this.answers = answers;
    }

    void reply(Desk desk, String platform, String messageId, String text, Instant sentAt) {
        reply(desk, ReplyKind.TEXT, platform, messageId, text, sentAt);
    }

    private void reply(Desk desk, ReplyKind kind, String platform, String messageId, String text, Instant sentAt) {
        taken(desk, kind, platform, messageId, text, sentAt).ifPresent(reply -> {
            rounds.revise(desk.roundId(), titles(desk, reply), desk.member().id());
            echo(desk, reply);
        });
    }

    /** Takes a text in; the report is still to be brought up to date, and the member to be told what was understood. */
    private Optional<Reply> taken(
            Desk desk, ReplyKind kind, String platform, String messageId, String text, Instant sentAt) {
        prompts.keep(desk.team(), desk.round(), desk.member().id());
        boolean titled = placement.everyLineHasItsSection(desk.team(), desk.round(), ofItsOwn(desk, kind, text));
        Optional<SectionId> place = titled ? Optional.empty() : placeOf(desk, kind, text);
        if (!titled && place.isEmpty()) {
            answers.ownsNothing(desk);
            return Optional.empty();
        }
        return added(desk, kind, platform, messageId, text, place.orElse(null), sentAt);
    }

    /** Adds what a member sent, the first edition of its message; empty where it is there already. */
    private Optional<Reply> added(
            Desk desk,
            ReplyKind kind,
            String platform,
            String messageId,
            String text,
            @Nullable SectionId place,
            Instant sentAt) {
        return replies.add(
                desk.team(),
                new Reply(
                        0,
                        desk.roundId(),
                        desk.member().id(),
                        platform,
                        messageId,
                        1,
                        kind,
                        text,
                        place,
                        sentAt,
                        null));
    }

    private void echo(Desk desk, Reply reply) {
        boolean late = desk.round().state() != RoundState.OPEN;
        answers.echo(desk, reply, late ? Answers.Occasion.LATE : Answers.Occasion.NEW);
    }

    /** Whether there are lines of last week's that a member may name by number. */
    boolean wasShownLines(Desk desk) {
        prompts.keep(desk.team(), desk.round(), desk.member().id());
        return prompts.of(desk.roundId(), desk.member().id()).stream().anyMatch(AskedLine::isItem);
    }

    private Optional<PromptBook.Read> changes(Desk desk, ReplyKind kind, String text) {
        return prompts.read(desk.team(), desk.round(), desk.member().id(), text)
                .filter(read -> read.merged().isPartial() || kind == ReplyKind.FORM);
    }

    /** What of the text needs a section: of changes of last week's lines, only what is new beside them. */
    private String ofItsOwn(Desk desk, ReplyKind kind, String text) {
        return changes(desk, kind, text).map(PromptBook.Read::fresh).orElse(text);
    }

    /** What is new beside changes belongs where the first of these is; other text where there is room. */
    private Optional<SectionId> placeOf(Desk desk, ReplyKind kind, String text) {
        return changes(desk, kind, text)
                .flatMap(read -> read.named().stream().findFirst())
                .or(() -> placeOfUntitled(desk));
    }

    /** An edited message is read as if it had been sent like that in the first place. */
    void edited(Desk desk, String platform, String messageId, String text) {
        Optional<Command> command = Commands.read(text, name -> false);
        if (text.isBlank() || command.filter(Command.Undo.class::isInstance).isPresent()) {
            recalled(desk, platform, messageId);
            return;
        }
        Optional<Reply> before = replies.byMessage(platform, messageId);
        boolean rest = command.filter(Command.SameAsLastWeek.class::isInstance).isPresent()
                && CommandDesk.isOfTheRest(text)
                && wasShownLines(desk);
        ReplyKind kind = rest
                ? ReplyKind.TEXT
                : command.map(ReplyDesk::kindOf)
                        .orElseGet(() -> before.map(Reply::kind)
                                .filter(ReplyKind.FORM::equals)
                                .orElse(ReplyKind.TEXT));
        String said = command.filter(Command.Rewrite.class::isInstance)
                .flatMap(rewrite -> ((Command.Rewrite) rewrite).text())
                .orElse(text);
        boolean placed = !kind.isText()
                || placement.everyLineHasItsSection(desk.team(), desk.round(), ofItsOwn(desk, kind, said));
        Optional<SectionId> place = placed
                ? Optional.empty()
                : before.flatMap(reply -> Optional.ofNullable(reply.section())).or(() -> placeOf(desk, kind, said));
        Set<String> changed = before.map(reply -> titles(desk, reply)).orElseGet(LinkedHashSet::new);
        replies.edit(desk.team(), platform, messageId, kind, said, place.orElse(null), desk.now())
                .ifPresent(reply -> {
                    changed.addAll(titles(desk, reply));
                    rounds.revise(desk.roundId(), changed, desk.member().id());
                    if (kind.isText()) {
                        answers.echo(desk, reply, Answers.Occasion.EDITED);
                    } else {
                        answers.stands(
                                desk,
                                reply,
                                placement.sectionsToWrite(
                                        desk.team(), desk.round(), desk.member().id()));
                    }
                });
    }

    private static ReplyKind kindOf(Command command) {
        if (command instanceof Command.SameAsLastWeek) {
            return ReplyKind.SAME_AS_LAST_WEEK;
        }
        return command instanceof Command.Skip ? ReplyKind.SKIP : ReplyKind.TEXT;
    }

    void recalled(Desk desk, String platform, String messageId) {
        replies.takeBack(desk.team(), platform, messageId, desk.now()).ifPresent(reply -> {
            answers.takenBack(desk, reply, "recall.done");
            rounds.revise(desk.roundId(), titles(desk, reply), desk.member().id());
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

    /** Takes back one of the member's own messages; returns whether there was one to take back. */
    boolean undo(Desk desk, String platform, String messageId) {
        Optional<Reply> taken = own(desk, platform, messageId)
                .flatMap(reply -> replies.takeBack(desk.team(), platform, messageId, desk.now()));
        if (taken.isEmpty()) {
            answers.tell(desk, "undo.none");
            return false;
        }
        answers.takenBack(desk, taken.get(), "undo.done");
        rounds.revise(desk.roundId(), titles(desk, taken.get()), desk.member().id());
        return true;
    }

    void rewrite(Desk desk) {
        startedOver(desk)
                .ifPresent(changed ->
                        rounds.revise(desk.roundId(), changed, desk.member().id()));
    }

    /** The same with what is to stand instead: to others, the one has become the other. */
    void rewrite(Desk desk, String platform, String messageId, String text, Instant sentAt) {
        Set<String> changed = new LinkedHashSet<>(startedOver(desk).orElse(Set.of()));
        Desk forText = desk.withKey(desk.key() + "/text");
        Optional<Reply> taken = taken(forText, ReplyKind.TEXT, platform, messageId, text, sentAt);
        taken.ifPresent(reply -> changed.addAll(titles(desk, reply)));
        rounds.revise(desk.roundId(), changed, desk.member().id());
        taken.ifPresent(reply -> echo(forText, reply));
    }

    /** Takes back all that counts; empty where there is nothing, else the titles of what it was about. */
    private Optional<Set<String>> startedOver(Desk desk) {
        Set<String> changed = replies.counting(desk.roundId(), desk.member().id()).stream()
                .flatMap(reply -> titles(desk, reply).stream())
                .collect(Collectors.toSet());
        int taken =
                replies.takeBackAll(desk.team(), desk.roundId(), desk.member().id(), desk.now());
        if (taken == 0) {
            answers.tell(desk, "rewrite.none");
            return Optional.empty();
        }
        answers.tell(desk, "rewrite.done", taken);
        return Optional.of(changed);
    }

    /**
     * {@code 同上周} or {@code 跳过}, for every section that is the member's.
     *
     * @return whether there was one for it
     */
    boolean stand(Desk desk, ReplyKind kind, String platform, String messageId, String words, Instant sentAt) {
        List<Section> sections = placement.sectionsToWrite(
                desk.team(), desk.round(), desk.member().id());
        if (sections.isEmpty()) {
            answers.ownsNothing(desk);
            return false;
        }
        Set<SectionId> written = writtenBy(desk);
        List<Section> open = sections.stream()
                .filter(section -> section.withParts().noneMatch(part -> written.contains(part.id())))
                .toList();
        if (open.isEmpty()) {
            answers.tell(desk, "stand.written", Answers.titlesOf(sections));
            return false;
        }
        if (kind == ReplyKind.SAME_AS_LAST_WEEK
                && open.stream()
                        .allMatch(section -> placement
                                .lastWeek(desk.team(), desk.round(), section.id())
                                .isEmpty())) {
            answers.tell(desk, "same.none", Answers.titlesOf(open));
            return false;
        }
        added(desk, kind, platform, messageId, words, null, sentAt).ifPresent(reply -> {
            answers.stands(desk, reply, open);
            rounds.revise(desk.roundId(), titles(desk, reply), desk.member().id());
        });
        return true;
    }

    /**
     * What a form was filled in with is a message like any other; when the same card is sent once more, it takes the
     * place of what it said before.
     *
     * @param card what the messages that this card stands for begin with, and no others
     */
    void filledIn(Desk desk, String platform, String card, String text, Instant sentAt) {
        Optional<Reply> before = replies.counting(desk.roundId(), desk.member().id()).stream()
                .filter(reply ->
                        reply.platform().equals(platform) && reply.messageId().startsWith(card))
                .findFirst();
        if (before.isPresent()) {
            edited(desk, platform, before.get().messageId(), text);
        } else {
            reply(desk, ReplyKind.FORM, platform, card + sentAt.toEpochMilli(), text, sentAt);
        }
    }

    /** Has the member's last message belong to the section of this title. */
    void move(Desk desk, String title) {
        List<Reply> counting = replies.counting(desk.roundId(), desk.member().id());
        if (counting.isEmpty()) {
            answers.tell(desk, "moved.gone");
            return;
        }
        Reply last = counting.get(counting.size() - 1);
        String section = desk.team()
                .allSections()
                .filter(any -> any.title().equals(title.strip()))
                .map(any -> any.id().value())
                .findFirst()
                .orElse(title);
        move(desk, last.platform(), last.messageId(), section);
    }

    /** Has one of the member's own messages belong to a section. */
    void move(Desk desk, String platform, String messageId, String section) {
        Optional<Section> to = desk.team()
                .allSections()
                .filter(any -> any.id().value().equals(section))
                .findFirst();
        if (to.isEmpty()) {
            answers.tell(desk, "moved.unknown", section);
            return;
        }
        Optional<Reply> before = own(desk, platform, messageId);
        if (before.isEmpty()) {
            answers.tell(desk, "moved.gone");
            return;
        }
        Set<String> changed = titles(desk, before.get());
        replies.assign(desk.team(), platform, messageId, to.get().id(), desk.now());
        changed.add(to.get().title());
        answers.tell(desk, "moved.done", to.get().title());
        rounds.revise(desk.roundId(), changed, desk.member().id());
    }

    /** A message of this member that counts in this round. */
    private Optional<Reply> own(Desk desk, String platform, String messageId) {
        return replies.byMessage(platform, messageId)
                .filter(reply -> reply.member().equals(desk.member().id()))
                .filter(reply -> reply.round().equals(desk.roundId()));
    }

    /**
     * Text without a title goes to the section that was sent back to the member and waits for an answer; else to the
     * member's only section; of several to the first that has nothing yet, and when
     * all have, to the one last written to. The echo says which, and offers the others.
     */
    private Optional<SectionId> placeOfUntitled(Desk desk) {
        Optional<SectionId> sentBack =
                drafts.awaitedFrom(desk.team(), desk.round(), desk.member().id());
        if (sentBack.isPresent()) {
            return sentBack;
        }
        List<Section> all = placement.sectionsToWrite(
                desk.team(), desk.round(), desk.member().id());
        // A part without an owner of its own is written to by its title.
        List<Section> sections = all.stream()
                .filter(section -> all.stream().noneMatch(other -> other.parts().contains(section)))
                .toList();
        if (sections.size() <= 1) {
            return sections.stream().map(Section::id).findFirst();
        }
        List<Reply> counting = replies.counting(desk.roundId(), desk.member().id());
        Set<SectionId> written = writtenBy(desk);
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

    private Set<SectionId> writtenBy(Desk desk) {
        return replies.counting(desk.roundId(), desk.member().id()).stream()
                .filter(reply -> reply.kind().isText())
                .flatMap(reply -> placement.sectionsOf(desk.team(), desk.round(), reply).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> titles(Desk desk, Reply reply) {
        return placement.sectionsOf(desk.team(), desk.round(), reply).stream()
                .flatMap(id -> desk.team().section(id).stream())
                .map(Section::title)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
