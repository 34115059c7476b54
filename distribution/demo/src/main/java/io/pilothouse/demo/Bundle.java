package io.pilothouse.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The assembled bundle.
 *
 * @param home its folder
 */
record Bundle(Path home) {
    private static final long PATIENCE_SECONDS = 180;

    /**
     * The bundle in a folder.
     *
     * @throws IOException if there is none
     */
    static Bundle at(Path home) throws IOException {
        if (!Files.isExecutable(home.resolve("bin/pilothouse"))) {
            throw new IOException(
                    "there is no bundle in " + home + ": build distribution/bundle, or name its folder with"
                            + " --bundle");
        }
        return new Bundle(home.toRealPath());
    }

    /** How a program ended: its exit code, and all it printed. */
    record Ended(int code, String output) {}

    /** What runs {@code bin/pilothouse}; the caller's own settings of Java and of Pilothouse do not count. */
    ProcessBuilder program(List<String> words, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/pilothouse").toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PILOTHOUSE_") || name.startsWith("PILOT_")
                || name.equals("JDK_JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs a program to its end. */
    Ended run(Map<String, String> environment, Path folder, List<String> words) {
        try {
            Process process = program(words, environment).directory(folder.toFile()).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new StepFailedException("pilothouse " + String.join(" ", words) + " does not end");
                }
                return new Ended(process.exitValue(), output);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new StepFailedException("cannot run pilothouse " + String.join(" ", words), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted", stop);
        }
    }
}
