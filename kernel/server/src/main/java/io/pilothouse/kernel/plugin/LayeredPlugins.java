package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;

/**
 * PF4J with module layers: it keeps the life cycle, versions and dependencies; class loading, extensions and files are
 * ours. It never sees an archive, only folders.
 *
 * <p>Threads: one.
 */
final class LayeredPlugins extends AbstractPluginManager {
    private final HostModules host;
    private final Map<String, PluginLayer> layers;
    private final Function<PluginWrapper, Plugin> hosts;

    /**
     * Makes an empty set.
     *
     * @param hosts makes the host-side counterpart of a plugin, whose start looks into the layer
     */
    LayeredPlugins(HostModules host, Path root, String spiVersion, Function<PluginWrapper, Plugin> hosts) {
        // Before super: its constructor calls the create methods below.
        this.host = host;
        this.layers = new HashMap<>();
        this.hosts = hosts;
        super(root);
        setSystemVersion(spiVersion);
    }

    /** Loads one folder; the plugins it depends on must be loaded already. */
    PluginWrapper load(Path folder) {
        return loadPluginFromPath(folder);
    }

    boolean serves(PluginDescriptor descriptor) {
        return isPluginValid(new PluginWrapper(this, descriptor, getPluginsRoot(), null));
    }

    /** Starts one plugin; the failure, if any. */
    Optional<Throwable> start(String id) {
        resolvePlugins();
        try {
            PluginState state = startPlugin(id);
            return state == PluginState.STARTED
                    ? Optional.empty()
                    : Optional.of(new PluginRefusal(
                            "it is " + state.toString().toLowerCase(Locale.ROOT) + " instead of started"));
        } catch (Throwable e) {
            // Also errors: a plugin with a broken class must not stop the others.
            return Optional.of(e);
        }
    }

    /** Takes one plugin out and closes its jars. */
    void drop(String id) throws IOException {
        unloadPlugin(id, false);
        PluginLayer layer = layers.remove(id);
        if (layer != null) {
            layer.close();
        }
    }

    Optional<PluginLayer> layer(String id) {
        return Optional.ofNullable(layers.get(id));
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path folder) {
                return true;
            }

            @Override
            public ClassLoader loadPlugin(Path folder, PluginDescriptor descriptor) {
                List<ModuleLayer> dependencies = descriptor.getDependencies().stream()
                        .map(each -> layers.get(each.getPluginId())).filter(each -> each != null)
                        .map(PluginLayer::layer).toList();
                PluginLayer layer = PluginLayer.define(folder, (Descriptor) descriptor, host, dependencies);
                layers.put(descriptor.getPluginId(), layer);
                return layer.loader();
            }
        };
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return hosts::apply;
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new Descriptor.Finder();
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path folder) {
                return false;
            }
        };
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {
                throw new UnsupportedOperationException("plugins are dropped, not disabled");
            }

            @Override
            public void enablePlugin(String id) {
                throw new UnsupportedOperationException("plugins are loaded, not enabled");
            }
        };
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }

    /** PF4J's extensions are not used: components come from the service in the plugin's layer. */
    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new ExtensionFactory() {
            @Override
            public <T> T create(Class<T> type) {
                throw new UnsupportedOperationException("no extensions");
            }
        };
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new ExtensionFinder() {
            @Override
            public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
                return List.of();
            }

            @Override
            public <T> List<ExtensionWrapper<T>> find(Class<T> type, String id) {
                return List.of();
            }

            @Override
            @SuppressWarnings("rawtypes")
            public List<ExtensionWrapper> find(String id) {
                return List.of();
            }

            @Override
            public Set<String> findClassNames(String id) {
                return Set.of();
            }
        };
    }
}
