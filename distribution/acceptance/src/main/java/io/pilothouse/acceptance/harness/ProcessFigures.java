package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells about a process, from {@code /proc}. */
public record ProcessFigures(long residentBytes, long writtenBytes, long openFiles) {

    /** The figures of a living process now. */
    public static ProcessFigures of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try (var files = Files.list(folder.resolve("fd"))) {
            long resident = number(folder.resolve("status"), "VmRSS:") * 1024;
            return new ProcessFigures(resident, number(folder.resolve("io"), "write_bytes:"), files.count());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + " (this suite runs on Linux)", e);
        }
    }

    /** Resident memory in gigabytes of 10⁹ bytes. */
    public double residentGigabytes() {
        return residentBytes / 1e9;
    }

    private static long number(Path file, String key) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.substring(key.length()).trim().split("\\s+", 2)[0]);
            }
        }
        throw new IOException(file + " has no line " + key);
    }
}
