package io.pilothouse.cli.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import io.pilothouse.cli.FailedException;
import io.pilothouse.spi.PilothousePlugin;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Every kind of project that {@code plugin init} writes compiles as a module and keeps the contracts of its kind. */
class InitProjectTest {
    private static final Set<String> OF_THE_TEMPLATE = Set.of("HARBOUR", "Harbour", "harbour", "BadgeProvider",
            "LineExporter", "ChangeSink", "StoreSecrets", "PeopleSource", "StatusEndpoint", "CONFIGURE");

    @TempDir
    Path bench;
    private Path sdk;

    private record Outcome(int code, String output, String errors) {}

    @BeforeEach
    void makeRepository() throws IOException {
        sdk = Files.createDirectories(bench.resolve("two words/sdk&repository"));
        Files.createDirectories(sdk.resolve("io/pilothouse/pilothouse-spi"));
    }

    private Outcome run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("init", "--sdk", sdk.toString()));
        words.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = new PluginProgram().run(words, Map.of(), new PrintWriter(out, true), new PrintWriter(errors, true));
        return new Outcome(code, out.toString(), errors.toString());
    }

    private Path project(ProjectKind kind) {
        Path project = bench.resolve("project");
        Outcome outcome = run("--kind", kind.word(), "--package", "org.acme.gate_one", "--folder", project.toString(),
                "acme-gate");
        assertEquals(0, outcome.code(), outcome.errors());
        assertTrue(outcome.output().contains(project.toString()), outcome.output());
        return project;
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void compile(Path sources, Path classes, List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "25", "-proc:none", "-Xlint:all", "-Werror", "-d",
                classes.toString()));
        arguments.addAll(options);
        try (Stream<Path> all = Files.walk(sources)) {
            all.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        StringWriter messages = new StringWriter();
        boolean good = ToolProvider.getSystemJavaCompiler().getTask(messages, null, null,
                arguments.stream().filter(argument -> !argument.endsWith(".java")).toList(), null,
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)
                        .getJavaFileObjectsFromStrings(
                                arguments.stream().filter(argument -> argument.endsWith(".java")).toList()))
                .call();
        assertTrue(good, messages::toString);
    }

    private Path compiled(Path project) throws IOException, URISyntaxException {
        Path classes = bench.resolve("classes");
        compile(project.resolve("src/main/java"), classes, List.of("--module-path",
                location(PilothousePlugin.class) + File.pathSeparator + location(JsonFactory.class)));
        return classes;
    }

    @ParameterizedTest
    @EnumSource
    void aProjectOfEachKindIsAModuleUnderItsOwnName(ProjectKind kind) throws Exception {
        Path project = project(kind);
        ModuleDescriptor module = ModuleFinder.of(compiled(project)).findAll().iterator().next().descriptor();
        assertEquals("org.acme.gate_one", module.name());
        assertEquals(List.of("org.acme.gate_one.AcmeGatePlugin"), module.provides().iterator().next().providers());
        Properties descriptor = new Properties();
        descriptor.load(Files.newBufferedReader(project.resolve("src/main/plugin/plugin.properties")));
        assertEquals("acme-gate", descriptor.getProperty("plugin.id"));
        assertEquals(kind.word() + ".acme-gate", descriptor.getProperty("plugin.offers"));
        assertEquals("org.acme.gate_one", descriptor.getProperty("plugin.provider"));
        String pom = Files.readString(project.resolve("pom.xml"));
        assertTrue(pom.contains("<groupId>org.acme.gate_one</groupId>"), pom);
        assertTrue(
                pom.contains("<pilothouse.sdk>" + sdk.toUri().toString().replace("&", "&amp;") + "</pilothouse.sdk>"),
                pom);
        assertEquals(kind.needs(ProjectKind.Need.JSON), pom.contains("jackson"));
        try (Stream<Path> all = Files.walk(project)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = project.relativize(file) + "\n" + Files.readString(file);
                for (String word : OF_THE_TEMPLATE) {
                    assertFalse(text.contains(word), () -> word + " is left in " + text);
                }
            }
        }
        Path tests = bench.resolve("test-classes");
        compile(project.resolve("src/test/java"), tests, List.of("-classpath",
                compiled(project) + File.pathSeparator + System.getProperty("java.class.path")));
    }

    /** What a project says of its configuration is what a registry takes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"IDENTITY|`set_idp_config`: `idp_type` is `acme-gate`",
        "AUDIT|`set_audit_export`: `format` is `acme-gate`", "WEBHOOK|`set_webhook`: `webhook_type` is `acme-gate`",
        "SECRETS|`secret:acme-gate:KEY`"})
    void theReadMeNamesTheCommandThatMakesTheComponent(ProjectKind kind, String sentence) throws Exception {
        String text = Files.readString(project(kind).resolve("README.md"));
        assertTrue(text.contains(sentence), text);
    }

    /** Those of the other two kinds are run in the template itself. */
    @ParameterizedTest
    @EnumSource(names = {"WEBHOOK", "SECRETS", "DIRECTORY", "ENDPOINT"})
    void aProjectKeepsTheContractsOfItsKind(ProjectKind kind) throws Exception {
        Path project = project(kind);
        Path classes = compiled(project);
        Path tests = bench.resolve("test-classes");
        compile(project.resolve("src/test/java"), tests, List.of("-classpath",
                classes + File.pathSeparator + System.getProperty("java.class.path")));
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[]{classes.toUri().toURL(), tests.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass("org.acme.gate_one.AcmeGatePluginTest"),
                            DiscoverySelectors.selectClass("org.acme.gate_one.AcmeGate" + kind.suffix() + "Test"))
                    .build();
            LauncherFactory.create().execute(request, summary);
        } finally {
            thread.setContextClassLoader(before);
        }
        String failures = summary.getSummary().getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                .collect(Collectors.joining("\n"));
        assertEquals("", failures);
        assertTrue(summary.getSummary().getTestsSucceededCount() > 7, "too few tests ran");
    }

    @Test
    void aNameThatCannotBeOneIsRefusedAndNothingIsWritten() throws IOException {
        Path place = bench.resolve("place");
        for (String id : List.of("Acme", "acme_gate", "../acme", "-acme", "acme-", "a".repeat(61), "")) {
            Outcome outcome = run("--kind", "audit", "--folder", place.toString(), "--", id);
            assertEquals(2, outcome.code(), id);
            assertTrue(outcome.errors().contains("such as acme-badges"), outcome.errors());
        }
        for (String home : List.of("acme", "Org.acme", "org.acme.class", "org..acme", "io.pilothouse.acme", "java.acme",
                "org.acme;")) {
            Outcome outcome = run("--kind", "audit", "--folder", place.toString(), "--package", home, "acme");
            assertEquals(2, outcome.code(), home);
            assertTrue(outcome.errors().contains("such as com.acme.badges"), outcome.errors());
        }
        Outcome outcome = run("--kind", "persistence", "--folder", place.toString(), "acme");
        assertEquals(2, outcome.code());
        assertTrue(outcome.errors().contains("IDENTITY, AUDIT, WEBHOOK, SECRETS, DIRECTORY, ENDPOINT"),
                outcome.errors());
        assertFalse(Files.exists(place));
    }

    @Test
    void whatIsThereIsNotOverwrittenAndWhatCannotBeWrittenLeavesNothing() throws IOException {
        Path place = Files.createDirectory(bench.resolve("place"));
        Outcome outcome = run("--kind", "audit", "--folder", place.toString(), "acme");
        assertEquals(1, outcome.code());
        assertTrue(outcome.errors().contains("exists; nothing is overwritten"), outcome.errors());
        outcome = run("--kind", "audit", "--folder", bench.resolve("nowhere/place").toString(), "acme");
        assertEquals(1, outcome.code());
        assertTrue(outcome.errors().contains("there is no folder " + bench.resolve("nowhere")), outcome.errors());
        sdk = bench;
        outcome = run("--kind", "audit", "--folder", bench.resolve("other").toString(), "acme");
        assertTrue(outcome.errors().contains("is no Maven repository with the SPI"), outcome.errors());
        NewFolder broken = new NewFolder(bench.resolve("broken"));
        Map<String, String> texts = Map.of("a", "one", "a/b", "a file cannot be below a file");
        assertTrue(assertThrows(FailedException.class, () -> broken.write(texts)).getMessage()
                .startsWith("cannot write "));
        try (Stream<Path> left = Files.list(bench)) {
            assertEquals(List.of("place", "two words"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
