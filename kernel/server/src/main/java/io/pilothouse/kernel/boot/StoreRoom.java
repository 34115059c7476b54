package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.admission.Admission;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.outbound.Authorities;
import io.pilothouse.kernel.outbound.OutboundProxy;
import io.pilothouse.kernel.outbound.OutboundRules;
import io.pilothouse.kernel.outbound.WayOut;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.kernel.plugin.PluginEvent;
import io.pilothouse.kernel.plugin.PluginShelf;
import io.pilothouse.kernel.plugin.RefusedPlugin;
import io.pilothouse.kernel.plugin.ShelfFolders;
import io.pilothouse.launcher.Home;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;

/**
 * The plugins and the store that one of them provides; shared by the programs of the kernel.
 *
 * @param configuration the configuration, with secrets in the place of references to them
 * @param data the data folder
 * @param shelf the plugins
 * @param loaded what became of the operator's plugins, to be recorded when there is a journal
 * @param store the store
 * @param catalog what the plugins can create
 * @param wayOut how components reach other people's systems
 * @param lender what components get of the registry
 */
record StoreRoom(Configuration configuration, Path data, PluginShelf shelf, List<PluginEvent> loaded,
        PersistenceBackend store, ComponentCatalog catalog, WayOut wayOut, Lender lender)
        implements
            AutoCloseable {
    /** Kinds whose settings in the registry's configuration are for a type each. */
    private static final List<ComponentKind<?>> OF_TYPES = List.of(ComponentKind.IDENTITY, ComponentKind.AUDIT,
            ComponentKind.WEBHOOK);

    /** The configured data folder. */
    static Path folder(Configuration configuration, Home home) {
        return home.folder().resolve(configuration.value(KernelSettings.DATA)).toAbsolutePath().normalize();
    }

    private static Path plugins(Configuration configuration, Home home) {
        return home.folder().resolve(configuration.value(KernelSettings.PLUGINS)).toAbsolutePath().normalize();
    }

    static StoreRoom open(Configuration configuration, Home home, InstantSource clock, Path data)
            throws StartupException, IOException {
        createPrivate(data);
        ComponentCatalog catalog = new ComponentCatalog();
        SecretReferences references = SecretReferences.in(configuration);
        // Where the proxy itself is a secret, its provider can only be reached without it.
        boolean late = references.names(KernelSettings.OUTBOUND_PROXY);
        WayOut first = new WayOut(outboundRules(configuration, late
                ? ""
                : configuration.value(
                        KernelSettings.OUTBOUND_PROXY)));
        // Plugins see the layer of the SPI and never the kernel's own.
        ModuleLayer base = PersistenceBackend.class.getModule().getLayer();
        PluginShelf shelf = new PluginShelf(base == null ? ModuleLayer.boot() : base,
                new ShelfFolders(home.bundledPlugins(), plugins(configuration, home),
                        data.resolve("plugin-staging")),
                catalog, Admission.configured(configuration, home.folder()));
        try {
            List<PluginEvent> loaded = shelf.load(references::need);
            Configuration resolved = references.resolve(catalog, shelf.offered(),
                    new Lender(data, clock, first, first));
            WayOut wayOut = late
                    ? new WayOut(outboundRules(configuration, resolved.value(KernelSettings.OUTBOUND_PROXY)))
                    : first;
            Lender lender = new Lender(data, clock, wayOut, wayOut);
            if (late) {
                first.close();
            }
            for (ComponentKind<?> kind : OF_TYPES) {
                checkTypes(kind, resolved, catalog, shelf);
            }
            String type = configuration.value(KernelSettings.PERSISTENCE);
            if (!catalog.types(ComponentKind.PERSISTENCE).contains(type)) {
                throw new StartupException("no plugin offers persistence of type " + type + "; there is "
                        + catalog.types(ComponentKind.PERSISTENCE) + shelf.refused().stream()
                                .map(RefusedPlugin::toString)
                                .collect(Collectors.joining("; refused: ", "; refused: ", "")));
            }
            PersistenceBackend store = catalog.create(ComponentKind.PERSISTENCE, type,
                    resolved.of("persistence"), lender.toStore("persistence-" + type));
            // Not before the store is open: until then another process may have the folder.
            shelf.tidy();
            return new StoreRoom(resolved, data, shelf, loaded, store, catalog, wayOut, lender);
        } catch (StartupException | IOException | RuntimeException failed) {
            shelf.close();
            throw failed;
        }
    }

    /** Their keys are checked by the plugin when it is asked for; that there is such a plugin is checked here. */
    private static void checkTypes(ComponentKind<?> kind, Configuration configuration, ComponentCatalog catalog,
            PluginShelf shelf) throws StartupException {
        for (String key : configuration.of(kind.name()).keySet()) {
            String type = key.substring(0, Math.max(0, key.indexOf('.')));
            if (!catalog.types(kind).contains(type) && !shelf.offered().contains(kind.name() + "." + type)) {
                throw new StartupException("setting " + kind.name() + "." + key
                        + " is for a type that no plugin offers;"
                        + " such settings are " + kind.name() + ".TYPE.KEY, and there is " + catalog.types(kind));
            }
        }
    }

    private static OutboundRules outboundRules(Configuration configuration, String proxy) throws StartupException {
        boolean own = configuration
                .value(KernelSettings.OUTBOUND_PRIVATE_NETWORKS) == KernelSettings.PrivateNetworks.ALLOW;
        String authorities = configuration.value(KernelSettings.OUTBOUND_CA);
        try {
            Optional<TrustManagerFactory> trust = authorities.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Authorities.beside(Path.of(authorities)));
            return new OutboundRules(own, trust, proxy(configuration, proxy));
        } catch (IOException unusable) {
            throw new StartupException("outbound-ca: " + unusable.getMessage(), unusable);
        }
    }

    private static Optional<OutboundProxy> proxy(Configuration configuration, String url) throws StartupException {
        String except = configuration.value(KernelSettings.OUTBOUND_PROXY_EXCEPT);
        try {
            return url.isEmpty() && except.isEmpty()
                    ? Optional.empty()
                    : OutboundProxy.of(url, except, OutboundProxy.Names.valueOf(
                            configuration.value(KernelSettings.OUTBOUND_PROXY_NAMES).name()));
        } catch (IllegalArgumentException wrong) {
            throw new StartupException(wrong.getMessage(), wrong);
        }
    }

    /** What is in the folder is for the registry alone: keys of networks, tokens, and all that agents report. */
    private static void createPrivate(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            return;
        }
        if (data.getParent() != null) {
            Files.createDirectories(data.getParent());
        }
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(data, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(data);
        }
    }

    @Override
    public void close() {
        store.close();
        wayOut.close();
        shelf.close();
    }
}
