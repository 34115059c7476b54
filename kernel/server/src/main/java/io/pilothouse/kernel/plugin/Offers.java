package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be created, by kind and type: the factories of loaded plugins, and the words of those that are loaded on demand.
 *
 * <p>Threads: any.
 */
final class Offers {
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, String> onDemand = new TreeMap<>();
    private volatile Loading loading = id -> {};

    /** A factory, what can be set for it, and whose it is. */
    record Entry(String kind, String type, ComponentFactory<?> factory, List<Setting<?>> settings,
            LoadedVersion owner) {
        String offer() {
            return kind + "." + type;
        }
    }

    /** Loads a plugin that was not needed before. */
    @FunctionalInterface
    interface Loading {
        /** Loads it; {@link PluginRefusal} if that cannot be. Threads: any. */
        void load(String id);
    }

    void loading(Loading how) {
        loading = how;
    }

    /** Adds all factories of a version or none of them. */
    void add(LoadedVersion version) {
        replace(null, version);
    }

    /** Puts all factories of a version in the place of another's, in one step, or changes nothing. */
    synchronized void replace(LoadedVersion old, LoadedVersion fresh) {
        String id = fresh.source().id();
        for (Entry own : fresh.entries()) {
            Entry other = entries.get(own.offer());
            String owner = other == null || other.owner() == old
                    ? onDemand.getOrDefault(own.offer(), id)
                    : other.owner().source().id();
            if (!owner.equals(id)) {
                throw taken(own, owner);
            }
        }
        if (old != null) {
            remove(old);
        }
        fresh.entries().forEach(own -> entries.put(own.offer(), own));
        onDemand.values().removeIf(id::equals);
        fresh.offered(true);
    }

    private static PluginRefusal taken(Entry own, String owner) {
        return new PluginRefusal("it offers " + own.kind() + " of type " + own.type() + ", which the plugin " + owner
                + " already offers");
    }

    /** What a version can create. Asks its factories, so only where a plugin's code may run. */
    static List<Entry> of(List<ComponentFactory<?>> factories, LoadedVersion owner) {
        Map<String, Entry> own = new TreeMap<>();
        for (ComponentFactory<?> factory : factories) {
            String type = factory.type();
            if (type == null || !type.matches("[a-z][a-z0-9]*([-_][a-z0-9]+)*")) {
                throw new PluginRefusal("the type of its factory " + factory.getClass().getName()
                        + " must be lower case words joined by - or _ but is " + type);
            }
            Entry entry = new Entry(ComponentKind.of(factory).name(), type, factory, settings(factory), owner);
            if (own.put(entry.offer(), entry) != null) {
                throw taken(entry, owner.source().id());
            }
        }
        return List.copyOf(own.values());
    }

    private static List<Setting<?>> settings(ComponentFactory<?> factory) {
        List<Setting<?>> settings = List.copyOf(factory.settings());
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : settings) {
            if (!keys.add(setting.key())) {
                throw new PluginRefusal(
                        "its factory of type " + factory.type() + " declares the setting " + setting.key() + " twice");
            }
        }
        return settings;
    }

    synchronized void remove(LoadedVersion version) {
        version.offered(false);
        entries.values().removeIf(each -> each.owner() == version);
    }

    /** Takes note of what a plugin offers that is not loaded; what another one offers stays that one's. */
    synchronized void await(String id, Set<String> offers) {
        forget(id);
        offers.stream().filter(offer -> !entries.containsKey(offer)).forEach(offer -> onDemand.putIfAbsent(offer, id));
    }

    /** A plugin is not there any more to be loaded. */
    synchronized void forget(String id) {
        onDemand.values().removeIf(id::equals);
    }

    synchronized SortedSet<String> types(ComponentKind<?> kind) {
        SortedSet<String> types = new TreeSet<>();
        List<String> all = new ArrayList<>(entries.keySet());
        all.addAll(onDemand.keySet());
        all.stream().filter(each -> each.startsWith(kind.name() + "."))
                .forEach(each -> types.add(each.substring(kind.name().length() + 1)));
        return types;
    }

    /** A factory, whose plugin is loaded now if it was not. */
    Optional<Entry> find(ComponentKind<?> kind, String type) {
        String offer = kind.name() + "." + type;
        String demanded;
        synchronized (this) {
            Entry entry = entries.get(offer);
            demanded = onDemand.get(offer);
            if (entry != null || demanded == null) {
                return Optional.ofNullable(entry);
            }
        }
        // Outside of the lock: it takes a while, and it comes back here.
        loading.load(demanded);
        synchronized (this) {
            return Optional.ofNullable(entries.get(offer));
        }
    }
}
