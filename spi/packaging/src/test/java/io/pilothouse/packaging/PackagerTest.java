package io.pilothouse.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool that a vendor's build runs, on a plugin that is compiled here against a stand-in for the SPI. */
class PackagerTest {
    @TempDir
    Path bench;
    private Path spi;
    private Path plugin;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void makePlugin() throws IOException {
        spi = compile("spi", Map.of("module-info.java", "module io.pilothouse.spi { exports io.pilothouse.spi; }",
                "io/pilothouse/spi/PilothousePlugin.java",
                "package io.pilothouse.spi; public interface PilothousePlugin { void start(); }"));
        plugin = Files.createDirectory(bench.resolve("plugin"));
        Files.writeString(plugin.resolve("plugin.properties"), """
                plugin.id=mine
                plugin.version=1.0.0
                plugin.requires=^1.0.0
                plugin.provider=Tests
                plugin.license=Apache-2.0
                """);
        entry("");
    }

    private void entry(String statement) throws IOException {
        jar(compile("classes", Map.of("module-info.java", "module mine { requires io.pilothouse.spi;"
                + " provides io.pilothouse.spi.PilothousePlugin with mine.Entry; }", "mine/Entry.java",
                "package mine; public class Entry implements io.pilothouse.spi.PilothousePlugin { public void start() { "
                        + statement + " } }")),
                plugin.resolve("mine.jar"));
    }

    private Path compile(String name, Map<String, String> sources) throws IOException {
        Path folder = Files.createDirectories(bench.resolve(name + "-src"));
        List<String> arguments = new ArrayList<>(List.of("-d", bench.resolve(name).toString()));
        if (spi != null) {
            arguments.addAll(List.of("--module-path", spi.toString()));
        }
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, each.getValue()).toString());
        }
        assertEquals(0, ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err,
                arguments.toArray(String[]::new)));
        return bench.resolve(name);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
    }

    private int run(Map<String, String> environment, String... arguments) {
        output.reset();
        errors.reset();
        return PluginPackager.run(List.of(arguments), environment,
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8) + errors.toString(StandardCharsets.UTF_8);
    }

    private PluginReport report(SigningKey key) throws IOException {
        return PluginExamination.report(plugin, new PluginExamination.Signatures(
                new TrustKeys(bench, List.of(key.trustKey("tests")), List.of()), true));
    }

    @Test
    void whatIsPackedIsWhatARegistryTakes() throws Exception {
        SigningKey key = SigningKey.generate();
        Path file = bench.resolve("key.pem");
        key.write(file);
        assertEquals(0, run(Map.of(), plugin.toString(), "--key", file.toString()), this::said);
        PluginReport report = report(key);
        assertTrue(report.passed(), report.toString());
        assertEquals("tests", report.signer());
        assertTrue(said().contains("mine 1.0.0 locked and signed") && said().contains(report.digest()), said());
        byte[] signature = Files.readAllBytes(plugin.resolve(PluginFolder.SIGNATURE));
        assertEquals(0, run(Map.of("SECRET", Files.readString(file)), plugin.toString(), "--key-variable", "SECRET"));
        assertArrayEquals(signature, Files.readAllBytes(plugin.resolve(PluginFolder.SIGNATURE)),
                "the same files and key give the same bytes");
    }

    @Test
    void aDevelopmentKeyIsMadeAndSaidLoudly() throws Exception {
        Path key = bench.resolve("target/development.key");
        assertEquals(0, run(Map.of(), plugin.toString(), "--development-key", key.toString()), this::said);
        assertTrue(said().contains("SIGNED WITH A DEVELOPMENT KEY") && said().contains("-----BEGIN PUBLIC KEY-----"),
                said());
        assertTrue(report(SigningKey.read(key)).passed());
        byte[] signature = Files.readAllBytes(plugin.resolve(PluginFolder.SIGNATURE));
        assertEquals(0, run(Map.of(), plugin.toString(), "--development-key", key.toString()));
        assertArrayEquals(signature, Files.readAllBytes(plugin.resolve(PluginFolder.SIGNATURE)));
    }

    @Test
    void whatARegistryWouldRefuseIsNotSigned() throws Exception {
        Path key = bench.resolve("key.pem");
        SigningKey.generate().write(key);
        assertEquals(0, run(Map.of(), plugin.toString(), "--key", key.toString()));
        entry("try { new java.net.Socket(\"x\", 1).close(); } catch (java.io.IOException e) { }");
        assertEquals(1, run(Map.of(), plugin.toString(), "--key", key.toString()));
        assertEquals("plugin: mine.Entry.start (mine.jar) uses new java.net.Socket, so it talks to other computers, but"
                + " plugin.capabilities in plugin.properties names nothing; add network, or take that call out\n",
                said());
        assertFalse(Files.exists(plugin.resolve(PluginFolder.SIGNATURE)), "not even the old one is left");
    }

    @Test
    void oneForAnotherVersionOfTheSpiIsNeitherSignedNorFoundGood() throws Exception {
        Path key = bench.resolve("key.pem");
        SigningKey.generate().write(key);
        Path descriptor = plugin.resolve("plugin.properties");
        Files.writeString(descriptor, Files.readString(descriptor).replace("^1.0.0", "^2.0.0"));
        assertEquals(1, run(Map.of(), plugin.toString(), "--key", key.toString()));
        assertTrue(said().contains("it requires SPI version ^2.0.0, but this kernel serves 1.0.0"), said());
        PluginReport report = report(SigningKey.generate());
        assertEquals(List.of("signature", "descriptor"),
                report.steps().stream().filter(step -> !step.passed()).map(PluginReport.Step::name).toList());
        assertEquals("mine", report.description().orElseThrow().id(), "what it says of itself is still told");
    }

    @Test
    void wrongUsageIsExplained() {
        assertEquals(2, run(Map.of()));
        assertTrue(said().startsWith("usage: PluginPackager FOLDER"));
        assertEquals(1, run(Map.of(), plugin.toString(), "--key-variable", "SECRET"));
        assertEquals(
                "plugin: the environment variable SECRET is not set; it must hold the private key in PKCS #8 PEM\n",
                said());
        assertEquals(1, run(Map.of("SECRET", "hush"), plugin.toString(), "--key-variable", "SECRET"));
        assertFalse(said().contains("hush"), said());
        assertEquals(1, run(Map.of(), bench.resolve("none").toString(), "--key", bench.resolve("k").toString()));
        assertEquals("plugin: there is no key file " + bench.resolve("k") + "\n", said());
    }

    @Test
    void aJarIsSignedBesideItself() throws Exception {
        SigningKey key = SigningKey.generate();
        Path classes = compile("classes", Map.of("module-info.java", "module mine { requires io.pilothouse.spi;"
                + " provides io.pilothouse.spi.PilothousePlugin with mine.Entry; }", "mine/Entry.java",
                "package mine; public class Entry implements io.pilothouse.spi.PilothousePlugin { public void start() { } }"));
        Files.copy(plugin.resolve("plugin.properties"), classes.resolve("plugin.properties"));
        PluginJar jar = new PluginJar(bench.resolve("mine-1.0.jar"));
        jar(classes, jar.jar());
        Path first = Files.createDirectory(bench.resolve("first"));
        jar.unpack(first);
        PluginPackager.pack(first, key);
        jar.adopt(first);
        assertTrue(Files.exists(bench.resolve("mine-1.0.lock")) && Files.exists(bench.resolve("mine-1.0.lock.sig")));
        plugin = Files.createDirectory(bench.resolve("second"));
        jar.unpack(plugin);
        assertTrue(report(key).passed(), () -> "the registry makes the same folder of it");
    }

    @Test
    void aReportHoldsEveryProblem() throws Exception {
        Files.writeString(plugin.resolve("plugin.properties"), "plugin.id=Mine\n");
        Files.writeString(plugin.resolve("bom.json"), "[]");
        entry("System.exit(0);");
        PluginReport report = report(SigningKey.generate());
        assertFalse(report.passed());
        assertEquals(List.of("signature", "descriptor", "libraries"),
                report.steps().stream().filter(step -> !step.passed()).map(PluginReport.Step::name).toList());
        assertEquals("in plugin.properties, plugin.id must be lower case words joined by -; it is \"Mine\"",
                report.steps().stream().filter(step -> step.name().equals("descriptor")).findFirst().orElseThrow()
                        .text());
        assertEquals(1, report.scan().orElseThrow().of(Finding.Use.FORBIDDEN).size());
    }
}
