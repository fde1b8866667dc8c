package io.rollcall.bot.config;

import io.rollcall.core.report.SectionNames;
import io.rollcall.core.review.QuestionChoice;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Habits;
import io.rollcall.core.team.LongReport;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.QuietHours;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** One team file: its keys, what each may hold, and what holds between them. */
final class TeamFile {

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");
    private static final Map<String, Locale> LANGUAGES = Map.of("zh", Locale.CHINESE, "en", Locale.ENGLISH);
    private static final Pattern CHAT = Pattern.compile("(feishu|wecom|dingtalk):([a-z0-9][a-z0-9_-]{0,39})");
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private static final List<String> TEAM_KEYS = List.of(
            "id",
            "name",
            "zone",
            "language",
            "chat",
            "group",
            "post-to",
            "editor",
            "timetable",
            "report",
            "questions",
            "members",
            "sections");
    private static final List<String> TIMES = List.of("ask", "remind", "close", "publish");
    private static final List<String> TIMETABLE_KEYS =
            Stream.concat(TIMES.stream(), Stream.of("nudge")).toList();
    private static final List<String> REPORT_KEYS = List.of("title", "section", "part", "long", "charts", "unanswered");
    private static final List<String> MEMBER_KEYS =
            List.of("id", "name", "chat", "account", "remind-at", "quiet", "zone", "left");
    private static final List<String> PART_KEYS =
            List.of("id", "title", "kind", "owners", "deputy", "aliases", "optional", "heading");
    private static final List<String> SECTION_KEYS =
            Stream.concat(PART_KEYS.stream(), Stream.of("parts")).toList();

    private static final String MEMBERS_EXAMPLE = "members: [{id: lin, name: 林晓, account: ou_xxx}]";
    private static final String PLACES_EXAMPLE = "post-to: [oc_xxx, wecom-webhook:payments]";
    private static final String SECTIONS_EXAMPLE = "sections: [{id: projects, title: 重点项目, owners: [lin]}]";

    private final Problems problems;
    private final Map<MemberId, Member> members = new LinkedHashMap<>();
    private final List<WrittenAccount> accounts = new ArrayList<>();
    private final Map<String, String> sectionIds = new HashMap<>();
    private final Map<String, Named> sectionNames = new HashMap<>();
    private boolean membersKnown = true;

    TeamFile(Problems problems) {
        this.problems = problems;
    }

    /** The team; empty when anything was wrong with it. */
    Optional<ReadTeam> read(Node root) {
        return YamlMap.of(root, "", TEAM_KEYS, problems).flatMap(this::read);
    }

    /**
     * A team with what other files may clash with.
     *
     * @param accounts all of them, the places among them, in the order of the file
     */
    record ReadTeam(Team team, int idLine, List<Place> places, List<WrittenAccount> accounts) {}

    /** Where the report is to be posted, and where that is written. */
    record Place(Account account, String key, int line) {}

    private Optional<ReadTeam> read(YamlMap file) {
        Optional<TeamId> id = file.requiredText("id", "id: payments").flatMap(text -> text.as(TeamId::new));
        Optional<String> name = file.requiredText("name", "name: 支付中台").map(YamlText::value);
        Optional<ZoneId> zone =
                file.has("zone") ? file.text("zone").flatMap(TeamFile::zone) : Optional.of(DEFAULT_ZONE);
        Optional<Locale> language =
                file.has("language") ? file.text("language").flatMap(TeamFile::language) : Optional.of(Locale.CHINESE);
        Optional<Account> chat = file.requiredText("chat", "chat: feishu:main").flatMap(TeamFile::chat);
        // Read without a chat too, so that what else is wrong is told at once.
        Account home = chat.orElse(new Account("feishu", "", ""));
        List<Place> places = places(file, home);
        members(file, home);
        Optional<MemberId> editor = file.text("editor").flatMap(this::member);
        Optional<Timetable> timetable = file.has("timetable")
                ? file.map("timetable", TIMETABLE_KEYS).flatMap(this::timetable)
                : Optional.of(Timetable.DEFAULT);
        ReportTemplate template =
                file.map("report", REPORT_KEYS).map(TeamFile::template).orElse(ReportTemplate.DEFAULT);
        int questions = file.has("questions")
                ? file.text("questions").map(TeamFile::questions).orElse(0)
                : QuestionChoice.MOST;
        List<Section> sections = sections(file);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Team team = new Team(
                id.orElseThrow(),
                name.orElseThrow(),
                zone.orElseThrow(),
                language.orElseThrow(),
                timetable.orElseThrow(),
                places.isEmpty() ? null : places.get(0).account(),
                places.stream().skip(1).map(Place::account).toList(),
                editor.orElse(null),
                List.copyOf(members.values()),
                sections,
                template,
                questions,
                List.of());
        return Optional.of(new ReadTeam(team, file.line("id"), places, List.copyOf(accounts)));
    }

    private List<Place> places(YamlMap file, Account chat) {
        if (file.has("group") && file.has("post-to")) {
            file.problem(
                    "post-to",
                    "stands beside group, and both say where the report is posted; keep post-to, with the group first"
                            + " in it");
        }
        List<YamlText> texts = file.has("post-to")
                ? file.texts("post-to", PLACES_EXAMPLE)
                : file.text("group").stream().toList();
        if (file.has("post-to") && file.listsNothing("post-to")) {
            file.problem("post-to", "lists no place; write for example: " + PLACES_EXAMPLE + ", or leave it out");
        }
        Map<Account, Place> places = new LinkedHashMap<>();
        for (YamlText text : texts) {
            Place place = new Place(Places.read(text.value(), chat), text.key(), text.line());
            // Two apps of a platform that post to one address post in one group.
            Account there =
                    new Account(place.account().platform(), "", place.account().address());
            Place before = places.putIfAbsent(there, place);
            if (before != null) {
                text.problem("\"" + text.value() + "\" is there twice, first in line " + before.line()
                        + "; keep one, or everybody there would read the report twice");
            } else {
                accounts.add(new WrittenAccount(place.account(), true, problems.at(text.line()), text.key()));
            }
        }
        return List.copyOf(places.values());
    }

    private void members(YamlMap file, Account chat) {
        if (!file.require("members", MEMBERS_EXAMPLE)) {
            membersKnown = false;
            return;
        }
        List<YamlMap> entries = file.maps("members", MEMBER_KEYS, MEMBERS_EXAMPLE);
        if (entries.isEmpty()) {
            membersKnown = false;
            file.problem("members", "nobody is listed; write for example: " + MEMBERS_EXAMPLE);
        }
        Map<String, String> taken = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (YamlMap entry : entries) {
            Optional<YamlText> id = entry.requiredText("id", "id: lin");
            Optional<YamlText> name = entry.requiredText("name", "name: 林晓");
            Optional<YamlText> account = entry.requiredText("account", "account: ou_xxx");
            Account reached = entry.text("chat").flatMap(TeamFile::chat).orElse(chat);
            id.ifPresent(text -> unique(text, text.value(), ids, "the id"));
            account.ifPresent(text ->
                    unique(text, reached.platform() + ":" + reached.app() + ":" + text.value(), taken, "the account"));
            account.ifPresent(text -> accounts.add(
                    new WrittenAccount(at(reached, text.value()), false, problems.at(text.line()), text.key())));
            id.flatMap(text -> text.as(MemberId::new)).ifPresent(memberId -> {
                String shown = name.map(YamlText::value).orElse(memberId.value());
                String address = account.map(YamlText::value).orElse("");
                members.putIfAbsent(
                        memberId,
                        new Member(
                                memberId,
                                shown,
                                at(reached, address),
                                habits(entry),
                                entry.text("left").flatMap(TeamFile::left).orElse(null)));
            });
        }
    }

    private static Habits habits(YamlMap entry) {
        return new Habits(
                entry.text("remind-at").flatMap(TeamFile::timeOfDay).orElse(null),
                entry.text("quiet").flatMap(text -> text.as(QuietHours::parse)).orElse(null),
                entry.text("zone").flatMap(TeamFile::zone).orElse(null));
    }

    private static Optional<LocalTime> timeOfDay(YamlText text) {
        try {
            return Optional.of(LocalTime.parse(text.value(), TIME_OF_DAY));
        } catch (DateTimeException e) {
            text.problem("\"" + text.value() + "\" is no time of the day; what works: 15:00");
            return Optional.empty();
        }
    }

    /** The first day without them; of who has left for good, a day before all others. */
    private static Optional<LocalDate> left(YamlText text) {
        if (text.value().equals("true")) {
            return Optional.of(LocalDate.MIN);
        }
        if (text.value().equals("false")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.value()));
        } catch (DateTimeException e) {
            text.problem("\"" + text.value()
                    + "\" does not say since when they are gone; what works: the first day without them, such as"
                    + " 2024-12-01, or true");
            return Optional.empty();
        }
    }

    private List<Section> sections(YamlMap file) {
        if (!file.require("sections", SECTIONS_EXAMPLE)) {
            return List.of();
        }
        List<YamlMap> entries = file.maps("sections", SECTION_KEYS, SECTIONS_EXAMPLE);
        if (entries.isEmpty()) {
            file.problem("sections", "none is listed; write for example: " + SECTIONS_EXAMPLE);
        }
        List<Section> sections = new ArrayList<>();
        for (YamlMap entry : entries) {
            section(entry, SectionKind.ITEMS, false).ifPresent(sections::add);
        }
        return sections;
    }

    /** @param ownedAbove whether the section around it has owners, who are then asked for this part too */
    private Optional<Section> section(YamlMap entry, SectionKind defaultKind, boolean ownedAbove) {
        Optional<YamlText> id = entry.requiredText("id", "id: projects");
        Optional<YamlText> title = entry.requiredText("title", "title: 重点项目");
        List<YamlText> aliases = entry.texts("aliases", "aliases: [项目]");
        SectionKind kind =
                entry.has("kind") ? entry.text("kind").flatMap(TeamFile::kind).orElse(defaultKind) : defaultKind;
        id.ifPresent(text -> unique(text, text.value(), sectionIds, "the id"));
        Stream.concat(title.stream(), aliases.stream()).forEach(name -> uniqueName(name, entry.path()));
        List<MemberId> owners = owners(entry);
        Optional<MemberId> deputy = entry.text("deputy").flatMap(this::member);
        boolean optional = entry.flag("optional");
        Optional<YamlText> heading = entry.text("heading");
        heading.ifPresent(text -> checkPlaceholders(text, Set.of("title"), true));
        boolean owned = ownedAbove || !entry.listsNothing("owners");
        List<Section> parts = new ArrayList<>();
        if (entry.has("parts")) {
            String example = "parts: [{id: cashier, title: 收银台, owners: [lin]}]";
            entry.maps("parts", PART_KEYS, example)
                    .forEach(part -> section(part, kind, owned).ifPresent(parts::add));
        }
        if (!owned && entry.listsNothing("parts") && !optional) {
            entry.problem(
                    "owners",
                    "names nobody, so nobody would be asked; write for example owners: [" + exampleOwner()
                            + "], or give it parts that have owners, or set optional: true");
        }
        Optional<SectionId> sectionId = id.flatMap(text -> text.as(SectionId::new));
        if (sectionId.isEmpty() || title.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Section(
                sectionId.get(),
                title.get().value(),
                kind,
                owners,
                deputy.orElse(null),
                aliases.stream().map(YamlText::value).toList(),
                optional,
                heading.map(YamlText::value).orElse(null),
                parts));
    }

    private List<MemberId> owners(YamlMap entry) {
        List<YamlText> texts = entry.texts("owners", "owners: [" + exampleOwner() + "]");
        List<MemberId> owners = new ArrayList<>();
        for (YamlText text : texts) {
            member(text).ifPresent(owner -> {
                if (owners.contains(owner)) {
                    text.problem("\"" + owner + "\" is there twice; keep one");
                }
                owners.add(owner);
            });
        }
        return owners;
    }

    private String exampleOwner() {
        return members.keySet().stream().findFirst().map(MemberId::value).orElse("lin");
    }

    private Optional<MemberId> member(YamlText text) {
        Optional<MemberId> found = members.keySet().stream()
                .filter(id -> id.value().equals(text.value()))
                .findFirst();
        if (found.isEmpty() && membersKnown) {
            String meant = members.values().stream()
                    .filter(member -> member.name().equals(text.value()))
                    .map(member -> member.id().value())
                    .findFirst()
                    .or(() -> Spelling.nearest(
                            text.value(),
                            members.keySet().stream().map(MemberId::value).toList()))
                    .map(id -> "did you mean " + id + "? Members are: ")
                    .orElse("members are: ");
            text.problem("\"" + text.value() + "\" is no member of this team; " + meant
                    + members.keySet().stream().map(MemberId::value).collect(Collectors.joining(", ")));
        }
        return found;
    }

    /** @param name what must be another for every one */
    private static void unique(YamlText text, String name, Map<String, String> seen, String what) {
        String before = seen.putIfAbsent(name, text.key() + " in line " + text.line());
        if (before != null) {
            text.problem("\"" + text.value() + "\" is already " + what + " of " + before + "; every one needs its own");
        }
    }

    private void uniqueName(YamlText name, String section) {
        String key = SectionNames.key(name.value());
        if (key.isEmpty()) {
            name.problem("\"" + name.value() + "\" has nothing but brackets and marks; write the words of the title");
            return;
        }
        Named before = sectionNames.putIfAbsent(key, new Named(section, name.key() + " in line " + name.line()));
        if (before != null && !before.section.equals(section)) {
            name.problem("\"" + name.value() + "\" is already the name at " + before.where
                    + "; a name must mean one section (brackets, blanks, width and case do not tell names apart)");
        }
    }

    private Optional<Timetable> timetable(YamlMap map) {
        Optional<WeeklyTime> ask = time(map, "ask", Timetable.DEFAULT.ask());
        Optional<WeeklyTime> close = time(map, "close", Timetable.DEFAULT.close());
        Optional<WeeklyTime> publish = time(map, "publish", Timetable.DEFAULT.publish());
        List<WeeklyTime> reminders = new ArrayList<>();
        boolean allRead = true;
        if (map.has("remind")) {
            for (YamlText text : map.texts("remind", "remind: [FRI 14:00, FRI 16:00]")) {
                Optional<WeeklyTime> reminder = text.as(WeeklyTime::parse);
                reminder.ifPresent(reminders::add);
                allRead &= reminder.isPresent();
            }
        } else {
            reminders.addAll(Timetable.DEFAULT.reminders());
        }
        if (!allRead || ask.isEmpty() || close.isEmpty() || publish.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Timetable(ask.get(), reminders, close.get(), publish.get(), map.flag("nudge")));
        } catch (IllegalArgumentException e) {
            List<String> defaults = TIMES.stream().filter(key -> !map.has(key)).toList();
            problems.add(
                    map.line(),
                    "timetable",
                    e.getMessage()
                            + (defaults.isEmpty()
                                    ? ""
                                    : " (not set here, so at its default: " + String.join(", ", defaults) + ")"));
            return Optional.empty();
        }
    }

    private static Optional<WeeklyTime> time(YamlMap map, String key, WeeklyTime byDefault) {
        return map.has(key) ? map.text(key).flatMap(text -> text.as(WeeklyTime::parse)) : Optional.of(byDefault);
    }

    private static ReportTemplate template(YamlMap map) {
        Optional<YamlText> title = map.text("title");
        Optional<YamlText> section = map.text("section");
        Optional<YamlText> part = map.text("part");
        title.ifPresent(text -> checkPlaceholders(text, Set.of("team", "week", "from", "to"), false));
        section.ifPresent(text -> checkPlaceholders(text, Set.of("title"), true));
        part.ifPresent(text -> checkPlaceholders(text, Set.of("title"), true));
        return new ReportTemplate(
                title.map(YamlText::value).orElse(ReportTemplate.DEFAULT.title()),
                section.map(YamlText::value).orElse(ReportTemplate.DEFAULT.section()),
                part.map(YamlText::value).orElse(ReportTemplate.DEFAULT.part()),
                map.text("long").flatMap(TeamFile::longReport).orElse(LongReport.SPLIT),
                !map.has("charts") || map.flag("charts"),
                !map.has("unanswered") || map.flag("unanswered"));
    }

    private static int questions(YamlText text) {
        if (!text.value().matches("[0-" + QuestionChoice.MOST + "]")) {
            text.problem(
                    "\"" + text.value() + "\" is not how many questions a member may be asked in a round; what works:"
                            + " 0, which turns asking back off, 1, or " + QuestionChoice.MOST);
            return 0;
        }
        return Integer.parseInt(text.value());
    }

    private static Optional<LongReport> longReport(YamlText text) {
        Optional<LongReport> found = Stream.of(LongReport.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text.value()))
                .findFirst();
        if (found.isEmpty()) {
            text.problem("\"" + text.value() + "\" is not what becomes of a long report; what works: split, which posts"
                    + " it in several messages, or document");
        }
        return found;
    }

    private static void checkPlaceholders(YamlText text, Set<String> known, boolean titleNeeded) {
        String all = known.stream().sorted().map(name -> "{" + name + "}").collect(Collectors.joining(", "));
        Matcher matcher = PLACEHOLDER.matcher(text.value());
        while (matcher.find()) {
            if (!known.contains(matcher.group(1))) {
                text.problem(matcher.group() + " stands for nothing here; what works: " + all);
            }
        }
        if (titleNeeded && !text.value().contains("{title}")) {
            text.problem("\"" + text.value() + "\" does not say where the title goes; write for example: "
                    + ReportTemplate.DEFAULT.section());
        }
    }

    private static Optional<ZoneId> zone(YamlText text) {
        try {
            return Optional.of(ZoneId.of(text.value()));
        } catch (DateTimeException e) {
            text.problem("\"" + text.value() + "\" is no time zone; "
                    + Spelling.nearest(text.value(), ZoneId.getAvailableZoneIds())
                            .map(meant -> "did you mean " + meant + "?")
                            .orElse("what works: a name such as Asia/Shanghai or Europe/Berlin"));
            return Optional.empty();
        }
    }

    private static Optional<Locale> language(YamlText text) {
        Optional<Locale> language = Optional.ofNullable(LANGUAGES.get(text.value()));
        if (language.isEmpty()) {
            text.problem("\"" + text.value() + "\" is no language that Rollcall speaks; what works: zh or en");
        }
        return language;
    }

    private static Optional<Account> chat(YamlText text) {
        Matcher matcher = CHAT.matcher(text.value());
        if (!matcher.matches()) {
            text.problem("\"" + text.value()
                    + "\" names no chat; write platform and app like feishu:main, where the platform is feishu, wecom or"
                    + " dingtalk and the app is one of application.yml");
            return Optional.empty();
        }
        return Optional.of(new Account(matcher.group(1), matcher.group(2), ""));
    }

    private static Optional<SectionKind> kind(YamlText text) {
        List<String> kinds = Stream.of(SectionKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!kinds.contains(text.value())) {
            text.problem("\"" + text.value() + "\" is no kind of section; what works: " + String.join(", ", kinds));
            return Optional.empty();
        }
        return Optional.of(SectionKind.valueOf(text.value().toUpperCase(Locale.ROOT)));
    }

    private static Account at(Account app, String address) {
        return new Account(app.platform(), app.app(), address);
    }

    private record Named(String section, String where) {}
}
