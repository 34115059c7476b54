package io.pilothouse.kernel.plugin;

import io.pilothouse.kernel.config.CheckedSettings;
import io.pilothouse.kernel.config.InvalidSettingsException;
import io.pilothouse.kernel.config.SettingsReader;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.NearestName;
import io.pilothouse.spi.Component;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Which components can be created, by kind and type, and their creation from texts. A plugin that says in its descriptor what it
 * offers is loaded when that is first asked for.
 *
 * <p>What works until its settings change is made by {@link #open}, by a part of the kernel that is an {@link InstanceHolder}: then
 * its plugin can be replaced under it. What works as long as the registry is made by {@link #create}.
 *
 * <p>Threads: any. Components are made outside of any lock; how long that takes is bounded for {@link #open}.
 */
public final class ComponentCatalog {
    /** Fields that must not be passed over by who does not know them: more would leave the registry than was wanted, or unsigned. */
    private static final Set<String> LIMITS = Set.of("events", "secret");

    private final Offers offers = new Offers();
    private final List<InstanceHolder> holders = new CopyOnWriteArrayList<>();

    /** Tells a holder from now on when plugins change. */
    public void tell(InstanceHolder holder) {
        holders.add(holder);
    }

    List<InstanceHolder> holders() {
        return holders;
    }

    Offers offers() {
        return offers;
    }

    /** The types of a kind, in order, those of plugins too that are not loaded yet. */
    public SortedSet<String> types(ComponentKind<?> kind) {
        return offers.types(kind);
    }

    /** What can be set for a type; for the operator's help. */
    public List<Setting<?>> settings(ComponentKind<?> kind, String type) throws StartupException {
        return entry(kind, type).settings();
    }

    /**
     * What a component of a type is created with. The fields of commands and documents are the same for every type, so of those
     * it gets the ones that it declares; what is given by its own names, there or by the operator for the type, comes as it is, so
     * that a wrong key is told. The operator's stands in for what is not given.
     *
     * @param configured from the state, by key; what is given by its own name begins with {@value Integration#GIVEN}
     * @param own from the registry's configuration, by {@code TYPE.KEY}
     */
    public Map<String, String> given(ComponentKind<?> kind, String type, Map<String, String> configured,
            Map<String, String> own) throws StartupException {
        Set<String> declared = settings(kind, type).stream().map(Setting::key).collect(Collectors.toSet());
        Map<String, String> given = new TreeMap<>();
        configured.forEach((key, value) -> {
            if (key.startsWith(Integration.GIVEN)) {
                given.put(key.substring(Integration.GIVEN.length()), value);
            } else if (declared.contains(key) || LIMITS.contains(key)) {
                given.put(key, value);
            }
        });
        String prefix = type + ".";
        own.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                given.putIfAbsent(key.substring(prefix.length()), value);
            }
        });
        return given;
    }

    /**
     * Creates a component that works as long as the registry; its plugin cannot be replaced before. On the caller's thread.
     * Of the lent way out it gets what its plugin declared.
     *
     * @param given settings as texts, by key
     * @throws StartupException names an unknown type, every wrong setting at once, or what the component itself says
     */
    public <C extends Component> C create(ComponentKind<C> kind, String type, Map<String, String> given,
            ComponentContext context) throws StartupException {
        Offers.Entry entry = entry(kind, type);
        C component = made(kind, entry, checked(kind, type, entry, given, context), narrowed(entry, given, context));
        entry.owner().pin();
        return component;
    }

    /**
     * Creates a component that can be made anew at any time. It is at work until the guard is closed.
     *
     * @param given settings as texts, by key
     * @param meter is told of every call
     * @throws StartupException as {@link #create}, and if it takes longer than half a minute
     */
    public <C extends Component> Guarded<C> open(ComponentKind<C> kind, String type, Map<String, String> given,
            ComponentContext context, GuardLimits limits, CallMeter meter) throws StartupException {
        Offers.Entry entry = entry(kind, type);
        LoadedVersion owner = entry.owner();
        if (!owner.hold()) {
            throw new StartupException("the plugin " + owner.source().id() + " is being replaced, try again");
        }
        ComponentContext narrowed = narrowed(entry, given, context);
        // Settings are checked there too: to know the constants of an enum is to initialize a class of the plugin.
        Making<C> making = new Making<>(context.instance(), owner,
                () -> made(kind, entry, checked(kind, type, entry, given, context), narrowed));
        Guarded<C> guarded = new Guarded<>(context.instance(), making.component(), limits, meter, System::nanoTime,
                owner);
        owner.works(guarded);
        return guarded;
    }

    private static ComponentContext narrowed(Offers.Entry entry, Map<String, String> given, ComponentContext whole) {
        ShelvedPlugin owner = entry.owner().plugin();
        return LentContext.narrowed(whole, owner.reach().narrow(whole, owner.id(), given.values()));
    }

    private static CheckedSettings checked(ComponentKind<?> kind, String type, Offers.Entry entry,
            Map<String, String> given, ComponentContext context) throws StartupException {
        try {
            return SettingsReader.check(entry.settings(), given,
                    kind.name() + " of type " + type + " (" + context.instance() + ")");
        } catch (InvalidSettingsException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }

    private static <C extends Component> C made(ComponentKind<C> kind, Offers.Entry entry, CheckedSettings settings,
            ComponentContext context) throws StartupException {
        ComponentFactory<C> factory = kind.factory().cast(entry.factory());
        String failed = "the plugin " + entry.owner().source().id() + " failed to create " + kind.name() + " of type "
                + entry.type() + ": ";
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(factory.getClass().getClassLoader());
        try {
            C component = factory.create(settings, context);
            if (component == null) {
                throw new StartupException(failed + "it made nothing");
            }
            return component;
        } catch (RuntimeException | LinkageError e) {
            PluginFailure known = PluginFailure.of(e);
            throw new StartupException(failed + known.getMessage(), known);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Offers.Entry entry(ComponentKind<?> kind, String type) throws StartupException {
        try {
            return offers.find(kind, type)
                    .orElseThrow(() -> new StartupException("there is no " + kind.name() + " of type " + type
                            + NearestName.of(type, types(kind)).map(near -> "; did you mean " + near + "?")
                                    .orElse("; installed plugins offer " + types(kind))));
        } catch (PluginRefusal refused) {
            throw new StartupException("the plugin that offers " + kind.name() + " of type " + type
                    + " cannot be loaded: " + refused.getMessage(), refused);
        }
    }
}
