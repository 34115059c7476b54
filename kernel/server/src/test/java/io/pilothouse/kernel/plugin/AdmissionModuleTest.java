package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.admission.Admission;
import io.pilothouse.kernel.config.KernelSettings.SignedPlugins;
import io.pilothouse.packaging.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The gate and what it has to keep out; on the module path because plugins are compiled against the SPI. */
@EnabledIf("onModulePath")
class AdmissionModuleTest {
    static boolean onModulePath() {
        return PluginShelf.class.getModule().isNamed();
    }

    @TempDir
    Path folder;
    private final SigningKey key = SigningKey.generate();
    private HostileZoo zoo;
    private Path trust;
    private Admission gate;

    @BeforeEach
    void makeRoom() throws IOException {
        zoo = new HostileZoo(new PluginWorkshop(Files.createDirectory(folder.resolve("plugins")),
                Files.createDirectory(folder.resolve("bench"))), key);
        trust = Files.createDirectory(folder.resolve("trust"));
        Files.writeString(trust.resolve("trusted.pem"), key.publicPem());
        gate = new Admission(trust, SignedPlugins.REQUIRE);
    }

    private PluginGate.Admitted admit(String name) {
        return gate.admit(zoo.workshop().shelf().resolve(name), PluginOrigin.INSTALLED);
    }

    private String refusal(String name) {
        return assertThrows(PluginRefusal.class, () -> admit(name), name).getMessage();
    }

    @Test
    void everyHostilePluginIsRefusedWithItsReason() throws IOException {
        List<HostileZoo.Exhibit> exhibits = zoo.refusedAtTheGate();
        List<String> wrong = new ArrayList<>();
        for (HostileZoo.Exhibit exhibit : exhibits) {
            try {
                admit(exhibit.folder());
                wrong.add(exhibit.folder() + " was let in");
            } catch (PluginRefusal refusal) {
                exhibit.reason().stream().filter(words -> !refusal.getMessage().contains(words)).forEach(
                        words -> wrong
                                .add(exhibit.folder() + ": expected \"" + words + "\" in: " + refusal.getMessage()));
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(exhibits.size() >= 45, exhibits.size() + " exhibits");
    }

    @Test
    void aSignedPluginPassesAndIsNamedByItsBytes() throws IOException {
        zoo.seal(zoo.good("fine"));
        PluginGate.Admitted admitted = admit("fine");
        assertEquals("trusted", admitted.signer());
        assertTrue(admitted.digest().matches("[0-9a-f]{64}"), admitted.digest());
        assertEquals(List.of("it has no bill of materials (bom.json), so its libraries are not listed"),
                admitted.notes());
        assertEquals(admitted, admit("fine"));
    }

    @Test
    void keysAreAddedAndWithdrawnWhileTheRegistryWorks() throws IOException {
        zoo.seal(zoo.good("fine"));
        Files.move(trust.resolve("trusted.pem"), trust.resolve("trusted.pem.withdrawn"));
        assertTrue(refusal("fine").contains("which is not trusted: " + trust + " holds no key"));
        Files.move(trust.resolve("trusted.pem.withdrawn"), trust.resolve("acme.pem"));
        Files.writeString(trust.resolve("broken.pem"), "x");
        PluginGate.Admitted admitted = admit("fine");
        assertEquals("acme", admitted.signer());
        assertTrue(admitted.notes().getFirst().contains("broken.pem is no trust key"), admitted.notes().toString());
    }

    @Test
    void withoutTheRuleUnsignedPluginsPassAndAreNoted() throws IOException {
        gate = new Admission(trust, SignedPlugins.WARN);
        zoo.good("bare");
        PluginGate.Admitted admitted = admit("bare");
        assertEquals("", admitted.signer());
        assertTrue(admitted.notes().getFirst().startsWith("it is not signed"), admitted.notes().toString());
        Path changed = zoo.seal(zoo.good("changed"));
        Files.writeString(changed.resolve("plugin.properties"), "# changed\n", StandardOpenOption.APPEND);
        assertTrue(refusal("changed").startsWith("the file plugin.properties has changed: expected SHA-256 "));
        zoo.plugin("exits", "", "", "if (context != null) { System.exit(1); } throw new StartupException(\"x\");");
        assertTrue(refusal("exits").contains("test.exits.Entry.create (plugin.jar) uses java.lang.System.exit"));
    }

    @Test
    void whatABundleHoldsIsNotRead() {
        PluginGate.Admitted admitted = gate.admit(folder.resolve("nowhere"), PluginOrigin.BUNDLED);
        assertEquals(new PluginGate.Admitted("", "", List.of()), admitted);
    }

    @Test
    void librariesCountWhereTheyAreUsed() throws IOException {
        HostileZoo.Exhibit used = zoo.throughALibrary(true);
        String reason = refusal(used.folder());
        used.reason().forEach(words -> assertTrue(reason.contains(words), reason));
        assertEquals("trusted", admit(zoo.throughALibrary(false).folder()).signer());
    }

    /** In such a jar of a library that does not say so, the classes for newer versions are loaded by nobody. */
    @Test
    void classesForOneVersionOfJavaAreNoHiddenOnes() throws IOException {
        zoo.versioned("for-versions", true);
        zoo.versioned("for-versions-unsaid", false);
        assertEquals(List.of("trusted", "trusted"), List.of(admit("for-versions").signer(),
                admit("for-versions-unsaid").signer()));
    }

    @Test
    void whatRunsOnAnExecutorOfThePluginsOwnDeclaresNoMore() throws IOException {
        zoo.plugin("own-executor", "", "", """
                java.util.concurrent.CompletableFuture.completedFuture(1).thenRunAsync(() -> { }, Runnable::run);
                throw new StartupException("made");""");
        assertEquals("trusted", admit("own-executor").signer());
    }

    @Test
    void whatIsDeclaredPasses() throws IOException {
        zoo.plugin("honest", "plugin.capabilities=files, native\n", "", """
                try {
                    java.nio.file.Files.createFile(context.dataFolder().resolve("x"));
                    Class<?> type = Class.forName(context.instance());
                    type.getDeclaredField("x").setAccessible(true);
                } catch (java.io.IOException | ReflectiveOperationException e) {
                    throw new StartupException(e.toString());
                }
                throw new StartupException("made");""");
        List<String> notes = admit("honest").notes();
        assertTrue(notes.stream().anyMatch(note -> note.contains("java.lang.reflect.Field.setAccessible")),
                notes.toString());
        assertTrue(notes.contains("it declares native, but none of its classes shows a use"), notes.toString());
        assertFalse(notes.stream().anyMatch(note -> note.contains("createFile")), notes.toString());
    }
}
