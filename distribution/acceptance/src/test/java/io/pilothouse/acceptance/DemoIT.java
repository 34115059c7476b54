package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.acceptance.harness.Bundle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as {@code distribution/demo/run} starts it, on the bundle's Java and with the bundle's jars. */
class DemoIT {
    private static final long PATIENCE_SECONDS = 600;

    @TempDir
    private Path folder;

    private record Ended(int code, String story, String complaint) {}

    private static Path jar() throws IOException {
        Path target = Path.of(System.getProperty("pilothouse.demo", "../demo/target")).toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                var found = files.filter(file -> file.getFileName().toString().matches("pilothouse-demo-.*\\.jar"))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalStateException("no demo in " + target
                + ": build distribution/demo first, or name its folder with -Dpilothouse.demo=DIR");
    }

    private Ended demo(String... words) throws IOException, InterruptedException {
        Path home = Bundle.home();
        // Temporary folders of the run are looked for below.
        List<String> command = new ArrayList<>(List.of(home.resolve("runtime/bin/java").toString(),
                "-Djava.io.tmpdir=" + folder, "--module-path",
                jar() + File.pathSeparator + home.resolve("lib"), "--module",
                "io.pilothouse.demo/io.pilothouse.demo.Demo", "--bundle", home.toString()));
        command.addAll(List.of(words));
        Path story = Bundle.report("logs/demo.out");
        Path complaint = Bundle.report("logs/demo.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(story.toFile())
                .redirectError(complaint.toFile());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "the demo does not end");
            return new Ended(process.exitValue(), Files.readString(story), Files.readString(complaint));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean running(Path folder) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(folder.toString()));
    }

    @Test
    void theWholeChainIsSeenToHappenAndNothingIsLeft() throws IOException, InterruptedException {
        Ended ended = demo();
        String story = ended.story();
        System.out.println(story);
        assertEquals(0, ended.code(), () -> story + ended.complaint());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.filter(file -> file.getFileName().toString().startsWith("pilothouse-demo-"))
                    .toList());
        }
        assertAll(() -> assertFalse(story.contains("\033"), "codes of a terminal"),
                () -> assertTrue(story.lines().count() <= 60, () -> story.lines().count() + " lines"),
                () -> assertTrue(story.contains("shows its token: node 2 is ops@example.net"), story),
                () -> assertTrue(story.contains("refused"), story),
                () -> assertTrue(story.contains("gate invites ops-1, it accepts and is owner"), story),
                () -> assertTrue(story.contains("ops-1 invites shift-1, it accepts and is admin"), story),
                () -> assertTrue(story.matches("(?s).*SIEM, webhook: \\d+ member\\.promoted by node:2\n.*"), story),
                () -> assertTrue(story.matches("(?s).*SIEM, webhook: \\d+ member\\.kicked by node:2\n.*"), story),
                () -> assertTrue(story.contains("the collector is back: all 40 events are there"), story),
                () -> assertTrue(story.contains("SIEM and webhook have exactly the trail's"), story),
                () -> assertTrue(story.contains("with one word exchanged:"), story),
                () -> assertTrue(story.endsWith("Every step was seen to happen.\n"), story));
    }

    @Test
    void aFolderKeepsWhatTheRunMade() throws IOException, InterruptedException {
        Path kept = folder.resolve("kept");
        Ended ended = demo("--folder", kept.toString());
        assertEquals(0, ended.code(), () -> ended.story() + ended.complaint());
        assertFalse(running(kept), "the registry of the demo still runs");
        for (String file : List.of("data", "pilothouse.properties", "registry.log", "trail.jsonl",
                "warehouse-bots.json")) {
            assertTrue(Files.exists(kept.resolve(file)), file);
        }
        assertTrue(ended.story().contains("What it left is in " + kept.toRealPath()), ended::story);
        assertEquals(1, demo("--folder", kept.toString()).code(), "a folder that holds something is not used");
    }
}
