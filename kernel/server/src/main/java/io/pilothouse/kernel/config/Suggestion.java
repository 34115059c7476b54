package io.pilothouse.kernel.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /** The known word with the fewest edits, when these are at most a third of its letters. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String word : known) {
            if (Math.abs(typed.length() - word.length()) > word.length()) {
                continue;
            }
            int edits = edits(typed, word);
            if (edits < fewest && edits <= Math.max(1, word.length() / 3)) {
                best = word;
                fewest = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters to add, drop, change or swap with their neighbour (Damerau-Levenshtein, optimal string alignment). */
    static int edits(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                table[row][column] = row == 0 || column == 0 ? row + column : step(table, left, right, row, column);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int step(int[][] table, String left, String right, int row, int column) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int least = Math.min(table[row - 1][column - 1] + (same ? 0 : 1),
                1 + Math.min(table[row - 1][column], table[row][column - 1]));
        boolean swapped = row > 1 && column > 1 && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(least, table[row - 2][column - 2] + 1) : least;
    }
}
