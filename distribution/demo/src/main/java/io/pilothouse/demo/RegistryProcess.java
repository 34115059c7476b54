package io.pilothouse.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry of the bundle as a process, which is stopped or killed by its own id.
 *
 * <p>Threads: one starts and ends it; one of its own copies the log to a file.
 */
final class RegistryProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("\\bmsg=\"?listening\"?.*\\bprotocol=\"?([0-9.]+:\\d+)");

    private final Process process;
    private final Path log;
    private final String address;
    private final Duration start;

    private RegistryProcess(Process process, Path log, String address, Duration start) {
        this.process = process;
        this.log = log;
        this.address = address;
        this.start = start;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param settings the file of its settings
     * @param listen host and port; port 0 for a free one
     * @param log gets what it prints, after what is there already
     * @throws StepFailedException if it does not listen in time
     */
    static RegistryProcess start(Bundle bundle, Path settings, String listen, Map<String, String> environment,
            Path log) {
        long began = System.nanoTime();
        List<String> words = new ArrayList<>(
                List.of("serve", "--config", settings.toString(), "--listen", listen, "--http", "127.0.0.1:0"));
        Process process;
        try {
            process = bundle.program(words, environment).redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new StepFailedException("cannot start the registry", failed);
        }
        CompletableFuture<String> listening = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("registry log").start(() -> copy(process, log, listening));
        try {
            String address = listening.get(START.toSeconds(), TimeUnit.SECONDS);
            return new RegistryProcess(process, log, address, Duration.ofNanos(System.nanoTime() - began));
        } catch (ExecutionException | TimeoutException silent) {
            process.destroyForcibly();
            throw new StepFailedException("the registry did not come to listen; see " + log, silent);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted", stop);
        }
    }

    private static void copy(Process process, Path log, CompletableFuture<String> listening) {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(log, StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    listening.complete(matcher.group(1));
                }
            }
        } catch (IOException broken) {
            listening.completeExceptionally(broken);
        }
        listening.completeExceptionally(new IOException("the registry ended"));
    }

    /** Where the protocol is spoken. */
    String address() {
        return address;
    }

    /** How long it took to listen. */
    Duration start() {
        return start;
    }

    Path log() {
        return log;
    }

    /** Ends it without warning (SIGKILL). */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Ends it as an operator would (SIGTERM).
     *
     * @return its exit code
     */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new StepFailedException("the registry does not end within " + STOP.toSeconds() + " s after SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
