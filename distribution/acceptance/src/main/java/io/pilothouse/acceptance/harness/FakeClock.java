package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clock that a test sets and that stands still, for a registry in a process of its own: libfaketime (Debian package
 * {@code faketime}) between it and the system. Time that only grows, by which timers run, goes on.
 *
 * <p>Threads: any.
 */
public final class FakeClock {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    private final Path library;
    private final Path file;

    private FakeClock(Path library, Path file) {
        this.library = library;
        this.file = file;
        write("+0");
    }

    /**
     * A clock that shows the real time until it is set; none without the library.
     *
     * @param file where the time is written for the registry to read
     */
    public static Optional<FakeClock> at(Path file) {
        return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
                .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1")).filter(Files::exists)
                .findFirst().map(library -> new FakeClock(library, file));
    }

    /** Sets it; it stands still from then on. */
    public void set(Instant time) {
        write(FORM.format(time));
    }

    /** Shows the real time again. */
    public void release() {
        write("+0");
    }

    private void write(String time) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, time + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", file.toString(), "FAKETIME_NO_CACHE",
                "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1", "TZ", "UTC");
    }
}
