package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.round.DraftSections;
import io.rollcall.bot.round.Drafts;
import io.rollcall.bot.round.Edited;
import io.rollcall.bot.round.Editing;
import io.rollcall.bot.round.FormFields;
import io.rollcall.bot.round.Presence;
import io.rollcall.bot.round.RoundPost;
import io.rollcall.bot.round.RoundTimes;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Field;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.LineChange;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.storage.DraftChange;
import io.rollcall.storage.DraftChangeKind;
import io.rollcall.storage.Rounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Does what an editor says about the report, by words, buttons or forms, and takes in the answers to it. */
@Component
class DraftDesk {

    private static final String APPROVE = "draft.approve";
    private static final String EDIT = "draft.edit";
    private static final String SAVE = "draft.save";
    private static final String BACK = "draft.back";
    private static final String COMMENT = "back-comment";
    private static final Set<String> MINE = Set.of(APPROVE, EDIT, SAVE, BACK, Drafts.ANSWER, Drafts.RESTORE);

    private static final int MOST_CHANGES = 15;
    private static final int MOST_LINES = 6;
    private static final int LONGEST_COMMENT = 1000;

    private final Drafts drafts;
    private final Editing editing;
    private final RoundPost post;
    private final Rounds rounds;
    private final RoundTimes times;
    private final Presence presence;
    private final Answers answers;

    DraftDesk(
            Drafts drafts,
            Editing editing,
            RoundPost post,
            Rounds rounds,
            RoundTimes times,
            Presence presence,
            Answers answers) {
        this.drafts = drafts;
        this.editing = editing;
        this.post = post;
        this.rounds = rounds;
        this.times = times;
        this.presence = presence;
        this.answers = answers;
    }

    /** Whether the team has an editor at all; of one without, these words are lines like any other. */
    boolean isConcerned(Desk desk) {
        return desk.team().editor() != null;
    }

    boolean isMine(Incoming.Pressed pressed) {
        return MINE.contains(pressed.value().getOrDefault("act", ""));
    }

    void obey(Desk desk, Command.OfEditor command) {
        if (!isEditor(desk)) {
            answers.tell(desk, "draft.notYou", editorOf(desk));
        } else if (command instanceof Command.Draft) {
            answers.answer(desk, post.draft(desk.team(), desk.round()));
        } else if (command instanceof Command.Approve) {
            approve(desk);
        } else if (command instanceof Command.ApproveEarly) {
            approveEarly(desk);
        } else if (command instanceof Command.Changes) {
            changes(desk);
        } else if (command instanceof Command.Edit edit) {
            section(desk, edit.section()).ifPresent(section -> {
                if (edit.text().isBlank()) {
                    form(desk, section);
                } else {
                    answer(desk, section, editing.edit(desk.roundId(), section.id(), edit.text(), me(desk)));
                }
            });
        } else if (command instanceof Command.SendBack back) {
            section(desk, back.section()).ifPresent(section -> sendBack(desk, section, back.comment()));
        } else if (command instanceof Command.Restore restore) {
            section(desk, restore.section()).ifPresent(section -> restore(desk, section));
        }
    }

    void pressed(Desk desk, Incoming.Pressed pressed) {
        String act = pressed.value().getOrDefault("act", "");
        if (act.equals(Drafts.ANSWER)) {
            ownersAnswer(desk, pressed);
            return;
        }
        if (!isEditor(desk)) {
            answers.tell(desk, "draft.notYou", editorOf(desk));
            return;
        }
        if (act.equals(APPROVE)) {
            if (approve(desk)) {
                String head = desk.texts()
                        .get("draft.approved.card", desk.member().name(), times.write(desk.team(), pressed.at()));
                Round posted = rounds.find(desk.roundId()).orElseThrow();
                if (!answers.update(desk, pressed, post.draft(desk.team(), posted, head))) {
                    answers.update(desk, pressed, Message.of(desk.texts().get("note.title"), Tone.GOOD, head));
                }
            }
            return;
        }
        String id = pressed.value().getOrDefault("section", "");
        known(desk, id, DraftSections.withId(desk.team(), id)).ifPresent(section -> {
            switch (act) {
                case EDIT -> form(desk, section);
                case SAVE -> save(desk, section, pressed);
                case BACK -> sendBack(desk, section, pressed.value().getOrDefault(COMMENT, ""));
                default -> restore(desk, section);
            }
        });
    }

    private boolean approve(Desk desk) {
        if (editing.approve(desk.roundId(), me(desk))) {
            answers.tell(desk, "draft.approved", desk.team().name(), RoundPost.weekOf(desk.round()));
            return true;
        }
        if (desk.round().state() == RoundState.PUBLISHED) {
            answers.tell(desk, "draft.approved.before", desk.round().revision());
            return false;
        }
        String missing = rounds.asks(desk.roundId()).stream()
                .filter(ask -> ask.state() == AskState.ASKED || ask.state() == AskState.WAITING)
                .map(ask -> desk.team()
                        .member(ask.owner())
                        .map(Member::name)
                        .orElse(ask.owner().value()))
                .collect(Collectors.joining("、"));
        String close = times.write(desk.team(), desk.round().moments().close());
        if (missing.isEmpty()) {
            answers.tell(desk, "draft.open", close);
        } else {
            answers.tell(desk, "draft.open.missing", close, missing);
        }
        return false;
    }

    private void approveEarly(Desk desk) {
        if (editing.approveEarly(desk.roundId(), me(desk))) {
            answers.tell(desk, "draft.early");
        } else if (desk.round().state() == RoundState.OPEN) {
            answers.tell(
                    desk,
                    "draft.early.tooEarly",
                    times.write(desk.team(), desk.round().moments().ask()));
        } else {
            approve(desk);
        }
    }

    /** The section as something to be changed: in a form where the platform has them, and in any case as text. */
    private void form(Desk desk, Section section) {
        Texts texts = desk.texts();
        String text = drafts.text(desk.team(), desk.round(), section.id());
        List<Block> blocks = new ArrayList<>();
        boolean fits = Drafts.fitsIntoAField(text);
        String how = texts.get("edit.how", section.title());
        if (text.isEmpty()) {
            blocks.add(Block.of(new Part.Note(texts.get("edit.none"))));
        } else {
            blocks.add(Block.of(new Part.Note(texts.get("edit.now")), Drafts.shown(text)));
        }
        if (fits) {
            blocks.add(Block.of(new Part.Form(
                    List.of(new Field(
                            FormFields.name(section),
                            texts.get("ask.section", section.title()),
                            texts.get("form.hint"),
                            text,
                            true)),
                    new Button(
                            texts.get("edit.save"),
                            true,
                            value(desk, SAVE, section, Map.of("seal", Drafts.seal(text)))),
                    how)));
        } else {
            blocks.add(Block.of(new Part.Note(how)));
        }
        blocks.add(Block.of(new Part.Form(
                List.of(new Field(COMMENT, texts.get("back.comment"), texts.get("back.hint"), "", true)),
                new Button(texts.get("back.send"), false, value(desk, BACK, section, Map.of())),
                texts.get("back.words", section.title()))));
        String title = texts.get("edit.title", section.title());
        answers.answer(desk, new Message(title, Tone.NEUTRAL, title, blocks));
    }

    private void save(Desk desk, Section section, Incoming.Pressed pressed) {
        String text = FormFields.of(pressed.value(), section);
        Edited edited =
                editing.edit(desk.roundId(), section.id(), text, pressed.value().getOrDefault("seal", ""), me(desk));
        if (edited instanceof Edited.Outdated) {
            outdated(desk, section, text);
        } else {
            answer(desk, section, edited);
        }
        if (edited instanceof Edited.Done) {
            String line = desk.texts()
                    .get(
                            "edit.saved.card",
                            desk.member().name(),
                            section.title(),
                            times.write(desk.team(), pressed.at()));
            answers.update(desk, pressed, Message.of(desk.texts().get("edit.title", section.title()), Tone.GOOD, line));
        }
    }

    /** What was written is shown, so that it is not lost to its writer. */
    private void outdated(Desk desk, Section section, String text) {
        Texts texts = desk.texts();
        String line = texts.get("edit.outdated", section.title());
        String now = drafts.text(desk.team(), desk.round(), section.id());
        answers.answer(
                desk,
                new Message(
                        texts.get("edit.title", section.title()),
                        Tone.WARNING,
                        line,
                        List.of(
                                Block.of(new Part.Text(line)),
                                Block.of(new Part.Note(texts.get("edit.now")), Drafts.shown(now)),
                                Block.of(new Part.Note(texts.get("edit.written")), Drafts.shown(text)))));
    }

    private void answer(Desk desk, Section section, Edited edited) {
        Texts texts = desk.texts();
        if (edited instanceof Edited.Done done) {
            List<LineChange> shown = done.changes()
                    .subList(0, Math.min(MOST_LINES, done.changes().size()));
            List<Part> parts = new ArrayList<>();
            parts.add(new Part.Text(texts.get("edit.done", section.title())));
            parts.add(Drafts.changed(texts, shown));
            if (done.changes().size() > shown.size()) {
                parts.add(new Part.Note(texts.get("change.more", done.changes().size() - shown.size())));
            }
            if (desk.round().state() == RoundState.PUBLISHED) {
                parts.add(new Part.Note(texts.get("edit.revision")));
            }
            String title = texts.get("edit.title", section.title());
            answers.answer(desk, new Message(title, Tone.GOOD, title, List.of(new Block(parts))));
        } else {
            refused(desk, section, edited);
        }
    }

    private void refused(Desk desk, Section section, Edited edited) {
        if (edited instanceof Edited.Same) {
            answers.tell(desk, "edit.same", section.title());
        } else if (edited instanceof Edited.TooLong tooLong) {
            answers.tell(desk, "edit.tooLong", tooLong.most());
        } else if (edited instanceof Edited.OfAnother of) {
            answers.tell(desk, "edit.ofAnother", section.title(), titleOf(desk, of.section()));
        } else {
            answers.tell(desk, "edit.empty", section.title());
        }
    }

    private void sendBack(Desk desk, Section section, String comment) {
        if (comment.isBlank()) {
            answers.tell(desk, "back.empty", section.title());
            return;
        }
        if (comment.length() > LONGEST_COMMENT) {
            answers.tell(desk, "edit.tooLong", LONGEST_COMMENT);
            return;
        }
        List<Member> to = editing.sendBack(desk.roundId(), section, comment, me(desk));
        if (to.isEmpty()) {
            answers.tell(desk, "back.nobody", section.title());
        } else {
            String done = desk.texts().get("back.done", section.title(), names(to));
            List<Member> busy = to.stream()
                    .filter(member -> presence.isBusy(desk.team(), desk.round(), member.id(), desk.now()))
                    .toList();
            answers.answer(
                    desk,
                    Message.of(
                            desk.texts().get("note.title"),
                            Tone.NEUTRAL,
                            busy.isEmpty() ? done : done + desk.texts().get("back.busy", names(busy))));
        }
    }

    private static String names(List<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.joining("、"));
    }

    private void restore(Desk desk, Section section) {
        Optional<Edited> restored = editing.restore(desk.roundId(), section.id(), me(desk));
        if (restored.isPresent()) {
            answer(desk, section, restored.get());
        } else {
            answers.tell(desk, "edit.none.yours", section.title());
        }
    }

    /** An owner has filled in the form of a section that was sent back. */
    private void ownersAnswer(Desk desk, Incoming.Pressed pressed) {
        Optional<Section> section = DraftSections.withId(
                        desk.team(), pressed.value().getOrDefault("section", ""))
                .filter(known -> isEditor(desk) || drafts.isAskedFor(desk.team(), desk.round(), known.id(), me(desk)));
        if (section.isEmpty()) {
            answers.tell(desk, "draft.notYours");
            return;
        }
        Section sentBack = section.get();
        String text = FormFields.of(pressed.value(), sentBack);
        Edited edited = editing.answer(
                desk.roundId(), sentBack.id(), text, pressed.value().getOrDefault("seal", ""), me(desk));
        if (edited instanceof Edited.Outdated) {
            outdated(desk, sentBack, text);
            return;
        }
        answer(desk, sentBack, edited);
        if (edited instanceof Edited.Done) {
            String line = desk.texts().get("card.filled", desk.member().name(), times.write(desk.team(), pressed.at()));
            answers.update(
                    desk, pressed, Message.of(desk.texts().get("ask.section", sentBack.title()), Tone.GOOD, line));
        }
    }

    private void changes(Desk desk) {
        Texts texts = desk.texts();
        List<DraftChange> all = drafts.changes(desk.roundId());
        if (all.isEmpty()) {
            answers.tell(desk, "changes.none");
            return;
        }
        List<Part> parts = new ArrayList<>();
        if (all.size() > MOST_CHANGES) {
            parts.add(new Part.Note(texts.get("changes.more", all.size(), MOST_CHANGES)));
        }
        for (DraftChange change : all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size())) {
            parts.add(new Part.Text(texts.get(
                    "changes." + change.kind(),
                    times.write(desk.team(), change.at()),
                    change.author()
                            .map(member ->
                                    desk.team().member(member).map(Member::name).orElse(member.value()))
                            .orElseGet(() -> texts.get("changes.script")),
                    change.about().map(section -> titleOf(desk, section)).orElse(""),
                    Optional.ofNullable(change.remark()).orElse(""))));
            List<Line> lines = lines(texts, change);
            if (!lines.isEmpty()) {
                parts.add(new Part.Lines(lines));
            }
        }
        String title = texts.get("changes.title", desk.team().name(), RoundPost.weekOf(desk.round()));
        answers.answer(desk, new Message(title, Tone.NEUTRAL, title, List.of(new Block(parts))));
    }

    private static List<Line> lines(Texts texts, DraftChange change) {
        if (change.kind() == DraftChangeKind.SENT_BACK || change.kind() == DraftChangeKind.APPROVED) {
            return List.of();
        }
        List<LineChange> changes = LineChange.between(
                Optional.ofNullable(change.before()).orElse("").lines().toList(),
                Optional.ofNullable(change.after()).orElse("").lines().toList());
        List<Line> lines =
                new ArrayList<>(Drafts.changed(texts, changes.subList(0, Math.min(MOST_LINES, changes.size())))
                        .lines());
        if (changes.size() > MOST_LINES) {
            lines.add(new Line(1, "", texts.get("change.more", changes.size() - MOST_LINES)));
        }
        return lines;
    }

    private Optional<Section> section(Desk desk, String reference) {
        return known(desk, reference, DraftSections.find(desk.team(), reference));
    }

    /** The section, where there is one; else it is said which there are. */
    private Optional<Section> known(Desk desk, String reference, Optional<Section> section) {
        if (section.isEmpty()) {
            List<String> known = new ArrayList<>();
            List<Section> all = DraftSections.of(desk.team());
            for (int i = 0; i < all.size(); i++) {
                known.add((i + 1) + " " + all.get(i).title());
            }
            answers.tell(desk, "draft.unknown", reference, String.join("、", known));
        }
        return section;
    }

    private static Map<String, String> value(Desk desk, String act, Section section, Map<String, String> more) {
        Map<String, String> value = new LinkedHashMap<>(more);
        value.put("act", act);
        value.put("round", desk.roundId().toString());
        value.put("section", section.id().value());
        return value;
    }

    private static boolean isEditor(Desk desk) {
        return desk.member().id().equals(desk.team().editor());
    }

    private static MemberId me(Desk desk) {
        return desk.member().id();
    }

    private static String editorOf(Desk desk) {
        return Optional.ofNullable(desk.team().editor())
                .flatMap(editor -> desk.team().member(editor))
                .map(Member::name)
                .orElse("");
    }

    private static String titleOf(Desk desk, SectionId section) {
        return desk.team().section(section).map(Section::title).orElse(section.value());
    }
}
