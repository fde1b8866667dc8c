package io.rollcall.bot.round;

import io.rollcall.bot.chat.InDocument;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.bot.text.ReportTexts;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Field;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.MessageRenderer;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.LongReport;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.Team;
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxLoss;
import io.rollcall.storage.OutboxLosses;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.Rounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a round says by itself: the asks, the reminders, the report, and word to the editor. */
@Component
public class RoundPost {

    /** What the form that asks an owner says when it is sent. */
    public static final String FILL = "fill";

    private static final Logger log = LoggerFactory.getLogger(RoundPost.class);
    private static final int MOST_LINES_OF_LAST_WEEK = 20;

    /** As much as a field of a form takes on every platform that has forms. */
    private static final int LONGEST_FILLED_IN = 1000;

    private static final int MOST_NAMES = 20;
    private static final int MOST_LOST = 10;
    private static final int LONGEST_PLACE = 100;
    private static final Duration GATHERED = Duration.ofSeconds(30);

    private final Postbox postbox;
    private final Rounds rounds;
    private final RoundReports reports;
    private final RoundTimes times;
    private final WorkCalendar calendar;
    private final OutboxLosses losses;
    private final Teams teams;
    private final PromptBook prompts;
    private final RoundAnswers answers;

    RoundPost(
            Postbox postbox,
            Rounds rounds,
            RoundReports reports,
            RoundTimes times,
            WorkCalendar calendar,
            OutboxLosses losses,
            Teams teams,
            PromptBook prompts,
            RoundAnswers answers) {
        this.postbox = postbox;
        this.rounds = rounds;
        this.reports = reports;
        this.times = times;
        this.calendar = calendar;
        this.losses = losses;
        this.teams = teams;
        this.prompts = prompts;
        this.answers = answers;
    }

    /** Puts the question to the owner, or to who stands in. */
    public void ask(Team team, Round round, MemberId owner) {
        ask(new Roster(team), round, owner, reports.toShow(team, round));
    }

    /**
     * Why somebody is asked as they are.
     *
     * @param forLeave   whether a stand-in is asked because the owner is away, and not by the owner's wish
     * @param inBusyTime whether they are asked at a time that they want to be left alone in
     */
    record Occasion(boolean forLeave, boolean inBusyTime) {}

    /** The same for one of many owners, with what is the same for all of them at hand. */
    void ask(Roster roster, Round round, MemberId owner, LastWeek lastWeek) {
        ask(roster, round, owner, lastWeek, new Occasion(false, false));
    }

    void ask(Roster roster, Round round, MemberId owner, LastWeek lastWeek, Occasion occasion) {
        Team team = roster.team();
        Texts texts = Texts.in(team.language());
        Member to = addressee(roster, round.id(), owner);
        String close = times.write(team, round.moments().close());
        String publish = times.write(team, round.moments().publish());
        boolean standsIn = !to.id().equals(owner);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of(new Part.Text(
                standsIn
                        ? texts.get(
                                occasion.forLeave() ? "ask.intro.deputy" : "ask.intro.standIn",
                                to.name(),
                                close,
                                publish,
                                nameOf(roster, owner))
                        : texts.get("ask.intro", to.name(), close, publish))));
        if (occasion.inBusyTime()) {
            blocks.add(Block.of(new Part.Note(texts.get("ask.busyTime"))));
        }
        List<Field> fields = new ArrayList<>();
        List<Section> sections = Duties.ofOwner(roster, owner);
        List<AskedLine> shown = prompts.show(round, to.id(), owner, sections, lastWeek);
        for (Section section : sections) {
            List<AskedLine> lines = shown.stream()
                    .filter(line -> line.section().equals(section.id()))
                    .toList();
            // What holds its lines in its parts has no lines of its own to show.
            if (!lines.isEmpty() || section.parts().isEmpty()) {
                List<Message.Line> all = NumberedLines.of(lines);
                if (!all.isEmpty() && !fitsIntoAField(all)) {
                    blocks.add(lastWeekOf(texts, section, NumberedLines.withWhatIsDue(lines, round.weeks(), texts)));
                }
                fields.add(field(texts, section, all));
            }
        }
        List<Part> foot = new ArrayList<>();
        String due = NumberedLines.due(shown, round.weeks(), texts);
        if (!due.isEmpty()) {
            foot.add(new Part.Note(texts.get("ask.due", due)));
        }
        shown.stream()
                .filter(AskedLine::isItem)
                .findFirst()
                .ifPresent(line -> foot.add(new Part.Note(texts.get("ask.numbers", line.no()))));
        if (fields.isEmpty()) {
            foot.add(new Part.Note(texts.get("ask.how")));
        } else {
            foot.add(new Part.Form(
                    fields,
                    new Button(
                            texts.get("form.submit"),
                            true,
                            Map.of("act", FILL, "round", round.id().toString())),
                    texts.get("ask.how")));
        }
        foot.add(new Part.Buttons(
                List.of(button(texts, round, "same"), button(texts, round, "skip"), button(texts, round, "leave"))));
        blocks.add(new Block(foot));
        postbox.post(new Posting(
                round.id() + "/ask/" + owner + (standsIn ? "/" + to.id() : ""),
                OutboxKind.ASK,
                to.account(),
                new Message(
                        texts.get("ask.title", team.name(), weekOf(round)),
                        Tone.NEUTRAL,
                        texts.get("ask.summary", to.name(), close),
                        blocks),
                round.id(),
                owner));
    }

    void remind(Roster roster, Round round, MemberId owner, int nth) {
        remind(roster, round, owner, Integer.toString(nth));
    }

    /** @param moment when it was due */
    void remindInOwnTime(Roster roster, Round round, MemberId owner, Instant moment) {
        remind(roster, round, owner, "own-" + moment);
    }

    /** @param which tells this reminder of the owner from the others */
    private void remind(Roster roster, Round round, MemberId owner, String which) {
        Team team = roster.team();
        Texts texts = Texts.in(team.language());
        Member to = addressee(roster, round.id(), owner);
        String close = times.write(team, round.moments().close());
        String sections = titles(roster.sectionsOf(owner));
        postbox.post(new Posting(
                round.id() + "/remind/" + which + "/" + owner,
                OutboxKind.REMIND,
                to.account(),
                new Message(
                        texts.get("remind.title", weekOf(round)),
                        Tone.WARNING,
                        texts.get("remind.summary", close, sections),
                        List.of(Block.of(
                                new Part.Text(texts.get(
                                        "remind.text",
                                        to.name(),
                                        sections,
                                        close,
                                        times.write(team, round.moments().publish()))),
                                new Part.Buttons(List.of(
                                        button(texts, round, "same"),
                                        button(texts, round, "skip"),
                                        button(texts, round, "leave")))))),
                round.id(),
                owner));
    }

    /** Names in the group who is still to answer, in one message; nothing where there is nobody. */
    void nudge(Roster roster, Round round, List<MemberId> owners) {
        Team team = roster.team();
        Account group = team.group();
        List<Message.Person> missing = owners.stream()
                .map(owner -> addressee(roster, round.id(), owner))
                .distinct()
                .map(member -> new Message.Person(member.name(), member.account()))
                .toList();
        if (group == null || missing.isEmpty()) {
            return;
        }
        Texts texts = Texts.in(team.language());
        String close = times.write(team, round.moments().close());
        postbox.post(new Posting(
                round.id() + "/nudge",
                OutboxKind.NOTICE,
                group,
                new Message(
                        texts.get("nudge.title", weekOf(round)),
                        Tone.WARNING,
                        texts.get("nudge.summary", missing.size(), close),
                        List.of(Block.of(
                                new Part.Text(texts.get("nudge.text", close)),
                                new Part.Mention(missing),
                                new Part.Note(texts.get("nudge.how"))))),
                round.id(),
                null));
    }

    void report(Team team, Round round) {
        List<Account> places = placesToPost(team);
        if (places.isEmpty()) {
            log.warn(
                    "Round {}: the report is not posted anywhere, as team {} has neither group nor editor; it can be read"
                            + " from the API",
                    round.id(),
                    team.id());
            return;
        }
        Message report = new MessageRenderer(ReportTexts.in(team.language())).render(reports.posted(team, round));
        postEverywhere(places, round, round.id() + "/report", OutboxKind.REPORT, report, inDocument(team, report));
    }

    /** Each place under a key of its own, so that none waits for another; the first under the key of them all. */
    private void postEverywhere(
            List<Account> places,
            Round round,
            String key,
            OutboxKind kind,
            Message message,
            @Nullable InDocument document) {
        Account first = places.get(0);
        for (Account place : places) {
            String own = place.equals(first) ? key : key + "/" + keyOf(place);
            postbox.post(new Posting(own, kind, place, message, round.id(), null, document));
        }
    }

    /** A place's name within a key: as people know it, unless that would be too long for a key. */
    static String keyOf(Account place) {
        String whole = place.platform() + ":" + place.app() + ":" + place.address();
        return whole.length() <= LONGEST_PLACE
                ? whole
                : UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Of a report in a document, the message holds what changed; null where a long one is split. */
    private static @Nullable InDocument inDocument(Team team, Message report) {
        if (team.template().ifLong() != LongReport.DOCUMENT) {
            return null;
        }
        List<Block> changes =
                report.blocks().subList(0, Math.min(1, report.blocks().size()));
        return new InDocument(
                new Message(report.title(), report.tone(), report.summary(), changes),
                Texts.in(team.language()).get("report.document"));
    }

    /** Gives the editor the draft, with what changed and what can be done until it is posted. */
    void closed(Team team, Round round) {
        editorOf(team)
                .ifPresent(editor -> postbox.post(new Posting(
                        round.id() + "/closed",
                        OutboxKind.NOTICE,
                        editor.account(),
                        draft(team, round),
                        round.id(),
                        null)));
    }

    /** A round's report as it stands, for its editor. */
    public Message draft(Team team, Round round) {
        return draft(team, round, standing(team, round), true);
    }

    /** The same with something else above it and nothing to press. */
    public Message draft(Team team, Round round, String head) {
        return draft(team, round, head, false);
    }

    private Message draft(Team team, Round round, String head, boolean withButtons) {
        RoundNow now = reports.now(team, round);
        return new DraftMessage(team, round)
                .of(head, now.report(), now.before(), now.statements(), reports.findings(now), withButtons);
    }

    private String standing(Team team, Round round) {
        Texts texts = Texts.in(team.language());
        Roster roster = new Roster(team);
        Map<AskState, List<String>> names = rounds.asks(round.id()).stream()
                // Whose silence is fine is not missing, and who has left is not on leave.
                .filter(ask -> ask.state() == AskState.ANSWERED
                        || ask.state() == AskState.UNREACHABLE
                        || Duties.isExpected(roster, ask.owner()))
                .collect(Collectors.groupingBy(
                        Ask::state, Collectors.mapping(ask -> nameOf(roster, ask.owner()), Collectors.toList())));
        int answered = names.getOrDefault(AskState.ANSWERED, List.of()).size();
        int excused = names.getOrDefault(AskState.EXCUSED, List.of()).size();
        String publish = times.write(team, round.moments().publish());
        if (round.state() == RoundState.OPEN) {
            int waiting = names.getOrDefault(AskState.ASKED, List.of()).size()
                    + names.getOrDefault(AskState.WAITING, List.of()).size();
            return texts.get(
                    "editor.open",
                    team.name(),
                    weekOf(round),
                    answered,
                    waiting,
                    excused,
                    times.write(team, round.moments().close()),
                    publish);
        }
        if (round.state() == RoundState.PUBLISHED) {
            return texts.get("editor.published", team.name(), weekOf(round), round.revision());
        }
        List<String> unreachable = names.getOrDefault(AskState.UNREACHABLE, List.of());
        String counts = texts.get(
                "editor.closed",
                team.name(),
                weekOf(round),
                answered,
                names.getOrDefault(AskState.SILENT, List.of()).size(),
                excused,
                publish);
        List<String> lines = new ArrayList<>();
        lines.add(counts);
        if (!unreachable.isEmpty()) {
            lines.add(texts.get(
                    "editor.closed.unreachable",
                    unreachable.size(),
                    unreachable.stream().limit(MOST_NAMES).collect(Collectors.joining("、"))));
        }
        lines.addAll(answers.forEditor(team, round));
        return String.join("\n", lines);
    }

    /** Tells the editor what became of the draft after the close. */
    void draftChanged(Team team, Round round, CompiledReport before, CompiledReport after, @Nullable MemberId by) {
        RevisionChanges changes = RevisionChanges.between(before, after);
        if (changes.isEmpty() || (by != null && by.equals(team.editor()))) {
            return;
        }
        Texts texts = Texts.in(team.language());
        String text = texts.get(
                "draft.late", by == null ? texts.get("draft.someone") : nameOf(new Roster(team), by), changes.titles());
        editorOf(team)
                .ifPresent(editor -> postbox.post(new Posting(
                        round.id() + "/draft/revision/" + after.revision(),
                        OutboxKind.NOTICE,
                        editor.account(),
                        new Message(
                                texts.get("draft.changed.title", changes.titles()),
                                Tone.NEUTRAL,
                                text,
                                List.of(Block.of(new Part.Text(text), changes.lines(texts)))),
                        round.id(),
                        null)));
    }

    /** Tells the editor that the deadline has posted what they have not approved. */
    void unapproved(Team team, Round round) {
        tellEditor(
                team,
                round.id() + "/unapproved",
                round.id(),
                Texts.in(team.language()).get("editor.unapproved", team.name(), weekOf(round)));
    }

    /** Has the editor told soon, together with what else is lost by then. */
    void undelivered(Team team, OutboxMessage message, String why, Instant now) {
        boolean canBeTold = editorOf(team)
                .filter(editor -> !editor.account().equals(message.account()))
                .isPresent();
        if (canBeTold) {
            losses.add(new OutboxLoss(message.key(), team.id(), message.account(), why, now));
        }
    }

    /**
     * Whether the editor is to be told of what will not be delivered: once some time has passed since the first of it,
     * as many are often lost for one reason, one after the other.
     */
    boolean isToTellOfUndelivered(Team team, Instant now) {
        return losses.oldest(team.id())
                .filter(oldest -> !oldest.plus(GATHERED).isAfter(now))
                .isPresent();
    }

    /** Tells the editor of all of it in one message. */
    void tellOfUndelivered(Team team) {
        List<OutboxLoss> lost = losses.takeAll(team.id());
        if (lost.isEmpty()) {
            return;
        }
        Texts texts = Texts.in(team.language());
        // What is wrong with one place says nothing of another, so each has a line of its own.
        List<String> lines = new ArrayList<>();
        for (Account place : team.places()) {
            lost.stream()
                    .filter(loss -> loss.to().equals(place))
                    .findFirst()
                    .ifPresent(loss -> lines.add(texts.get("editor.undelivered", named(texts, place), loss.reason())));
        }
        List<OutboxLoss> others =
                lost.stream().filter(loss -> !team.places().contains(loss.to())).toList();
        if (!others.isEmpty()) {
            lines.add(texts.get(
                    others.size() == 1 ? "editor.undelivered" : "editor.undelivered.several",
                    names(team, texts, others),
                    others.get(0).reason()));
        }
        tellEditor(team, "undelivered/" + lost.get(0).key(), null, String.join("\n", lines));
    }

    /** A place as the editor can find it: its platform, and its address as the team file has it. */
    private static String named(Texts texts, Account place) {
        return texts.get("place." + place.platform(), place.address());
    }

    private String names(Team team, Texts texts, List<OutboxLoss> lost) {
        Map<Account, String> known =
                team.members().stream().collect(Collectors.toMap(Member::account, Member::name, (one, other) -> one));
        Map<Account, Account> byContact = byContact(team);
        List<String> names = lost.stream()
                .map(loss -> byContact.getOrDefault(loss.to(), loss.to()))
                .distinct()
                .map(account -> known.getOrDefault(account, team.name()))
                .toList();
        String some = names.stream().limit(MOST_LOST).collect(Collectors.joining("、"));
        return names.size() <= MOST_LOST ? some : texts.get("editor.undelivered.names", some, names.size());
    }

    /** Where those are reached now whom the team file names by a contact, to which something may have been queued. */
    private Map<Account, Account> byContact(Team team) {
        Roster reached = new Roster(team);
        return teams.configured(team.id()).map(Roster::team).map(Team::members).stream()
                .flatMap(List::stream)
                .flatMap(written -> reached.member(written.id()).stream()
                        .filter(member -> !member.account().equals(written.account()))
                        .map(member -> Map.entry(written.account(), member.account())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /** Tells who was asked already that they are to write what somebody who left has not written. */
    void inherited(Team team, Round round, MemberId left, MemberId heir) {
        Texts texts = Texts.in(team.language());
        List<Section> sections = team.sectionsOf(heir).stream()
                .filter(section -> section.former().contains(left))
                .toList();
        team.member(heir)
                .ifPresent(member -> postbox.post(new Posting(
                        round.id() + "/inherited/" + left + "/" + heir,
                        OutboxKind.NOTICE,
                        member.account(),
                        Message.of(
                                texts.get("ask.title", team.name(), weekOf(round)),
                                Tone.NEUTRAL,
                                texts.get(
                                        "left.inherited",
                                        nameOf(new Roster(team), left),
                                        titles(sections),
                                        times.write(team, round.moments().close()))),
                        round.id(),
                        heir)));
    }

    /** Tells the editor which sections nobody is asked for since their owners left; once for the same sections. */
    void orphaned(Team team, List<Section> sections) {
        String ids = sections.stream().map(section -> section.id().value()).collect(Collectors.joining("+"));
        String who = sections.stream()
                .flatMap(section -> section.former().stream())
                .distinct()
                .map(id -> team.member(id).map(Member::name).orElse(id.value()))
                .collect(Collectors.joining("、"));
        tellEditor(
                team,
                "orphaned/" + team.id() + "/" + UUID.nameUUIDFromBytes((ids + who).getBytes(StandardCharsets.UTF_8)),
                null,
                Texts.in(team.language()).get("editor.orphaned", who, titles(sections)));
    }

    void warnOfMissingHolidays(Team team, Round round) {
        int year = round.weeks().to().getYear();
        if (!calendar.knows(year)) {
            tellEditor(
                    team,
                    round.id() + "/calendar",
                    round.id(),
                    Texts.in(team.language()).get("editor.calendar", year));
        }
    }

    private void tellEditor(Team team, String key, @Nullable RoundId round, String text) {
        editorOf(team)
                .ifPresent(editor -> postbox.post(new Posting(
                        key,
                        OutboxKind.NOTICE,
                        editor.account(),
                        Message.of(Texts.in(team.language()).get("editor.title"), Tone.NEUTRAL, text),
                        round,
                        null)));
    }

    static List<Account> placesToPost(Team team) {
        return team.places().isEmpty()
                ? editorOf(team).map(Member::account).stream().toList()
                : team.places();
    }

    private static Optional<Member> editorOf(Team team) {
        return Optional.ofNullable(team.editor()).flatMap(team::member);
    }

    private Member addressee(Roster roster, RoundId round, MemberId owner) {
        MemberId to = rounds.ask(round, owner).map(Ask::addressee).orElse(owner);
        return roster.member(to).or(() -> roster.member(owner)).orElseThrow();
    }

    private static boolean fitsIntoAField(List<Message.Line> all) {
        return all.size() <= MOST_LINES_OF_LAST_WEEK && FormFields.text(all).length() <= LONGEST_FILLED_IN;
    }

    /** Filled in with last week's lines, all of them or none: what is missing from it would be missing from the answer. */
    private static Field field(Texts texts, Section section, List<Message.Line> all) {
        String name = FormFields.name(section);
        String title = texts.get("ask.section", section.title());
        if (all.isEmpty()) {
            return new Field(name, title, texts.get("form.hint.none"), "", true);
        }
        return fitsIntoAField(all)
                ? new Field(
                        name,
                        texts.get("card.lastWeek", section.title()),
                        texts.get("form.hint"),
                        FormFields.text(all),
                        true)
                : new Field(name, title, "", "", true);
    }

    /** Of very many lines the first; the rest is in last week's report. */
    private static Block lastWeekOf(Texts texts, Section section, List<Message.Line> all) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(texts.get("ask.section", section.title())));
        parts.add(new Part.Note(texts.get("ask.lastWeek")));
        parts.add(new Part.Lines(all.subList(0, Math.min(all.size(), MOST_LINES_OF_LAST_WEEK))));
        if (all.size() > MOST_LINES_OF_LAST_WEEK) {
            parts.add(new Part.Note(texts.get("ask.lastWeek.more", all.size() - MOST_LINES_OF_LAST_WEEK)));
        }
        return new Block(parts);
    }

    private static Button button(Texts texts, Round round, String act) {
        return new Button(
                texts.get("button." + act),
                false,
                Map.of("act", act, "round", round.id().toString()));
    }

    private static String nameOf(Roster roster, MemberId member) {
        return roster.member(member).map(Member::name).orElse(member.value());
    }

    private static String titles(List<Section> sections) {
        return sections.stream().map(section -> "【" + section.title() + "】").collect(Collectors.joining());
    }

    /** The week as people say it: its number, or numbers. */
    public static String weekOf(Round round) {
        return round.weeks().weeks().stream()
                .map(week -> Integer.toString(week.week()))
                .collect(Collectors.joining("&"));
    }
}
