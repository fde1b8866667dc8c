package io.rollcall.bot.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
final class Spelling {

    private Spelling() {}

    /** The known word that takes the fewest changes, if they are few for a word of that length. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String sought = word.toLowerCase(Locale.ROOT);
        int most = Math.max(1, sought.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - sought.length()) <= most)
                .filter(candidate -> changes(sought, candidate.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt(candidate -> changes(sought, candidate.toLowerCase(Locale.ROOT))));
    }

    /** How many letters must be added, dropped, changed or swapped with the next. */
    private static int changes(String from, String to) {
        int[][] changes = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    changes[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int least = Math.min(
                        changes[i - 1][j - 1] + (same ? 0 : 1), Math.min(changes[i - 1][j], changes[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                changes[i][j] = swapped ? Math.min(least, changes[i - 2][j - 2] + 1) : least;
            }
        }
        return changes[from.length()][to.length()];
    }
}
