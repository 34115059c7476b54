package io.pilothouse.kernel.plugin;

import io.pilothouse.kernel.config.CheckedSettings;
import io.pilothouse.kernel.config.InvalidSettingsException;
import io.pilothouse.kernel.config.SettingsReader;
import io.pilothouse.protocol.NearestName;
import io.pilothouse.spi.Component;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which components can be created, by kind and type, and their creation from texts.
 *
 * <p>Threads: any; one at a time is inside.
 */
public final class ComponentCatalog {
    private final Map<ComponentKind<?>, TreeMap<String, Entry>> entries = new LinkedHashMap<>();

    private record Entry(ComponentFactory<?> factory, List<Setting<?>> settings, String owner) {}

    /** Adds all factories of a plugin or none of them. */
    synchronized void add(ShelvedPlugin plugin) {
        Map<ComponentKind<?>, TreeMap<String, Entry>> fresh = new LinkedHashMap<>();
        for (ComponentFactory<?> factory : plugin.factories()) {
            ComponentKind<?> kind = ComponentKind.of(factory);
            String type = factory.type();
            if (type == null || !type.matches("[a-z][a-z0-9]*([-_][a-z0-9]+)*")) {
                throw new PluginRefusal("the type of its factory " + factory.getClass().getName()
                        + " must be lower case words joined by - or _ but is " + type);
            }
            Entry other = entries.getOrDefault(kind, new TreeMap<>()).get(type);
            Entry own = new Entry(factory, settings(factory), plugin.id());
            Entry twin = fresh.computeIfAbsent(kind, each -> new TreeMap<>()).put(type, own);
            if (other != null || twin != null) {
                throw new PluginRefusal("it offers " + kind.name() + " of type " + type + ", which the plugin "
                        + (other == null ? plugin.id() : other.owner()) + " already offers");
            }
        }
        fresh.forEach((kind, types) -> entries.computeIfAbsent(kind, each -> new TreeMap<>()).putAll(types));
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

    synchronized void remove(ShelvedPlugin plugin) {
        entries.values().forEach(types -> types.values().removeIf(each -> each.owner().equals(plugin.id())));
    }

    /** The types of a kind, in order. */
    public synchronized SortedSet<String> types(ComponentKind<?> kind) {
        return new TreeSet<>(entries.getOrDefault(kind, new TreeMap<>()).keySet());
    }

    /** What can be set for a type; for the operator's help. */
    public synchronized List<Setting<?>> settings(ComponentKind<?> kind, String type) throws StartupException {
        return entry(kind, type).settings();
    }

    /**
     * Creates a component.
     *
     * @param given settings as texts, by key
     * @throws StartupException names an unknown type, every wrong setting at once, or what the component itself says
     */
    public synchronized <C extends Component> C create(ComponentKind<C> kind, String type, Map<String, String> given,
            ComponentContext context) throws StartupException {
        Entry entry = entry(kind, type);
        CheckedSettings settings;
        try {
            settings = SettingsReader.check(entry.settings(), given,
                    kind.name() + " of type " + type + " (" + context.instance() + ")");
        } catch (InvalidSettingsException e) {
            throw new StartupException(e.getMessage(), e);
        }
        ComponentFactory<C> factory = kind.factory().cast(entry.factory());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(factory.getClass().getClassLoader());
        try {
            C component = factory.create(settings, context);
            if (component == null) {
                throw new StartupException(failed(kind, type, entry) + "it made nothing");
            }
            return component;
        } catch (RuntimeException | LinkageError e) {
            throw new StartupException(failed(kind, type, entry) + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String failed(ComponentKind<?> kind, String type, Entry entry) {
        return "the plugin " + entry.owner() + " failed to create " + kind.name() + " of type " + type + ": ";
    }

    private Entry entry(ComponentKind<?> kind, String type) throws StartupException {
        TreeMap<String, Entry> types = entries.getOrDefault(kind, new TreeMap<>());
        Entry entry = types.get(type);
        if (entry == null) {
            throw new StartupException("there is no " + kind.name() + " of type " + type
                    + NearestName.of(type, types.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; installed plugins offer " + types.keySet()));
        }
        return entry;
    }
}
