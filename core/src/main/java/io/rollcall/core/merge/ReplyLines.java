package io.rollcall.core.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts together what was typed, wrapped or quoted over several lines: a number above its words, a sentence that goes on
 * after its comma, a pasted line that a screen had wrapped, and a quoted line of the prompt with the order below it.
 */
final class ReplyLines {

    private static final int MOST_LINES = 2000;

    /** What is longer is no number with an order. */
    private static final int LONGEST_ORDER = 200;

    private static final Pattern BULLET = Pattern.compile("[-*•·◦▪●○►➤‣]\\s*(?:\\[[ xX]\\]\\s*)?");
    private static final Pattern TITLE = Pattern.compile("(?:#{1,6}\\s+\\S.*|\\[[^\\[\\]]{1,40}\\]\\s*:?)");
    private static final Pattern RULER = Pattern.compile("[-—_=*~·.─━ ]{3,}");
    private static final Pattern QUOTED =
            Pattern.compile("\\s*(?:>\\s*|「\\s*|“\\s*)(?:[^:：「」]{1,20}[:：]\\s*)?(.*?)\\s*[」”]?\\s*");

    /** So many say no more than fewer. */
    private static final Pattern MANY_BLANKS = Pattern.compile("\\h{33,}");

    private static final String BLANKS = " ".repeat(32);

    private static final Pattern ROW = Pattern.compile("\\|(.{1,400})\\|");
    private static final Pattern TABLE_RULER = Pattern.compile("\\|[-:| ]{2,200}\\|");

    private static final Pattern HAN_NUMBERED =
            Pattern.compile("([一二三四五六七八九十]{1,3})[、.．]((?:(?![一二三四五六七八九十][、.．]).){1,200})");

    /** How a reason begins, which is said of the line above. */
    private static final Pattern REASON = Pattern.compile(
            "(?:目前|还|仍|现在|还是)?(?:在)?(?:等(?![级同])|因为|由于|原因|主要是|主要因|卡在|阻塞|受阻|依赖(?!包|库|升级)|waiting|blocked|because|due"
                    + " to).*");

    private final List<PromptLine> last;
    private final List<String> shown;
    private final Numbers numbers;
    private final Predicate<String> isTitle;

    ReplyLines(List<PromptLine> last, Numbers numbers, Predicate<String> isTitle) {
        this.last = last;
        this.shown = last.stream().map(line -> Typed.key(line.shown())).toList();
        this.numbers = numbers;
        this.isTitle = isTitle;
    }

    /** The reply's lines; blank ones are left out where nothing depends on them. */
    List<String> of(String reply) {
        List<String> lines = withDigits(withoutTable(withoutQuotes(
                Arrays.asList(MANY_BLANKS.matcher(reply).replaceAll(BLANKS).split("\\R", MOST_LINES)))));
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            while (i + 1 < lines.size() && !line.isBlank() && !lines.get(i + 1).isBlank()) {
                String next = lines.get(i + 1).strip();
                boolean isLast = i + 2 >= lines.size();
                Optional<String> mark = mark(line.strip(), next, isLast ? "" : lines.get(i + 2));
                if (mark.isEmpty()) {
                    break;
                }
                line = line.stripTrailing() + mark.get() + next;
                i++;
            }
            if (!line.isBlank()) {
                joined.add(line);
            }
        }
        return joined;
    }

    /** {@code | 1 | 完成 |}, where every row below the ruler is a number with an order; other tables stay as typed. */
    private List<String> withoutTable(List<String> lines) {
        int ruler = -1;
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String row = lines.get(i).strip().replace('｜', '|');
            if (TABLE_RULER.matcher(row).matches() && ruler < 0) {
                ruler = i;
            } else if (ROW.matcher(row).matches()
                    && (ruler >= 0 || i + 1 >= lines.size() || !isRuler(lines.get(i + 1)))) {
                Optional<String> order = order(row);
                if (order.isEmpty()) {
                    return lines;
                }
                rows.add(order.get());
            } else if (!ROW.matcher(row).matches()) {
                rows.add(lines.get(i));
            }
        }
        return rows;
    }

    private static boolean isRuler(String line) {
        return TABLE_RULER.matcher(line.strip().replace('｜', '|')).matches();
    }

    /** The row's number and what stands behind it, where that is an order. */
    private Optional<String> order(String row) {
        List<String> cells = Arrays.stream(row.substring(1, row.length() - 1).split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        if (cells.size() < 2 || !isBareNumber(cells.get(0))) {
            return Optional.empty();
        }
        boolean orders = cells.stream()
                .skip(1)
                .map(OrderReader::read)
                .anyMatch(order -> !(order instanceof Order.Words) && !(order instanceof Order.Unclear));
        String said = cells.stream()
                .skip(1)
                .dropWhile(cell -> shown.stream().anyMatch(words -> words.startsWith(Typed.key(cell))))
                .collect(Collectors.joining(" "));
        return orders ? Optional.of(cells.get(0) + " " + said) : Optional.empty();
    }

    /** {@code 一、完成}, where every line is such an order; in any other text {@code 一、} stands before a title. */
    private static List<String> withDigits(List<String> lines) {
        boolean orders = false;
        for (String line : lines) {
            Matcher numbered = HAN_NUMBERED.matcher(line.strip());
            boolean isOrder = numbered.matches()
                    && !(OrderReader.read(numbered.group(2)) instanceof Order.Words)
                    && !(OrderReader.read(numbered.group(2)) instanceof Order.Unclear);
            String folded = Typed.fold(line.strip());
            if (!isOrder && !line.isBlank() && !SetPhrases.isRest(folded) && !SetPhrases.isCourtesy(folded)) {
                return lines;
            }
            orders |= isOrder;
        }
        return !orders
                ? lines
                : lines.stream()
                        .map(line -> HAN_NUMBERED
                                .matcher(line.strip())
                                .replaceFirst(found -> Numbers.valueOf(found.group(1)) + "、" + found.group(2)))
                        .toList();
    }

    static Matcher bullet(String folded) {
        return BULLET.matcher(folded);
    }

    static boolean isTitle(String folded) {
        return TITLE.matcher(folded).matches();
    }

    /** What is to stand between a line and the next when both are one; empty when they are two. */
    private Optional<String> mark(String line, String next, String afterNext) {
        String folded = Typed.fold(next);
        if (standsAlone(next, folded)) {
            return Optional.empty();
        }
        if (isBareNumber(line)) {
            return Optional.of(" ");
        }
        if (isWrapped(line, next)) {
            return Optional.of("");
        }
        // A sentence goes on after a comma at the end of a line.
        if (line.endsWith("，") || line.endsWith(",")) {
            return OrderReader.read(next) instanceof Order.Edits ? Optional.of("") : Optional.empty();
        }
        if (!isNumberedOrder(line) || SetPhrases.announcedNew(folded, 0) >= 0) {
            return Optional.empty();
        }
        boolean goesOn = Words.corrects(next)
                || REASON.matcher(folded).matches()
                || beginsWithNumber(afterNext.strip()) && !next.contains("：") && !next.contains(":");
        return goesOn ? Optional.of("，") : Optional.empty();
    }

    private boolean standsAlone(String next, String folded) {
        return numbers.at(folded, 0) != null && !isWrappedNumber(folded)
                || bullet(folded).lookingAt()
                || isTitle(folded)
                || isTitle.test(next)
                || SetPhrases.isRest(folded)
                || SetPhrases.keepsAll(next)
                || SetPhrases.isCourtesy(folded);
    }

    /** {@code 9/30上线}, where a screen wrapped a day: no line's number. */
    private boolean isWrappedNumber(String folded) {
        Numbers.Named named = numbers.at(folded, 0);
        return named != null && named.style() == Numbers.Style.BARE && !numbers.allExist(named);
    }

    private boolean isBareNumber(String line) {
        String folded = Typed.fold(line);
        Numbers.Named named = folded.length() > 20 ? null : numbers.at(folded, 0);
        return named != null && named.end() >= folded.length() && numbers.allExist(named);
    }

    private boolean beginsWithNumber(String line) {
        Numbers.Named named = numbers.at(Typed.fold(line), 0);
        return named != null && numbers.allExist(named);
    }

    private boolean isNumberedOrder(String line) {
        String folded = Typed.fold(line);
        Numbers.Named named = line.length() > LONGEST_ORDER ? null : numbers.at(folded, 0);
        return named != null
                && numbers.allExist(named)
                && OrderReader.read(line.substring(named.end())) instanceof Order.Edits;
    }

    /** Whether a pasted line of the prompt was cut in two between these: its words are found across the cut. */
    private boolean isWrapped(String line, String next) {
        String before = Typed.key(line);
        String behind = Typed.key(next);
        if (before.length() < 6 || behind.isEmpty()) {
            return false;
        }
        String begins = head(withoutNumber(line), 3);
        return shown.stream()
                .anyMatch(words -> words.startsWith(begins)
                        && !before.endsWith(words)
                        && (words.contains(tail(before, 4) + head(behind, 1))
                                || words.contains(tail(before, 2) + head(behind, 3)) && behind.length() >= 3));
    }

    private String withoutNumber(String line) {
        Matcher bullet = bullet(Typed.fold(line));
        String said = bullet.lookingAt() ? line.substring(bullet.end()) : line;
        Numbers.Named named = numbers.at(Typed.fold(said), 0);
        return Typed.key(named == null ? said : said.substring(named.end()));
    }

    private static String tail(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private static String head(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    // Quotes

    private List<String> withoutQuotes(List<String> lines) {
        List<String> kept = new ArrayList<>();
        Optional<String> quoted = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            int end = endOfQuote(lines, i);
            if (end > i) {
                List<String> numbersOf = lines.subList(i, end).stream()
                        .flatMap(line -> repeated(line).stream())
                        .toList();
                quoted = numbersOf.size() == 1 ? Optional.of(numbersOf.get(0)) : Optional.empty();
                i = end - 1;
                continue;
            }
            String line = lines.get(i);
            if (line.isBlank() || RULER.matcher(line.strip()).matches()) {
                kept.add("");
                continue;
            }
            String folded = Typed.fold(line.strip());
            boolean answers = quoted.isPresent()
                    && numbers.at(folded, 0) == null
                    && !SetPhrases.isRest(folded)
                    && !SetPhrases.isCourtesy(folded)
                    && !bullet(folded).lookingAt();
            kept.add(answers ? quoted.get() + " " + line.strip() : line);
            quoted = Optional.empty();
        }
        return kept;
    }

    /** The place behind the lines that only quote the prompt from here on; the same place when none do. */
    private int endOfQuote(List<String> lines, int from) {
        String first = lines.get(from).strip();
        if (!first.startsWith("「") && !first.startsWith("“") && !first.startsWith(">")) {
            return from;
        }
        boolean marked = first.startsWith(">");
        int end = from;
        while (end < lines.size() && end - from < 100) {
            String line = lines.get(end).strip();
            if (marked && !line.startsWith(">")) {
                break;
            }
            end++;
            if (!marked && (line.endsWith("」") || line.endsWith("”"))) {
                break;
            }
        }
        int behind = end;
        while (behind < lines.size() && lines.get(behind).isBlank()) {
            behind++;
        }
        if (behind >= lines.size()) {
            return from;
        }
        boolean ruled = !marked && RULER.matcher(lines.get(behind).strip()).matches();
        boolean repeats = lines.subList(from, end).stream()
                .allMatch(line -> repeated(line).isPresent());
        return ruled || repeats ? end : from;
    }

    /** The number of the line that quoted words repeat. */
    private Optional<String> repeated(String line) {
        Matcher quoted = QUOTED.matcher(line);
        String words = line.strip();
        for (String said : quoted.matches()
                ? List.of(quoted.group(1), words.replaceAll("^[>「“\\s]+|[」”\\s]+$", ""))
                : List.of(words)) {
            Numbers.Named named = numbers.at(Typed.fold(said), 0);
            String bare = Typed.key(named == null ? said : said.substring(named.end()));
            String whole = Typed.key(said);
            Optional<String> found = last.stream()
                    .filter(known -> Typed.key(known.shown()).equals(bare)
                            || Typed.key(known.shown()).equals(whole)
                            || Typed.key(known.text()).equals(bare))
                    .map(PromptLine::no)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
