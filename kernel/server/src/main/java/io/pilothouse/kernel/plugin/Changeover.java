package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.StartupException;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings loaded versions into the catalog, one in the place of another, and out of it, and has the instances follow. A version
 * that is out lives until the last call in it has ended; nobody waits for that.
 *
 * <p>Threads: one at a time; {@link #draining} any.
 */
final class Changeover {
    private static final Logger LOG = LoggerFactory.getLogger(Changeover.class);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ComponentCatalog catalog;
    private final Staging staging;
    private final Map<LoadedVersion, Draining> draining = new ConcurrentHashMap<>();

    /** One that is out and not dropped yet. */
    private record Draining(long since, boolean told) {}

    Changeover(ComponentCatalog catalog, Staging staging) {
        this.catalog = catalog;
        this.staging = staging;
    }

    /** Loads a version, whose private copy goes when it goes. */
    LoadedVersion load(PluginSource source, HostModules host, List<LoadedVersion> dependencies) {
        if (source.installed()) {
            // Java would keep every jar open from which a resource was ever read by its address.
            URLConnection.setDefaultUseCaches("jar", false);
        }
        try {
            return LoadedVersion.load(source, host, dependencies);
        } catch (RuntimeException | Error failed) {
            discard(source);
            throw failed;
        }
    }

    /** A source that is not loaded after all. */
    void discard(PluginSource source) {
        if (source.installed()) {
            staging.remove(source.folder());
        }
    }

    /** Offers what a version can create that comes in nobody's place. */
    void bring(LoadedVersion fresh) {
        try {
            catalog.offers().add(fresh);
        } catch (RuntimeException | Error refused) {
            retire(fresh);
            throw refused;
        }
    }

    /** Lets instances that could not be made before be tried again. */
    void encourage() {
        for (InstanceHolder holder : catalog.holders()) {
            try {
                holder.renew();
            } catch (StartupException failed) {
                LOG.warn("an instance could not be made anew: {}", failed.getMessage());
            }
        }
    }

    /** Puts a version in the place of another, or leaves everything as it was. */
    void swap(LoadedVersion old, LoadedVersion fresh) {
        try {
            catalog.offers().replace(old, fresh);
        } catch (RuntimeException | Error refused) {
            retire(fresh);
            throw refused;
        }
        try {
            for (InstanceHolder holder : catalog.holders()) {
                holder.renew();
            }
        } catch (StartupException unusable) {
            catalog.offers().replace(fresh, old);
            encourage();
            retire(fresh);
            throw new PluginRefusal("with it, what is at work cannot be made from its present settings: "
                    + unusable.getMessage(), unusable);
        }
        retire(old);
    }

    /** Takes a version out; instances of it are closed unless another plugin serves their settings. */
    void out(LoadedVersion old) {
        catalog.offers().remove(old);
        encourage();
        catalog.holders().forEach(InstanceHolder::giveUp);
        retire(old);
    }

    /** Drops a version that the catalog does not offer any more, once its last call has ended. */
    void retire(LoadedVersion old) {
        draining.put(old, new Draining(System.nanoTime(), false));
        old.retire(() -> {
            if (old.source().installed()) {
                staging.remove(old.source().folder());
            }
            draining.remove(old);
            LOG.debug("plugin {} {} is dropped", old.source().id(), old.source().version());
        });
    }

    /** The versions that are out and have calls in them still. */
    List<LoadedVersion> draining() {
        return List.copyOf(draining.keySet());
    }

    /** Says once of a version that its calls do not end. */
    void complain() {
        draining.forEach((version, since) -> {
            if (!since.told() && System.nanoTime() - since.since() > LONG.toNanos()) {
                draining.replace(version, since, new Draining(since.since(), true));
                LOG.atWarn().addKeyValue("plugin", version.source().id())
                        .addKeyValue("version", version.source().version())
                        .addKeyValue("instances", version.instances().stream().map(Guarded::instance).toList())
                        .log("calls in a plugin that was replaced or removed do not end; its classes and jars are kept until"
                                + " they do");
            }
        });
    }
}
