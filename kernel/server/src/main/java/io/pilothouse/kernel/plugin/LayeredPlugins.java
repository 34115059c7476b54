package io.pilothouse.kernel.plugin;

import io.pilothouse.packaging.SpiVersion;
import io.pilothouse.packaging.UnfitPluginException;
import io.pilothouse.spi.ComponentFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
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
 * PF4J with module layers, for one loaded version of one plugin: it keeps descriptor, required versions and life cycle; class
 * loading, extensions and files are ours. It never sees an archive, only a folder.
 *
 * <p>While a plugin is replaced, two versions of it are there, and PF4J knows an id only once; so each has a PF4J of its own, which
 * sees no other plugin. Whether the plugins that it depends on are there is looked at before, by {@link LoadOrder}.
 *
 * <p>Threads: one at a time.
 */
final class LayeredPlugins extends AbstractPluginManager {
    private final HostModules host;
    private final Descriptor descriptor;
    private final List<ModuleLayer> dependencies;
    private final boolean checked;
    private PluginLayer layer;

    /**
     * Makes one that has loaded nothing.
     *
     * @param dependencies layers of the plugins that this one depends on
     * @param checked whether calls in it can be stopped
     */
    LayeredPlugins(HostModules host, Path folder, Descriptor descriptor, List<ModuleLayer> dependencies,
            boolean checked) {
        // Before super: its constructor calls the create methods below.
        this.host = host;
        this.descriptor = descriptor;
        this.dependencies = List.copyOf(dependencies);
        this.checked = checked;
        super(folder);
        setSystemVersion(SpiVersion.SERVED);
    }

    /** Loads the folder and asks the plugin what it can create. */
    List<ComponentFactory<?>> load() {
        PluginWrapper wrapper = loadPluginFromPath(getPluginsRoot());
        start(descriptor.getPluginId()).ifPresent(failure -> {
            throw failure instanceof PluginRefusal refusal
                    ? refusal
                    : new PluginRefusal("it failed to start: " + withCause(failure), failure);
        });
        return ((PluginHost) wrapper.getPlugin()).factories();
    }

    /** The outermost failure and the innermost, which is the one that the plugin's author can do something about. */
    private static String withCause(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        String line = PluginFailure.line(failure);
        return root == failure ? line : line + ", because of " + PluginFailure.line(root);
    }

    /** Refuses a plugin that was made for another version of the SPI. */
    static void checkVersion(Descriptor descriptor) {
        try {
            SpiVersion.check(descriptor.getRequires());
        } catch (UnfitPluginException unfit) {
            throw new PluginRefusal(unfit.getMessage(), unfit);
        }
    }

    private Optional<Throwable> start(String id) {
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

    /** Takes the plugin out and closes its jars. */
    void drop() throws IOException {
        unloadPlugin(descriptor.getPluginId(), false);
        if (layer != null) {
            if (layer.stop().works()) {
                layer.stop().end("its plugin was taken away");
            }
            layer.close();
            layer = null;
        }
    }

    /** Stops what is in it. */
    Optional<StopSwitch> stop() {
        return Optional.ofNullable(layer).map(PluginLayer::stop).filter(StopSwitch::works);
    }

    Optional<ModuleLayer> layer() {
        return Optional.ofNullable(layer).map(PluginLayer::layer);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path folder) {
                return true;
            }

            @Override
            public ClassLoader loadPlugin(Path folder, PluginDescriptor ignored) {
                layer = PluginLayer.define(folder, descriptor, host, dependencies, checked);
                ExitGuard.know(layer.loader(), descriptor.getPluginId());
                return layer.loader();
            }
        };
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return wrapper -> new PluginHost(layer);
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PluginDescriptorFinder() {
            @Override
            public boolean isApplicable(Path folder) {
                return true;
            }

            @Override
            public PluginDescriptor find(Path folder) {
                return descriptor.alone();
            }
        };
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
