package io.pilothouse.acceptance.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one registry process printed on standard error, kept in a file for the report and in memory for the tests.
 *
 * <p><b>Threads:</b> one thread of its own reads; any thread may ask.
 */
public final class RegistryLog {
    private static final int KEPT = 20_000;

    private final List<LogLine> lines = new ArrayList<>();
    private final Path file;
    private final Thread reader;
    private boolean ended;

    RegistryLog(InputStream source, Path file) {
        this.file = file;
        reader = Thread.ofPlatform().daemon().name("registry log").start(() -> read(source));
    }

    /** The file that holds the whole log. */
    public Path file() {
        return file;
    }

    /** The lines so far (at most the first 20,000). */
    public synchronized List<LogLine> lines() {
        return List.copyOf(lines);
    }

    /** The first line that fits, once it is there; empty when the deadline passed or the log ended without it. */
    public synchronized Optional<LogLine> await(Predicate<LogLine> wanted, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return Optional.of(lines.get(seen));
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** The whole text, once the process closed its standard error. */
    public String whole() {
        try {
            reader.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StringBuilder text = new StringBuilder();
        for (LogLine line : lines()) {
            text.append(line.text()).append('\n');
        }
        return text.toString();
    }

    private void read(InputStream source) {
        try (var in = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8));
                var out = Files.newBufferedWriter(file, StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                out.write(text);
                out.newLine();
                out.flush();
                add(LogLine.parse(text));
            }
        } catch (IOException e) {
            // A killed process may leave its pipe broken; what was read so far is the log.
            add(LogLine.parse("log ended: " + new UncheckedIOException(e).getMessage()));
        } finally {
            end();
        }
    }

    private synchronized void add(LogLine line) {
        if (lines.size() < KEPT) {
            lines.add(line);
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
