package io.rollcall.core.merge;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.merge.Clauses.Clause;
import io.rollcall.core.merge.Merged.Why;
import io.rollcall.core.merge.Order.Edit;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a change into the words of a line, so that nothing else of it changes. */
final class LineEditor {

    private static final Pattern SHARE = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d+)? ?%");
    private static final Pattern PLAN_FIRST = Pattern.compile(
            "(?:预计|计划|争取|力争|拟|目标|准备|将)?(?:于|在)?(?:" + Day.FORM + ")?(?:之前|以前|前|内)?(?:完成|启动|推进|进行|开展|做完)?(?:对)?");
    private static final Pattern BRACKETED = Pattern.compile("[（(\\[【][^（()）\\[\\]【】]{1,60}[）)\\]】]");

    private static final Pattern WAITS = Pattern.compile("等|待|因|由于");

    /** What a clause says besides its day or share when it only plans or measures. */
    private static final int MAX_NAME = 20;

    private final LineReader reader;
    private final Map<String, String> names = new HashMap<>();

    LineEditor(ReportWeek week) {
        this.reader = new LineReader(week);
    }

    /** The line with the change, or why it could not be written. */
    sealed interface Result {

        record Text(String text) implements Result {}

        record Ask(Why why, List<String> hint) implements Result {}
    }

    /**
     * @param text  the line as it stands
     * @param shown the line as the prompt had it, by which {@code 推迟一周} is counted
     */
    Result apply(List<Edit> edits, String text, String shown) {
        String now = text;
        boolean compares = edits.stream().anyMatch(Edit.Change.class::isInstance);
        for (Edit edit : edits) {
            Result result = apply(edit, now, shown);
            if (!(result instanceof Result.Text written)) {
                return result;
            }
            boolean isValue = edit instanceof Edit.Percent || edit instanceof Edit.Figure;
            now = isValue && !compares ? withoutStaleChange(now, written.text()) : written.text();
        }
        return new Result.Text(now);
    }

    private Result apply(Edit edit, String text, String shown) {
        if (edit instanceof Edit.State state) {
            return state(state, text);
        } else if (edit instanceof Edit.Percent percent) {
            return percent(percent, text);
        } else if (edit instanceof Edit.Day day) {
            return day(day, text);
        } else if (edit instanceof Edit.Shift shift) {
            return shift(shift, text, shown);
        } else if (edit instanceof Edit.Part part) {
            return part(part, text);
        } else if (edit instanceof Edit.Change change) {
            return change(change, text);
        } else if (edit instanceof Edit.Remark remark) {
            return remark(remark, text, shown);
        } else {
            return figure((Edit.Figure) edit, text);
        }
    }

    // Words

    private Result remark(Edit.Remark remark, String text, String shown) {
        boolean bracketed = BRACKETED.matcher(remark.words()).matches();
        Edit within = bracketed
                ? EditReader.read(remark.words().substring(1, remark.words().length() - 1))
                        .orElse(remark)
                : remark;
        // "126家（新增6家）": of what the line has, that is no remark.
        boolean isValue = within instanceof Edit.Change
                || within instanceof Edit.Figure figure
                        && !figure.name().isEmpty()
                        && Typed.key(text).contains(Typed.key(figure.name()));
        if (isValue) {
            return apply(within, text, shown);
        }
        boolean said = Typed.key(text).contains(Typed.key(remark.words()));
        if (said || !remark.words().startsWith("（") && !remark.words().startsWith("(")) {
            return new Result.Text(said ? text : appended(text, remark.words(), false));
        }
        String line = text.stripTrailing();
        int end = Math.max(bodyStart(line), Typed.contentEnd(line));
        return new Result.Text(line.substring(0, end) + remark.words());
    }

    /** The line with these words behind its name, or these words alone where they bring the name. */
    String say(String words, String shown) {
        int body = bodyStart(shown);
        String name = name(shown, body);
        boolean whole = name.isEmpty()
                || Typed.key(words).startsWith(Typed.key(name))
                || Typed.likeness(words, shown) >= Likeness.SAME_LINE && Typed.share(name, words) >= 0.5;
        if (whole) {
            return words;
        }
        String said = Typed.withoutClosing(words);
        return body > 0 ? shown.substring(0, body) + said : name + "：" + said;
    }

    /** The label, or what stands before the first word of a state; empty when nobody can tell. */
    static String name(String text, int body) {
        if (body > 0) {
            return text.substring(0, body).replaceAll("[\\s:：]+$", "").strip();
        }
        Clause first = Clauses.places(text, 0).get(0);
        String clause = Typed.fold(first.of(text));
        Matcher state = Words.STATE_BEGINS.matcher(clause);
        int end = state.find() ? state.start() : clause.length();
        String name = text.substring(0, end).strip();
        return Typed.width(name) < 2 || Typed.width(name) > MAX_NAME ? "" : name;
    }

    String name(String text) {
        return names.computeIfAbsent(text, line -> name(line, bodyStart(line)));
    }

    /** The place behind the label's colon and the blanks after it; 0 when there is no label. */
    int bodyStart(String text) {
        String label = reader.read(text).label();
        if (label == null) {
            return 0;
        }
        int at = text.indexOf(label);
        int colon = at < 0 ? -1 : colonFrom(text, at + label.length());
        if (colon < 0) {
            return 0;
        }
        int body = colon + 1;
        while (body < text.length() && Character.isWhitespace(text.charAt(body))) {
            body++;
        }
        return body;
    }

    private static int colonFrom(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == ':' || text.charAt(i) == '：' || text.charAt(i) == '∶') {
                return i;
            }
        }
        return -1;
    }

    // Parts

    /** One of several that a line tells of, and where; {@code 存管 12/5上线；分账 12/10上线} has two. */
    record Part(String name, int start, int end) {}

    /** Those with a name and a state of their own; none where the line tells of one thing only. */
    List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        String line = text.substring(0, Typed.contentEnd(text));
        for (Clause clause : Clauses.places(line, Math.min(line.length(), bodyStart(text)))) {
            String words = clause.of(line);
            String name = subject(words.strip());
            if (!name.isEmpty()) {
                parts.add(new Part(name, clause.end() - words.stripLeading().length(), clause.end()));
            } else if (!parts.isEmpty()) {
                Part before = parts.remove(parts.size() - 1);
                parts.add(new Part(before.name(), before.start(), clause.end()));
            }
        }
        long names = parts.stream().map(Part::name).distinct().count();
        return parts.size() > 1 && names == parts.size() ? List.copyOf(parts) : List.of();
    }

    private String subject(String clause) {
        Matcher state = Words.STATE_BEGINS.matcher(Typed.fold(clause));
        if (!state.find() || state.start() == 0) {
            return "";
        }
        String name = clause.substring(0, state.start()).strip();
        LineReader.Line said = reader.read(clause);
        boolean tells = said.status() != null
                || said.isPlanned()
                || reader.readWeekBefore(clause).isPlanned();
        return tells && Typed.width(name) >= 2 && Typed.width(name) <= MAX_NAME ? name : "";
    }

    private Result part(Edit.Part change, String text) {
        for (Part part : parts(text)) {
            if (part.name().equals(change.name())) {
                String words = text.substring(part.start(), part.end());
                Result result = change.edits().isEmpty()
                        ? new Result.Text(change.typed())
                        : apply(change.edits(), words, words);
                return result instanceof Result.Text said
                        ? new Result.Text(text.substring(0, part.start()) + said.text() + text.substring(part.end()))
                        : result;
            }
        }
        return new Result.Ask(Why.UNCLEAR, List.of());
    }

    /** What is said of the line as a whole is said of each. */
    private Result ofEach(List<Part> parts, Edit.State state, String text) {
        String now = text;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            if (!(state(state, text.substring(part.start(), part.end())) instanceof Result.Text said)) {
                return new Result.Ask(Why.UNCLEAR, List.of());
            }
            now = now.substring(0, part.start()) + said.text() + now.substring(part.end());
        }
        return new Result.Text(now);
    }

    // States

    private Result state(Edit.State state, String text) {
        String current = text.strip();
        if (current.contains(state.words()) && states(current, state.status())) {
            return new Result.Text(text);
        }
        int body = bodyStart(current);
        if (state.status() == Status.IN_PROGRESS) {
            return new Result.Text(current.contains(state.words()) ? text : resumed(state, current, body));
        }
        List<Part> parts = body == 0 ? parts(current) : List.of();
        if (!parts.isEmpty()) {
            return ofEach(parts, state, current);
        }
        for (String candidate : candidates(state, current, body)) {
            if (states(candidate, state.status())) {
                return new Result.Text(candidate);
            }
        }
        return new Result.Ask(Why.UNCLEAR, List.of());
    }

    /** The line without its pause and what it waited for; what is planned stays. */
    private String resumed(Edit.State state, String text, int body) {
        StringBuilder written = new StringBuilder(text.substring(0, body));
        boolean stated = false;
        boolean reason = false;
        for (Clause clause : Clauses.places(text, body)) {
            String words = clause.of(text).strip();
            Status says = reader.read(words).status();
            boolean stops = says == Status.PAUSED || says == Status.BLOCKED;
            boolean goes = stops || reason && WAITS.matcher(words).lookingAt();
            reason = goes;
            String name = goes && clause.start() == 0 ? name(text, 0) : "";
            String kept = goes ? (stated ? "" : name + state.words()) : words;
            stated |= goes;
            if (!kept.isEmpty()) {
                written.append(written.length() > body ? "，" : "").append(kept);
            }
        }
        return stated ? written.toString() : appended(text, state.words(), false);
    }

    private boolean states(String text, Status status) {
        LineReader.Line line = reader.read(text);
        if (line.status() != status || line.isPlanned()) {
            return false;
        }
        return status != Status.DONE || line.unfinished().isEmpty();
    }

    private Set<String> candidates(Edit.State state, String text, int body) {
        Set<String> candidates = new java.util.LinkedHashSet<>();
        String name = name(text, body);
        if (name.isEmpty()) {
            nameless(state, text).ifPresent(candidates::add);
        } else {
            String bare = withoutBracketedStates(text, state.status());
            candidates.add(replaced(state, bare, bodyStart(bare), false));
            candidates.add(replaced(state, bare, bodyStart(bare), true));
            candidates.add((body > 0 ? text.substring(0, body) : name) + state.words());
        }
        candidates.add(Typed.withoutClosing(text) + "，" + state.words());
        return candidates;
    }

    /** {@code 预计下周完成机构签约}: what was planned, without the plan. */
    private static Optional<String> nameless(Edit.State state, String text) {
        Matcher plan = PLAN_FIRST.matcher(Typed.fold(text));
        if (!plan.lookingAt()) {
            return Optional.empty();
        }
        String left = text.substring(plan.end());
        String what = Clauses.of(left).get(0).strip();
        if (Typed.width(what) < 2) {
            return Optional.empty();
        }
        return Optional.of(state.status() == Status.DONE ? state.words() + what : what + state.words());
    }

    /** The line with its clauses of state and plan gone, and the new state in the place of the first of them. */
    private String replaced(Edit.State state, String text, int body, boolean figuresOnly) {
        int end = Typed.contentEnd(text);
        String tail = text.substring(Math.max(end, body));
        String line = text.substring(0, Math.max(end, body));
        StringBuilder written = new StringBuilder(line.substring(0, body));
        String mark = "";
        boolean stated = false;
        for (Clause clause : Clauses.places(line, body)) {
            String words = clause.of(line);
            boolean isFirst = clause.start() == body;
            String kept = kept(words, state.status(), figuresOnly && !isFirst);
            boolean cut = kept.length() < words.length();
            if (isFirst && body == 0 && cut && kept.isBlank()) {
                // The name stands here, without a label's colon.
                kept = name(line, 0);
            }
            if (!kept.isBlank()) {
                written.append(mark).append(kept);
                mark = clause.end() < line.length() ? line.substring(clause.end(), clause.end() + 1) : "，";
            }
            if (cut && !stated) {
                stated = true;
                boolean joins = isFirst && body == 0 && !kept.isBlank();
                written.append(joins || written.length() == body && body > 0 || written.isEmpty() ? "" : "，")
                        .append(state.words());
                mark = "，";
            }
        }
        if (!stated) {
            boolean joins = written.length() == body || written.toString().equals(name(line, body));
            written.append(joins ? "" : "，").append(state.words());
        }
        return written + (tail.isBlank() ? "" : tail);
    }

    /** What of a clause stays when the line takes another state: nothing of what says how far it is or is to be. */
    private String kept(String clause, Status status, boolean figuresOnly) {
        LineReader.Line line = reader.read(clause.strip());
        boolean planned =
                line.isPlanned() || reader.readWeekBefore(clause.strip()).isPlanned();
        boolean figures =
                line.facts().stream().anyMatch(fact -> fact instanceof Fact.Metric || fact instanceof Fact.Change);
        boolean progress = line.facts().stream().anyMatch(Fact.Progress.class::isInstance);
        boolean open = line.status() != null;
        boolean goesOn = Words.STATE_BEGINS.matcher(Typed.fold(clause.strip())).lookingAt();
        if (status == Status.PAUSED && progress && !planned) {
            return clause;
        }
        if (!planned && !progress && !open && !goesOn) {
            return figuresOnly && !figures ? "" : clause;
        }
        if (figures && !planned && !progress && (line.status() == null || line.status() == Status.DONE)) {
            return clause;
        }
        // "累计接入120家，联调进度60%" within one clause: what stands before the state stays when it has the figure.
        Matcher begins = Words.STATE_BEGINS.matcher(Typed.fold(clause));
        if (figures && begins.find() && begins.start() > 1) {
            String before = clause.substring(0, begins.start());
            LineReader.Line rest = reader.read(before.strip());
            if (!rest.facts().isEmpty() && rest.status() == null && !rest.isPlanned()) {
                return before.stripTrailing();
            }
        }
        return "";
    }

    private String withoutBracketedStates(String text, Status status) {
        Matcher brackets = BRACKETED.matcher(text);
        StringBuilder without = new StringBuilder();
        int from = 0;
        while (brackets.find()) {
            String within = brackets.group().substring(1, brackets.group().length() - 1);
            LineReader.Line line = reader.read(within);
            boolean goes = line.isPlanned()
                    || reader.readWeekBefore(within).isPlanned()
                    || line.status() != null && line.status() != status
                    || line.unfinished().isPresent()
                    || SHARE.matcher(within).matches();
            if (goes) {
                without.append(text, from, brackets.start());
                from = brackets.end();
            }
        }
        return without.append(text.substring(from)).toString();
    }

    // Shares

    private Result percent(Edit.Percent percent, String text) {
        LineReader.Line line = reader.read(text);
        List<int[]> shares = shares(text, line);
        List<int[]> progress =
                shares.stream().filter(share -> isProgress(share, line)).toList();
        List<int[]> meant;
        if (!percent.name().isEmpty()) {
            meant = shares.stream()
                    .filter(share -> isNamed(text, share, percent.name()))
                    .toList();
        } else if (percent.named()) {
            meant = progress.isEmpty() && shares.size() == 1 && isNamed(text, shares.get(0), "进度") ? shares : progress;
        } else {
            meant = shares;
        }
        meant = told(meant, text, percent.typed(), percent.value());
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, around(text, meant));
        }
        if (meant.size() == 1) {
            int[] place = meant.get(0);
            return new Result.Text(text.substring(0, place[0]) + percent.value() + text.substring(place[1]));
        }
        String words = percent.name().isEmpty() ? "进度" + percent.value() : percent.typed();
        return new Result.Text(appended(text, words, percent.name().isEmpty()));
    }

    /** Of several places the one whose value ({@code 12笔改成15笔}) or whose words before it the reply says. */
    private static List<int[]> told(List<int[]> places, String text, String typed, String value) {
        if (places.size() < 2) {
            return places;
        }
        String said = Typed.key(typed);
        int last = said.lastIndexOf(Typed.key(value));
        String before = last < 0 ? said : said.substring(0, last);
        List<int[]> byValue = places.stream()
                .filter(place -> Pattern.compile(
                                "(?<![\\d.])" + Pattern.quote(Typed.key(text.substring(place[0], place[1]))))
                        .matcher(before)
                        .find())
                .toList();
        String name = before.replaceAll("[\\d%].*$", "");
        List<int[]> byName = Typed.width(name) < 2
                ? places
                : places.stream().filter(place -> isNamed(text, place, name)).toList();
        return byValue.size() == 1 ? byValue : byName.size() == 1 ? byName : places;
    }

    /** The shares of a line, without those by which another figure moved. */
    private static List<int[]> shares(String text, LineReader.Line line) {
        List<int[]> places = new ArrayList<>();
        Matcher matcher = SHARE.matcher(Typed.fold(text));
        while (matcher.find()) {
            boolean moved = line.facts().stream()
                    .filter(Fact.Change.class::isInstance)
                    .anyMatch(fact -> fact.span().start() <= matcher.start()
                            && matcher.end() <= fact.span().end());
            if (!moved) {
                places.add(new int[] {matcher.start(), matcher.end()});
            }
        }
        return places;
    }

    private static boolean isProgress(int[] share, LineReader.Line line) {
        return line.facts().stream()
                .filter(Fact.Progress.class::isInstance)
                .anyMatch(fact ->
                        fact.span().start() < share[1] && share[0] < fact.span().end());
    }

    /** Whether the words right before a share, within its clause or as the label, are this name. */
    private static boolean isNamed(String text, int[] share, String name) {
        int from = 0;
        for (Clause clause : Clauses.places(text, 0)) {
            if (clause.start() <= share[0]) {
                from = clause.start();
            }
        }
        return Typed.key(text.substring(from, share[0])).contains(Typed.key(name));
    }

    private static List<String> around(String text, List<int[]> places) {
        return places.stream()
                .map(place -> {
                    int from = place[0];
                    while (from > 0 && place[0] - from < 8 && "，,；;。：:（( ".indexOf(text.charAt(from - 1)) < 0) {
                        from--;
                    }
                    return text.substring(from, place[1]);
                })
                .toList();
    }

    // Days

    private Result day(Edit.Day day, String text) {
        Map<int[], Fact.Dated> planned = plannedDays(text);
        List<int[]> same = new ArrayList<>();
        planned.forEach((place, fact) -> {
            if (day.isOwn() ? isNamed(text, place, day.event()) : isSame(day.event(), eventOf(text, place, fact))) {
                same.add(place);
            }
        });
        List<int[]> all = List.copyOf(planned.keySet());
        List<int[]> meant =
                day.event().isEmpty() ? all : !same.isEmpty() ? same : takesPlaceOf(day, planned) ? all : List.of();
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, around(text, meant));
        }
        if (meant.isEmpty()) {
            return new Result.Text(appended(text, day.bare() ? "预计" + day.day() : day.typed(), false));
        }
        int[] place = meant.get(0);
        String event = "";
        int end = place[1];
        if (!day.event().isEmpty() && !day.isOwn() && same.isEmpty()) {
            Matcher old = Words.EVENTS.matcher(text).region(end, text.length());
            end = old.lookingAt() ? old.end() : end;
            event = isFollowedByWord(text, end) ? "" : day.event();
            end = event.isEmpty() ? place[1] : end;
        }
        return new Result.Text(text.substring(0, place[0]) + day.day() + event + text.substring(end));
    }

    /** A line's only day is moved by what ends the work as that did; a day for a step of its own stands beside it. */
    private static boolean takesPlaceOf(Edit.Day day, Map<int[], Fact.Dated> planned) {
        return planned.size() == 1
                && planned.entrySet().stream().allMatch(only -> {
                    String event = only.getValue().event() == null
                            ? ""
                            : only.getValue().event();
                    return day.isOwn()
                            || event.isEmpty()
                            || Words.ENDS.matcher(event).find()
                                    && Words.ENDS.matcher(day.event()).find();
                });
    }

    private static boolean isSame(String said, String event) {
        return !said.isEmpty() && (event.contains(said) || !event.isEmpty() && said.endsWith(event));
    }

    private static boolean isFollowedByWord(String text, int at) {
        return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static String eventOf(String text, int[] place, Fact.Dated fact) {
        String event = fact.event() == null ? "" : fact.event();
        String after = text.substring(place[1], Math.min(text.length(), place[1] + 6));
        String before = text.substring(Math.max(0, place[0] - 6), place[0]);
        return event.isEmpty()
                ? (before + "|" + after)
                        .replaceAll("[^\\u4E00-\\u9FFF|]", "")
                        .replaceAll("预计|计划|预期|争取|力争|原定|将于|定于|左右|之前|前|于|在|至|到|\\|", "")
                : event;
    }

    /** Where days stand that are planned, or were a week ago; what was planned at first ({@code 原定}) is not moved. */
    private Map<int[], Fact.Dated> plannedDays(String text) {
        String folded = Typed.fold(text);
        Map<int[], Fact.Dated> places = new LinkedHashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (LineReader.Line line : List.of(reader.read(text), reader.readWeekBefore(text))) {
            for (Fact fact : line.facts()) {
                if (!(fact instanceof Fact.Dated date) || date.role() != Fact.Role.PLANNED) {
                    continue;
                }
                int[] place = Day.only(
                        folded,
                        date.span().start(),
                        Math.min(folded.length(), date.span().end()));
                if (place != null && !isOriginal(text, place[0]) && seen.add(place[0])) {
                    places.put(place, date);
                }
            }
        }
        return places;
    }

    private static boolean isOriginal(String text, int at) {
        String before = text.substring(Math.max(0, at - 5), at);
        return before.contains("原定") || before.contains("原计划") || before.contains("原预计") || before.endsWith("原");
    }

    private Result shift(Edit.Shift shift, String text, String shown) {
        Map<int[], Fact.Dated> before = plannedDays(shown);
        if (before.size() > 1) {
            return new Result.Ask(Why.SEVERAL, around(shown, List.copyOf(before.keySet())));
        }
        for (Map.Entry<int[], Fact.Dated> only : before.entrySet()) {
            LocalDate from = only.getValue().from();
            LocalDate to = only.getValue().to();
            LocalDate day = to == null ? from : to;
            if (day == null || from != null && !from.equals(day)) {
                break;
            }
            String old = shown.substring(only.getKey()[0], only.getKey()[1]);
            String moved = Day.inMannerOf(old, day.plusDays(shift.days()).plusMonths(shift.months()));
            String bound = old.matches(".*(?:之前|以前|前)") ? "前" : "";
            return day(new Edit.Day("", moved + bound, moved, true, false), text);
        }
        return new Result.Ask(Why.NO_DAY, List.of());
    }

    // Figures

    private Result figure(Edit.Figure figure, String text) {
        LineReader.Line line = reader.read(text);
        String folded = Typed.fold(text);
        List<int[]> meant = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?<![\\d.])\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|(?<![\\d.,])\\d+(?:\\.\\d+)?")
                .matcher(folded);
        while (matcher.find()) {
            int end = matcher.end();
            int unit = end < folded.length() && folded.charAt(end) == ' ' ? end + 1 : end;
            boolean sameUnit = folded.startsWith(figure.unit(), unit)
                    && !(figure.unit().length() == 1
                            && folded.startsWith("万", unit)
                            && !figure.unit().equals("万"));
            boolean moved = line.facts().stream()
                    .filter(fact -> fact instanceof Fact.Change || fact instanceof Fact.Dated)
                    .anyMatch(fact -> fact.span().start() <= matcher.start()
                            && matcher.end() <= fact.span().end());
            int[] place = {matcher.start(), unit + figure.unit().length()};
            if (sameUnit && !moved && (figure.name().isEmpty() || isNamed(text, place, figure.name()))) {
                meant.add(place);
            }
        }
        meant = told(meant, text, figure.typed(), figure.value() + figure.unit());
        if (meant.size() > 1) {
            return new Result.Ask(Why.SEVERAL, around(text, meant));
        }
        if (meant.size() == 1) {
            int[] place = meant.get(0);
            return new Result.Text(
                    text.substring(0, place[0]) + figure.value() + figure.unit() + text.substring(place[1]));
        }
        return new Result.Text(appended(text, figure.typed(), false));
    }

    private Result change(Edit.Change change, String text) {
        List<int[]> places = changes(text, since(change.typed()));
        if (places.size() > 1) {
            return new Result.Ask(Why.SEVERAL, around(text, places));
        }
        return new Result.Text(
                places.isEmpty()
                        ? appended(text, change.typed(), false)
                        : text.substring(0, places.get(0)[0]) + change.typed() + text.substring(places.get(0)[1]));
    }

    /** Where a line says how a figure moved since then. */
    private static List<int[]> changes(String text, String since) {
        List<int[]> places = new ArrayList<>();
        Matcher change = Words.CHANGE.matcher(Typed.fold(text));
        while (change.find()) {
            if (since.equals(since(change.group()))) {
                places.add(new int[] {change.start(), change.end()});
            }
        }
        return places;
    }

    /** Which of last week, last month and last year a figure is compared with; that of last week mostly goes unsaid. */
    private static String since(String change) {
        return change.contains("同比") || change.contains("年") ? "year" : change.contains("月") ? "month" : "week";
    }

    /** By how much the old value had moved is not said of the new one. */
    private static String withoutStaleChange(String before, String now) {
        Matcher change = Words.CHANGE.matcher(Typed.fold(now));
        int same = 0;
        while (same < Math.min(before.length(), now.length()) && before.charAt(same) == now.charAt(same)) {
            same++;
        }
        if (before.equals(now) || now.startsWith(before) || !change.find(same)) {
            return now;
        }
        int from = change.start();
        int to = change.end();
        if (from > 0
                && to < now.length()
                && "（(".indexOf(now.charAt(from - 1)) >= 0
                && "）)".indexOf(now.charAt(to)) >= 0) {
            from--;
            to++;
        } else if (from > 0 && "，,；; ".indexOf(now.charAt(from - 1)) >= 0) {
            from--;
        }
        boolean follows = now.substring(same, from).chars().noneMatch(c -> "，,；;。（(".indexOf(c) >= 0);
        return follows ? now.substring(0, from) + now.substring(to) : now;
    }

    /** The line with more words behind it, in front of the full stop at its end. */
    private String appended(String text, String words, boolean isProgress) {
        String stripped = text.stripTrailing();
        if (isProgress) {
            String started = withoutNotStarted(stripped, words);
            if (!started.equals(stripped)) {
                return started;
            }
        }
        int body = bodyStart(stripped);
        int end = Math.max(body, Typed.contentEnd(stripped));
        String tail = stripped.substring(end);
        boolean empty =
                body > 0 && end == body || stripped.isEmpty() || stripped.endsWith("：") || stripped.endsWith(":");
        if (empty) {
            return stripped + words;
        }
        return stripped.substring(0, end) + "，" + words + ("。".equals(tail) || ".".equals(tail) ? tail : "");
    }

    /** {@code 未启动} goes when something has been done. */
    private String withoutNotStarted(String text, @Nullable String words) {
        if (reader.read(text).status() != Status.NOT_STARTED) {
            return text;
        }
        int body = bodyStart(text);
        for (Clause clause : Clauses.places(text, body)) {
            String said = clause.of(text);
            boolean only = Optional.ofNullable(reader.read(said.strip()).status())
                    .filter(status -> status == Status.NOT_STARTED)
                    .isPresent();
            if (only && Typed.width(said.strip()) <= 6 && (clause.start() > 0 || body > 0)) {
                return text.substring(0, clause.start()) + words + text.substring(clause.end());
            }
        }
        return text;
    }
}
