package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.outbound.Authorities;
import io.pilothouse.kernel.outbound.OutboundRules;
import io.pilothouse.kernel.outbound.WayOut;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.PluginShelf;
import io.pilothouse.kernel.plugin.RefusedPlugin;
import io.pilothouse.launcher.Home;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The plugins and the store that one of them provides; shared by the programs of the kernel.
 *
 * @param configuration the configuration, with secrets in the place of references to them
 * @param data the data folder
 * @param shelf the plugins
 * @param store the store
 * @param catalog what the plugins can create
 * @param wayOut how components reach other people's systems
 */
record StoreRoom(Configuration configuration, Path data, PluginShelf shelf, PersistenceBackend store,
        ComponentCatalog catalog, WayOut wayOut)
        implements
            AutoCloseable {
    /** The configured data folder. */
    static Path folder(Configuration configuration, Home home) {
        return home.folder().resolve(configuration.value(KernelSettings.DATA)).toAbsolutePath().normalize();
    }

    static StoreRoom open(Configuration configuration, Home home, InstantSource clock, Path data)
            throws StartupException, IOException {
        createPrivate(data);
        ComponentCatalog catalog = new ComponentCatalog();
        WayOut wayOut = new WayOut(outboundRules(configuration));
        // Plugins see the layer of the SPI and never the kernel's own.
        ModuleLayer base = PersistenceBackend.class.getModule().getLayer();
        PluginShelf shelf = new PluginShelf(base == null ? ModuleLayer.boot() : base, home.plugins(), catalog);
        try {
            SecretReferences references = SecretReferences.in(configuration);
            shelf.load(references::need);
            Configuration resolved = references.resolve(catalog, shelf.offered(),
                    instance -> new Lent(instance,
                            Files.createDirectories(data.resolve("components").resolve(instance)),
                            clock, wayOut));
            String type = configuration.value(KernelSettings.PERSISTENCE);
            if (!catalog.types(ComponentKind.PERSISTENCE).contains(type)) {
                throw new StartupException("no plugin offers persistence of type " + type + "; there is "
                        + catalog.types(ComponentKind.PERSISTENCE) + shelf.refused().stream()
                                .map(RefusedPlugin::toString)
                                .collect(Collectors.joining("; refused: ", "; refused: ", "")));
            }
            PersistenceBackend store = catalog.create(ComponentKind.PERSISTENCE, type,
                    resolved.of("persistence"), new Lent("persistence-" + type, data, clock, wayOut));
            return new StoreRoom(resolved, data, shelf, store, catalog, wayOut);
        } catch (StartupException | IOException | RuntimeException failed) {
            shelf.close();
            throw failed;
        }
    }

    private static OutboundRules outboundRules(Configuration configuration) throws StartupException {
        boolean own = configuration
                .value(KernelSettings.OUTBOUND_PRIVATE_NETWORKS) == KernelSettings.PrivateNetworks.ALLOW;
        String authorities = configuration.value(KernelSettings.OUTBOUND_CA);
        try {
            return authorities.isEmpty()
                    ? new OutboundRules(own)
                    : new OutboundRules(own, Optional.of(Authorities.beside(Path.of(authorities))));
        } catch (IOException unusable) {
            throw new StartupException("outbound-ca: " + unusable.getMessage(), unusable);
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

    private record Lent(String instance, Path dataFolder, InstantSource clock, OutboundHttp http)
            implements
                ComponentContext {}

    @Override
    public void close() {
        store.close();
        wayOut.close();
        shelf.close();
    }
}
