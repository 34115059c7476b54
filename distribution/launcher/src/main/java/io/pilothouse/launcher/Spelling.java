package io.pilothouse.launcher;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a person probably meant. */
final class Spelling {
    private Spelling() {}

    /** The candidate with the fewest edits, if it is near enough to be worth a question. */
    static Optional<String> nearest(String word, List<String> candidates) {
        int limit = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> edits(word, candidate) <= limit
                        || (word.length() >= 2 && candidate.startsWith(word)))
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
    }

    /** Levenshtein distance: insertions, removals and replacements of one character. */
    static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
