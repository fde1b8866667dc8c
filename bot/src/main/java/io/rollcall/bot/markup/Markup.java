package io.rollcall.bot.markup;

import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the parts of a message look in one of the platform's forms of text. Whatever stands in a message is shown with its
 * characters, and never mentions, links or styles.
 */
public abstract class Markup {

    /** A full-width blank, which no client drops. */
    private static final String BLANK = "\u3000";

    /** Deeper levels look like this one, or a phone would have no room left for the text. */
    private static final int MAX_DEPTH = 8;

    /** Titles are one line on a phone; a longer one is repeated in full within the message. */
    private static final int MAX_TITLE = 60;

    private final int maxBytes;

    /** @param maxBytes of one message's text */
    protected Markup(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A message's first line; {@code title} is one line, and may be empty. */
    protected abstract String title(String title);

    protected abstract String heading(String text);

    /** An ordinary line. */
    public abstract String line(String text);

    protected abstract String rule();

    /** What keeps the rest of a line that was torn apart from being taken for something else. */
    protected abstract String continued();

    /** The finished line that calls for people's attention; without it, or said in words before, nobody's is called for. */
    protected Optional<String> mention(Part.Mention mention) {
        return Optional.empty();
    }

    /** The message without its buttons; the same message gives the same texts. */
    public final List<String> render(Message message) {
        String title = Words.line(message.title(), MAX_TITLE);
        Pages pages = new Pages(mark -> title((title + mark).strip()), continued(), maxBytes);
        if (Words.line(message.title(), Integer.MAX_VALUE).length() > title.length()) {
            pages.add(lines(new Part.Heading(message.title())));
        }
        boolean says = false;
        for (Message.Block block : message.blocks()) {
            List<Pages.Line> lines =
                    block.parts().stream().flatMap(part -> lines(part).stream()).toList();
            says |= lines.stream()
                    .anyMatch(line ->
                            line.kind() != Pages.Kind.RULE && !line.text().isBlank());
            pages.add(lines);
        }
        if (!says) {
            // A message of buttons alone says its summary, or at least its title.
            String instead = message.summary().isBlank() ? message.title() : message.summary();
            pages.add(lines(new Part.Text(instead.isBlank() ? "…" : instead)));
        }
        return pages.texts();
    }

    private List<Pages.Line> lines(Part part) {
        if (part instanceof Part.Heading heading) {
            return List.of(new Pages.Line(Pages.Kind.HEADING, heading(Words.line(heading.text(), Integer.MAX_VALUE))));
        }
        if (part instanceof Part.Text text) {
            return lines(text.text());
        }
        if (part instanceof Part.Note note) {
            return lines(note.text());
        }
        if (part instanceof Part.Lines list) {
            return list.lines().stream().flatMap(line -> lines(line).stream()).toList();
        }
        if (part instanceof Part.Mention mention) {
            return mention(mention).map(line -> new Pages.Line(Pages.Kind.TEXT, line)).stream()
                    .toList();
        }
        return part instanceof Part.Divider ? List.of(new Pages.Line(Pages.Kind.RULE, rule())) : List.of();
    }

    private List<Pages.Line> lines(String text) {
        return Words.clean(text)
                .lines()
                .map(line -> new Pages.Line(Pages.Kind.TEXT, line(line.stripTrailing())))
                .toList();
    }

    /** Depth is shown by blanks, which stay as they are where lists would be numbered anew. */
    private List<Pages.Line> lines(Message.Line item) {
        String indent = BLANK.repeat(Math.min(item.depth(), MAX_DEPTH) - 1);
        String marker = Words.line(item.marker(), Integer.MAX_VALUE);
        List<String> text = Words.clean(item.text()).lines().toList();
        List<Pages.Line> lines = new ArrayList<>();
        String first = text.isEmpty() ? "" : text.get(0);
        lines.add(new Pages.Line(
                Pages.Kind.TEXT, line((indent + (marker.isEmpty() ? "" : marker + " ") + first).stripTrailing())));
        text.stream()
                .skip(1)
                .forEach(more ->
                        lines.add(new Pages.Line(Pages.Kind.TEXT, line((indent + BLANK + more).stripTrailing()))));
        return lines;
    }
}
