package io.rollcall.bot.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text on its way to the platform. */
public final class Words {

    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private Words() {}

    /**
     * What the platform can take: line feeds only, no control characters but the tab, no half surrogates. All other
     * characters stay as they are.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                clean.append('\n');
            } else if (c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL) {
                clean.append(' ');
            } else {
                clean.appendCodePoint(Character.getType(c) == Character.SURROGATE ? '\ufffd' : c);
            }
        });
        return clean.toString();
    }

    /** {@code text} on one line of at most {@code max} code points; cut off with an ellipsis. */
    public static String line(String text, int max) {
        // By hand: a pattern for blanks around line feeds takes quadratic time on a long run of blanks.
        String line = clean(text)
                .lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (line.codePointCount(0, line.length()) <= max) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, max - 1)).stripTrailing() + "…";
    }

    /** How many bytes {@code text} has in UTF-8. */
    public static int bytes(String text) {
        return text.codePoints().map(Words::bytes).sum();
    }

    static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /**
     * {@code text} in pieces of at most so many bytes, none of which is more than would fit. No piece begins within what
     * is seen as one character, such as an emoji of several code points, unless that alone is too long.
     *
     * @param maxBytes at least 4, so that every code point fits
     */
    public static List<String> pieces(String text, int maxBytes) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int used = 0;
        Matcher characters = CHARACTER.matcher(text);
        while (characters.find()) {
            String character = characters.group();
            int size = bytes(character);
            if (used + size > maxBytes && !piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
                used = 0;
            }
            if (size <= maxBytes) {
                piece.append(character);
                used += size;
            } else {
                for (int codePoint : character.codePoints().toArray()) {
                    if (used + bytes(codePoint) > maxBytes) {
                        pieces.add(piece.toString());
                        piece.setLength(0);
                        used = 0;
                    }
                    piece.appendCodePoint(codePoint);
                    used += bytes(codePoint);
                }
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return List.copyOf(pieces);
    }
}
