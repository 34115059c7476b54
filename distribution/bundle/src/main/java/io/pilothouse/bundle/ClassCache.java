package io.pilothouse.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes {@code lib/pilothouse.aot}: the classes of the registry as the virtual machine keeps them in memory, and what it
 * learned about them while a registry was at work. A start with it takes a third of the time.
 */
final class ClassCache {
    private static final long LONGEST_SECONDS = 180;

    private final Path bundle;
    private final Path workshop;

    ClassCache(Path bundle) {
        this.bundle = bundle;
        workshop = bundle.resolveSibling("class-cache");
    }

    void make() throws IOException, InterruptedException {
        empty();
        Files.createDirectories(workshop);
        Path data = workshop.resolve("data");
        Path recorded = workshop.resolve("recorded");
        Path cache = bundle.resolve("lib/pilothouse.aot");
        // First without recording, so that the second has something to recover.
        try (Rehearsal first = new Rehearsal(bundle, data, workshop.resolve("first.log"), "")) {
            first.fill();
        }
        try (Rehearsal second = new Rehearsal(bundle, data, workshop.resolve("second.log"),
                "-XX:AOTMode=record -XX:AOTConfiguration=" + recorded)) {
            second.play();
        }
        create(recorded, cache);
        empty();
    }

    private void create(Path recorded, Path cache) throws IOException, InterruptedException {
        Path log = workshop.resolve("create.log");
        List<String> command = new ArrayList<>(List.of(bundle.resolve("bin/pilothouse").toString(), "serve"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PILOTHOUSE_JAVA_OPTIONS",
                "-XX:AOTMode=create -XX:AOTConfiguration=" + recorded + " -XX:AOTCache=" + cache);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0 || !Files.exists(cache)) {
            process.destroyForcibly();
            throw new IOException("the class cache could not be made:\n" + Files.readString(log));
        }
    }

    private void empty() throws IOException {
        if (Files.exists(workshop)) {
            try (Stream<Path> all = Files.walk(workshop)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
