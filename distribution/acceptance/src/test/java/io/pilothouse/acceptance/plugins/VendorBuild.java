package io.pilothouse.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.acceptance.harness.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The bench of a vendor: a folder outside the tree, the bundle, and Maven with this computer's usual libraries but nothing of
 * Pilothouse, which so comes from the bundle's {@code sdk/repository}.
 *
 * @param bench an empty folder
 */
record VendorBuild(Path bench) {
    private static final long MINUTES = 8;
    private static final String OWN = "pilothouse";

    /** A key of the vendor; its public half is in the folder {@code trust}. */
    Path key() throws IOException, InterruptedException {
        Path key = bench.resolve("vendor.pem");
        Path trust = Files.createDirectories(bench.resolve("trust"));
        run(bench, trust.resolve("vendor.pem"), command("plugin", "keygen", key.toString()));
        return key;
    }

    /** A copy of the template. */
    Path template() throws IOException {
        Path from = Path.of(System.getProperty("pilothouse.template"));
        Path to = bench.resolve("harbour");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path file = from.relativize(each);
                if (!file.startsWith("target")) {
                    Files.createDirectories(to.resolve(file).getParent());
                    Files.copy(each, to.resolve(file));
                }
            }
        }
        return to;
    }

    /** A project as {@code plugin init} writes it. */
    Path project(String kind, String home, String id) throws IOException, InterruptedException {
        run(bench, bench.resolve("init.log"), command("plugin", "init", "--kind", kind, "--package", home, id));
        return bench.resolve(id);
    }

    /** Runs {@code mvn package} and gives the signed folder. */
    Path build(Path project, Path key, String id, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B", "-Dmaven.repo.local=" + libraries(), "-Dplugin.key=" + key, "package"));
        words.addAll(List.of(options));
        run(project, bench.resolve("mvn.log"), words);
        Path plugin = project.resolve("target").resolve(id);
        for (String file : List.of("plugin.properties", "plugin.lock", "plugin.lock.sig", "bom.json")) {
            assertTrue(Files.isRegularFile(plugin.resolve(file)), file);
        }
        return plugin;
    }

    /** The option that names the bundle's repository. */
    static String sdk() {
        return "-Dpilothouse.sdk=" + Bundle.home().resolve("sdk/repository").toUri();
    }

    /** What the bundle's command says of a plugin. */
    void verify(Path plugin) throws IOException, InterruptedException {
        run(bench, bench.resolve("verify.log"),
                command("plugin", "verify", plugin.toString(), "--trust", bench.resolve("trust").toString()));
    }

    /** A local repository that links to the usual one, but for what is Pilothouse's: that must come from the bundle. */
    private Path libraries() throws IOException {
        Path usual = Path.of(System.getProperty("maven.libraries"));
        Path own = bench.resolve("libraries");
        if (Files.notExists(own)) {
            link(usual, own, "io");
            link(usual.resolve("io"), own.resolve("io"), OWN);
        }
        return own;
    }

    private static void link(Path from, Path to, String but) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path each : all.filter(each -> !each.getFileName().toString().equals(but)).toList()) {
                Files.createSymbolicLink(to.resolve(each.getFileName().toString()), each);
            }
        }
    }

    /** JUnit would warn of every link that it finds. */
    void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(bench)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(Bundle.home().resolve("bin/pilothouse").toString()));
        command.addAll(List.of(words));
        return command;
    }

    private void run(Path folder, Path output, List<String> words) throws IOException, InterruptedException {
        Path errors = bench.resolve("errors.log");
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectOutput(output.toFile())
                .redirectError(errors.toFile()).start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> words + " did not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), words + ":\n" + Files.readString(output) + Files.readString(errors));
    }
}
