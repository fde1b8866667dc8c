package io.rollcall.core.merge;

import io.rollcall.core.merge.Numbers.Named;
import io.rollcall.core.merge.Numbers.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a reply says, one thing after the other, without deciding yet what becomes of it. */
final class EntryReader {

    /** What is longer is one line of the report, not several orders. */
    private static final int LONGEST_ORDERS = 500;

    /** What is longer is a report of a single line. */
    private static final int LONGEST_OF_ONE = 40;

    private static final int LONGEST_NAME = 20;

    private static final Pattern ALL_BUT = Pattern.compile("^(除了?([^，,]{1,60}?))(?:以外|之外|外)[，, ]?(?=都|其|全|均)");

    private static final Pattern STROKE = Pattern.compile("\\s+[/|｜]\\s+(?=[#第(（]?\\d|其|剩|rest)|[|｜](?=\\d[\\d.]* )");

    /** What the prompt puts behind a line that is due. */
    private static final Pattern DUE = Pattern.compile("\\s{0,32}〔[^〔〕]{1,30}〕$");

    private final List<PromptLine> last;
    private final Map<String, PromptLine> byNumber;
    private final Numbers numbers;
    private final LineNames names;
    private final Likeness likeness;
    private final Predicate<String> isTitle;
    private final List<Entry> entries = new ArrayList<>();

    EntryReader(
            List<PromptLine> last,
            Map<String, PromptLine> byNumber,
            Numbers numbers,
            LineNames names,
            Predicate<String> isTitle) {
        this.last = last;
        this.byNumber = byNumber;
        this.numbers = numbers;
        this.names = names;
        this.likeness = new Likeness(last, names);
        this.isTitle = isTitle;
    }

    /** The entries, in the order of the reply. */
    List<Entry> read(String reply) {
        boolean announced = false;
        int number = 0;
        for (String line : new ReplyLines(last, numbers, isTitle).of(reply)) {
            if (announced && isListed(line, number + 1)) {
                readNew(line);
                number++;
                continue;
            }
            announced = isAnnouncement(line);
            number = 0;
            if (!announced) {
                readLine(line);
            }
        }
        if (entries.size() == 1 && entries.get(0) instanceof Entry.Plain only && isOfPartOfAName(only)) {
            entries.set(0, new Entry.Nameless(OrderReader.read(only.words()), only.words(), only.typed()));
        }
        return List.copyOf(entries);
    }

    /** {@code 规则80%}, where a line is named 分账规则: all that is said, so an order rather than a report. */
    private boolean isOfPartOfAName(Entry.Plain only) {
        String words = only.words();
        if (only.isTitle() || words.length() > LONGEST_OF_ONE || words.indexOf('：') >= 0 || words.indexOf(':') >= 0) {
            return false;
        }
        for (int end = 2; end < Math.min(words.length(), LONGEST_NAME); end++) {
            String name = Typed.key(words.substring(0, end));
            boolean known = last.stream()
                    .anyMatch(line -> Typed.key(names.name(line.shown())).contains(name));
            if (!known) {
                return false;
            }
            Order order = OrderReader.read(words.substring(end).strip());
            if (!(order instanceof Order.Words) && !(order instanceof Order.Unclear) && order.isSure()) {
                return true;
            }
        }
        return false;
    }

    /** {@code 新增：}, and nothing behind it. */
    private static boolean isAnnouncement(String line) {
        String folded = Typed.fold(line.strip());
        return folded.length() <= 20 && SetPhrases.announcedNew(folded, 0) == folded.length();
    }

    /** Whether a line belongs to the new ones that were announced above it; numbered, they count from one. */
    private boolean isListed(String line, int number) {
        String folded = Typed.fold(line.strip());
        if (SetPhrases.isRest(folded) || SetPhrases.isCourtesy(folded) || isAnnouncement(line)) {
            return false;
        }
        Named named = numbers.at(folded, 0);
        return named == null
                || named.numbers().equals(List.of(Integer.toString(number)))
                || !(OrderReader.read(line.strip().substring(named.end())) instanceof Order.Edits);
    }

    private void readNew(String typed) {
        String line = typed.strip();
        var bullet = ReplyLines.bullet(Typed.fold(line));
        String said = bullet.lookingAt() ? line.substring(bullet.end()) : line;
        Named named = numbers.at(Typed.fold(said), 0);
        String words = named == null ? said : said.substring(named.end()).strip();
        if (!words.isEmpty()) {
            entries.add(new Entry.New(words, typed));
        }
    }

    private void readLine(String typed) {
        String line = DUE.matcher(typed.strip()).replaceFirst("");
        String folded = Typed.fold(line);
        if (SetPhrases.isCourtesy(folded)) {
            return;
        }
        if (SetPhrases.isRest(folded) || numbers.at(folded, 0) == null && SetPhrases.keepsAll(line)) {
            entries.add(new Entry.Rest(typed.strip()));
            return;
        }
        if (ReplyLines.isTitle(folded) && numbers.at(folded, 0) == null || isTitle.test(line)) {
            entries.add(new Entry.Plain(line, typed, true));
            return;
        }
        var bullet = ReplyLines.bullet(folded);
        String said = bullet.lookingAt() ? line.substring(bullet.end()) : line;
        if (said.isBlank()) {
            return;
        }
        readWords(said, typed);
    }

    /** {@code 除1完成外都不变}, {@code 1 90% / 3 完成}: parted as others part them. */
    private String withCommas(String said) {
        Matcher allBut = ALL_BUT.matcher(said);
        boolean ordered = allBut.lookingAt() && !isNumbers(allBut.group(2));
        String parted = ordered ? allBut.replaceFirst("$1，") : said;
        return STROKE.matcher(parted).replaceAll("；");
    }

    private boolean isNumbers(String said) {
        Named named = numbers.at(Typed.fold(said), 0);
        return named != null && named.end() >= said.length();
    }

    private void readWords(String words, String typed) {
        read(words.length() > LONGEST_ORDERS ? words : withCommas(words), typed);
    }

    private void read(String said, String typed) {
        String folded = Typed.fold(said);
        Named first = numbers.at(folded, 0);
        String words = first == null ? said : said.substring(first.end()).strip();
        String number = first == null || first.numbers().size() > 1
                ? ""
                : first.numbers().get(0);
        if (first != null && SetPhrases.isRestOfOthers(Typed.fold(words))) {
            entries.add(new Entry.Rest(typed.strip()));
            return;
        }
        Optional<Likeness.Match> exact = likeness.exact(words, number).or(() -> likeness.exact(said, ""));
        if (exact.isPresent() && !words.isBlank()) {
            entries.add(new Entry.Repeats(List.of(exact.get()), words, first, typed));
            return;
        }
        List<Segments.Segment> segments =
                said.length() > LONGEST_ORDERS ? List.of(whole(first, words, said)) : Segments.of(said, numbers);
        boolean several = segments.size() > 1
                && segments.stream()
                        .anyMatch(part -> part.named() != null || part.isRest() || part.isNew() || part.isOfOthers());
        if (several) {
            segments.forEach(part -> segment(part, typed, false));
            return;
        }
        if (segments.isEmpty()) {
            return;
        }
        Segments.Segment only = segments.get(0);
        if (only.isNew() || only.isRest() || only.isOfOthers()) {
            segment(only, typed, false);
            return;
        }
        Named named = only.named();
        if (named != null && first == null) {
            // With words before the number, as "把 2 改成 80%".
            segment(only, typed, false);
            return;
        }
        if (first == null && (areNamedOrders(said, typed) || isNamedOrder(said, typed))) {
            return;
        }
        Order order = first == null ? OrderReader.read(words) : ofLine(OrderReader.read(words), words, first);
        List<Likeness.Match> close =
                isOrder(order, number) ? List.of() : likeness.close(OrderReader.withoutVerb(words), number);
        if (!close.isEmpty() && (first == null || first.numbers().size() == 1)) {
            entries.add(new Entry.Repeats(close, OrderReader.withoutVerb(words), first, typed));
        } else if (first != null) {
            segment(only, typed, true);
        } else {
            nameless(order, said, typed);
        }
    }

    private static Segments.Segment whole(@Nullable Named first, String words, String said) {
        return new Segments.Segment(first, words, said, false, false);
    }

    private void nameless(Order order, String said, String typed) {
        String folded = Typed.fold(said);
        boolean orders = !(order instanceof Order.Words) && order.isSure()
                || SetPhrases.isOfTheRest(folded)
                || SetPhrases.isOfAPlace(folded);
        entries.add(orders ? new Entry.Nameless(order, said, typed) : new Entry.Plain(said, typed, false));
    }

    /** {@code 门店分账 完成，收银台改版80%}. */
    private boolean areNamedOrders(String said, String typed) {
        List<String> groups = new ArrayList<>();
        for (String clause : Clauses.of(said)) {
            String key = Typed.key(clause);
            boolean begins = last.stream().anyMatch(line -> {
                String name = Typed.key(names.name(line.shown()));
                return name.length() >= 3 && key.startsWith(name);
            });
            if (!begins && groups.isEmpty()) {
                return false;
            }
            if (begins) {
                groups.add(clause.strip());
            } else {
                groups.set(groups.size() - 1, groups.get(groups.size() - 1) + "，" + clause.strip());
            }
        }
        int before = entries.size();
        if (groups.size() > 1 && groups.stream().allMatch(group -> isNamedOrder(group, typed))) {
            return true;
        }
        entries.subList(before, entries.size()).clear();
        return false;
    }

    /** {@code 门店分账 完成}: a line named by its name instead of by its number. */
    private boolean isNamedOrder(String said, String typed) {
        String key = Typed.fold(said);
        List<PromptLine> meant = last.stream()
                .filter(line -> {
                    String name = Typed.fold(names.name(line.shown()));
                    return name.length() >= 2 && key.startsWith(name) && key.length() > name.length();
                })
                .toList();
        if (meant.size() != 1) {
            return false;
        }
        String left = said.substring(names.name(meant.get(0).shown()).length()).replaceFirst("^[\\s:：的]+", "");
        Order order = ofParts(meant.get(0), said).orElseGet(() -> OrderReader.read(left));
        if (left.isBlank()
                || order instanceof Order.Words
                || order instanceof Order.Unclear
                || !isOrder(order, meant.get(0).no())
                || isWithRemark(order) && saidWithColon(said, meant.get(0))) {
            return false;
        }
        Named named = new Named(List.of(meant.get(0).no()), Style.EXPLICIT, 0, false);
        entries.add(new Entry.OfNumbers(named, order, left, typed.strip(), typed, false));
        return true;
    }

    private static boolean isWithRemark(Order order) {
        return order instanceof Order.Edits edits
                && edits.edits().stream().anyMatch(Order.Edit.Remark.class::isInstance);
    }

    private boolean saidWithColon(String said, PromptLine line) {
        return said.substring(names.name(line.shown()).length()).matches("(?s)\\s*[:：].*");
    }

    private void segment(Segments.Segment part, String typed, boolean isLine) {
        if (part.isNew()) {
            entries.add(new Entry.New(part.body(), part.body()));
        } else if (part.isRest()) {
            entries.add(new Entry.Rest(part.typed()));
        } else if (part.named() != null) {
            String body = part.body();
            Order order = ofLine(OrderReader.read(body), body, part.named());
            boolean holdsAnother =
                    order instanceof Order.Words words && !words.asked() && Segments.holdsAnother(body, numbers);
            entries.add(new Entry.OfNumbers(
                    part.named(),
                    holdsAnother ? new Order.Unclear(Merged.Why.UNCLEAR) : order,
                    body,
                    part.typed(),
                    typed,
                    isLine));
        } else if (part.isOfOthers()) {
            entries.add(new Entry.Nameless(OrderReader.read(part.body()), part.typed(), part.typed()));
        } else if (!SetPhrases.isCourtesy(Typed.fold(part.body()))
                && !areNamedOrders(part.body(), typed)
                && !isNamedOrder(part.body(), typed)) {
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
        Optional<Order> ofParts = ofParts(line, body);
        if (ofParts.isPresent()) {
            return ofParts.get();
        }
        String name = names.name(line.shown());
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

    /** {@code 存管完成，分账延到12/16}, where the line tells of both; empty when no part of it is named. */
    private Optional<Order> ofParts(PromptLine line, String body) {
        List<LineNames.Part> parts = names.parts(line.text());
        List<Order.Edit> edits = new ArrayList<>();
        boolean anew = false;
        String part = "";
        String words = "";
        // The blank clause at the end closes the last part.
        for (String clause : parts.isEmpty() ? List.<String>of() : Clauses.of(body + "，")) {
            String named = parts.stream()
                    .map(LineNames.Part::name)
                    .filter(name -> Typed.fold(clause.strip()).startsWith(Typed.fold(name)))
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
            if (!named.isEmpty() || clause.isBlank()) {
                if (!part.isEmpty()) {
                    Order order =
                            OrderReader.read(words.substring(part.length()).replaceFirst("^[\\s:：的]+", ""));
                    if (!(order instanceof Order.Edits) && !(order instanceof Order.Words)) {
                        return Optional.of(new Order.Unclear(Merged.Why.UNCLEAR));
                    }
                    anew |= order instanceof Order.Words;
                    edits.add(new Order.Edit.Part(
                            part, order instanceof Order.Edits some ? some.edits() : List.of(), words));
                }
                part = named;
                words = clause.strip();
            } else if (part.isEmpty()) {
                return Optional.empty();
            } else {
                words += "，" + clause.strip();
            }
        }
        // Who says all of them anew says the line anew.
        return edits.isEmpty() || anew && edits.size() == parts.size()
                ? Optional.empty()
                : Optional.of(new Order.Edits(edits));
    }

    /** Whether the words can only be said of a line, or of this one. */
    boolean isOrder(Order order, String number) {
        if (order instanceof Order.Words) {
            return false;
        }
        if (order.isSure()) {
            return true;
        }
        PromptLine line = byNumber.get(number);
        return line != null
                && order instanceof Order.Edits edits
                && edits.edits().stream()
                        .allMatch(
                                edit -> edit.isSure() || edit instanceof Order.Edit.Remark || isIn(line, nameOf(edit)));
    }

    private static String nameOf(Order.Edit edit) {
        if (edit instanceof Order.Edit.Percent percent) {
            return percent.name();
        }
        if (edit instanceof Order.Edit.Day day) {
            return day.event();
        }
        return edit instanceof Order.Edit.Figure figure ? figure.name() : "";
    }

    private static boolean isIn(PromptLine line, String name) {
        return Typed.key(line.text()).contains(Typed.key(name));
    }
}
