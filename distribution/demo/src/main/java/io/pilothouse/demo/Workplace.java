package io.pilothouse.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of one run.
 *
 * @param folder where everything is kept
 * @param temporary whether it goes with the run
 */
record Workplace(Path folder, boolean temporary) {
    /** A new temporary folder. */
    static Workplace anywhere() throws IOException {
        return new Workplace(Files.createTempDirectory("pilothouse-demo-").toRealPath(), true);
    }

    /**
     * A folder that stays.
     *
     * @throws IOException if it cannot be made or holds something already
     */
    static Workplace at(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new IOException(folder + " is not empty; name a new folder");
            }
        }
        return new Workplace(folder.toRealPath(), false);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes a text. */
    Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write " + file(name), full);
        }
    }

    /** Deletes a temporary folder with all that is in it; one that stays, stays. */
    void leave() {
        if (!temporary || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException kept) {
            throw new UncheckedIOException("cannot remove " + folder, kept);
        }
    }
}
