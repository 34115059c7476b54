package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code promtool check metrics}, where promtool is installed. */
public final class PrometheusTool {
    private PrometheusTool() {}

    /**
     * Checks a page of metrics.
     *
     * @return what was found or that the tool is not there
     * @throws IllegalStateException when promtool reports an error
     */
    public static String check(String metrics) throws IOException {
        Optional<Path> tool = Stream.of("/usr/bin/promtool", "/usr/local/bin/promtool").map(Path::of)
                .filter(Files::isExecutable).findFirst();
        if (tool.isEmpty()) {
            return "promtool is not installed (Debian package prometheus): the metrics page was not checked by it";
        }
        Process process = new ProcessBuilder(tool.get().toString(), "check", "metrics").redirectErrorStream(true)
                .start();
        try (var out = process.getOutputStream()) {
            out.write(metrics.getBytes(StandardCharsets.UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("promtool does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        // 3 is promtool's code for remarks on style: the kept R1 names earn some of them.
        if (process.exitValue() != 0 && process.exitValue() != 3) {
            throw new IllegalStateException("promtool check metrics: " + text);
        }
        return "promtool check metrics: exit code " + process.exitValue() + " " + text.strip();
    }
}
