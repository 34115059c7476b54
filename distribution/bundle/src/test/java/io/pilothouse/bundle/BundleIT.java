package io.pilothouse.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembled bundle, started as a process on a path without any Java. */
class BundleIT {
    private static final Path BUNDLE = Path.of(System.getProperty("bundle.folder"));

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String output, String errors) {}

    // JUnit would warn of every link that it finds.
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void startsWithItsOwnJava() throws Exception {
        Outcome outcome = run(BUNDLE.resolve("bin/pilothouse"), "version");
        assertEquals("", outcome.errors());
        assertTrue(outcome.output().contains(System.getProperty("bundle.version")), outcome.output());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void findsItselfThroughSymbolicLinksAndBlanks() throws Exception {
        Path place = Files.createDirectories(folder.resolve("two words"));
        Path first = Files.createSymbolicLink(place.resolve("bundle"), BUNDLE);
        Path second = Files.createSymbolicLink(place.resolve("pilothouse"), first.resolve("bin/pilothouse"));
        Path third = Files.createSymbolicLink(place.resolve("relative"), Path.of("pilothouse"));
        assertEquals(run(BUNDLE.resolve("bin/pilothouse"), "version"), run(second, "version"));
        assertEquals(run(BUNDLE.resolve("bin/pilothouse"), "version"), run(third, "version"));
    }

    @Test
    void refusesAnUnknownProgram() throws Exception {
        Outcome outcome = run(BUNDLE.resolve("bin/pilothouse"), "sevre");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.errors().startsWith("pilothouse: there is no program 'sevre'"), outcome.errors());
    }

    @Test
    void servesDrainsOnSigtermAndEndsWithZero() throws Exception {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(BUNDLE.resolve("bin/pilothouse").toString(), "serve", "--listen",
                "127.0.0.1:0", "--http", "127.0.0.1:0", "--data", folder.resolve("data").toString(), "--log-format",
                "json").redirectOutput(folder.resolve("output").toFile())
                .redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools().toString());
        Process process = builder.start();
        try {
            Instant deadline = Instant.now().plusSeconds(60);
            while (!Files.readString(log).contains("\"msg\":\"listening\"")) {
                assertTrue(process.isAlive() && Instant.now().isBefore(deadline), Files.readString(log));
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            process.destroy();
            assertTrue(process.waitFor(5, TimeUnit.SECONDS), "it did not end within 5 s of SIGTERM");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly().waitFor();
        }
        for (String line : Files.readAllLines(log)) {
            assertTrue(line.startsWith("{\"time\":\"") && line.endsWith("}"), "not a JSON line: " + line);
        }
    }

    @Test
    void everySettingIsListedAndCommentedOut() throws Exception {
        List<String> lines = Files.readAllLines(BUNDLE.resolve("conf/pilothouse.properties"));
        assertTrue(lines.contains("#listen=0.0.0.0:9000"), lines.toString());
        assertTrue(lines.contains("#log-format=text"), lines.toString());
        assertTrue(lines.contains("#idle-timeout=5m"), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.isEmpty() || line.startsWith("#")), lines.toString());
    }

    @Test
    void holdsTheStoreAndNoTraceOfTheBuild() throws Exception {
        assertTrue(Files.isRegularFile(BUNDLE.resolve("lib/plugins/persistence-sqlite/plugin.properties")));
        assertTrue(Files.isRegularFile(BUNDLE.resolve("lib/plugins/secrets-env/plugin.properties")));
        assertTrue(Files.isRegularFile(BUNDLE.resolve("lib/plugins/secrets-file/plugin.properties")));
        assertTrue(Files.isRegularFile(BUNDLE.resolve("lib/plugins/identity-webhook/plugin.properties")));
        assertTrue(Files.isRegularFile(BUNDLE.resolve("lib/plugins/identity-oidc/jjwt-impl-0.13.0.jar")));
        assertTrue(Files.isExecutable(BUNDLE.resolve("runtime/bin/java")));
        assertFalse(Files.exists(BUNDLE.resolve("runtime/lib/libj2gss.so")), "a way to native code by a property");
        assertTrue(Files.readString(BUNDLE.resolve("THIRD-PARTY.txt")).contains("org.xerial:sqlite-jdbc"));
        try (Stream<Path> libraries = Files.walk(BUNDLE.resolve("lib"))) {
            List<String> names = libraries.map(Path::getFileName).map(Path::toString).toList();
            assertEquals(List.of(), names.stream().filter(name -> name.contains("pilothouse-bundle")).toList());
        }
    }

    @Test
    void holdsARepositoryForVendors() throws Exception {
        String version = System.getProperty("bundle.version");
        Path group = BUNDLE.resolve("sdk/repository/io/pilothouse");
        for (String artifact : List.of("pilothouse-spi", "pilothouse-spi-testkit", "pilothouse-plugin-packaging")) {
            String name = artifact + "/" + version + "/" + artifact + "-" + version;
            for (String file : List.of(".jar", "-sources.jar", ".pom", ".jar.sha1", ".pom.sha1", ".jar.md5")) {
                assertTrue(Files.isRegularFile(group.resolve(name + file)), name + file);
            }
            String pom = Files.readString(group.resolve(name + ".pom"));
            assertFalse(pom.contains("<parent>"), pom);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(group.resolve(name + ".jar")));
            assertEquals(HexFormat.of().formatHex(hash), Files.readString(group.resolve(name + ".jar.sha1")).strip());
        }
        String bom = "pilothouse-bom/" + version + "/pilothouse-bom-" + version + ".pom";
        assertTrue(Files.readString(group.resolve(bom)).contains("<version>" + version + "</version>"));
    }

    private Outcome run(Path command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools().toString());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the bundle did not end within 60 s");
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    /** A folder with what the script calls, and nothing else. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("readlink", "dirname")) {
            if (Files.notExists(tools.resolve(tool))) {
                Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
            }
        }
        return tools;
    }
}
