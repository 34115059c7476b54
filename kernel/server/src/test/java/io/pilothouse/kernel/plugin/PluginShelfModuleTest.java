package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the module path: a plugin requires the SPI as a module, so the test's own layer has to hold it as one. */
@EnabledIf("onModulePath")
class PluginShelfModuleTest {
    static boolean onModulePath() {
        return PluginShelf.class.getModule().isNamed();
    }

    private static final String SAYS_HELLO = "throw new StartupException(\"hello from \" + getClass().getModule().getName()"
            + " + \" with size \" + settings.value(SIZE));";

    @TempDir
    Path folder;
    private PluginWorkshop workshop;
    private final ComponentCatalog catalog = new ComponentCatalog();

    @BeforeEach
    void makeRoom() throws IOException {
        workshop = new PluginWorkshop(Files.createDirectory(folder.resolve("plugins")),
                Files.createDirectory(folder.resolve("bench")));
    }

    @Test
    void aPluginIsLoadedInItsOwnLayerAndCreatesComponents() throws IOException {
        plugin("good", "test.good", "", SAYS_HELLO);
        try (PluginShelf shelf = load()) {
            assertEquals(List.of(), shelf.refused());
            ShelvedPlugin plugin = shelf.plugins().getFirst();
            assertEquals("good 1.2.3 Tests []",
                    plugin.id() + " " + plugin.version() + " " + plugin.provider() + " " + plugin.capabilities());
            Module module = plugin.factories().getFirst().getClass().getModule();
            assertEquals("test.good", module.getName());
            assertNotSame(ModuleLayer.boot(), module.getLayer());
            assertEquals(Set.of("good"), catalog.types(ComponentKind.PERSISTENCE));
            assertEquals("hello from test.good with size 7", failure("good", Map.of("size", "7")));
            String wrong = failure("good", Map.of("sise", "7", "size", "x"));
            assertTrue(wrong.contains("did you mean size?") && wrong.contains("\"x\" is not a whole number"), wrong);
            assertTrue(failure("goood", Map.of()).contains("did you mean good?"));
            assertFalse(module.isNativeAccessEnabled());
        }
        assertEquals(Set.of(), catalog.types(ComponentKind.PERSISTENCE));
    }

    @Test
    void whatIsNotNeededIsNotLoaded() throws IOException {
        plugin("one", "test.one", "", SAYS_HELLO, Map.of(), "plugin.offers=persistence.one\n");
        plugin("two", "test.two", "", SAYS_HELLO, Map.of(), "plugin.offers=persistence.two\n");
        plugin("three", "test.three", "", SAYS_HELLO);
        plugin("wrong", "test.wrong", "", SAYS_HELLO, Map.of(), "plugin.offers=persistence.right\n");
        try (PluginShelf shelf = shelf()) {
            shelf.load(offers -> !offers.contains("persistence.two"));
            assertEquals(List.of("one", "three"), shelf.plugins().stream().map(ShelvedPlugin::id).sorted().toList());
            assertEquals(Set.of("one", "two", "three"), catalog.types(ComponentKind.PERSISTENCE));
            assertEquals(Set.of("persistence.one", "persistence.two", "persistence.right"), shelf.offered());
            assertEquals(1, shelf.refused().size());
            assertTrue(shelf.refused().getFirst().reason()
                    .contains("plugin.offers says [persistence.right], but it offers [persistence.wrong]"));
        }
    }

    @Test
    void brokenPluginsAreRefusedWithReasonsAndStopNoOther() throws IOException {
        plugin("good", "test.good", "", SAYS_HELLO);
        Files.createDirectory(workshop.shelf().resolve("a-no-descriptor"));
        workshop.folder("b-no-jar", PluginWorkshop.properties("b-no-jar", ""));
        workshop.jar(
                workshop.folder("c-no-module", PluginWorkshop.properties("c-no-module", "")).resolve("plain-1.0.jar"),
                Map.of("plain/Thing.java", "package plain; public class Thing { }"));
        workshop.jar(workshop.folder("d-no-provider", PluginWorkshop.properties("d-no-provider", "")).resolve("d.jar"),
                Map.of("module-info.java", "module test.d { }", "d/Thing.java", "package d; public class Thing { }"));
        plugin("e-kernel", "test.e", "requires io.pilothouse.protocol;", SAYS_HELLO);
        plugin("f-static-init", "test.f", "", SAYS_HELLO, Map.of("test/f/Entry.java", """
                package test.f;
                public class Entry implements io.pilothouse.spi.PilothousePlugin {
                    static final int NUMBER = Integer.parseInt("not a number");
                    public java.util.List<io.pilothouse.spi.ComponentFactory<?>> factories() { return null; }
                }
                """), "");
        plugin("g-old-spi", "test.g", "", SAYS_HELLO, Map.of(), "plugin.requires=>=2.0.0\n");
        plugin("h-missing", "test.h", "", SAYS_HELLO, Map.of(), "plugin.dependencies=nowhere@>=1.0.0\n");
        plugin("i-cycle", "test.i", "", SAYS_HELLO, Map.of(), "plugin.dependencies=j-cycle\n");
        plugin("j-cycle", "test.j", "", SAYS_HELLO, Map.of(), "plugin.dependencies=i-cycle\n");
        plugin("k-split", "test.k", "", SAYS_HELLO);
        workshop.jar(workshop.shelf().resolve("k-split/second.jar"),
                Map.of("module-info.java", "module test.second { }",
                        "test/k/Other.java", "package test.k; public class Other { }"));
        plugin("l-twin", "test.l", "", SAYS_HELLO.replace("hello", "twin"), Map.of(), "");
        plugin("l-twin-type", "test.l2", "l-twin", "", SAYS_HELLO, Map.of(), "");
        plugin("m-capability", "test.m", "", SAYS_HELLO, Map.of(), "plugin.capabilities=magic\n");
        Files.writeString(workshop.folder("n-bad-jar", PluginWorkshop.properties("n-bad-jar", "")).resolve("n.jar"),
                "no zip");
        Files.createSymbolicLink(workshop.shelf().resolve("o-link"), workshop.shelf().resolve("good"));
        workshop.folder("p-same-id", PluginWorkshop.properties("good", ""));
        workshop.folder("q-bad-range", PluginWorkshop.properties("q-bad-range", "plugin.requires=latest\n"));

        Map<String, String> reasons = new HashMap<>();
        try (PluginShelf shelf = load()) {
            assertEquals(List.of("good", "l-twin"), shelf.plugins().stream().map(ShelvedPlugin::id).sorted().toList());
            shelf.refused().forEach(each -> reasons.put(each.folder().getFileName().toString(), each.reason()));
        }
        assertReason(reasons, "a-no-descriptor", "there is no plugin.properties");
        assertReason(reasons, "b-no-jar", "there are no jars");
        assertReason(reasons, "c-no-module", "no jar in the folder is a module", "[plain]");
        assertReason(reasons, "d-no-provider", "no module in the folder provides io.pilothouse.spi.PilothousePlugin",
                "[test.d]");
        assertReason(reasons, "e-kernel", "test.e requires io.pilothouse.protocol, which belongs to the kernel");
        assertReason(reasons, "f-static-init", "failed to start", "not a number");
        assertReason(reasons, "g-old-spi", "requires SPI version >=2.0.0, but this kernel serves 1.0.0");
        assertReason(reasons, "h-missing", "depends on the plugin nowhere, which is not there");
        assertReason(reasons, "i-cycle", "cycle of dependencies: i-cycle, j-cycle");
        assertReason(reasons, "j-cycle", "cycle of dependencies: i-cycle, j-cycle");
        assertReason(reasons, "k-split", "the package test.k is split between its modules");
        assertReason(reasons, "l-twin-type", "persistence of type l-twin, which the plugin l-twin already offers");
        assertReason(reasons, "m-capability", "plugin.capabilities may name");
        assertReason(reasons, "n-bad-jar", "modules do not fit together");
        assertReason(reasons, "o-link", "symbolic link");
        assertReason(reasons, "p-same-id", "its id good is already that of");
        assertReason(reasons, "q-bad-range", "\"latest\", which is not a version range");
        assertEquals(17, reasons.size());
    }

    @Test
    void twoVersionsOfALibraryLiveSideBySide() throws IOException {
        for (int version = 1; version <= 2; version++) {
            Path library = workshop.folder("v" + version, PluginWorkshop.properties("v" + version, ""))
                    .resolve("library-1.0.jar");
            workshop.jar(library, Map.of("library/Version.java",
                    "package library; public class Version { public static String text() { return \"library " + version
                            + "\"; } }"));
            workshop.jar(library.resolveSibling("plugin.jar"), PluginWorkshop.module("test.v" + version, "v" + version,
                    "requires library;", "throw new StartupException(library.Version.text());"), library);
        }
        try (PluginShelf shelf = load()) {
            assertEquals(List.of(), shelf.refused());
            assertEquals("library 1", failure("v1", Map.of()));
            assertEquals("library 2", failure("v2", Map.of()));
        }
    }

    /** Three plain jars that know each other in a circle and look up services; one has the name of a kernel's library. */
    @Test
    void plainJarsReadEachOtherAndNotTheKernelsLibraries() throws IOException {
        Path folder = workshop.folder("plain", PluginWorkshop.properties("plain", ""));
        Map<String, String> sources = Map.of("first/First.java", """
                package first;
                public class First {
                    public static String text() {
                        boolean none = java.util.ServiceLoader.load(first.Absent.class).findFirst().isEmpty();
                        return second.Second.text() + " " + none + " " + second.Second.loaded(first.Present.class);
                    }
                }
                """, "first/Absent.java", "package first; public interface Absent { }", "first/Present.java", """
                package first;
                public interface Present { class Provider implements Present { } }
                """, "second/Second.java", """
                package second;
                public class Second {
                    public static String text() { return com.fasterxml.jackson.databind.ObjectMapper.OWN; }
                    public static <T> String loaded(Class<T> service) {
                        return java.util.ServiceLoader.load(service, Second.class.getClassLoader()).findFirst()
                                .map(found -> "found " + (found instanceof first.Present)).orElse("none");
                    }
                }
                """, "com/fasterxml/jackson/databind/ObjectMapper.java", """
                package com.fasterxml.jackson.databind;
                public class ObjectMapper { public static final String OWN = new String("own Jackson"); }
                """);
        Path all = workshop.bench().resolve("all.jar");
        workshop.jar(all, sources);
        workshop.divide(all, folder.resolve("first-1.0.jar"), "first/",
                Map.of("META-INF/services/first.Present", "first.Present$Provider"));
        workshop.divide(all, folder.resolve("second-1.0.jar"), "second/", Map.of());
        workshop.divide(all, folder.resolve("jackson-databind-9.jar"), "com/",
                Map.of("META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nAutomatic-Module-Name: com.fasterxml.jackson.databind\n"));
        workshop.jar(folder.resolve("plugin.jar"), PluginWorkshop.module("test.plain", "plain", "requires first;",
                "throw new StartupException(first.First.text());"), folder.resolve("first-1.0.jar"));
        try (PluginShelf shelf = load()) {
            assertEquals(List.of(), shelf.refused());
            assertEquals("own Jackson true found true", failure("plain", Map.of()));
        }
    }

    @Test
    void theKernelsLibrariesAreOutOfReach() throws IOException {
        assertTrue(ModuleLayer.boot().findModule("com.fasterxml.jackson.databind").isPresent(),
                "or this proves nothing");
        plugin("wants", "test.wants", "requires com.fasterxml.jackson.databind;", SAYS_HELLO);
        plugin("might", "test.might", "requires static com.fasterxml.jackson.databind;", """
                boolean reads = getClass().getModule().getLayer().configuration().findModule("test.might").orElseThrow()
                        .reads().stream().anyMatch(each -> each.name().startsWith("com.fasterxml"));
                throw new StartupException("reads " + reads);
                """);
        try (PluginShelf shelf = load()) {
            assertEquals(List.of("might"), shelf.plugins().stream().map(ShelvedPlugin::id).toList());
            assertReason(Map.of("wants", shelf.refused().getFirst().reason()), "wants",
                    "test.wants requires com.fasterxml.jackson.databind",
                    "neither in its folder nor offered by the host");
            assertEquals("reads false", failure("might", Map.of()));
        }
    }

    @Test
    void aPluginReadsTheOneItDependsOn() throws IOException {
        plugin("z-base", "test.base", "exports test.base;", SAYS_HELLO);
        Path jar = workshop.folder("a-user", PluginWorkshop.properties("a-user", "plugin.dependencies=z-base@^1.0.0\n"))
                .resolve("u.jar");
        workshop.jar(jar, PluginWorkshop.module("test.user", "user", "requires test.base;",
                "throw new StartupException(\"uses \" + new test.base.Entry().type());"),
                workshop.shelf().resolve("z-base/plugin.jar"));
        try (PluginShelf shelf = load()) {
            assertEquals(List.of("z-base", "a-user"), shelf.plugins().stream().map(ShelvedPlugin::id).toList());
            assertEquals(1, shelf.plugins().getLast().factories().size(), "not those of its parent layer");
            assertEquals("uses z-base", failure("user", Map.of()));
        }
    }

    @Test
    void aPluginCannotReachTheKernelByName() throws IOException {
        plugin("sneaky", "test.sneaky", "", """
                try {
                    throw new StartupException("reached " + Class.forName("io.pilothouse.kernel.plugin.PluginShelf"));
                } catch (ClassNotFoundException e) {
                    throw new StartupException("not found");
                }
                """);
        try (PluginShelf shelf = load()) {
            assertEquals(1, shelf.plugins().size());
            assertEquals("not found", failure("sneaky", Map.of()));
        }
    }

    @Test
    void nativeCodeNeedsTheCapability() throws IOException {
        plugin("native", "test.nativecode", "", SAYS_HELLO, Map.of(), "plugin.capabilities=native, files\n");
        try (PluginShelf shelf = load()) {
            assertEquals(List.of(), shelf.refused());
            assertTrue(
                    shelf.plugins().getFirst().factories().getFirst().getClass().getModule().isNativeAccessEnabled());
        }
    }

    @Test
    void anErrorAtCreationBecomesAStartupFailure() throws IOException {
        plugin("thrower", "test.thrower", "", "throw new NoClassDefFoundError(\"gone\");");
        try (PluginShelf shelf = load()) {
            assertEquals(1, shelf.plugins().size());
            assertTrue(failure("thrower", Map.of())
                    .contains("the plugin thrower failed to create persistence of type thrower"));
        }
    }

    private PluginShelf shelf() {
        return new PluginShelf(ModuleLayer.boot(), new ShelfFolders(workshop.shelf(), folder.resolve("installed"),
                folder.resolve("staging")), catalog, new DigestGate());
    }

    private PluginShelf load() throws IOException {
        PluginShelf shelf = shelf();
        shelf.load();
        return shelf;
    }

    private void plugin(String id, String module, String requires, String atCreation) throws IOException {
        plugin(id, module, requires, atCreation, Map.of(), "");
    }

    private void plugin(String id, String module, String requires, String atCreation, Map<String, String> replaced,
            String more)
            throws IOException {
        plugin(id, module, id, requires, atCreation, replaced, more);
    }

    private void plugin(String id, String module, String type, String requires, String atCreation,
            Map<String, String> replaced,
            String more) throws IOException {
        Map<String, String> sources = new HashMap<>(PluginWorkshop.module(module, type, requires, atCreation));
        sources.putAll(replaced);
        workshop.jar(workshop.folder(id, PluginWorkshop.properties(id, more)).resolve("plugin.jar"), sources);
    }

    private String failure(String type, Map<String, String> given) {
        return assertThrows(StartupException.class, () -> {
            try (PersistenceBackend made = catalog.create(ComponentKind.PERSISTENCE, type, given,
                    PluginWorkshop.lent(folder))) {
                made.lastSequence();
            }
        }).getMessage();
    }

    private static void assertReason(Map<String, String> reasons, String folder, String... words) {
        String reason = reasons.getOrDefault(folder, "not refused");
        for (String word : words) {
            assertTrue(reason.contains(word), () -> folder + ": expected \"" + word + "\" in: " + reason);
        }
    }

    @Test
    void theWayOutLeadsWhereThePluginDeclared() throws IOException {
        String exchange = """
                try {
                    context.http().exchange(new OutboundHttp.Request("GET", java.net.URI.create("https://Idp.example.org:8443/x"),
                            java.util.Map.of(), new byte[0], 10, java.time.Duration.ofSeconds(1)));
                    throw new StartupException("answered");
                } catch (java.io.IOException | InterruptedException e) {
                    throw new StartupException(e.getMessage());
                }
                """;
        Map<String, String> declarations = Map.of("none", "", "other",
                "plugin.capabilities=network\nplugin.network-hosts=example.org, *.example.com\n", "end",
                "plugin.capabilities=network\nplugin.network-hosts=*.example.org\n", "any",
                "plugin.capabilities=network\n", "wrong", "plugin.network-hosts=example.org\n", "malformed",
                "plugin.capabilities=network\nplugin.network-hosts=https://example.org\n");
        for (Map.Entry<String, String> each : declarations.entrySet()) {
            plugin(each.getKey(), "test." + each.getKey(), "", exchange, Map.of(), each.getValue());
        }
        Map<String, String> reasons = new HashMap<>();
        try (PluginShelf shelf = load()) {
            shelf.refused().forEach(each -> reasons.put(each.folder().getFileName().toString(), each.reason()));
            assertEquals(
                    "the plugin none may not connect to idp.example.org: its plugin.capabilities does not name network",
                    failure("none", Map.of()));
            assertEquals(
                    "the plugin other may not connect to idp.example.org: its plugin.network-hosts and its settings"
                            + " allow [*.example.com, example.org]",
                    failure("other", Map.of()));
            assertEquals("connected to https://Idp.example.org:8443/x", failure("end", Map.of()));
            assertEquals("connected to https://Idp.example.org:8443/x", failure("any", Map.of()));
        }
        assertReason(reasons, "wrong", "plugin.network-hosts names [example.org], but plugin.capabilities does not name"
                + " network");
        assertReason(reasons, "malformed", "plugin.network-hosts may name hosts", "it names https://example.org");
        assertEquals(2, reasons.size());
    }
}
