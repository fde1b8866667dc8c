package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.round.NumberedLines;
import io.rollcall.bot.round.Placement;
import io.rollcall.bot.round.PromptBook;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.bot.round.RoundNow;
import io.rollcall.bot.round.RoundPost;
import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.round.RoundTimes;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.MessageRenderer;
import io.rollcall.core.report.Passage;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportSection;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.Rounds;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the bot answers. Always in private: nobody is corrected or reminded in front of the others. */
@Component
class Answers {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d", Locale.ROOT);
    private static final int MOST_LINES = 40;
    private static final int MOST_NUMBERS = 20;

    private final Postbox postbox;
    private final Rounds rounds;
    private final RoundReports reports;
    private final ReplyBook replies;
    private final Placement placement;
    private final RoundTimes times;
    private final ChatPlatforms platforms;
    private final PromptBook prompts;

    Answers(
            Postbox postbox,
            Rounds rounds,
            RoundReports reports,
            ReplyBook replies,
            Placement placement,
            RoundTimes times,
            ChatPlatforms platforms,
            PromptBook prompts) {
        this.postbox = postbox;
        this.rounds = rounds;
        this.reports = reports;
        this.replies = replies;
        this.placement = placement;
        this.times = times;
        this.platforms = platforms;
        this.prompts = prompts;
    }

    /** On what occasion a reply is echoed. */
    enum Occasion {
        NEW(""),
        LATE(".late"),
        EDITED(".edited");

        private final String suffix;

        Occasion(String suffix) {
            this.suffix = suffix;
        }
    }

    void say(Team team, Account to, String key, Message message) {
        postbox.post(new Posting("answer/" + key, OutboxKind.ANSWER, to, message, null, null));
    }

    /** One paragraph. */
    void tell(Desk desk, String key, Object... arguments) {
        answer(
                desk,
                Message.of(
                        desk.texts().get("note.title"),
                        Tone.NEUTRAL,
                        desk.texts().get(key, arguments)));
    }

    /** Shows what was understood of a reply, and how that compares with last week. */
    void echo(Desk desk, Reply reply, Occasion occasion) {
        Optional<PromptBook.Read> changes = placement.changes(desk.team(), desk.round(), reply);
        if (changes.isPresent()) {
            echoChanges(desk, reply, occasion, changes.get());
            return;
        }
        Texts texts = desk.texts();
        Map<SectionId, List<Passage>> passages = placement.passages(desk.team(), desk.round(), reply);
        List<Block> blocks = new ArrayList<>();
        int items = 0;
        for (Map.Entry<SectionId, List<Passage>> entry : passages.entrySet()) {
            List<Message.Line> lines = understood(texts, entry.getValue());
            items += lines.size();
            blocks.add(section(texts, titleOf(desk, entry.getKey()), lines, passages.size() > 1));
        }
        List<Part> foot = new ArrayList<>();
        unmentioned(desk, passages.keySet()).ifPresent(note -> foot.add(new Part.Note(note)));
        foot.addAll(foot(desk, reply, occasion, passages.keySet()));
        blocks.add(new Block(foot));
        String title = passages.size() == 1
                ? texts.get(
                        "echo.title" + occasion.suffix,
                        titleOf(desk, passages.keySet().iterator().next()))
                : texts.get("echo.title.many" + occasion.suffix, passages.size());
        answer(desk, new Message(title, Tone.GOOD, texts.get("echo.summary", items), blocks));
    }

    /** Shows what a reply changed of last week's lines, and what could not be placed. */
    private void echoChanges(Desk desk, Reply reply, Occasion occasion, PromptBook.Read read) {
        Texts texts = desk.texts();
        Merged merged = reports.merges(desk.team(), desk.round()).getOrDefault(reply.id(), read.merged());
        Set<SectionId> sections = placement.sectionsOf(desk.team(), desk.round(), reply);
        List<Block> blocks = new ArrayList<>();
        List<Message.Line> changed = ChangeLines.of(texts, merged);
        if (!changed.isEmpty()) {
            blocks.add(lines(texts, texts.get("echo.changed", changed.size()), changed));
        }
        List<Message.Line> fresh = merged.fresh().stream()
                .filter(line -> !line.isTitle())
                .map(line -> new Message.Line(1, "•", line.text().strip()))
                .toList();
        if (!fresh.isEmpty()) {
            blocks.add(lines(texts, texts.get("echo.fresh", fresh.size()), fresh));
        }
        List<Message.Line> unplaced = ChangeLines.unplaced(texts, merged);
        if (!unplaced.isEmpty()) {
            blocks.add(lines(texts, texts.get("echo.unplaced", unplaced.size()), unplaced));
        }
        List<Part> foot = new ArrayList<>();
        long kept = kept(reply, merged, read, sections);
        if (kept > 0) {
            foot.add(new Part.Note(texts.get("echo.kept", kept)));
        }
        if (reply.kind() == ReplyKind.FORM) {
            unmentioned(desk, sections).ifPresent(note -> foot.add(new Part.Note(note)));
        }
        foot.addAll(foot(desk, reply, occasion, sections));
        blocks.add(new Block(foot));
        String title = sections.isEmpty()
                ? texts.get("echo.title.none")
                : sections.size() == 1
                        ? texts.get(
                                "echo.title" + occasion.suffix,
                                titleOf(desk, sections.iterator().next()))
                        : texts.get("echo.title.many" + occasion.suffix, sections.size());
        answer(
                desk,
                new Message(
                        title,
                        unplaced.isEmpty() ? Tone.GOOD : Tone.WARNING,
                        texts.get("echo.summary.changes", changed.size() + fresh.size(), kept, unplaced.size()),
                        blocks));
    }

    /** How many lines of the sections that were spoken of stay as they are. */
    private static long kept(Reply reply, Merged merged, PromptBook.Read read, Set<SectionId> sections) {
        Set<String> there = read.shown().stream()
                .filter(line -> line.isItem() && sections.contains(line.section()))
                .map(AskedLine::no)
                .collect(Collectors.toSet());
        return merged.outcomes().stream()
                .filter(Merged.Outcome.Unchanged.class::isInstance)
                .filter(outcome -> outcome.line().text().equals(outcome.line().shown()))
                .filter(outcome -> there.contains(outcome.line().no()))
                .filter(outcome -> reply.kind() != ReplyKind.FORM || outcome.named())
                .count();
    }

    private static Block lines(Texts texts, String heading, List<Message.Line> lines) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(heading));
        parts.add(new Part.Lines(lines.subList(0, Math.min(lines.size(), MOST_LINES))));
        if (lines.size() > MOST_LINES) {
            parts.add(new Part.Note(texts.get("echo.more", lines.size())));
        }
        return new Block(parts);
    }

    private List<Part> foot(Desk desk, Reply reply, Occasion occasion, Set<SectionId> sections) {
        Texts texts = desk.texts();
        List<Part> foot = new ArrayList<>();
        String change = changeSinceLastWeek(desk);
        if (!change.isEmpty()) {
            foot.add(new Part.Note(texts.get("echo.change", change)));
        }
        stillMissing(desk).ifPresent(missing -> foot.add(new Part.Note(missing)));
        placed(desk, reply, sections).ifPresent(note -> foot.add(new Part.Note(note)));
        foot.add(new Part.Note(texts.get(occasion == Occasion.LATE ? "echo.hint.late" : seen(desk, "echo.hint"))));
        if (desk.round().state() == RoundState.OPEN
                && desk.now().isBefore(desk.round().moments().ask())) {
            foot.add(new Part.Note(texts.get(
                    "early.note",
                    times.write(desk.team(), desk.round().moments().ask()))));
        }
        foot.add(new Part.Buttons(buttonsUnder(desk, reply)));
        return foot;
    }

    /** Which of last week's open lines of these sections nothing that the member sent speaks of. */
    private Optional<String> unmentioned(Desk desk, Set<SectionId> sections) {
        List<Reply> counting = replies.counting(desk.roundId(), desk.member().id());
        Map<Long, Merged> merges = reports.merges(desk.team(), desk.round());
        Set<String> named = new HashSet<>();
        for (Reply reply : counting) {
            Merged merged = merges.get(reply.id());
            if (merged != null) {
                merged.outcomes().stream()
                        .filter(outcome -> outcome.named() || outcome.result().isEmpty() || merged.keepsRest())
                        .forEach(outcome -> named.add(outcome.line().no()));
            }
        }
        List<String> open = prompts.of(desk.roundId(), desk.member().id()).stream()
                .filter(line -> line.isItem() && sections.contains(line.section()) && !named.contains(line.no()))
                .map(AskedLine::no)
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        String some = open.stream().limit(MOST_NUMBERS).collect(Collectors.joining("、"));
        return Optional.of(desk.texts().get("echo.unmentioned", open.size() > MOST_NUMBERS ? some + "……" : some));
    }

    /** Says that last week's lines stand, or that there is nothing new. */
    void stands(Desk desk, Reply reply, List<Section> sections) {
        Texts texts = desk.texts();
        List<Block> blocks = new ArrayList<>();
        if (reply.kind() == ReplyKind.SKIP) {
            blocks.add(Block.of(new Part.Text(texts.get("skip.done", titlesOf(sections)))));
        } else {
            for (Section section : sections) {
                List<ParsedNode> lines = placement.lastWeek(desk.team(), desk.round(), section.id());
                blocks.add(
                        lines.isEmpty()
                                ? Block.of(new Part.Text(texts.get("same.none", section.title())))
                                : Block.of(
                                        new Part.Text(texts.get("same.done", section.title())),
                                        MessageRenderer.lines(lines)));
            }
        }
        List<Part> foot = new ArrayList<>();
        if (desk.round().state() != RoundState.OPEN) {
            foot.add(new Part.Note(texts.get("echo.hint.late")));
        }
        foot.add(new Part.Buttons(buttonsUnder(desk, reply)));
        blocks.add(new Block(foot));
        answer(
                desk,
                new Message(
                        texts.get("echo.title", titlesOf(sections)),
                        Tone.GOOD,
                        texts.get("echo.title", titlesOf(sections)),
                        blocks));
    }

    /**
     * Has the card that was pressed show what was chosen, by whom and when, and nothing to press any more.
     *
     * @param act    what the button stands for
     * @param chosen whether the choice had an effect; it has none that could not be carried out
     */
    void settleCard(Desk desk, Incoming.Pressed pressed, String act, boolean chosen) {
        Texts texts = desk.texts();
        String when = times.write(desk.team(), pressed.at());
        String name = desk.member().name();
        boolean late = desk.round().state() != RoundState.OPEN;
        String line = !chosen
                ? texts.get("card.closed")
                : act.equals(RoundPost.FILL)
                        ? texts.get("card.filled", name, when)
                        : texts.get("card.chosen", name, texts.get("button." + act), when);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(line));
        if (chosen && late) {
            parts.add(new Part.Note(texts.get("echo.hint.late")));
        } else if (chosen && !act.equals("leave")) {
            parts.add(new Part.Note(texts.get("card.more")));
        }
        Message brief = new Message(
                texts.get("ask.title", desk.team().name(), RoundPost.weekOf(desk.round())),
                chosen ? Tone.GOOD : Tone.NEUTRAL,
                line,
                List.of(new Block(parts)));
        List<Block> blocks = new ArrayList<>(brief.blocks());
        for (Section section : placement.sectionsToWrite(
                desk.team(), desk.round(), desk.member().id())) {
            List<AskedLine> lines = prompts.of(desk.roundId(), desk.member().id()).stream()
                    .filter(shown -> shown.section().equals(section.id()))
                    .toList();
            if (!lines.isEmpty()) {
                blocks.add(Block.of(new Part.Fold(
                        texts.get("card.lastWeek", section.title()),
                        List.of(new Part.Lines(NumberedLines.of(lines))))));
            }
        }
        // Where last week's lines do not fit into the one card, they stay in the cards before it.
        if (!update(desk, pressed, new Message(brief.title(), brief.tone(), brief.summary(), blocks))) {
            update(desk, pressed, brief);
        }
    }

    /** Has the card that showed a message say that it was taken back, by whom and when. */
    void settleEcho(Desk desk, Incoming.Pressed pressed) {
        Texts texts = desk.texts();
        String line = texts.get(
                "card.chosen", desk.member().name(), texts.get("button.undo"), times.write(desk.team(), pressed.at()));
        update(
                desk,
                pressed,
                new Message(texts.get("takenBack.title"), Tone.NEUTRAL, line, List.of(Block.of(new Part.Text(line)))));
    }

    /** Has the card whose button was pressed show this in its place. */
    void settle(Desk desk, Incoming.Pressed pressed, Message message) {
        update(desk, pressed, message);
    }

    boolean update(Desk desk, Incoming.Pressed pressed, Message message) {
        return postbox.update(
                new Posting(
                        "update/" + desk.key(),
                        OutboxKind.UPDATE,
                        pressed.sender(),
                        message,
                        desk.roundId(),
                        desk.member().id()),
                pressed.messageId());
    }

    /** Shows what was taken back, so that it is not lost to its writer. */
    void takenBack(Desk desk, Reply reply, String key) {
        answer(
                desk,
                new Message(
                        desk.texts().get("takenBack.title"),
                        Tone.WARNING,
                        desk.texts().get(key),
                        List.of(Block.of(new Part.Text(desk.texts().get(key)), new Part.Note(reply.text())))));
    }

    void preview(Desk desk) {
        Texts texts = desk.texts();
        Report report = reports.preview(desk.team(), desk.round());
        List<SectionId> own = placement
                .sectionsToWrite(desk.team(), desk.round(), desk.member().id())
                .stream()
                .map(Section::id)
                .toList();
        List<SectionId> touched = replies.counting(desk.roundId(), desk.member().id()).stream()
                .flatMap(reply -> placement.sectionsOf(desk.team(), desk.round(), reply).stream())
                .toList();
        List<Block> blocks = report.allSections()
                .filter(section -> own.contains(section.id()) || touched.contains(section.id()))
                .filter(section -> !section.passages().isEmpty())
                .map(section -> section(texts, section.title(), linesOf(texts, section), true))
                .toList();
        if (blocks.isEmpty()) {
            tell(desk, "preview.empty");
            return;
        }
        answer(desk, new Message(texts.get("preview.title"), Tone.NEUTRAL, texts.get("preview.summary"), blocks));
    }

    void standing(Desk desk) {
        Texts texts = desk.texts();
        Map<String, List<String>> names = new LinkedHashMap<>();
        Roster roster = new Roster(desk.team());
        for (Ask ask : rounds.asks(desk.roundId())) {
            if (!isWorthNaming(roster, ask)) {
                continue;
            }
            names.computeIfAbsent(group(ask.state()), group -> new ArrayList<>())
                    .add(desk.team()
                            .member(ask.owner())
                            .map(Member::name)
                            .orElse(ask.owner().value()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(texts.get(
                "standing.times",
                times.write(desk.team(), desk.round().moments().close()),
                times.write(desk.team(), desk.round().moments().publish())));
        for (String group : List.of("answered", "waiting", "excused", "unreachable")) {
            List<String> in = names.getOrDefault(group, List.of());
            if (!in.isEmpty()) {
                lines.add(texts.get("standing." + group, in.size(), String.join("、", in)));
            }
        }
        String state =
                texts.get("standing." + desk.round().state(), desk.round().revision());
        answer(
                desk,
                Message.of(
                        texts.get("standing.title", desk.team().name(), RoundPost.weekOf(desk.round()), state),
                        Tone.NEUTRAL,
                        String.join("\n", lines)));
    }

    void help(Desk desk) {
        Texts texts = desk.texts();
        List<Section> own = placement.sectionsToWrite(
                desk.team(), desk.round(), desk.member().id());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(texts.get(seen(desk, "help.text"))));
        parts.add(new Part.Text(texts.get("help.numbers")));
        if (!own.isEmpty()) {
            parts.add(new Part.Text(texts.get("help.yours", titlesOf(own))));
        }
        parts.add(new Part.Divider());
        parts.add(new Part.Text(texts.get("help.commands")));
        if (desk.member().id().equals(desk.team().editor())) {
            parts.add(new Part.Divider());
            parts.add(new Part.Text(texts.get("help.editor")));
        }
        answer(
                desk,
                new Message(
                        texts.get("help.title"), Tone.NEUTRAL, texts.get("help.summary"), List.of(new Block(parts))));
    }

    void ownsNothing(Desk desk) {
        tell(
                desk,
                "noSection.text",
                desk.team().name(),
                "【" + desk.team().sections().get(0).title() + "】");
    }

    /** What answers the desk. */
    void say(Desk desk, Message message) {
        answer(desk, message);
    }

    /** When the desk's round closes, as its team writes it. */
    String closeOf(Desk desk) {
        return times.write(desk.team(), desk.round().moments().close());
    }

    /** The key of what to say of corrections, to somebody whose platform tells of them or does not. */
    private String seen(Desk desk, String key) {
        boolean isSeen = platforms
                .find(desk.member().account().platform())
                .map(ChatPlatform::tellsOfChanges)
                .orElse(true);
        return isSeen ? key : key + ".unseen";
    }

    static String titlesOf(List<Section> sections) {
        return sections.stream().map(Section::title).collect(Collectors.joining("、"));
    }

    void answer(Desk desk, Message message) {
        postbox.post(new Posting(
                "answer/" + desk.key(),
                OutboxKind.ANSWER,
                desk.member().account(),
                message,
                desk.roundId(),
                desk.member().id()));
    }

    /** Neither whose silence is fine, nor who has left, is named as missing. */
    private static boolean isWorthNaming(Roster roster, Ask ask) {
        return ask.state() == AskState.ANSWERED
                || ask.state() == AskState.UNREACHABLE
                || Duties.isExpected(roster, ask.owner());
    }

    private static String group(AskState state) {
        return switch (state) {
            case ANSWERED -> "answered";
            case EXCUSED -> "excused";
            case UNREACHABLE -> "unreachable";
            case WAITING, ASKED, SILENT -> "waiting";
        };
    }

    private static Block section(Texts texts, String title, List<Message.Line> lines, boolean withTitle) {
        List<Part> parts = new ArrayList<>();
        if (withTitle) {
            parts.add(new Part.Heading(texts.get("echo.section", title, lines.size())));
        }
        parts.add(new Part.Lines(lines.subList(0, Math.min(lines.size(), MOST_LINES))));
        if (lines.size() > MOST_LINES) {
            parts.add(new Part.Note(texts.get("echo.more", lines.size())));
        }
        return new Block(parts);
    }

    private static List<Message.Line> linesOf(Texts texts, ReportSection section) {
        return understood(texts, section.passages());
    }

    /** The lines, each with the facts that were read from it. */
    private static List<Message.Line> understood(Texts texts, List<Passage> passages) {
        List<Message.Line> lines = new ArrayList<>();
        for (Passage passage : passages) {
            passage.heading().ifPresent(heading -> lines.add(new Message.Line(1, "", heading)));
            lines.addAll(MessageRenderer.lines(FactTags.behind(texts, passage.nodes()))
                    .lines());
        }
        return lines;
    }

    private Optional<String> stillMissing(Desk desk) {
        List<SectionId> written = replies.counting(desk.roundId(), desk.member().id()).stream()
                .flatMap(reply -> placement.sectionsOf(desk.team(), desk.round(), reply).stream())
                .toList();
        List<Section> missing = placement
                .sectionsToWrite(desk.team(), desk.round(), desk.member().id())
                .stream()
                .filter(section -> section.isOwnedBy(desk.member().id()) && !section.optional())
                .filter(section -> section.withParts().noneMatch(part -> written.contains(part.id())))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(desk.texts().get("echo.missing", titlesOf(missing)));
    }

    private Optional<String> placed(Desk desk, Reply reply, Set<SectionId> sections) {
        SectionId section = reply.section();
        if (section == null || !sections.contains(section)) {
            return Optional.empty();
        }
        boolean wasChoice = placement
                        .sectionsToWrite(
                                desk.team(), desk.round(), desk.member().id())
                        .size()
                > 1;
        return wasChoice ? Optional.of(desk.texts().get("echo.placed", titleOf(desk, section))) : Optional.empty();
    }

    private List<Button> buttonsUnder(Desk desk, Reply reply) {
        Texts texts = desk.texts();
        List<Button> buttons = new ArrayList<>();
        buttons.add(button(desk, texts.get("button.preview"), "preview", reply, Map.of()));
        buttons.add(button(desk, texts.get("button.undo"), "undo", reply, Map.of()));
        SectionId here = reply.section();
        if (here != null) {
            placement.sectionsToWrite(desk.team(), desk.round(), desk.member().id()).stream()
                    .filter(section -> !section.id().equals(here))
                    .map(section -> button(
                            desk,
                            texts.get("button.move", section.title()),
                            "move",
                            reply,
                            Map.of("section", section.id().value())))
                    .forEach(buttons::add);
        }
        return buttons;
    }

    private static Button button(Desk desk, String label, String act, Reply reply, Map<String, String> more) {
        Map<String, String> value = new LinkedHashMap<>(more);
        value.put("act", act);
        value.put("round", desk.roundId().toString());
        value.put("message", reply.messageId());
        return new Button(label, false, value);
    }

    private static String titleOf(Desk desk, SectionId section) {
        return desk.team().section(section).map(Section::title).orElse(section.value());
    }

    private String changeSinceLastWeek(Desk desk) {
        Map<WeekChange.Kind, Integer> counts = new EnumMap<>(WeekChange.Kind.class);
        List<SectionId> own = placement
                .sectionsToWrite(desk.team(), desk.round(), desk.member().id())
                .stream()
                .map(Section::id)
                .toList();
        RoundNow now = desk.said().get();
        WeekChange.count(
                now.before().stream()
                        .filter(statement -> own.contains(statement.section()))
                        .toList(),
                now.statements().stream()
                        .filter(statement -> own.contains(statement.section()))
                        .toList(),
                counts);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> desk.texts()
                        .get("echo.change." + entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue()))
                .collect(Collectors.joining("，"));
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }
}
