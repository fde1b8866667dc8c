package io.rollcall.core.merge;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.merge.Merged.Fresh;
import io.rollcall.core.merge.Merged.Outcome;
import io.rollcall.core.merge.Merged.Unplaced;
import io.rollcall.core.merge.Merged.Why;
import io.rollcall.core.merge.Numbers.Named;
import io.rollcall.core.merge.Numbers.Style;
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
        Decision decision = new Decision(last, reply, week, isTitle);
        decision.decide();
        return decision.result();
    }

    /** Whether a reply says nothing but that the rest stays as it was ({@code 其余同上周}). */
    public static boolean keepsAll(String reply) {
        return SetPhrases.isRest(Typed.fold(reply.strip())) || SetPhrases.keepsAll(reply.strip());
    }

    private static final class Decision {

        private final List<PromptLine> last;
        private final Map<String, PromptLine> byNumber = new LinkedHashMap<>();
        private final Numbers numbers;
        private final LineNames names;
        private final LineEditor editor;
        private final EntryReader reader;
        private final List<Entry> entries;
        private final ReplyShape shape;

        private final Map<String, Said> said = new HashMap<>();
        private final Map<String, String> repeated = new HashMap<>();
        private final Set<String> named = new HashSet<>();
        private final List<Unplaced> unplaced = new ArrayList<>();
        private final List<Fresh> fresh = new ArrayList<>();
        private boolean keepsRest;
        private boolean isPartial;

        /** An order on one line, and how it was typed. */
        private record Said(Order order, String typed) {}

        Decision(List<PromptLine> last, String reply, ReportWeek week, Predicate<String> isTitle) {
            this.last = List.copyOf(last);
            last.forEach(line -> byNumber.putIfAbsent(line.no(), line));
            this.numbers = new Numbers(last);
            LineReader lines = new LineReader(week);
            this.names = new LineNames(lines);
            this.editor = new LineEditor(lines, names);
            this.reader = new EntryReader(this.last, byNumber, numbers, names, isTitle);
            this.entries = reader.read(reply);
            this.shape = new ReplyShape(entries, reader);
        }

        // Deciding

        void decide() {
            boolean structured = shape.isStructured();
            boolean listed = shape.isList();
            boolean rest = entries.stream().anyMatch(Entry.Rest.class::isInstance);
            boolean mayHoldNew = !rest && shape.mayHoldNew();
            boolean plain = entries.stream().anyMatch(entry -> entry instanceof Entry.Plain text && !text.isTitle());
            Set<Entry> taken = claimRepeated();
            for (Entry entry : entries) {
                if (entry instanceof Entry.Rest) {
                    keepsRest = true;
                    isPartial = true;
                } else if (entry instanceof Entry.New text) {
                    fresh.add(new Fresh(text.words(), text.typed(), false));
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
                } else if (entry instanceof Entry.OfNumbers numbered && structured && !numbered.isByName()) {
                    fresh.add(new Fresh(numbered.body(), numbered.line(), false));
                } else if (entry instanceof Entry.OfNumbers numbered) {
                    ofNumbers(numbered, listed, mayHoldNew, rest);
                }
            }
            dropTitlesOverNothing();
            boolean repeatsOnly = fresh.isEmpty() && entries.stream().anyMatch(taken::contains);
            boolean byPromptsNumbers = entries.stream()
                            .anyMatch(entry -> entry instanceof Entry.Repeats repeats
                                    && taken.contains(repeats)
                                    && repeats.named() != null)
                    && !listed
                    && !shape.isSequence();
            // "新增：…" says that it comes beside the rest.
            boolean newOnly = !entries.isEmpty() && entries.stream().allMatch(Entry.New.class::isInstance);
            isPartial |= newOnly || repeatsOnly || byPromptsNumbers || !unplaced.isEmpty() && fresh.isEmpty();
            if (structured || shape.isOwnList()) {
                isPartial = false;
            }
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
                    && !(number.style() == Style.MARKED && shape.isSequence());
        }

        private List<String> hintOf(Entry.Repeats line) {
            Named number = line.named();
            PromptLine there =
                    number == null ? null : byNumber.get(number.numbers().get(0));
            return there == null ? List.of() : List.of(names.name(there.shown()));
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
                    String words =
                            byNumber ? editor.say(line.words(), match.line().shown()) : line.words();
                    repeated.put(no, line.isExact() ? match.line().shown() : words);
                }
                return;
            }
        }

        private void ofNumbers(Entry.OfNumbers entry, boolean listed, boolean mayHoldNew, boolean rest) {
            Order order = entry.order();
            String first = entry.named().numbers().get(0);
            boolean ordered = reader.isOrder(order, first);
            boolean amongListed = mayHoldNew && entry.isLine() && entry.named().style() != Style.EXPLICIT;
            if ((listed || amongListed) && !ordered) {
                if (listed && !rest || namesAnother(entry, first)) {
                    fresh.add(new Fresh(entry.body(), entry.line(), false));
                    return;
                }
                if (listed && entry.named().style() != Style.BARE) {
                    ask(entry.typed(), first, Why.LIST_OR_NUMBERS, List.of());
                    return;
                }
                PromptLine there = byNumber.get(first);
                if (there != null && amongListed && shape.holdsRepeated()) {
                    // Who writes the other lines out in full does not mean this one's name by its number.
                    ask(entry.typed(), first, Why.ANOTHER_LINE, List.of(names.name(there.shown())));
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

        /** A line of its own behind the last, as in a list that somebody goes on with: new. */
        private boolean isNext(Entry.OfNumbers entry, List<String> missing, boolean ordered) {
            if (ordered || !entry.isLine() || missing.size() != 1) {
                return false;
            }
            int point = missing.get(0).lastIndexOf('.');
            String above = missing.get(0).substring(0, point + 1);
            if (point >= 0 && !numbers.exists(missing.get(0).substring(0, point))) {
                return false;
            }
            int highest = last.stream()
                    .filter(line -> line.no().startsWith(above))
                    .mapToInt(line ->
                            Integer.parseInt(line.no().substring(above.length()).replaceAll("\\..*", "")))
                    .max()
                    .orElse(0);
            int number = Integer.parseInt(missing.get(0).substring(point + 1));
            return entry.named().style() == Style.MARKED
                    ? number > highest
                    : number == highest + 1 && names.bodyStart(entry.body()) > 0;
        }

        private boolean namesAnother(Entry.OfNumbers entry, String number) {
            PromptLine line = byNumber.get(number);
            int body = names.bodyStart(entry.body());
            if (body == 0) {
                return line != null && beginsWithAnother(entry.body(), line);
            }
            String label = LineNames.name(entry.body(), body);
            if (line == null) {
                return true;
            }
            String name = names.name(line.shown());
            return !Typed.key(line.shown()).contains(Typed.key(label))
                    && !Typed.key(label).contains(Typed.key(name))
                    && Typed.likeness(label, name) < 0.5;
        }

        private boolean beginsWithAnother(String words, PromptLine line) {
            String key = Typed.key(words);
            return !key.startsWith(Typed.key(names.name(line.shown())))
                    && last.stream()
                            .filter(other -> !other.no().equals(line.no()))
                            .map(other -> Typed.key(names.name(other.shown())))
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
            if (order instanceof Order.Words words
                    && !words.asked()
                    && namesAnother(entry, number)
                    && line != null
                    && !names.name(line.shown()).isEmpty()) {
                ask(entry.typed(), number, Why.ANOTHER_LINE, List.of(names.name(line.shown())));
                return;
            }
            named.add(number);
            Said before = said.get(number);
            Said now = new Said(order, entry.typed());
            if (before != null && Words.corrects(entry.typed())) {
                said.put(number, corrected(before, now));
            } else if (before == null || before.order().equals(order) || before.order() instanceof Order.Same) {
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

        private static Said corrected(Said before, Said now) {
            return before.order() instanceof Order.Edits one && now.order() instanceof Order.Edits other
                    ? new Said(
                            new Order.Edits(Order.corrected(one.edits(), other.edits())),
                            before.typed() + "，" + now.typed())
                    : now;
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
                    if (words != null) {
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
