package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.admission.Admission;
import io.pilothouse.kernel.config.KernelSettings.SignedPlugins;
import io.pilothouse.protocol.NodeId;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What kernel and protocol let others see: nothing, and the protocol. A plugin gets neither. */
@EnabledIf("onModulePath")
class DoorsModuleTest {
    static boolean onModulePath() {
        return PluginShelf.class.getModule().isNamed();
    }

    @TempDir
    Path folder;

    @Test
    void theKernelExportsNothingAndOpensTwoRooms() {
        ModuleDescriptor kernel = PluginShelf.class.getModule().getDescriptor();
        assertEquals(Set.of(), kernel.exports());
        assertFalse(kernel.isOpen());
        assertEquals(Map.of("io.pilothouse.kernel.model", Set.of("com.fasterxml.jackson.databind"),
                "io.pilothouse.kernel.boot", Set.of("com.google.guice")),
                kernel.opens().stream().collect(Collectors.toMap(Opens::source, Opens::targets)));
    }

    @Test
    void theProtocolExportsWhatClientAndKernelShare() {
        ModuleDescriptor protocol = NodeId.class.getModule().getDescriptor();
        assertEquals(List.of("", ".blueprint", ".command", ".expression", ".json", ".trail", ".wire"),
                protocol.exports().stream().filter(each -> !each.isQualified()).map(Exports::source)
                        .map(name -> name.replace("io.pilothouse.protocol", "")).sorted().toList());
        assertTrue(protocol.exports().stream().noneMatch(Exports::isQualified));
        assertEquals(Set.of(), protocol.opens());
    }

    @Test
    void aPluginThatRequiresThemIsRefusedAtTheGateAndByTheShelf() throws IOException {
        PluginWorkshop workshop = new PluginWorkshop(Files.createDirectory(folder.resolve("plugins")),
                Files.createDirectory(folder.resolve("bench")));
        Admission gate = new Admission(folder.resolve("trust"), SignedPlugins.WARN);
        for (String module : List.of("io.pilothouse.kernel", "io.pilothouse.protocol")) {
            Map<String, String> ways = Map.of("", "", "static ", "-optional", "transitive ", "-passed-on");
            for (String how : ways.keySet()) {
                String id = module.substring(14) + ways.get(how);
                workshop.jar(workshop.folder(id, PluginWorkshop.properties(id, "")).resolve("plugin.jar"),
                        PluginWorkshop.module("test." + id.replace("-", "."), id, "requires " + how + module + ";",
                                "throw new StartupException(\"made\");"));
            }
        }
        Set<String> letIn = new TreeSet<>();
        for (Path plugin : Trees.in(workshop.shelf())) {
            try {
                gate.admit(plugin, PluginOrigin.INSTALLED);
                letIn.add(plugin.getFileName().toString());
            } catch (PluginRefusal refusal) {
                assertTrue(refusal.getMessage().contains("which belongs to the kernel"), refusal.getMessage());
            }
        }
        ShelfFolders folders = new ShelfFolders(workshop.shelf(), folder.resolve("installed"),
                folder.resolve("staged"));
        try (PluginShelf shelf = new PluginShelf(PluginShelf.class.getModule().getLayer(), folders,
                new ComponentCatalog(), gate)) {
            shelf.load();
            for (RefusedPlugin refused : shelf.refused()) {
                assertTrue(refused.toString().contains("which belongs to the kernel"), refused::toString);
            }
            assertEquals(6, shelf.refused().size());
            assertEquals(List.of(), shelf.plugins());
            assertEquals(Set.of(), letIn);
        }
    }
}
