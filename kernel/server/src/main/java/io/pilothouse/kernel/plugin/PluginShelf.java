package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.ComponentFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pf4j.PluginDependency;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the plugins of one folder, each in a module layer of its own over a base layer. A plugin that cannot be used is
 * refused with a reason and stops no other.
 *
 * <p>Threads: one, the kernel's life-cycle thread.
 */
public final class PluginShelf implements AutoCloseable {
    /** The version of the SPI that this kernel serves; a plugin's {@code plugin.requires} is compared with it. */
    public static final String SPI_VERSION = "1.0.0";

    private static final Logger LOG = LoggerFactory.getLogger(PluginShelf.class);

    private final Path folder;
    private final ComponentCatalog catalog;
    private final LayeredPlugins plugins;
    private final Map<String, ShelvedPlugin> shelved = new LinkedHashMap<>();
    private final List<RefusedPlugin> refused = new ArrayList<>();
    private final SortedSet<String> offered = new TreeSet<>();

    /**
     * Makes an empty shelf.
     *
     * @param base the layer with the SPI and the JDK; whatever else is in it is kept from the plugins
     * @param folder holds one folder for each plugin
     * @param catalog gets what the plugins can create
     */
    public PluginShelf(ModuleLayer base, Path folder, ComponentCatalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
        this.plugins = new LayeredPlugins(HostModules.of(base), folder, SPI_VERSION, this::host);
    }

    private PluginHost host(PluginWrapper wrapper) {
        return new PluginHost(plugins.layer(wrapper.getPluginId()).orElseThrow());
    }

    /**
     * Loads every plugin in the folder.
     *
     * @throws IOException when the folder cannot be listed
     */
    public void load() throws IOException {
        load(offers -> true);
    }

    /**
     * Loads the plugins that are needed. Of others only the descriptor is read.
     *
     * @param needed tells by a plugin's {@code plugin.offers} ({@code KIND.TYPE}) whether it is; a plugin that declares none,
     *     or on which another depends, is always loaded
     * @throws IOException when the folder cannot be listed
     */
    public void load(Predicate<Set<String>> needed) throws IOException {
        Map<String, Path> folders = new HashMap<>();
        Map<String, Descriptor> descriptors = new LinkedHashMap<>();
        for (Path each : candidates()) {
            try {
                Descriptor descriptor = (Descriptor) new Descriptor.Finder().find(each);
                checkVersion(descriptor);
                Path other = folders.putIfAbsent(descriptor.getPluginId(), each);
                if (other != null) {
                    throw new PluginRefusal("its id " + descriptor.getPluginId() + " is already that of " + other);
                }
                descriptors.put(descriptor.getPluginId(), descriptor);
            } catch (RuntimeException e) {
                refuse(each, e);
            }
        }
        LoadOrder order = new LoadOrder(descriptors.values());
        List<String> sorted = order.resolve();
        order.refusals().forEach((id, reason) -> refuse(folders.get(id), new PluginRefusal(reason)));
        Set<String> wanted = descriptors.values().stream().flatMap(each -> each.getDependencies().stream())
                .map(PluginDependency::getPluginId).collect(Collectors.toSet());
        for (String id : sorted) {
            Set<String> offers = descriptors.get(id).offers();
            offered.addAll(offers);
            if (offers.isEmpty() || wanted.contains(id) || needed.test(offers)) {
                load(folders.get(id), descriptors.get(id));
            } else {
                LOG.debug("plugin {} is not needed and stays unloaded", id);
            }
        }
    }

    /** What the plugins say they can create, as {@code KIND.TYPE}, loaded or not. */
    public SortedSet<String> offered() {
        return Collections.unmodifiableSortedSet(offered);
    }

    private static void checkOffers(Descriptor descriptor, List<ComponentFactory<?>> factories) {
        Set<String> made = new TreeSet<>();
        factories.forEach(factory -> made.add(ComponentKind.of(factory).name() + "." + factory.type()));
        if (!descriptor.offers().isEmpty() && !descriptor.offers().equals(made)) {
            throw new PluginRefusal("in plugin.properties, plugin.offers says " + descriptor.offers()
                    + ", but it offers " + made);
        }
    }

    private List<Path> candidates() throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && !entry.getFileName().toString().startsWith(".")) {
                    found.add(entry);
                } else if (Files.isSymbolicLink(entry)) {
                    refuse(entry, new PluginRefusal("it is a symbolic link; copy the plugin's folder here instead"));
                }
            }
        }
        return List.copyOf(found);
    }

    private void checkVersion(Descriptor descriptor) {
        boolean served;
        try {
            served = plugins.serves(descriptor);
        } catch (RuntimeException e) {
            throw new PluginRefusal("in plugin.properties, plugin.requires is \"" + descriptor.getRequires()
                    + "\", which is not a version range such as ^1.0.0 or >=1.0.0 & <2.0.0", e);
        }
        if (!served) {
            throw new PluginRefusal("it requires SPI version " + descriptor.getRequires() + ", but this kernel serves "
                    + SPI_VERSION + "; install a version of the plugin made for " + SPI_VERSION);
        }
    }

    private void load(Path location, Descriptor descriptor) {
        String id = descriptor.getPluginId();
        try {
            for (var dependency : descriptor.getDependencies()) {
                if (!dependency.isOptional() && !shelved.containsKey(dependency.getPluginId())) {
                    throw new PluginRefusal(
                            "it depends on the plugin " + dependency.getPluginId() + ", which was refused");
                }
            }
            PluginWrapper wrapper = plugins.load(location);
            plugins.start(id).ifPresent(failure -> {
                throw failure instanceof PluginRefusal refusal
                        ? refusal
                        : new PluginRefusal("it failed to start: " + withCause(failure), failure);
            });
            ShelvedPlugin plugin = new ShelvedPlugin(id, descriptor.getVersion(), descriptor.getProvider(), location,
                    descriptor.capabilities(), ((PluginHost) wrapper.getPlugin()).factories());
            checkOffers(descriptor, plugin.factories());
            catalog.add(plugin);
            shelved.put(id, plugin);
            LOG.info("plugin {} {} by {} loaded from {}", id, plugin.version(), plugin.provider(), location);
        } catch (RuntimeException | Error e) {
            // Also errors: they come from the plugin's code.
            drop(id);
            refuse(location, e);
        }
    }

    /** The outermost failure and the innermost, which is the one that the plugin's author can do something about. */
    private static String withCause(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root == failure ? failure.toString() : failure + ", because of " + root;
    }

    private void refuse(Path location, Throwable failure) {
        String reason = failure instanceof PluginRefusal ? failure.getMessage() : failure.toString();
        refused.add(new RefusedPlugin(location, reason));
        LOG.error("plugin in {} refused: {}", location, reason);
        LOG.debug("refused because of", failure);
    }

    private void drop(String id) {
        try {
            plugins.drop(id);
        } catch (IOException | RuntimeException e) {
            LOG.warn("plugin {} could not be dropped cleanly", id, e);
        }
    }

    /** What was loaded, in order of loading. */
    public List<ShelvedPlugin> plugins() {
        return List.copyOf(shelved.values());
    }

    /** What was refused, with reasons. The kernel decides whether it starts without. */
    public List<RefusedPlugin> refused() {
        return List.copyOf(refused);
    }

    /** Drops all plugins, dependents first. Their components must be closed already. */
    @Override
    public void close() {
        for (String id : List.copyOf(shelved.keySet()).reversed()) {
            catalog.remove(shelved.remove(id));
            drop(id);
        }
    }
}
