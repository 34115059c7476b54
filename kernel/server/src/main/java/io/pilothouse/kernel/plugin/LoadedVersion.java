package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.ComponentFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a plugin in its module layer, and what of it is at work. Once it is retired and the last of its components is
 * closed, its jars are closed, and nothing of the kernel knows the layer any more.
 *
 * <p>Threads: any.
 */
final class LoadedVersion implements Tenancy {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedVersion.class);
    private static final int MOST_TOLD = 100;

    private final PluginSource source;
    /** Threads that the plugin makes are in it too. */
    private final ThreadGroup threads;
    private final Set<Guarded<?>> instances = ConcurrentHashMap.newKeySet();
    private final Set<String> offers = new TreeSet<>();
    private LayeredPlugins layered;
    private List<Offers.Entry> entries = List.of();
    private ShelvedPlugin plugin;
    private Runnable whenDropped;
    private int holds;
    private boolean pinned;
    private volatile boolean offered;
    private volatile StopSwitch stop = StopSwitch.NONE;
    private volatile String stopped = "";
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    private LoadedVersion(PluginSource source, LayeredPlugins layered) {
        this.source = source;
        this.layered = layered;
        threads = ExitGuard.group(source.id());
    }

    /**
     * Loads it.
     *
     * @param dependencies the plugins that it depends on
     * @throws PluginRefusal if it cannot be loaded; nothing of it is left then
     */
    static LoadedVersion load(PluginSource source, HostModules host, List<LoadedVersion> dependencies) {
        LoadedVersion version = new LoadedVersion(source, new LayeredPlugins(host, source.folder(),
                source.descriptor(), dependencies.stream().flatMap(each -> each.layered.layer().stream()).toList(),
                source.installed()));
        if (!source.installed()) {
            version.finish();
            return version;
        }
        ExitGuard.install();
        try {
            PluginThread.call(version.threads(), "load-" + source.id(), PluginThread.DEADLINE, () -> {
                version.finish();
                return version;
            }, version::drop);
            return version;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof PluginRefusal refusal
                    ? refusal
                    : new PluginRefusal("it failed to load: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            throw new PluginRefusal("it was not loaded within " + PluginThread.DEADLINE.toSeconds()
                    + " s: a class of it does not come to an end when it is made", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new PluginRefusal("the registry is shutting down", stop);
        }
    }

    private void finish() {
        boolean done = false;
        try {
            List<ComponentFactory<?>> factories = layered.load();
            Descriptor descriptor = source.descriptor();
            stop = layered.stop().orElse(StopSwitch.NONE);
            entries = stop.watched("load-" + source.id(), PluginThread.DEADLINE.toNanos(), told -> {},
                    () -> Offers.of(factories, this));
            entries.forEach(each -> offers.add(each.offer()));
            if (!descriptor.offers().isEmpty() && !descriptor.offers().equals(offers)) {
                throw new PluginRefusal("in plugin.properties, plugin.offers says " + descriptor.offers()
                        + ", but it offers " + offers);
            }
            plugin = new ShelvedPlugin(source.id(), source.version(), descriptor.getProvider(), source.folder(),
                    source.origin(), source.admitted(), descriptor.capabilities(), descriptor.reach(),
                    factories);
            done = true;
        } catch (PluginRefusal refusal) {
            throw refusal;
        } catch (RuntimeException | Error failed) {
            // Also errors: a stopped call is one. What the plugin's code throws comes here as the kernel's own.
            throw new PluginRefusal(PluginFailure.line(failed), failed);
        } finally {
            if (!done) {
                drop();
            }
        }
    }

    PluginSource source() {
        return source;
    }

    ShelvedPlugin plugin() {
        return plugin;
    }

    /** What it can create. */
    List<Offers.Entry> entries() {
        return entries;
    }

    /** What it can create, as {@code KIND.TYPE}. */
    Set<String> offers() {
        return Set.copyOf(offers);
    }

    /** Its instances at work. */
    List<Guarded<?>> instances() {
        return List.copyOf(instances);
    }

    /** Something that the registry works with from its start to its end comes from it, so it cannot be replaced. */
    synchronized void pin() {
        pinned = true;
    }

    synchronized boolean pinned() {
        return pinned;
    }

    /** Whether the catalog offers what it can create. */
    void offered(boolean now) {
        offered = now;
    }

    @Override
    public boolean outdated() {
        return !offered;
    }

    @Override
    public String stopped() {
        return stopped;
    }

    @Override
    public Thread.Builder.OfPlatform threads() {
        return Tenancy.super.threads().group(threads);
    }

    /** Threads of the plugin's own that it has not ended get a last word; then its classes end them, if they can. */
    private void endThreads() {
        Thread[] left = new Thread[MOST_TOLD];
        int count = threads.enumerate(left);
        List<String> names = Arrays.stream(left, 0, count).filter(each -> each != Thread.currentThread()
                && !each.getName().startsWith("pilothouse-")).map(Thread::getName).toList();
        if (!names.isEmpty()) {
            LOG.atWarn().addKeyValue("plugin", source.id()).addKeyValue("version", source.version())
                    .addKeyValue("threads", names).log("a plugin has left threads behind; they are interrupted");
            threads.interrupt();
        }
    }

    @Override
    public <T> T watched(String instance, long nanoseconds, Supplier<T> work) {
        return stop.watched(instance, nanoseconds, what -> note(instance, what), work);
    }

    /** What was kept of all that a call took is not known, and the next one could be the last, so there is none. */
    private void note(String instance, CallWatch.Stopped what) {
        String reason = "a call in " + instance + " was stopped: " + what.why();
        if (what.cause() == CallWatch.Cause.MEMORY) {
            reason += "; no more calls are made until the plugin is reloaded or replaced";
            stopped = reason;
        }
        if (told.size() < MOST_TOLD) {
            told.add(reason);
        }
    }

    /** Why calls in it had to be stopped since this was asked last. */
    List<String> news() {
        List<String> news = new ArrayList<>();
        for (String next = told.poll(); next != null; next = told.poll()) {
            news.add(next);
        }
        return news;
    }

    /** A component is about to be made. False if it is too late for that. */
    synchronized boolean hold() {
        if (layered == null || whenDropped != null) {
            return false;
        }
        holds++;
        return true;
    }

    /** The component that was about to be made is at work. */
    void works(Guarded<?> instance) {
        instances.add(instance);
    }

    /** A component that was about to be made was not, or has ended. */
    void release() {
        boolean last;
        synchronized (this) {
            holds--;
            last = holds == 0 && whenDropped != null;
        }
        if (last) {
            drop();
        }
    }

    @Override
    public void ended(Guarded<?> instance) {
        if (instances.remove(instance)) {
            release();
        }
    }

    /**
     * Is dropped now or when its last component has ended.
     *
     * @return whether it was dropped at once
     */
    boolean retire(Runnable dropped) {
        synchronized (this) {
            whenDropped = dropped;
            if (holds > 0) {
                return false;
            }
        }
        drop();
        return true;
    }

    private void drop() {
        LayeredPlugins last;
        Runnable told;
        synchronized (this) {
            last = layered;
            layered = null;
            plugin = null;
            stop = StopSwitch.NONE;
            entries = List.of();
            told = whenDropped;
        }
        if (last == null) {
            return;
        }
        try {
            last.drop();
            endThreads();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("plugin {} {} could not be dropped cleanly", source.id(), source.version(), failed);
        }
        if (told != null) {
            told.run();
        }
    }
}
