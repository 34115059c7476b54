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

    private static int edits(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(above[column - 1] + change,
                        1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
