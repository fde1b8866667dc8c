package io.rollcall.bot.round;

import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Field;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.LineChange;
import io.rollcall.core.report.Passage;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportSection;
import io.rollcall.core.report.Restatement;
import io.rollcall.core.report.SectionEdit;
import io.rollcall.core.report.SectionText;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.DraftChange;
import io.rollcall.storage.DraftChangeKind;
import io.rollcall.storage.DraftChanges;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.Rounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is done to a round's report besides replying to it: edits, what is sent back and answered, approval. Nothing that
 * members sent is touched; all of this is laid over it, and kept with who, when, and what was there before. Every call
 * runs in the caller's transaction, which holds the round.
 */
@Component
public class Drafts {

    /** What the form in a section that was sent back says when it is sent. */
    public static final String ANSWER = "draft.answer";

    /** Has an edit lie over what its owners have changed since. */
    public static final String RESTORE = "draft.restore";

    private static final int MOST_CHARACTERS = 50_000;

    /** As much as a field of a form takes on every platform that has forms. */
    private static final int LONGEST_FILLED_IN = 1000;

    private final DraftChanges changes;
    private final RoundReports reports;
    private final Rounds rounds;
    private final Presence presence;
    private final Postbox postbox;

    Drafts(DraftChanges changes, RoundReports reports, Rounds rounds, Presence presence, Postbox postbox) {
        this.changes = changes;
        this.reports = reports;
        this.rounds = rounds;
        this.presence = presence;
        this.postbox = postbox;
    }

    /** All that was done, in its order. */
    public List<DraftChange> changes(RoundId round) {
        return changes.of(round);
    }

    /** How a section reads, as text that can be changed and given to {@link #edit}. */
    public String text(Team team, Round round, SectionId section) {
        return text(team, round, reports.said(team, round), section);
    }

    /** Whether a text of that length fits into a field of a form. */
    public static boolean fitsIntoAField(String text) {
        return text.length() <= LONGEST_FILLED_IN;
    }

    /** Recognises a section's text, so that a form can tell whether it still shows the section as it reads. */
    public static String seal(String text) {
        return Integer.toHexString(text.hashCode()) + "-" + text.length();
    }

    /**
     * Has a section read like this.
     *
     * @param by null for a script
     */
    Edited edit(Team team, Round round, SectionId section, String text, @Nullable MemberId by, Instant now) {
        return write(team, round, section, text, DraftChangeKind.EDITED, by, now);
    }

    /** Has a section read as its owner wrote it anew after it was sent back. */
    Edited answer(Team team, Round round, SectionId section, String text, MemberId by, Instant now) {
        return write(team, round, section, text, DraftChangeKind.ANSWERED, by, now);
    }

    private Edited write(
            Team team,
            Round round,
            SectionId section,
            String text,
            DraftChangeKind kind,
            @Nullable MemberId by,
            Instant now) {
        SectionText texts = texts(team, round);
        if (text.isBlank()) {
            return new Edited.Empty();
        }
        if (text.length() > MOST_CHARACTERS) {
            return new Edited.TooLong(MOST_CHARACTERS);
        }
        Optional<SectionId> other = texts.alsoSpeaksOf(text, section);
        if (other.isPresent()) {
            return new Edited.OfAnother(other.get());
        }
        Report report = reports.said(team, round);
        String before = text(team, round, report, section);
        List<Passage> read = texts.read(text, section, passages(report, section), unnamed(team, by));
        String after = texts.write(section, read);
        if (after.isEmpty()) {
            return new Edited.Empty();
        }
        if (after.equals(before)) {
            return new Edited.Same();
        }
        String base = text(team, round, reports.unedited(team, round), section);
        changes.add(new DraftChange(0, round.id(), kind, section, by, null, base, before, after, now));
        return new Edited.Done(LineChange.between(lines(before), lines(after)));
    }

    /**
     * Has the editor's last edit of a section lie over what its owners have made of it since; what they have added stays.
     *
     * @return empty when there is none
     */
    Optional<Edited> restore(Team team, Round round, SectionId section, @Nullable MemberId by, Instant now) {
        List<DraftChange> all = changes.of(round.id());
        Optional<SectionEdit> last =
                last(all, section, DraftChangeKind.EDITED).flatMap(change -> change.edit(unnamed(team, null)));
        return last.map(edit -> {
            boolean saidAnew = last(all, section, DraftChangeKind.EDITED, DraftChangeKind.ANSWERED)
                    .filter(change -> change.kind() == DraftChangeKind.ANSWERED)
                    .isPresent();
            Report owners = saidAnew ? reports.said(team, round) : reports.unedited(team, round);
            return edit(team, round, section, edit.insistedOver(text(team, round, owners, section)), by, now);
        });
    }

    /**
     * Gives a section back to those who are asked for it, each in private. It is the editor's word, with a report that is
     * about to be posted, so it reaches also who wants to be left alone, and says so.
     *
     * @return whom; nobody where nobody is asked for it
     */
    List<Member> sendBack(Team team, Round round, Section section, String comment, @Nullable MemberId by, Instant now) {
        String text = text(team, round, section.id());
        List<MemberId> owners = ownersOf(team, section.id());
        List<Member> to = owners.stream()
                .map(owner -> rounds.ask(round.id(), owner).map(Ask::addressee).orElse(owner))
                .distinct()
                .flatMap(member -> team.member(member).stream())
                .toList();
        if (to.isEmpty()) {
            return to;
        }
        int number = changes.of(round.id()).size() + 1;
        changes.add(new DraftChange(
                0, round.id(), DraftChangeKind.SENT_BACK, section.id(), by, comment, null, text, text, now));
        for (Member member : to) {
            postbox.post(new Posting(
                    round.id() + "/back/" + number + "/" + member.id(),
                    OutboxKind.NOTICE,
                    member.account(),
                    sentBack(team, round, section, comment, text, by, presence.isBusy(team, round, member.id(), now)),
                    round.id(),
                    member.id()));
        }
        return to;
    }

    private Message sentBack(
            Team team,
            Round round,
            Section section,
            String comment,
            String text,
            @Nullable MemberId by,
            boolean inBusyTime) {
        Texts texts = Texts.in(team.language());
        String editor = by == null
                ? texts.get("draft.theEditor")
                : team.member(by).map(Member::name).orElse(by.value());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(texts.get("back.text", editor, section.title(), comment)));
        if (inBusyTime) {
            parts.add(new Part.Note(texts.get("back.busyTime", editor)));
        }
        if (text.isEmpty()) {
            parts.add(new Part.Note(texts.get("back.none")));
        } else {
            parts.add(new Part.Note(texts.get("back.now")));
            parts.add(shown(text));
        }
        List<Part> foot = new ArrayList<>();
        if (fitsIntoAField(text)) {
            foot.add(new Part.Form(
                    List.of(new Field(
                            FormFields.name(section),
                            texts.get("ask.section", section.title()),
                            texts.get("form.hint"),
                            text,
                            true)),
                    new Button(
                            texts.get("form.submit"),
                            true,
                            // Who has written nothing yet answers as they would have from the start.
                            text.isEmpty()
                                    ? Map.of(
                                            "act",
                                            RoundPost.FILL,
                                            "round",
                                            round.id().toString())
                                    : Map.of(
                                            "act",
                                            ANSWER,
                                            "round",
                                            round.id().toString(),
                                            "section",
                                            section.id().value(),
                                            "seal",
                                            seal(text))),
                    texts.get("back.how")));
        } else {
            foot.add(new Part.Note(texts.get("back.how")));
        }
        return new Message(
                texts.get("back.title", section.title(), RoundPost.weekOf(round)),
                Tone.WARNING,
                texts.get("back.summary", editor, comment),
                List.of(new Block(parts), new Block(foot)));
    }

    /** Notes that the report may be posted. */
    void approve(Round round, @Nullable MemberId by, Instant now) {
        changes.add(new DraftChange(0, round.id(), DraftChangeKind.APPROVED, null, by, null, null, null, null, now));
    }

    boolean isApproved(RoundId round) {
        return changes.of(round).stream().anyMatch(change -> change.kind() == DraftChangeKind.APPROVED);
    }

    /** The section that was sent back to this member last and not answered since. */
    public Optional<SectionId> awaitedFrom(Team team, Round round, MemberId member) {
        List<DraftChange> all = changes.of(round.id());
        return all.stream()
                .filter(change -> change.kind() == DraftChangeKind.SENT_BACK)
                .flatMap(change -> change.about().stream())
                .filter(section -> isAwaited(all, section))
                .filter(section -> isAskedFor(team, round, section, member))
                .reduce((first, second) -> second);
    }

    /** Whether a section is this member's to write in the round. */
    public boolean isAskedFor(Team team, Round round, SectionId section, MemberId member) {
        return ownersOf(team, section).stream()
                .map(owner -> rounds.ask(round.id(), owner).map(Ask::addressee).orElse(owner))
                .anyMatch(member::equals);
    }

    /** Whether nothing was done to the section since it was sent back. */
    private static boolean isAwaited(List<DraftChange> all, SectionId section) {
        return all.stream()
                .filter(change -> section.equals(change.section()))
                .reduce((first, second) -> second)
                .filter(change -> change.kind() == DraftChangeKind.SENT_BACK)
                .isPresent();
    }

    /**
     * Looks what replies have made of sections that were edited or sent back: notes it, and has the editor hear of it.
     *
     * @param by whose replies changed something; null when that is not known
     * @return the sections that the editor was told of
     */
    Set<SectionId> noticeReplies(Team team, Round round, @Nullable MemberId by, Instant now) {
        List<DraftChange> all = changes.of(round.id());
        Map<SectionId, DraftChange> last = new LinkedHashMap<>();
        all.forEach(change -> change.about().ifPresent(section -> last.put(section, change)));
        Set<SectionId> told = new LinkedHashSet<>();
        if (last.isEmpty()) {
            return told;
        }
        Report report = reports.said(team, round);
        for (Map.Entry<SectionId, DraftChange> entry : last.entrySet()) {
            SectionId section = entry.getKey();
            String before = Optional.ofNullable(entry.getValue().after()).orElse("");
            String after = text(team, round, report, section);
            if (team.section(section).isEmpty() || after.equals(before)) {
                continue;
            }
            boolean awaited = isAwaited(all, section);
            if (awaited && by != null) {
                String meant = Restatement.of(before, after);
                if (!meant.equals(after) && answer(team, round, section, meant, by, now) instanceof Edited.Done) {
                    tellOfReply(team, round, section, by, before, text(team, round, section), false, true);
                    told.add(section);
                    continue;
                }
            }
            boolean overruled = isOverruled(team, round, section, all);
            changes.add(new DraftChange(
                    0, round.id(), DraftChangeKind.REPLIED, section, by, null, null, before, after, now));
            tellOfReply(team, round, section, by, before, after, overruled, awaited);
            told.add(section);
        }
        return told;
    }

    /** Tells the editor that an owner has written a section that was sent back anew. */
    void tellOfAnswer(Team team, Round round, SectionId section, MemberId by) {
        changes.of(round.id()).stream()
                .filter(change -> section.equals(change.section()))
                .reduce((first, second) -> second)
                .ifPresent(change -> tellOfReply(
                        team,
                        round,
                        section,
                        by,
                        Optional.ofNullable(change.before()).orElse(""),
                        Optional.ofNullable(change.after()).orElse(""),
                        false,
                        true));
    }

    private boolean isOverruled(Team team, Round round, SectionId section, List<DraftChange> all) {
        return all.stream()
                .filter(change -> section.equals(change.section()))
                .flatMap(change -> change.edit(unnamed(team, null)).stream())
                .reduce((first, second) -> second)
                .filter(edit -> !edit.isOwners())
                .map(edit -> edit.over(text(team, round, reports.unedited(team, round), section)))
                .filter(SectionEdit.Reading::overruled)
                .isPresent();
    }

    /** Once for what was done last. */
    private void tellOfReply(
            Team team,
            Round round,
            SectionId section,
            @Nullable MemberId by,
            String before,
            String after,
            boolean overruled,
            boolean awaited) {
        MemberId editor = team.editor();
        Optional<Member> to = Optional.ofNullable(editor).flatMap(team::member);
        if (to.isEmpty() || to.get().id().equals(by)) {
            return;
        }
        Texts texts = Texts.in(team.language());
        String title = RoundReports.titleOf(team, section);
        String who = by == null
                ? texts.get("draft.someone")
                : team.member(by).map(Member::name).orElse(by.value());
        List<DraftChange> all = changes.of(round.id());
        Optional<DraftChange> edit = last(all, section, DraftChangeKind.EDITED);
        boolean isOwn =
                edit.flatMap(DraftChange::author).filter(to.get().id()::equals).isPresent();
        String key;
        if (awaited) {
            key = "draft.answered";
        } else if (overruled) {
            key = isOwn ? "draft.overruled" : "draft.overruled.other";
        } else if (last(all, section, DraftChangeKind.EDITED, DraftChangeKind.SENT_BACK)
                .equals(edit)) {
            key = isOwn ? "draft.replied" : "draft.replied.other";
        } else {
            key = "draft.replied.sentBack";
        }
        List<Block> blocks = new ArrayList<>();
        String text = texts.get(key, who, title);
        blocks.add(Block.of(new Part.Text(text), changed(texts, LineChange.between(lines(before), lines(after)))));
        if (overruled) {
            blocks.add(Block.of(
                    new Part.Note(texts.get(isOwn ? "draft.yours" : "draft.edited")),
                    shown(edit.flatMap(change -> Optional.ofNullable(change.after()))
                            .orElse(""))));
            blocks.add(Block.of(
                    new Part.Note(texts.get("draft.theirs")),
                    after.isEmpty() ? new Part.Text(texts.get("draft.empty")) : shown(after),
                    new Part.Buttons(List.of(new Button(
                            texts.get("button.restore", title),
                            false,
                            Map.of("act", RESTORE, "round", round.id().toString(), "section", section.value()))))));
        }
        postbox.post(new Posting(
                round.id() + "/draft/" + section + "/change/"
                        + all.get(all.size() - 1).id(),
                OutboxKind.NOTICE,
                to.get().account(),
                new Message(texts.get("draft.changed.title", title), Tone.NEUTRAL, text, blocks),
                round.id(),
                null));
    }

    /** The last of these that was done to the section. */
    private static Optional<DraftChange> last(List<DraftChange> all, SectionId section, DraftChangeKind... kinds) {
        return all.stream()
                .filter(change -> section.equals(change.section()))
                .filter(change -> List.of(kinds).contains(change.kind()))
                .reduce((first, second) -> second);
    }

    /** Every change as a line. */
    public static Part.Lines changed(Texts texts, List<LineChange> changes) {
        return new Part.Lines(changes.stream()
                .map(change -> new Line(1, "•", RevisionChanges.said(texts, change)))
                .toList());
    }

    /** A section's text as lines of a message. */
    public static Part.Lines shown(String text) {
        return new Part.Lines(lines(text).stream()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    int indent = 0;
                    while (indent < line.length() && line.charAt(indent) == ' ') {
                        indent++;
                    }
                    return new Line(indent / 2 + 1, "", line.strip());
                })
                .toList());
    }

    static List<MemberId> ownersOf(Team team, SectionId section) {
        return team.sections().stream()
                .flatMap(top -> ownersOf(top, List.of(), section).stream())
                .distinct()
                .toList();
    }

    /** A part without owners of its own has those of what it is a part of. */
    private static List<MemberId> ownersOf(Section at, List<MemberId> above, SectionId section) {
        List<MemberId> own = at.owners().isEmpty() ? above : at.owners();
        return at.id().equals(section)
                ? own
                : at.parts().stream()
                        .flatMap(part -> ownersOf(part, own, section).stream())
                        .collect(Collectors.toList());
    }

    private static MemberId unnamed(Team team, @Nullable MemberId by) {
        if (by != null) {
            return by;
        }
        return Optional.ofNullable(team.editor())
                .orElseGet(() -> team.members().get(0).id());
    }

    private static String text(Team team, Round round, Report report, SectionId section) {
        return texts(team, round).write(section, passages(report, section));
    }

    private static SectionText texts(Team team, Round round) {
        return new SectionText(team, round.weeks().last());
    }

    private static List<Passage> passages(Report report, SectionId section) {
        return report.allSections()
                .filter(any -> any.id().equals(section))
                .findFirst()
                .map(ReportSection::passages)
                .orElse(List.of());
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
