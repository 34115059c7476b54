package io.pilothouse.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant by a name that is not known. */
public final class NearestName {
    private NearestName() {}

    /** The known name with the fewest edits, when these are at most a third of its letters. */
    public static Optional<String> of(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return known.stream().filter(name -> Math.abs(name.length() - lower.length()) <= tolerance(name))
                .filter(name -> edits(lower, name) <= tolerance(name))
                .min(Comparator.comparingInt(name -> edits(lower, name)));
    }

    /** A phrase to put behind a complaint: empty when nothing is near. */
    public static String hint(String typed, Collection<String> known) {
        return of(typed, known).map(name -> " (did you mean \"" + name + "\"?)").orElse("");
    }

    private static int tolerance(String name) {
        return Math.max(1, name.length() / 3);
    }

    /** Letters to add, drop, change or swap with their neighbour (Damerau-Levenshtein, optimal string alignment). */
    private static int edits(String left, String right) {
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
