package io.pilothouse.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ContextBase;
import io.pilothouse.spi.PilothousePlugin;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.LoggerFactory;

/** A bundle's folder with modules that are compiled when the test runs, and a real process that starts from it. */
final class SampleHome {
    /** The module that may load native code. */
    static final String GRANTED = "sample.granted";

    private final Path folder;

    SampleHome(Path folder) {
        this.folder = folder;
    }

    /** What a process left behind. */
    record Outcome(int exitCode, String output, String errors) {}

    /** Compiles the sources (file name to text) as one module and puts its jar into {@code lib/}. */
    void module(String name, Map<String, String> sources) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source").resolve(name));
        Path classes = Files.createDirectories(folder.resolve("classes").resolve(name));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-p", modulePath(), "-d", classes.toString()));
        for (Map.Entry<String, String> entry : sources.entrySet()) {
            Path file = source.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
            arguments.add(file.toString());
        }
        assertEquals(0, ToolProvider.findFirst("javac").orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new)));
        jar(name, classes);
    }

    private void jar(String name, Path classes) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("lib")).resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path entry : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(entry).toString()));
                Files.copy(entry, out);
            }
        }
    }

    /** Runs the launcher as {@code bin/pilothouse} does: on the module path, with native access for the modules that are named. */
    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow",
                "-D" + Home.PROPERTY + "=" + folder, "-p",
                modulePath() + File.pathSeparator + folder.resolve("lib"), "-m",
                "io.pilothouse.launcher/io.pilothouse.launcher.Main"));
        if (Files.exists(folder.resolve("lib/" + GRANTED + ".jar"))) {
            // The virtual machine warns of a name that is not there.
            command.add(1, "--enable-native-access=" + GRANTED);
        }
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().remove(Main.DEBUG);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher did not end within 60 s");
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    /** The launcher's modules: where this test's own classes of them came from. */
    private static String modulePath() {
        return Stream
                .of(Main.class, PilothousePlugin.class, LoggerFactory.class, LoggerContext.class, ContextBase.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
