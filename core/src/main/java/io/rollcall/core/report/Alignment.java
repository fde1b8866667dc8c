package io.rollcall.core.report;

import java.util.Arrays;
import java.util.List;

/** Which lines of one text stand in another, in the same order: as many as there can be. */
final class Alignment {

    /** Of longer texts what is left between the equal beginnings and ends counts as different throughout. */
    private static final long MOST_CELLS = 4_000_000;

    private Alignment() {}

    /** For each line of {@code from} its place in {@code to}, or -1; ascending apart from those. */
    static int[] of(List<String> from, List<String> to) {
        int[] places = new int[from.size()];
        Arrays.fill(places, -1);
        int start = 0;
        while (start < from.size() && start < to.size() && from.get(start).equals(to.get(start))) {
            places[start] = start;
            start++;
        }
        int fromEnd = from.size();
        int toEnd = to.size();
        while (fromEnd > start && toEnd > start && from.get(fromEnd - 1).equals(to.get(toEnd - 1))) {
            places[--fromEnd] = --toEnd;
        }
        int rows = fromEnd - start;
        int columns = toEnd - start;
        if ((long) rows * columns > MOST_CELLS) {
            return places;
        }
        int[][] longest = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                longest[i][j] = from.get(start + i).equals(to.get(start + j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (from.get(start + i).equals(to.get(start + j))) {
                places[start + i++] = start + j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return places;
    }
}
