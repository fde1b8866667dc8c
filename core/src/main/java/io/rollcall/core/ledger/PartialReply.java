package io.rollcall.core.ledger;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Merged.Fresh;
import io.rollcall.core.ledger.Merged.Outcome;
import io.rollcall.core.ledger.Merged.Unplaced;
import io.rollcall.core.ledger.Merged.Why;
import io.rollcall.core.ledger.Numbers.Named;
import io.rollcall.core.ledger.Numbers.Style;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Merges a reply into last week's lines as the prompt numbered them. Exactly the lines that the reply names change; all
 * others stay byte for byte. What is not clear is not guessed, and nothing is lost: every word of the reply is done, new,
 * or among what could not be placed; greetings aside.
 *
 * <pre>
 * 2.1 改成 80%，2.3 延到 11/14，其余同上周     two lines change
 * 3 完成  4 同上周  5 删除                    one changes, one goes
 * 2 分账：联调进度80%，预计12/20上线          the line as typed, as it repeats that of last week
 * 1. 新接入两家渠道                          a new line: a list's number, not last week's
 * </pre>
 *
 * <p>Stateless and thread-safe; no text makes it throw.
 */
public final class PartialReply {

    private static final int MOST_LINES = 2000;

    /** What is longer is one line of the report, not several orders. */
    private static final int LONGEST_ORDERS = 500;

    private PartialReply() {}

    /**
     * @param last  last week's lines, each number once, in the order of the prompt
     * @param reply as sent, of any length; line ends of any system
     * @param week  the report's week, by which days are placed; of merged weeks the last
     */
    public static Merged merge(List<PromptLine> last, String reply, ReportWeek week) {
        return merge(last, reply, week, line -> false);
    }

    /** @param isTitle whether a line, alone, is a section's title */
    public static Merged merge(List<PromptLine> last, String reply, ReportWeek week, Predicate<String> isTitle) {
        Reading reading = new Reading(last, week, isTitle);
        reading.read(reply);
        reading.decide();
        return reading.result();
    }

    /** One thing the reply says, in the order of the reply. */
    private sealed interface Entry {

        String typed();

        /** Of numbered lines; the number may be a list's. */
        record OfNumbers(Named named, Order order, String body, String typed, String line, boolean isLine)
                implements Entry {}

        /** A line repeated, or said with some words changed. */
        record Repeats(
                List<Likeness.Match> matches,
                String words,
                @Nullable Named named,
                String typed) implements Entry {

            boolean isExact() {
                return matches.get(0).exact();
            }
        }

        record Rest(String typed) implements Entry {}

        /** Sounds like an order, but names no line. */
        record Nameless(Order order, String words, String typed) implements Entry {}

        record Plain(String words, String typed, boolean isTitle) implements Entry {}
    }

    private static final class Reading {

        private static final Pattern BULLET = Pattern.compile("[-*•·◦▪●○►➤‣]\\s*(?:\\[[ xX]\\]\\s*)?");
        private static final Pattern TITLE = Pattern.compile("(?:#{1,6}\\s+\\S.*|\\[[^\\[\\]]{1,40}\\]\\s*:?)");
        private static final Pattern NEW_LINE = Pattern.compile("(?:新增|补充|另外新增|另|另外|new|add)\\s*:\\s*");

        /** What the prompt puts behind a line that is due. */
        private static final Pattern DUE = Pattern.compile("\\s*〔[^〔〕]{1,30}〕\\s*$");

        private final Predicate<String> isTitle;
        private final List<PromptLine> last;
        private final Map<String, PromptLine> byNumber = new LinkedHashMap<>();
        private final Numbers numbers;
        private final LineEditor editor;
        private final Likeness likeness;
        private final List<Entry> entries = new ArrayList<>();

        private final Map<String, Said> said = new HashMap<>();
        private final Map<String, String> repeated = new HashMap<>();
        private final Set<String> named = new HashSet<>();
        private final List<Unplaced> unplaced = new ArrayList<>();
        private final List<Fresh> fresh = new ArrayList<>();
        private boolean keepsRest;
        private boolean isPartial;

        /** An order on one line, and how it was typed. */
        private record Said(Order order, String typed) {}

        Reading(List<PromptLine> last, ReportWeek week, Predicate<String> isTitle) {
            this.isTitle = isTitle;
            this.last = List.copyOf(last);
            last.forEach(line -> byNumber.putIfAbsent(line.no(), line));
            this.numbers = new Numbers(last);
            this.editor = new LineEditor(week);
            this.likeness = new Likeness(this.last, editor);
        }

        // Reading

        void read(String reply) {
            String[] lines = reply.split("\\R", MOST_LINES);
            for (int i = 0; i < lines.length; i++) {
                String line = lines[i];
                // A sentence goes on after a comma at the end of a line, unless a line of its own follows.
                while (i + 1 < lines.length
                        && line.stripTrailing().matches("(?s).*[，,]")
                        && !lines[i + 1].isBlank()
                        && goesOn(lines[i + 1])) {
                    line = line.stripTrailing() + lines[++i].strip();
                }
                if (!line.isBlank()) {
                    readLine(line);
                }
            }
        }

        private boolean goesOn(String line) {
            String folded = Typed.fold(line.strip());
            return numbers.at(folded, 0) == null
                    && !BULLET.matcher(folded).lookingAt()
                    && !TITLE.matcher(folded).matches()
                    && !Segments.isRest(folded)
                    && OrderReader.read(line.strip()) instanceof Order.Edits;
        }

        private void readLine(String typed) {
            String line = DUE.matcher(typed.strip()).replaceFirst("");
            String folded = Typed.fold(line);
            if (Segments.isCourtesy(folded)) {
                return;
            }
            if (Segments.isRest(folded)) {
                entries.add(new Entry.Rest(typed.strip()));
                return;
            }
            if (TITLE.matcher(folded).matches() && numbers.at(folded, 0) == null || isTitle.test(line)) {
                entries.add(new Entry.Plain(line, typed, true));
                return;
            }
            var bullet = BULLET.matcher(folded);
            String said = bullet.lookingAt() ? line.substring(bullet.end()) : line;
            if (said.isBlank()) {
                return;
            }
            var addition = NEW_LINE.matcher(Typed.fold(said));
            if (addition.lookingAt() && addition.end() < said.length() && !namesALine(said.substring(addition.end()))) {
                String words = said.substring(addition.end());
                entries.add(new Entry.Plain(words, words, false));
                return;
            }
            readWords(said, typed);
        }

        /** {@code 补充：6 结案36件}. */
        private boolean namesALine(String words) {
            Named line = numbers.at(Typed.fold(words), 0);
            return line != null
                    && numbers.allExist(line)
                    && isOrder(
                            OrderReader.read(words.substring(line.end())),
                            line.numbers().get(0));
        }

        private void readWords(String said, String typed) {
            String folded = Typed.fold(said);
            Named first = numbers.at(folded, 0);
            String words = first == null ? said : said.substring(first.end()).strip();
            String number = first == null || first.numbers().size() > 1
                    ? ""
                    : first.numbers().get(0);
            Optional<Likeness.Match> exact = likeness.exact(words, number).or(() -> likeness.exact(said, ""));
            if (exact.isPresent() && !words.isBlank()) {
                entries.add(new Entry.Repeats(List.of(exact.get()), words, first, typed));
                return;
            }
            List<Segments.Segment> segments =
                    said.length() > LONGEST_ORDERS ? List.of(whole(first, words, said)) : Segments.of(said, numbers);
            boolean several =
                    segments.size() > 1 && segments.stream().anyMatch(part -> part.named() != null || part.isRest());
            if (several) {
                segments.forEach(part -> segment(part, typed, false));
                return;
            }
            if (segments.isEmpty()) {
                return;
            }
            Segments.Segment only = segments.get(0);
            if (only.isRest()) {
                segment(only, typed, false);
                return;
            }
            Named named = only.named();
            if (named != null && first == null) {
                // With words before the number, as "把 2 改成 80%".
                segment(only, typed, false);
                return;
            }
            if (first == null && isNamedOrder(said, typed)) {
                return;
            }
            Order order = first == null ? OrderReader.read(words) : ofLine(OrderReader.read(words), words, first);
            List<Likeness.Match> close = isOrder(order, number) ? List.of() : likeness.close(words, number);
            if (!close.isEmpty() && (first == null || first.numbers().size() == 1)) {
                entries.add(new Entry.Repeats(close, words, first, typed));
            } else if (first != null) {
                segment(only, typed, true);
            } else {
                nameless(order, said, typed);
            }
        }

        private static Segments.Segment whole(@Nullable Named first, String words, String said) {
            return new Segments.Segment(first, words, said, false);
        }

        private void nameless(Order order, String said, String typed) {
            boolean orders =
                    !(order instanceof Order.Words) && order.isSure() || Segments.isOfTheRest(Typed.fold(said));
            entries.add(orders ? new Entry.Nameless(order, said, typed) : new Entry.Plain(said, typed, false));
        }

        /** {@code 门店分账 完成}: a line named by its name instead of by its number. */
        private boolean isNamedOrder(String said, String typed) {
            String key = Typed.fold(said);
            List<PromptLine> meant = last.stream()
                    .filter(line -> {
                        String name = Typed.fold(editor.name(line.shown()));
                        return name.length() >= 2 && key.startsWith(name) && key.length() > name.length();
                    })
                    .toList();
            if (meant.size() != 1) {
                return false;
            }
            String left =
                    said.substring(editor.name(meant.get(0).shown()).length()).replaceFirst("^[\\s:：的]+", "");
            Order order = OrderReader.read(left);
            if (left.isBlank()
                    || order instanceof Order.Words
                    || order instanceof Order.Unclear
                    || !isOrder(order, meant.get(0).no())) {
                return false;
            }
            Named named = new Named(List.of(meant.get(0).no()), Style.EXPLICIT, 0, false);
            entries.add(new Entry.OfNumbers(named, order, left, typed.strip(), typed, false));
            return true;
        }

        private void segment(Segments.Segment part, String typed, boolean isLine) {
            if (part.isRest()) {
                entries.add(new Entry.Rest(part.typed()));
            } else if (part.named() != null) {
                String body = part.body();
                Order order = OrderReader.read(body);
                entries.add(new Entry.OfNumbers(
                        part.named(), ofLine(order, body, part.named()), body, part.typed(), typed, isLine));
            } else if (!Segments.isCourtesy(Typed.fold(part.body()))) {
                nameless(OrderReader.read(part.body()), part.body(), part.body());
            }
        }

        /** {@code 2 门店分账进度80%}: the line's name before the order says no more than its number. */
        private Order ofLine(Order order, String body, Named named) {
            PromptLine line =
                    named.numbers().size() == 1 ? byNumber.get(named.numbers().get(0)) : null;
            if (line == null) {
                return order;
            }
            String name = editor.name(line.shown());
            if (!name.isEmpty() && Typed.fold(body).startsWith(Typed.fold(name)) && body.length() > name.length()) {
                String left = body.substring(name.length());
                if (left.startsWith("：") || left.startsWith(":")) {
                    return new Order.Words(body);
                }
                Order shorter = OrderReader.read(left.replaceFirst("^[\\s的]+", ""));
                return shorter instanceof Order.Unclear
                        ? order
                        : shorter instanceof Order.Words ? new Order.Words(body) : shorter;
            }
            return order;
        }

        /** Whether the words can only be said of a line, or of this one. */
        private boolean isOrder(Order order, String number) {
            if (order instanceof Order.Words) {
                return false;
            }
            if (order.isSure()) {
                return true;
            }
            PromptLine line = byNumber.get(number);
            return line != null
                    && order instanceof Order.Edits edits
                    && edits.edits().stream().allMatch(edit -> edit.isSure() || isIn(line, nameOf(edit)));
        }

        private static String nameOf(Order.Edit edit) {
            if (edit instanceof Order.Edit.Percent percent) {
                return percent.name();
            }
            return edit instanceof Order.Edit.Figure figure ? figure.name() : "";
        }

        private static boolean isIn(PromptLine line, String name) {
            return Typed.key(line.text()).contains(Typed.key(name));
        }

        // Deciding

        void decide() {
            boolean listed = isList();
            boolean rest = entries.stream().anyMatch(Entry.Rest.class::isInstance);
            boolean plain = entries.stream().anyMatch(entry -> entry instanceof Entry.Plain text && !text.isTitle());
            Set<Entry> taken = claimRepeated();
            for (Entry entry : entries) {
                if (entry instanceof Entry.Rest) {
                    keepsRest = true;
                    isPartial = true;
                } else if (entry instanceof Entry.Plain text) {
                    fresh.add(new Fresh(text.words(), text.typed(), text.isTitle()));
                } else if (entry instanceof Entry.Nameless nameless) {
                    if (plain || last.isEmpty()) {
                        fresh.add(new Fresh(nameless.words(), nameless.typed(), false));
                    } else {
                        ask(nameless.words(), null, Why.NO_NUMBER, numbers.all());
                    }
                } else if (entry instanceof Entry.Repeats repeats) {
                    Named number = repeats.named();
                    if (number != null && isOfAnotherNumber(repeats)) {
                        ask(repeats.typed(), number.numbers().get(0), Why.ANOTHER_LINE, hintOf(repeats));
                    } else if (!taken.contains(entry)) {
                        fresh.add(new Fresh(repeats.words(), repeats.typed(), false));
                    }
                } else if (entry instanceof Entry.OfNumbers numbered) {
                    ofNumbers(numbered, listed, rest);
                }
            }
            dropTitlesOverNothing();
            boolean repeatsOnly = fresh.isEmpty() && entries.stream().anyMatch(taken::contains);
            boolean byPromptsNumbers = entries.stream()
                            .anyMatch(entry -> entry instanceof Entry.Repeats repeats
                                    && taken.contains(repeats)
                                    && repeats.named() != null)
                    && !listed
                    && !isSequence();
            isPartial |= repeatsOnly || byPromptsNumbers || !unplaced.isEmpty() && fresh.isEmpty();
        }

        /** Whether the numbers of this message are a list's own rather than last week's. */
        private boolean isList() {
            boolean free = false;
            int own = 0;
            int lines = 0;
            Style style = Style.MARKED;
            for (Entry entry : entries) {
                if (entry instanceof Entry.OfNumbers numbered) {
                    boolean words = !isOrder(
                            numbered.order(), numbered.named().numbers().get(0));
                    if (!words && !(numbered.order() instanceof Order.Unclear)
                            || numbered.named().style() == Style.EXPLICIT
                            || !numbered.isLine()) {
                        return false;
                    }
                    free |= words;
                    lines++;
                    style = numbered.named().style();
                } else if (entry instanceof Entry.Repeats repeats && repeats.named() != null) {
                    lines++;
                    boolean same = repeats.named()
                            .numbers()
                            .contains(repeats.matches().get(0).line().no());
                    own += same ? 1 : 0;
                }
            }
            boolean pasted = own > 0 && 2 * own >= lines;
            boolean single = lines == 1 && style == Style.BARE;
            return free && !pasted && !single && isSequence();
        }

        /** Whether a line with a name of its own may be a new one: its list counts from one, and holds no orders. */
        private boolean isAmongListed(Entry.OfNumbers entry) {
            boolean orders = entries.stream()
                    .anyMatch(other -> other instanceof Entry.OfNumbers numbered
                            && isOrder(
                                    numbered.order(), numbered.named().numbers().get(0)));
            boolean alone = entries.stream()
                            .filter(other -> !(other instanceof Entry.Plain text && text.isTitle()))
                            .count()
                    == 1;
            return entry.isLine() && !orders && !(alone && entry.named().style() == Style.BARE) && isSequence();
        }

        /** Whether the numbers count from one, as a list's do. */
        private boolean isSequence() {
            String before = "";
            for (Entry entry : entries) {
                Named here = entry instanceof Entry.OfNumbers numbered && numbered.isLine()
                        ? numbered.named()
                        : entry instanceof Entry.Repeats repeats ? repeats.named() : null;
                if (here == null) {
                    continue;
                }
                String number = here.numbers().get(0);
                if (!follows(before, number)) {
                    return false;
                }
                before = number;
            }
            return !before.isEmpty();
        }

        private static boolean follows(String before, String number) {
            if (number.equals("1") || !before.isEmpty() && number.equals(before + ".1")) {
                return true;
            }
            String above = before;
            while (!above.isEmpty()) {
                int point = above.lastIndexOf('.');
                String next = above.substring(0, point + 1) + (Integer.parseInt(above.substring(point + 1)) + 1);
                if (next.equals(number)) {
                    return true;
                }
                above = point < 0 ? "" : above.substring(0, point);
            }
            return false;
        }

        /** Gives each repeated line to the typed line that repeats it best, word for word before all others. */
        private Set<Entry> claimRepeated() {
            Set<Entry> claimed = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
            Set<String> taken = new HashSet<>();
            List<Entry.Repeats> repeats = new ArrayList<>();
            entries.forEach(entry -> {
                if (entry instanceof Entry.Repeats line && !isOfAnotherNumber(line)) {
                    repeats.add(line);
                }
            });
            repeats.stream()
                    .sorted(Comparator.comparing((Entry.Repeats line) -> !line.isExact())
                            .thenComparing(line -> -line.matches().get(0).closeness()))
                    .forEach(line -> claim(line, taken, claimed));
            return claimed;
        }

        /** {@code 3 支付成功率：99.4%}, where that is the fourth line: alone, nobody can tell which of the two is meant. */
        private boolean isOfAnotherNumber(Entry.Repeats line) {
            Named number = line.named();
            boolean alone =
                    entries.stream().filter(Entry.Repeats.class::isInstance).count() == 1;
            return number != null
                    && alone
                    && !line.isExact()
                    && numbers.allExist(number)
                    && !number.numbers().contains(line.matches().get(0).line().no())
                    && !(number.style() == Style.MARKED && isSequence());
        }

        private List<String> hintOf(Entry.Repeats line) {
            Named number = line.named();
            PromptLine there =
                    number == null ? null : byNumber.get(number.numbers().get(0));
            return there == null ? List.of() : List.of(editor.name(there.shown()));
        }

        private void claim(Entry.Repeats line, Set<String> taken, Set<Entry> claimed) {
            for (Likeness.Match match : line.matches()) {
                String no = match.line().no();
                boolean again = line.isExact() && !taken.add(no);
                if (again || !line.isExact() && !taken.add(no)) {
                    if (line.isExact()) {
                        // The same line once more says nothing new.
                        claimed.add(line);
                        return;
                    }
                    continue;
                }
                claimed.add(line);
                named.add(no);
                if (!line.isExact() || !Typed.key(match.line().text()).equals(Typed.key(line.words()))) {
                    boolean byNumber =
                            line.named() != null && line.named().numbers().contains(no);
                    String words = byNumber
                            ? editor.say(
                                    OrderReader.withoutVerb(line.words()),
                                    match.line().shown())
                            : line.words();
                    repeated.put(no, line.isExact() ? match.line().shown() : words);
                }
                return;
            }
        }

        private void ofNumbers(Entry.OfNumbers entry, boolean listed, boolean rest) {
            Order order = entry.order();
            String first = entry.named().numbers().get(0);
            boolean ordered = isOrder(order, first);
            if ((listed || isAmongListed(entry)) && !ordered) {
                if (listed && !rest || namesAnother(entry, first)) {
                    fresh.add(new Fresh(entry.body(), entry.line(), false));
                    return;
                }
                if (listed && entry.named().style() != Style.BARE) {
                    ask(entry.typed(), first, Why.LIST_OR_NUMBERS, List.of());
                    return;
                }
            }
            if (last.isEmpty()) {
                if (ordered) {
                    ask(entry.typed(), first, Why.NO_SUCH_NUMBER, List.of());
                } else {
                    fresh.add(new Fresh(entry.body(), entry.line(), false));
                }
                return;
            }
            isPartial = true;
            List<String> missing = entry.named().numbers().stream()
                    .filter(number -> !numbers.exists(number))
                    .toList();
            if (!missing.isEmpty() && isNext(entry, missing, ordered)) {
                fresh.add(new Fresh(entry.body(), entry.line(), false));
                return;
            }
            if (!missing.isEmpty() && entry.named().asRange()) {
                ask(entry.typed(), String.join(",", missing), Why.NO_SUCH_NUMBER, numbers.all());
                return;
            }
            missing.forEach(number -> ask(entry.typed(), number, Why.NO_SUCH_NUMBER, numbers.all()));
            for (String number : entry.named().numbers()) {
                if (numbers.exists(number)) {
                    say(number, entry);
                }
            }
        }

        /** A line of its own with the number after the last: new. */
        private boolean isNext(Entry.OfNumbers entry, List<String> missing, boolean ordered) {
            int highest = last.stream()
                    .mapToInt(line -> Integer.parseInt(line.no().replaceAll("\\..*", "")))
                    .max()
                    .orElse(0);
            return !ordered
                    && entry.isLine()
                    && missing.equals(List.of(Integer.toString(highest + 1)))
                    && editor.bodyStart(entry.body()) > 0;
        }

        private boolean namesAnother(Entry.OfNumbers entry, String number) {
            PromptLine line = byNumber.get(number);
            int body = editor.bodyStart(entry.body());
            if (body == 0) {
                return line != null && beginsWithAnother(entry.body(), line);
            }
            String label = LineEditor.name(entry.body(), body);
            if (line == null) {
                return true;
            }
            String name = editor.name(line.shown());
            return !Typed.key(line.shown()).contains(Typed.key(label))
                    && !Typed.key(label).contains(Typed.key(name))
                    && Typed.likeness(label, name) < 0.5;
        }

        private boolean beginsWithAnother(String words, PromptLine line) {
            String key = Typed.key(words);
            return !key.startsWith(Typed.key(editor.name(line.shown())))
                    && last.stream()
                            .filter(other -> !other.no().equals(line.no()))
                            .map(other -> Typed.key(editor.name(other.shown())))
                            .anyMatch(name -> name.length() >= 3 && key.startsWith(name));
        }

        private void say(String number, Entry.OfNumbers entry) {
            Order order = entry.order();
            if (order instanceof Order.Unclear unclear) {
                ask(entry.typed(), number, unclear.why(), List.of());
                return;
            }
            if (entry.body().isBlank()) {
                ask(entry.typed(), number, Why.UNCLEAR, List.of());
                return;
            }
            PromptLine line = byNumber.get(number);
            if (order instanceof Order.Words
                    && namesAnother(entry, number)
                    && line != null
                    && !editor.name(line.shown()).isEmpty()) {
                ask(entry.typed(), number, Why.ANOTHER_LINE, List.of(editor.name(line.shown())));
                return;
            }
            named.add(number);
            Said before = said.get(number);
            Said now = new Said(order, entry.typed());
            if (before == null || before.order().equals(order) || before.order() instanceof Order.Same) {
                said.put(number, now);
            } else if (before.order() instanceof Order.Edits one
                    && order instanceof Order.Edits other
                    && goTogether(one, other)) {
                List<Order.Edit> both = new ArrayList<>(one.edits());
                both.addAll(other.edits());
                said.put(number, new Said(new Order.Edits(both), before.typed() + "，" + entry.typed()));
            } else {
                ask(before.typed(), number, Why.OVERRULED, List.of(entry.typed()));
                said.put(number, now);
            }
        }

        /** A share and a day go together; two shares do not, nor does anything with a state. */
        private static boolean goTogether(Order.Edits one, Order.Edits other) {
            Set<String> kinds = new HashSet<>();
            one.edits().forEach(edit -> kinds.add(edit.kind()));
            return !kinds.contains("state")
                    && other.edits().stream()
                            .noneMatch(edit ->
                                    kinds.contains(edit.kind()) || edit.kind().equals("state"));
        }

        private void ask(String text, @Nullable String number, Why why, List<String> hint) {
            unplaced.add(new Unplaced(text.strip(), number, why, hint));
        }

        private void dropTitlesOverNothing() {
            for (int i = fresh.size() - 1; i >= 0; i--) {
                boolean isLast = i + 1 == fresh.size() || fresh.get(i + 1).isTitle();
                if (fresh.get(i).isTitle() && isLast) {
                    fresh.remove(i);
                }
            }
        }

        // The result

        Merged result() {
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            for (PromptLine line : last) {
                outcomes.put(line.no(), outcome(line));
            }
            for (PromptLine line : last) {
                Outcome own = outcomes.get(line.no());
                Optional<PromptLine> gone = last.stream()
                        .filter(above ->
                                line.isBelow(above.no()) && outcomes.get(above.no()) instanceof Outcome.Deleted)
                        .findFirst();
                if (gone.isPresent() && !(own instanceof Outcome.Deleted)) {
                    Said words = said.get(line.no());
                    if (words != null && own instanceof Outcome.Changed) {
                        ask(
                                words.typed(),
                                line.no(),
                                Why.DELETED_ABOVE,
                                List.of(gone.get().no()));
                    }
                    outcomes.put(line.no(), new Outcome.Deleted(line, false));
                }
            }
            return new Merged(isPartial, keepsRest, List.copyOf(outcomes.values()), unplaced, fresh);
        }

        private Outcome outcome(PromptLine line) {
            Said words = said.get(line.no());
            if (words == null || words.order() instanceof Order.Same) {
                String typed = words == null ? repeated.get(line.no()) : line.shown();
                return typed == null || typed.equals(line.text())
                        ? new Outcome.Unchanged(line, named.contains(line.no()))
                        : new Outcome.Changed(line, typed);
            }
            String base = repeated.getOrDefault(line.no(), line.text());
            if (words.order() instanceof Order.Delete) {
                return new Outcome.Deleted(line, true);
            }
            if (words.order() instanceof Order.Words say) {
                return changed(line, editor.say(say.text(), line.shown()));
            }
            LineEditor.Result result = editor.apply(((Order.Edits) words.order()).edits(), base, line.shown());
            if (result instanceof LineEditor.Result.Ask ask) {
                ask(words.typed(), line.no(), ask.why(), ask.hint());
                return base.equals(line.text()) ? new Outcome.Unchanged(line, false) : changed(line, base);
            }
            return changed(line, ((LineEditor.Result.Text) result).text());
        }

        private Outcome changed(PromptLine line, String text) {
            return text.equals(line.text()) ? new Outcome.Unchanged(line, true) : new Outcome.Changed(line, text);
        }
    }
}
