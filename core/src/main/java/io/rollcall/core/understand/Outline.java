package io.rollcall.core.understand;

import io.rollcall.core.understand.Draft.Kind;
import io.rollcall.core.understand.Marker.Doubt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines to a tree. Each line is asked, in this order, whether it is
 *
 * <ol>
 *   <li>blank;
 *   <li>kept as it stands: within a code block, a rule, a picture, a tag, a property such as {@code Created: …};
 *   <li>a quotation ({@code >});
 *   <li>a heading ({@code #});
 *   <li>a title: bracketed, or known, with or without a list marker;
 *   <li>a list item;
 *   <li>a bare line: prose in a section of prose, the rest of a sentence, else an item.
 * </ol>
 *
 * Depth comes from the indent; at the same indent from the numbering: a style that is open at this indent is that
 * item's sibling, a new style is a child of the item above. No depth exceeds {@link #MAX_DEPTH}; deeper lines stay at it.
 */
final class Outline {

    static final int MAX_DEPTH = 50;

    private static final String BARE = "";
    private static final String FENCE = "```";
    private static final int TITLE_WIDTH = 20;
    /** Lines ahead in which the next number of a list is looked for. */
    private static final int LOOK_AHEAD = 30;

    private final String text;
    private final Titles titles;
    private final List<SourceLine> lines;
    private final List<Draft.Section> sections = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();

    private boolean blankBefore;
    /** A fence without a later one opens nothing. */
    private long fencesLeft;

    private boolean inCode;
    private boolean anyHeading;
    private boolean inHead = true;
    private Draft.@Nullable Node previous;
    private String lastTyped = "";

    /** An item that may still get children or siblings. */
    private static final class Open {
        final Draft.Node node;
        final int indent;
        final String style;
        final String prefix;
        final int number;
        final boolean spaced;

        Open(Draft.Node node, int indent, String style, String prefix, int number, boolean spaced) {
            this.node = node;
            this.indent = indent;
            this.style = style;
            this.prefix = prefix;
            this.number = number;
            this.spaced = spaced;
        }

        boolean isBare() {
            return style.equals(BARE);
        }
    }

    private Outline(String text, Titles titles) {
        this.text = text;
        this.titles = titles;
        this.lines = SourceLine.of(text);
        this.fencesLeft = lines.stream().filter(line -> startsWith(line, FENCE)).count();
    }

    static List<Draft.Section> of(String text, Titles titles) {
        Outline outline = new Outline(text, titles);
        for (int i = 0; i < outline.lines.size(); i++) {
            outline.hang(i);
        }
        return outline.sections;
    }

    private void hang(int index) {
        SourceLine line = lines.get(index);
        if (line.isBlank()) {
            blankBefore = true;
            return;
        }
        if (!(keptAsItStands(line) || quotation(line) || heading(index))) {
            Marker marker = settled(new MarkerReader(text, line).read(), index);
            int start = marker == null ? line.content() : marker.text();
            if (!title(line, start)) {
                item(line, marker);
            }
        }
        blankBefore = false;
    }

    // ---- lines that are no items

    private boolean keptAsItStands(SourceLine line) {
        boolean fence = startsWith(line, FENCE);
        if (fence) {
            fencesLeft--;
            inCode = !inCode && fencesLeft > 0;
        }
        if (fence || inCode || isRule(line) || isPicture(line) || isTag(line) || isProperty(line)) {
            keep(Kind.TEXT, line, line.content());
            return true;
        }
        return false;
    }

    private boolean quotation(SourceLine line) {
        int start = line.content();
        while (start < line.end() && (text.charAt(start) == '>' || text.charAt(start) == ' ')) {
            start++;
        }
        boolean quoted = text.charAt(line.content()) == '>' && !isBound(line);
        if (quoted) {
            keep(Kind.QUOTE, line, Escapes.after(text, start, line.end()));
        }
        return quoted;
    }

    /** {@code >95%} is a bound, not a quotation. */
    private boolean isBound(SourceLine line) {
        int next = line.content() + 1;
        return next < line.end() && (Fold.isDigit(text.charAt(next)) || text.charAt(next) == '=');
    }

    private void keep(Kind kind, SourceLine line, int start) {
        boolean within = !open.isEmpty() && line.indent() > open.get(open.size() - 1).indent;
        Draft.Node parent = within ? open.get(open.size() - 1).node : null;
        int depth = parent == null ? 1 : Math.min(MAX_DEPTH, parent.depth + 1);
        Draft.Node node = new Draft.Node(kind, line.number(), depth, "", start, line.end());
        (parent == null ? section(line).nodes : parent.children).add(node);
        previous = null;
    }

    private boolean isRule(SourceLine line) {
        char first = text.charAt(line.content());
        int marks = 0;
        for (int i = line.content(); i < line.end(); i++) {
            char c = text.charAt(i);
            if (c == first || (first == '|' && (c == '-' || c == ':'))) {
                marks++;
            } else if (c != ' ') {
                return false;
            }
        }
        return marks >= 3 && "-*_=—─|".indexOf(first) >= 0;
    }

    private boolean isPicture(SourceLine line) {
        return startsWith(line, "![")
                && text.charAt(line.end() - 1) == ')'
                && Fold.find(text, ')', line.content(), line.end()) == line.end() - 1
                && text.substring(line.content(), line.end()).contains("](");
    }

    private boolean isTag(SourceLine line) {
        int second = line.content() + 1;
        return text.charAt(line.content()) == '<'
                && second < line.end()
                && (Fold.isLatin(text.charAt(second)) || text.charAt(second) == '/')
                && Fold.find(text, '>', second, line.end()) == line.end() - 1;
    }

    /** Properties of an exported page, between its title and its first line: {@code Created: 2024年11月23日 09:43}. */
    private boolean isProperty(SourceLine line) {
        if (!inHead || line.indent() > 0) {
            return false;
        }
        int colon = line.content();
        while (colon < line.end()
                && colon < line.content() + 30
                && text.charAt(colon) != ':'
                && text.charAt(colon) != '：') {
            colon++;
        }
        String name = text.substring(line.content(), colon);
        return colon < line.end() && Properties.has(name);
    }

    // ---- titles

    private boolean heading(int index) {
        SourceLine line = lines.get(index);
        int i = line.content();
        while (i < line.end() && text.charAt(i) == '#') {
            i++;
        }
        int level = i - line.content();
        if (level == 0
                || level > 6
                || i == line.end()
                || !(Fold.isBlank(text.charAt(i)) || startsTitle(i, line.end(), level))) {
            return false;
        }
        int end = line.end();
        while (end > i && text.charAt(end - 1) == '#') {
            end--;
        }
        String words = text.substring(i, end).strip();
        boolean first = !anyHeading;
        anyHeading = true;
        if (first && level == 1 && inHead && namesReport(words, index)) {
            keep(Kind.TEXT, line, line.content());
            return true;
        }
        open(Titles.withoutOrnaments(words), level, line);
        return true;
    }

    /** Typed without a blank: {@code ##标题}, {@code #【标题】}; but {@code #1} and {@code #话题#} are none. */
    private boolean startsTitle(int i, int end, int level) {
        char c = text.charAt(i);
        boolean words = Fold.isHan(c) || "【〖「『［[".indexOf(c) >= 0 || (level > 1 && Fold.isLatin(c));
        return words && (level > 1 || text.charAt(end - 1) != '#');
    }

    /**
     * The first heading is the name of the report when it reads like one, or when no items of its own follow it; else,
     * as in a reply of a single section, it is a section's title.
     */
    private boolean namesReport(String words, int index) {
        if (titles.isKnown(words) || Titles.isBracketed(words)) {
            return false;
        }
        if (Titles.namesReport(words)) {
            return true;
        }
        SourceLine next = next(index);
        return next != null
                && (text.charAt(next.content()) == '#'
                        || Titles.isBracketed(
                                text.substring(next.content(), Math.min(next.end(), next.content() + 80))));
    }

    /** A bracketed title at the left, or a known one, whether or not a list marker stands before it. */
    private boolean title(SourceLine line, int start) {
        if (line.end() - start > 80 || start >= line.end()) {
            return false;
        }
        if (!titles.mayStart(text.charAt(start))) {
            return false;
        }
        String words = text.substring(start, line.end());
        if (!Titles.isBracketed(words) && !titles.isKnown(words)) {
            return false;
        }
        open(Titles.withoutOrnaments(words), 2, line);
        return true;
    }

    private void open(String title, int level, SourceLine line) {
        inHead = false;
        open.clear();
        previous = null;
        sections.add(new Draft.Section(title, level, line.number()));
    }

    private Draft.Section section(SourceLine line) {
        if (sections.isEmpty()) {
            sections.add(new Draft.Section(null, 0, line.number()));
        }
        return sections.get(sections.size() - 1);
    }

    // ---- items

    private void item(SourceLine line, @Nullable Marker marker) {
        inHead = false;
        if (marker == null) {
            if (section(line).tone == Tone.PROSE) {
                keep(Kind.TEXT, line, start(line.content(), line));
            } else if (continues(line)) {
                continuation(line);
            } else {
                place(line, line.indent(), null);
            }
            return;
        }
        place(line, line.indent(), marker);
    }

    /** Where the text starts: after a backslash that keeps it from being a marker or a section's title. */
    private int start(int place, SourceLine line) {
        boolean title = place + 1 < line.end()
                && text.charAt(place) == '\\'
                && titles.isKnown(text.substring(place + 1, line.end()));
        return title ? place + 1 : Escapes.after(text, Math.min(place, line.end()), line.end());
    }

    /** The rest of a sentence: no blank line between, and the line above stops, or this one starts, mid-sentence. */
    private boolean continues(SourceLine line) {
        if (blankBefore || previous == null || previous.start == previous.end) {
            return false;
        }
        char last = text.charAt(previous.end - 1);
        char first = text.charAt(line.content());
        return "，、,（(＋+&".indexOf(last) >= 0 || "，、,。；;）)".indexOf(first) >= 0;
    }

    private void continuation(SourceLine line) {
        Draft.Node item = open.get(open.size() - 1).node;
        int depth = Math.min(MAX_DEPTH, item.depth + 1);
        Draft.Node node =
                new Draft.Node(Kind.CONTINUATION, line.number(), depth, "", start(line.content(), line), line.end());
        item.children.add(node);
        previous = node;
    }

    private void place(SourceLine line, int lineIndent, @Nullable Marker marker) {
        int indent = marker == null ? lineIndent : steadied(lineIndent, marker);
        while (!open.isEmpty() && top().indent > indent) {
            pop();
        }
        if (!open.isEmpty() && top().indent == indent) {
            makeRoom(indent, marker);
        }
        Draft.Node parent = open.isEmpty() ? null : top().node;
        if (parent != null && parent.depth == MAX_DEPTH) {
            pop();
            parent = open.isEmpty() ? null : top().node;
        }
        int depth = parent == null ? 1 : parent.depth + 1;
        int start = start(marker == null ? line.content() : marker.text(), line);
        String typed = marker == null ? "" : typed(marker);
        Draft.Node node =
                new Draft.Node(Kind.ITEM, line.number(), depth, typed, Math.min(start, line.end()), line.end());
        (parent == null ? section(line).nodes : parent.children).add(node);
        open.add(
                marker == null
                        ? new Open(node, indent, BARE, "", 0, true)
                        : new Open(node, indent, marker.style(), marker.prefix(), marker.number(), marker.isSpaced()));
        previous = node;
    }

    /** As typed; one string serves a whole list of bullets. */
    private String typed(Marker marker) {
        int length = marker.end() - marker.start();
        if (length != lastTyped.length() || !text.startsWith(lastTyped, marker.start())) {
            lastTyped = text.substring(marker.start(), marker.end());
        }
        return lastTyped;
    }

    /** Closes what is open at this indent until the item above is the parent of the line to come. */
    private void makeRoom(int indent, @Nullable Marker marker) {
        String style = marker == null ? BARE : marker.style();
        int alike = openAt(indent, style);
        if (alike >= 0) {
            closeDownTo(alike);
            return;
        }
        if (marker == null) {
            if (!(explains() && !blankBefore)) {
                closeAllAt(indent);
            }
            return;
        }
        int before = predecessor(indent, marker);
        if (before >= 0) {
            closeDownTo(before);
        } else if (top().isBare() && !readsAsTitle(top().node)) {
            pop();
        }
    }

    /** Whether the open item is a list item that ends in a colon, so that a bare line right below it is its own. */
    private boolean explains() {
        Draft.Node node = top().node;
        return !top().isBare() && node.end > node.start && ":：".indexOf(text.charAt(node.end - 1)) >= 0;
    }

    /** An open numbered item at this indent, of another style, whose number comes just before this one's. */
    private int predecessor(int indent, Marker marker) {
        if (marker.number() > 1) {
            for (int i = open.size() - 1; i >= 0 && open.get(i).indent == indent; i--) {
                if (open.get(i).number == marker.number() - 1
                        && isArabic(open.get(i).style)
                        && isArabic(marker.style())) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean isArabic(String style) {
        return style.length() == 2 && style.charAt(0) == '1';
    }

    /** {@code " 2. 乙"} under {@code "1. 甲"}: one column off, but the next number of the same list. */
    private int steadied(int indent, Marker marker) {
        for (Open item : open) {
            if (item.indent == indent) {
                return indent;
            }
        }
        for (int i = open.size() - 1; i >= 0 && marker.number() > 1; i--) {
            Open item = open.get(i);
            if (item.style.equals(marker.style())
                    && item.number == marker.number() - 1
                    && Math.abs(item.indent - indent) == 1) {
                return item.indent;
            }
        }
        return indent;
    }

    /** A bare line under which a list hangs: it ends in a colon, or is short and no sentence. */
    private boolean readsAsTitle(Draft.Node node) {
        Reading reading = Reading.of(text, node.start, Math.min(node.end, node.start + 4 * TITLE_WIDTH));
        String words = reading.text();
        if (text.charAt(node.end - 1) == ':' || text.charAt(node.end - 1) == '：') {
            return true;
        }
        if (LabelRule.width(words, 0, words.length()) > TITLE_WIDTH || node.end - node.start > 2 * TITLE_WIDTH) {
            return false;
        }
        for (int i = 0; i < words.length(); i++) {
            if ("，。；;！!？?".indexOf(words.charAt(i)) >= 0) {
                return false;
            }
        }
        return !StatusRule.statesWork(words);
    }

    // ---- doubtful markers

    /** The marker if it is one, else null. */
    private @Nullable Marker settled(@Nullable Marker marker, int index) {
        if (marker == null || marker.doubt() == Doubt.NONE) {
            return marker;
        }
        return switch (marker.doubt()) {
            case NONE -> marker;
            case POINT_NUMBER -> pointNumber(marker, index);
            case NUMBER_FOLLOWS -> marker.number() == 1 || follows(marker) ? marker : null;
            case LOOSE -> follows(marker) || startsList(marker, index) ? marker : null;
        };
    }

    /**
     * {@code 1.1…} is a number within a list below item 1 or after item 1.0; {@code 2.11…} is item 2 where its list is
     * typed without blanks and item 1 stands before it; with a blank after it, it is a number unless it is a date.
     */
    private @Nullable Marker pointNumber(Marker marker, int index) {
        SourceLine line = lines.get(index);
        int after = marker.end();
        char next = after < line.end() ? text.charAt(after) : ' ';
        boolean figure = "万亿%％‰kKwW版期月年日号倍/／-~～".indexOf(next) >= 0;
        if (!figure && (belowOpen(marker) || openStyle(marker.style()))) {
            return marker;
        }
        int point = Fold.find(text, '.', marker.start(), marker.end());
        if (point < 0) {
            return null;
        }
        int first = Integer.parseInt(
                Fold.isDigit(text.charAt(marker.start())) ? text.substring(marker.start(), point) : "0");
        Marker plain = new Marker("1.", first, "", marker.start(), point + 1, point + 1, Doubt.NONE);
        boolean unspacedBefore = follows(plain) && !spacedBefore(plain);
        boolean dateFollows = "月年/／".indexOf(next) >= 0 && (first == 1 || follows(plain));
        if (unspacedBefore || dateFollows || (first == 1 && next != ' ' && startsUnspacedList(index))) {
            return plain;
        }
        boolean spaced = next == ' ' && !figure;
        return spaced && !readsAsDay(first, marker, line) ? marker : null;
    }

    /** {@code 12.5 上线}: a month and a day, too high for a list of a reply, and something happens then. */
    private boolean readsAsDay(int month, Marker marker, SourceLine line) {
        boolean high = month >= 10 || marker.number() >= 10;
        if (!high || month > 12 || marker.number() > 31) {
            return false;
        }
        String rest = Reading.of(text, marker.text(), Math.min(line.end(), marker.text() + 8))
                .text();
        Words words = Words.of(rest);
        return words.size() > 0 && words.start(0) == 0 && (words.is(0, Sense.EVENT) || words.is(0, Sense.PLAN));
    }

    private boolean belowOpen(Marker marker) {
        for (int i = open.size() - 1; i >= 0; i--) {
            Open item = open.get(i);
            String number = item.prefix + item.number + ".";
            if (item.number > 0 && marker.number() == 1 && number.equals(marker.prefix())) {
                return true;
            }
        }
        return false;
    }

    private boolean openStyle(String style) {
        for (Open item : open) {
            if (item.style.equals(style)) {
                return true;
            }
        }
        return false;
    }

    private boolean follows(Marker marker) {
        for (Open item : open) {
            if (item.style.equals(marker.style()) && item.number == marker.number() - 1 && item.number > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean spacedBefore(Marker marker) {
        for (Open item : open) {
            if (item.style.equals(marker.style()) && item.number == marker.number() - 1) {
                return item.spaced;
            }
        }
        return true;
    }

    /** {@code 1.26号上线} where lists are typed without blanks, or a {@code 2.} follows at the same indent. */
    private boolean startsUnspacedList(int index) {
        SourceLine line = lines.get(index);
        boolean typedSo =
                open.stream().anyMatch(item -> item.style.equals("1.") && !item.spaced && item.indent < line.indent());
        if (typedSo) {
            return true;
        }
        for (int i = index + 1; i < lines.size() && i < index + LOOK_AHEAD; i++) {
            SourceLine later = lines.get(i);
            if (!later.isBlank() && later.indent() <= line.indent()) {
                return later.indent() == line.indent() && startsWithFolded(later, "2.");
            }
        }
        return false;
    }

    private boolean startsList(Marker marker, int index) {
        return marker.number() == 1
                && nextStartsWith(index, "2" + marker.style().substring(1));
    }

    private boolean nextStartsWith(int index, String words) {
        SourceLine next = next(index);
        return next != null && startsWithFolded(next, words);
    }

    private boolean startsWithFolded(SourceLine line, String words) {
        if (line.end() - line.content() < words.length()) {
            return false;
        }
        for (int i = 0; i < words.length(); i++) {
            if (Fold.of(text.charAt(line.content() + i)) != words.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable SourceLine next(int index) {
        int i = index + 1;
        while (i < lines.size() && i < index + 4 && lines.get(i).isBlank()) {
            i++;
        }
        return i < lines.size() && !lines.get(i).isBlank() ? lines.get(i) : null;
    }

    // ---- the open items

    private Open top() {
        return open.get(open.size() - 1);
    }

    private void pop() {
        open.remove(open.size() - 1);
    }

    private int openAt(int indent, String style) {
        for (int i = open.size() - 1; i >= 0 && open.get(i).indent == indent; i--) {
            if (open.get(i).style.equals(style)) {
                return i;
            }
        }
        return -1;
    }

    /** Closes the item at this place and all within it. */
    private void closeDownTo(int place) {
        while (open.size() > place) {
            pop();
        }
    }

    private void closeAllAt(int indent) {
        while (!open.isEmpty() && top().indent == indent) {
            pop();
        }
    }

    private boolean startsWith(SourceLine line, String words) {
        return line.end() - line.content() >= words.length() && text.startsWith(words, line.content());
    }
}
