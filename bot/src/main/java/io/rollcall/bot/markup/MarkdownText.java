package io.rollcall.bot.markup;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown as chats show it, such as {@code markdown_v2} of group robots. Which escapes their renderers know is not
 * documented, so none is used: a character that could be markup within a line is written with its full-width twin, in an
 * address by its percent code, and a line that could open a heading, a list, a quote, a table or a rule begins with a
 * space of no width.
 */
public class MarkdownText extends Markup {

    private static final Map<Integer, String> TWINS = Map.of(
            (int) '*', "＊",
            (int) '_', "＿",
            (int) '`', "｀",
            (int) '~', "～",
            (int) '[', "［",
            (int) ']', "］",
            (int) '<', "＜",
            (int) '|', "｜",
            (int) '\\', "＼");

    private static final String NO_WIDTH = "\u200b";
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]+");
    private static final Pattern ENTITY = Pattern.compile("&(?=#?[A-Za-z0-9]{1,31};)");

    public MarkdownText(int maxBytes) {
        super(maxBytes);
    }

    @Override
    protected String title(String title) {
        return title.isEmpty() ? "" : "# " + inline(title);
    }

    @Override
    protected String heading(String text) {
        return "## " + inline(text);
    }

    /** Two blanks at the end break the line also where a lone line feed does not. */
    @Override
    public String line(String text) {
        if (text.isBlank()) {
            return "";
        }
        boolean plain = Character.isLetter(text.codePointAt(0));
        return (plain ? "" : NO_WIDTH) + inline(text) + "  ";
    }

    @Override
    protected String rule() {
        return "\n---\n";
    }

    @Override
    protected String continued() {
        return NO_WIDTH;
    }

    /** Text within a line, with nothing in it that could be markup. */
    protected static String inline(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        Matcher addresses = ADDRESS.matcher(text);
        int from = 0;
        while (addresses.find()) {
            shown.append(words(text.substring(from, addresses.start())));
            addresses.group().codePoints().forEach(c -> {
                if (TWINS.containsKey(c) || c == '>') {
                    shown.append(String.format("%%%02X", c));
                } else {
                    shown.appendCodePoint(c);
                }
            });
            from = addresses.end();
        }
        return shown.append(words(text.substring(from))).toString();
    }

    private static String words(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        ENTITY.matcher(text).replaceAll("＆").codePoints().forEach(c -> {
            String twin = TWINS.get(c);
            if (twin == null) {
                shown.appendCodePoint(c);
            } else {
                shown.append(twin);
            }
        });
        return shown.toString();
    }
}
