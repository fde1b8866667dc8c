package io.rollcall.bot.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lays lines out on as few pages as they need, each of at most so many bytes. A page ends between blocks, else between
 * lines, else between characters; nothing is left out but rules and blank lines at a page's edge.
 */
final class Pages {

    /** Of the mark that tells one page from the others. */
    private static final String WIDEST_MARK = " (9999/9999)";

    /** With fewer bytes left on a page, a line is not begun there. */
    private static final int LEAST = 100;

    private final UnaryOperator<String> head;
    private final String continued;
    private final int room;
    private final List<List<Line>> pages = new ArrayList<>();
    private List<Line> open = new ArrayList<>();
    private int used;

    /**
     * @param head      a page's first line, of its mark, which is empty on an only page
     * @param continued put before what is left of a line that was torn apart
     */
    Pages(UnaryOperator<String> head, String continued, int maxBytes) {
        this.head = head;
        this.continued = continued;
        this.room = maxBytes - Words.bytes(head.apply(WIDEST_MARK)) - 1;
        if (room < maxBytes / 2) {
            throw new IllegalArgumentException("a head of so many bytes leaves no room on a page of " + maxBytes);
        }
    }

    /** How a line behaves. */
    enum Kind {
        /** Stays with what follows. */
        HEADING,
        TEXT,
        /** Parts what is before it from what follows; without both it is nothing. */
        RULE
    }

    record Line(Kind kind, String text) {

        private boolean isGap() {
            return kind == Kind.RULE || text.isBlank();
        }

        private int cost() {
            return Words.bytes(text) + 1;
        }
    }

    /** Adds lines that stay together where they can. */
    void add(List<Line> block) {
        int size = block.stream().mapToInt(Line::cost).sum();
        if (size == 0) {
            return;
        }
        if (!open.isEmpty()) {
            Line blank = new Line(Kind.TEXT, "");
            if (used + blank.cost() + size > room && size <= room) {
                close();
            } else if (used + blank.cost() <= room) {
                put(blank);
            }
        }
        block.forEach(this::add);
    }

    /** The pages' texts; at least one, which may be the head alone. */
    List<String> texts() {
        close();
        if (pages.isEmpty()) {
            return List.of(head.apply(""));
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            String first = head.apply(pages.size() == 1 ? "" : " (" + (i + 1) + "/" + pages.size() + ")");
            StringBuilder text = new StringBuilder(first);
            for (Line line : pages.get(i)) {
                text.append(text.isEmpty() ? "" : "\n").append(line.text());
            }
            texts.add(text.toString());
        }
        return List.copyOf(texts);
    }

    private void add(Line line) {
        if (line.cost() <= room) {
            fit(line);
            return;
        }
        String rest = line.text();
        boolean torn = false;
        if (isUnderHeading() && room - used > LEAST) {
            String first = Words.pieces(rest, room - used - 1).get(0);
            put(new Line(line.kind(), first));
            rest = rest.substring(first.length());
            torn = true;
        }
        for (String piece : Words.pieces(rest, room - Words.bytes(continued) - 1)) {
            fit(new Line(line.kind(), torn ? continued + piece : piece));
            torn = true;
        }
    }

    private boolean isUnderHeading() {
        return !open.isEmpty() && open.get(open.size() - 1).kind() == Kind.HEADING;
    }

    private void fit(Line line) {
        if (used + line.cost() > room) {
            turnOver(line);
        }
        put(line);
    }

    /** Closes the page; a heading at its foot goes over to the next one, to what it is the head of. */
    private void turnOver(Line next) {
        Line last = open.get(open.size() - 1);
        if (open.size() > 1 && last.kind() == Kind.HEADING && last.cost() + next.cost() <= room) {
            open.remove(open.size() - 1);
            close();
            put(last);
        } else {
            close();
        }
    }

    private void put(Line line) {
        if (!(open.isEmpty() && line.isGap())) {
            open.add(line);
            used += line.cost();
        }
    }

    private void close() {
        while (!open.isEmpty() && open.get(open.size() - 1).isGap()) {
            open.remove(open.size() - 1);
        }
        if (!open.isEmpty()) {
            pages.add(open);
        }
        open = new ArrayList<>();
        used = 0;
    }
}
