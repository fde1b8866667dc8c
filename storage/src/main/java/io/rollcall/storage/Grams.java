package io.rollcall.storage;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The single characters of a text and the pairs that stand side by side in it, each as a number: what a text that holds
 * some words must hold, too. Words of Chinese need not be told apart for it.
 *
 * <p>A character is a code point. Blanks and control characters are in no pair, and none by themselves.
 */
final class Grams {

    /** More than 21 bits have no code point. */
    private static final int BITS = 21;

    private Grams() {}

    /**
     * The text as it is compared: in compatibility form (NFKC), so that full width and the like make no difference, and
     * in lower case, character by character, so that a part of a text becomes a part of the folded text.
     */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Every character and every pair of a folded text. */
    static Set<Long> of(String folded) {
        Set<Long> grams = new LinkedHashSet<>();
        int before = 0;
        for (int character : folded.codePoints().toArray()) {
            if (isBlank(character)) {
                before = 0;
                continue;
            }
            grams.add(single(character));
            if (before != 0) {
                grams.add(pair(before, character));
            }
            before = character;
        }
        return grams;
    }

    /** What to look for to find folded words: pairs, and characters that stand alone. At most so many of them. */
    static Set<Long> sought(String folded, int most) {
        Set<Long> grams = new LinkedHashSet<>();
        for (String run : runs(folded)) {
            int[] characters = run.codePoints().toArray();
            if (characters.length == 1) {
                grams.add(single(characters[0]));
            }
            for (int i = 1; i < characters.length; i++) {
                grams.add(pair(characters[i - 1], characters[i]));
            }
        }
        return grams.stream().limit(most).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> runs(String folded) {
        Set<String> runs = new LinkedHashSet<>();
        StringBuilder run = new StringBuilder();
        folded.codePoints().forEach(character -> {
            if (isBlank(character)) {
                runs.add(run.toString());
                run.setLength(0);
            } else {
                run.appendCodePoint(character);
            }
        });
        runs.add(run.toString());
        return runs;
    }

    private static long single(int character) {
        return (long) character << BITS;
    }

    private static long pair(int first, int second) {
        return (long) first << BITS | second;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }
}
