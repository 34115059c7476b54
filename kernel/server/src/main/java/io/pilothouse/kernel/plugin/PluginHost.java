package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.pf4j.Plugin;

/** The host's side of one plugin: PF4J starts and stops this, never a class of the plugin. */
final class PluginHost extends Plugin {
    private final PluginLayer layer;
    private List<ComponentFactory<?>> factories = List.of();

    PluginHost(PluginLayer layer) {
        this.layer = layer;
    }

    @Override
    public void start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(layer.loader());
        try {
            factories = layer.stop().watched("load-" + layer.moduleNames(), PluginThread.DEADLINE.toNanos(), told -> {},
                    this::find);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<ComponentFactory<?>> find() {
        List<ComponentFactory<?>> found = new ArrayList<>();
        // The loader also walks the parent layers; what lives there is not this plugin's.
        List<ServiceLoader.Provider<PilothousePlugin>> own = ServiceLoader.load(layer.layer(), PilothousePlugin.class)
                .stream()
                .filter(each -> each.type().getModule().getLayer() == layer.layer()).toList();
        for (ServiceLoader.Provider<PilothousePlugin> provider : own) {
            List<ComponentFactory<?>> offered = provider.get().factories();
            if (offered == null || offered.isEmpty()) {
                throw new PluginRefusal("its class " + provider.type().getName() + " offers no factories");
            }
            found.addAll(offered);
        }
        if (found.isEmpty()) {
            throw new PluginRefusal(
                    "none of its modules " + layer.moduleNames() + " provides " + PilothousePlugin.class.getName());
        }
        return List.copyOf(found);
    }

    @Override
    public void stop() {
        factories = List.of();
    }

    List<ComponentFactory<?>> factories() {
        return factories;
    }
}
