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
            int edits = edits(typed, word);
            if (edits < fewest && edits <= Math.max(1, word.length() / 3)) {
                best = word;
                fewest = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein distance. */
    static int edits(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[previous.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
