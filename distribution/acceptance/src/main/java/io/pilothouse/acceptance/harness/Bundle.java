package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the suite finds what it tests and what it compares with, from the system properties {@code pilothouse.bundle},
 * {@code pilothouse.shared} and {@code pilothouse.reports}.
 */
public final class Bundle {
    private Bundle() {}

    /** The folder of the assembled bundle. Fails with what to build when it is not there. */
    public static Path home() {
        Path home = property("pilothouse.bundle", "../bundle/target/pilothouse");
        if (!Files.isExecutable(home.resolve("bin/pilothouse"))) {
            throw new IllegalStateException("no assembled bundle at " + home
                    + ": build distribution/bundle first, or name another one with -Dpilothouse.bundle=DIR");
        }
        return home;
    }

    /** A recorded session or another file that came with the protocol description, such as {@code captures/x.jsonl}. */
    public static Path shared(String file) {
        Path path = property("pilothouse.shared", "../../../shared").resolve(file);
        if (!Files.isReadable(path)) {
            throw new IllegalStateException("cannot read " + path
                    + ": name the folder that holds captures/ and protocol/ with -Dpilothouse.shared=DIR");
        }
        return path;
    }

    /** A file below the folder of reports, its folder made. */
    public static Path report(String file) {
        Path path = property("pilothouse.reports", "target/acceptance").resolve(file);
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    private static Path property(String name, String fallback) {
        return Path.of(System.getProperty(name, fallback)).toAbsolutePath().normalize();
    }
}
