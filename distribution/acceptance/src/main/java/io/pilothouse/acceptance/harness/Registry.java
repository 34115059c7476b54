package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One registry process made from the bundle. Only this process, by its id, is ever stopped or killed.
 *
 * <p><b>Threads:</b> one thread starts and ends it. <b>Failure:</b> a process that does not listen in time is killed and
 * reported with its log.
 */
public final class Registry implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RegistryOptions options;
    private final Process process;
    private final RegistryLog log;
    private final Path output;
    private final long started;
    private final LogLine listening;

    private Registry(RegistryOptions options, Launched launched, long started) {
        this.options = options;
        process = launched.process();
        log = launched.log();
        output = launched.output();
        this.started = started;
        var line = log.await(each -> "listening".equals(each.field("msg")), START);
        if (line.isEmpty()) {
            kill();
            throw new IllegalStateException("the registry did not come to its \"listening\" line within " + START
                    + ", exit code " + process.exitValue() + ", log " + log.file() + ":\n" + tail(log.whole()));
        }
        listening = line.get();
    }

    /** Starts a registry and waits until it listens. */
    public static Registry start(RegistryOptions options) {
        long now = System.nanoTime();
        return new Registry(options, launch(options.words(), options.environment()), now);
    }

    /** Starts a registry that is expected to refuse; waits for its end. */
    public static Refusal startRefused(RegistryOptions options, Duration within) {
        return run(options.words(), options.environment(), within);
    }

    /** Runs another program of the bundle, such as {@code import}, to its end. */
    public static Refusal run(List<String> words, Duration within) {
        return run(words, Map.of(), within);
    }

    private static Refusal run(List<String> words, Map<String, String> environment, Duration within) {
        Launched launched = launch(words, environment);
        Process process = launched.process();
        RegistryLog log = launched.log();
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean listens = log.lines().stream().anyMatch(line -> "listening".equals(line.field("msg")));
                process.destroyForcibly().waitFor();
                return new Refusal(-1, listens, log.whole(), "");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException("interrupted while the registry ran", e);
        }
        try {
            return new Refusal(process.exitValue(), false, log.whole(), Files.readString(launched.output()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a process ended: its exit code (-1 when it had to be killed), whether it listened, what it logged and what it printed. */
    public record Refusal(int exitCode, boolean listened, String log, String printed) {
        /** All that it said. */
        public String output() {
            return log + printed;
        }
    }

    /** Ends it as an operator would (SIGTERM) and gives the exit code, -1 when 5 seconds were not enough. */
    public int stop() {
        process.destroy();
        try {
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return -1;
    }

    /** Ends it without warning (SIGKILL), with any child it may have, and waits until it is gone. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a new process on the same data with the same options; this one must have ended. */
    public Registry again() {
        if (process.isAlive()) {
            throw new IllegalStateException("stop or kill the registry before starting it again");
        }
        return start(options);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public RegistryLog log() {
        return log;
    }

    /** What it printed on standard output so far. */
    public String standardOutput() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RegistryOptions options() {
        return options;
    }

    /** {@link System#nanoTime()} just before the process was made. */
    public long startedNanos() {
        return started;
    }

    /** The SHA-256 of the certificate that it printed, or an empty text. */
    public String fingerprint() {
        return listening.field("tls_fingerprint");
    }

    /** Where the protocol is spoken. */
    public InetSocketAddress protocol() {
        return address(listening.field("protocol"));
    }

    /** Where HTTP is spoken. */
    public InetSocketAddress http() {
        return address(listening.field("http"));
    }

    /** A new plain connection to the protocol port. */
    public WireConnection connect() {
        return WireConnection.plain(protocol());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private static Launched launch(List<String> words, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(Bundle.home().resolve("bin/pilothouse").toString()));
        command.addAll(words);
        int number = NUMBER.getAndIncrement();
        Path output = Bundle.report("logs/registry-" + number + ".out");
        var builder = new ProcessBuilder(command).redirectOutput(output.toFile());
        // A caller's own Java or registry settings must not decide what is measured here.
        builder.environment().keySet().removeIf(name -> name.startsWith("PILOTHOUSE_") || name.equals("JAVA_HOME")
                || name.equals("JDK_JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Path file = Bundle.report("logs/registry-" + number + ".log");
            return new Launched(process, new RegistryLog(process.getErrorStream(), file), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private record Launched(Process process, RegistryLog log, Path output) {}

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalStateException("the listening line names no host:port but \"" + text + "\"");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static String tail(String text) {
        return text.length() <= 4_000 ? text : "…" + text.substring(text.length() - 4_000);
    }
}
