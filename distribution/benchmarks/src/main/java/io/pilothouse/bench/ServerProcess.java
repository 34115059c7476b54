package io.pilothouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time and memory of the server's process, from {@code /proc} of the same machine. */
record ServerProcess(long pid) {
    /** Linux counts process times in hundredths of a second on every common machine. */
    private static final double TICK_MICROS = 10_000;

    /** User and system time so far, in microseconds. */
    double cpuMicros() {
        String stat = read("stat");
        // The second field is the name in parentheses and may hold spaces; what follows is counted from there.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
    }

    /** Resident memory in megabytes of 10⁶ bytes. */
    double residentMegabytes() {
        return read("status").lines().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0) * 1024 / 1e6;
    }

    private String read(String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), name));
        } catch (IOException e) {
            throw new UncheckedIOException("no process " + pid + " on this machine", e);
        }
    }
}
