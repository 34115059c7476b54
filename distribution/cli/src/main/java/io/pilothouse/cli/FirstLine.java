package io.pilothouse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret in a file of its own, so that it is in no list of processes. */
public final class FirstLine {
    private FirstLine() {}

    /**
     * The first line of a file, without blanks around it.
     *
     * @throws IllegalArgumentException if the file cannot be read or the line is empty
     */
    public static String of(Path file) {
        try {
            String line = Files.readString(file).lines().findFirst().orElse("").strip();
            if (line.isEmpty()) {
                throw new IllegalArgumentException("the first line of " + file + " is empty");
            }
            return line;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
