package io.rollcall.bot.history;

import java.io.PrintWriter;

/**
 * Tells how far an import is: a bar that is drawn again in its place where a person watches, a line at every tenth of
 * the way otherwise.
 */
public final class ImportProgress {

    private static final int WIDTH = 30;
    private static final int LONGEST_NAME = 40;

    private final PrintWriter out;
    private final boolean terminal;
    private int total = 1;
    private int told;
    private int drawn;

    /** @param terminal whether what is written can be drawn over */
    public ImportProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void begin(int files) {
        total = Math.max(1, files);
        if (!terminal) {
            out.println("importing " + Plural.of(files, "file"));
            out.flush();
        }
    }

    /** @param name of the file that was dealt with */
    void done(int files, String name) {
        if (terminal) {
            int filled = (int) ((long) WIDTH * files / total);
            draw("[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + files + "/" + total + "  "
                    + shorten(name));
        } else if (10L * files / total > told) {
            told = (int) (10L * files / total);
            out.println(files + "/" + total);
            out.flush();
        }
    }

    /** Leaves a clean line for what comes. */
    void end() {
        if (terminal) {
            draw("");
            out.print("\r");
            out.flush();
        }
    }

    private void draw(String line) {
        // Chinese is two columns wide, so what was there before is covered by twice its length at most.
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - columns(line))));
        out.flush();
        drawn = columns(line);
    }

    private static int columns(String line) {
        return line.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum();
    }

    private static String shorten(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST_NAME
                ? name
                : "…" + name.substring(name.offsetByCodePoints(0, length - LONGEST_NAME + 1));
    }
}
