package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules of one plugin, in a layer of their own with one class loader that knows nothing of the host but what the
 * modules read.
 *
 * @param layer the plugin's modules
 * @param loader their class loader
 * @param finder holds the open jars
 * @param stop stops what is in it
 */
record PluginLayer(ModuleLayer layer, ClassLoader loader, RecordingFinder finder, StopSwitch stop)
        implements
            AutoCloseable {
    /**
     * Defines the layer.
     *
     * @param host what every plugin may read
     * @param dependencies layers of the plugins that this one depends on
     * @param checked whether calls in it can be stopped
     */
    static PluginLayer define(Path folder, Descriptor descriptor, HostModules host, List<ModuleLayer> dependencies,
            boolean checked) {
        try {
            Set<ModuleReference> found = ModuleFinder.of(folder).findAll();
            List<ModuleDescriptor> readable = Stream.concat(host.offered().stream(), dependencies.stream()
                    .flatMap(layer -> layer.modules().stream()).map(Module::getDescriptor)).toList();
            PluginModules modules = new PluginModules(found);
            modules.check(readable.stream().map(ModuleDescriptor::name).collect(Collectors.toSet()));
            PluginDescriptions descriptions = new PluginDescriptions(found, readable);
            RecordingFinder finder = new RecordingFinder(found, descriptions::of, checked);
            boolean ready = false;
            try {
                List<ModuleLayer> parents = Stream.concat(Stream.of(host.layer()), dependencies.stream()).toList();
                // All modules are roots: nothing requires an automatic module's own dependencies by name.
                Configuration configuration = Configuration.resolve(finder,
                        parents.stream().map(ModuleLayer::configuration).toList(), ModuleFinder.of(), modules.names());
                // No parent loader: a system loader would let a plugin load host classes by name.
                ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(configuration, parents,
                        null);
                readEachOther(controller, descriptions.automatic());
                if (descriptor.capabilities().contains("native")) {
                    enableNativeAccess(controller);
                }
                ModuleLayer layer = controller.layer();
                ClassLoader loader = layer.modules().iterator().next().getClassLoader();
                StopSwitch stop = finder.stopSwitch(controller);
                ready = true;
                return new PluginLayer(layer, loader, finder, stop);
            } finally {
                if (!ready) {
                    finder.close();
                }
            }
        } catch (FindException | ResolutionException | LayerInstantiationException | IllegalCallerException
                | IOException e) {
            throw new PluginRefusal("its modules do not fit together: " + e.getMessage(), e);
        }
    }

    /** Not by {@code requires}: jars without a description may well form a cycle. */
    private static void readEachOther(ModuleLayer.Controller controller, Set<String> automatic) {
        ModuleLayer layer = controller.layer();
        for (Module reader : layer.modules()) {
            boolean reads = automatic.contains(reader.getName()) || reader.getDescriptor().requires().stream()
                    .anyMatch(requires -> automatic.contains(requires.name()));
            if (reads) {
                Set<Module> all = automatic.contains(reader.getName())
                        ? layer.modules()
                        : layer.modules().stream().filter(each -> automatic.contains(each.getName()))
                                .collect(Collectors.toSet());
                all.forEach(each -> controller.addReads(reader, each));
            }
        }
    }

    @SuppressWarnings("restricted")
    private static void enableNativeAccess(ModuleLayer.Controller controller) {
        for (Module module : controller.layer().modules()) {
            controller.enableNativeAccess(module);
        }
    }

    String moduleNames() {
        return layer.modules().stream().map(Module::getName).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        finder.close();
    }
}
