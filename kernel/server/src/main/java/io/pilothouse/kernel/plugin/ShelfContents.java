package io.pilothouse.kernel.plugin;

import io.pilothouse.kernel.plugin.PluginEvent.Kind;
import io.pilothouse.packaging.CapabilityChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pf4j.PluginDependency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins by id: which version of each is loaded, what it depends on, and how another takes its place.
 *
 * <p>Threads: one at a time.
 */
final class ShelfContents {
    private static final Logger LOG = LoggerFactory.getLogger(ShelfContents.class);

    private final HostModules host;
    private final ComponentCatalog catalog;
    private final Changeover changeover;
    private final Function<String, PluginSource> intake;
    private final Map<String, Slot> slots = new TreeMap<>();
    private final Set<String> disabled = new TreeSet<>();
    private final List<LoadedVersion> order = new ArrayList<>();
    private final List<PluginEvent> along = new ArrayList<>();
    private long generation;

    /**
     * Nothing yet.
     *
     * @param intake copies, reads and admits what is in an entry of the operator's folder
     */
    ShelfContents(HostModules host, ComponentCatalog catalog, Changeover changeover,
            Function<String, PluginSource> intake) {
        this.host = host;
        this.catalog = catalog;
        this.changeover = changeover;
        this.intake = intake;
    }

    /** Grows with every change; what was refused because of other plugins is worth another look then. */
    long generation() {
        return generation;
    }

    Set<String> disabled() {
        return disabled;
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    Slot slot(String id) {
        return slots.computeIfAbsent(id, Slot::new);
    }

    Optional<Slot> known(String id) {
        return Optional.ofNullable(slots.get(id));
    }

    /** What is loaded, in the order of loading. */
    List<LoadedVersion> loaded() {
        return order;
    }

    /** What a plugin in the place of this id's, or a new one, needs is there; refused otherwise. */
    private void checkOrder(PluginSource fresh) {
        List<Descriptor> all = new ArrayList<>(List.of(fresh.descriptor()));
        slots.values().stream().filter(slot -> !slot.id().equals(fresh.id()) && available(slot))
                .flatMap(slot -> slot.source().stream()).map(PluginSource::descriptor).forEach(all::add);
        LoadOrder wanted = new LoadOrder(all);
        wanted.resolve();
        String reason = wanted.refusals().get(fresh.id());
        if (reason != null) {
            throw new DependencyRefusal(reason);
        }
    }

    boolean available(Slot slot) {
        return slot.loaded().isPresent() || !disabled.contains(slot.id()) && slot.trouble().isEmpty();
    }

    /** Refuses if other plugins or the registry itself would lose something by its going. */
    void checkFree(LoadedVersion version) {
        String id = version.source().id();
        Set<String> dependents = order.stream().filter(each -> each.source().descriptor().dependencies().contains(id))
                .map(each -> each.source().id()).collect(Collectors.toCollection(TreeSet::new));
        if (!dependents.isEmpty()) {
            throw new DependencyRefusal("the loaded plugins " + dependents + " depend on " + id + " "
                    + version.source().version() + ", which stays; take those away first");
        }
        if (version.pinned()) {
            throw new PluginRefusal("the registry has worked with " + id + " " + version.source().version()
                    + " since its start and keeps it; a change takes effect at the next start");
        }
    }

    /** Loads a plugin that is not, and those that it depends on. */
    private LoadedVersion start(PluginSource source) {
        List<LoadedVersion> dependencies = new ArrayList<>();
        for (PluginDependency dependency : source.descriptor().getDependencies()) {
            Slot other = slots.get(dependency.getPluginId());
            if (other != null && other.loaded().isEmpty() && available(other) && other.source().isPresent()) {
                demandQuietly(other);
            }
            Optional<LoadedVersion> there = other == null ? Optional.empty() : other.loaded();
            if (there.isEmpty() && !dependency.isOptional()) {
                throw new DependencyRefusal(
                        "it depends on the plugin " + dependency.getPluginId() + ", which was refused or disabled");
            }
            there.ifPresent(dependencies::add);
        }
        return changeover.load(source, host, dependencies);
    }

    private void demandQuietly(Slot slot) {
        PluginSource source = slot.source().orElseThrow();
        try {
            if (source.installed()) {
                changeover.discard(source);
                source = again(slot.id(), slot.entry());
                along.add(add(slot, source));
                slot.installed(source, slot.entry());
            } else {
                bring(slot, source);
            }
        } catch (PluginRefusal refusal) {
            changeover.discard(source);
            slot.trouble(refusal.getMessage());
        }
    }

    /**
     * An operator's plugin from its folder once more: what is not loaded has no copy any more.
     *
     * @throws PluginRefusal if it cannot be taken, or the folder holds another one now
     */
    PluginSource again(String id, String entry) {
        PluginSource fresh = intake.apply(entry);
        if (!fresh.id().equals(id)) {
            changeover.discard(fresh);
            throw new PluginRefusal(
                    entry + " in the folder of plugins holds the plugin " + fresh.id() + " now, not " + id);
        }
        return fresh;
    }

    /** What was loaded because others needed it, since this was asked last. */
    List<PluginEvent> along() {
        List<PluginEvent> told = List.copyOf(along);
        along.clear();
        return told;
    }

    /** Forgets ids of which there is nothing. */
    void sweep() {
        slots.values().removeIf(slot -> slot.source().isEmpty());
    }

    /** Loads a plugin in nobody's place. */
    void bring(Slot slot, PluginSource source) {
        LoadedVersion version = start(source);
        changeover.bring(version);
        loaded(slot, version);
        LOG.info("plugin {} {} by {} loaded from {}; {}", slot.id(), source.version(),
                source.descriptor().getProvider(), source.folder(), declared(source));
    }

    private static String declared(PluginSource source) {
        return source.capabilities().isEmpty()
                ? "it declares no capabilities"
                : "it declares " + String.join(", ", source.capabilities())
                        + (source.descriptor().reach().declared() ? "; hosts: " + source.descriptor().reach() : "");
    }

    private void loaded(Slot slot, LoadedVersion version) {
        slot.loaded().ifPresent(order::remove);
        slot.loaded(version);
        order.add(version);
        generation++;
    }

    /** It is loaded when somebody asks for what it offers. */
    void idle(Slot slot) {
        catalog.offers().await(slot.id(), slot.source().orElseThrow().descriptor().offers());
    }

    /** Loads a plugin, in the place of the version that is there, if one is. On refusal all is as before. */
    PluginEvent take(Slot slot, PluginSource fresh) {
        try {
            checkOrder(fresh);
            Optional<LoadedVersion> old = slot.loaded();
            if (old.isEmpty()) {
                PluginEvent event = add(slot, fresh);
                changeover.encourage();
                return event;
            }
            checkFree(old.get());
            PluginSource before = old.get().source();
            List<String> changes = changes(before, fresh);
            LoadedVersion version = start(fresh.noting(changes));
            changeover.swap(old.get(), version);
            loaded(slot, version);
            LOG.info("plugin {} {} by {} loaded in the place of {}; {}", slot.id(), fresh.version(),
                    fresh.descriptor().getProvider(), before.version(), declared(fresh));
            warn(slot, changes);
            return PluginEvent.replaced(fresh, before, changes);
        } catch (PluginRefusal refusal) {
            changeover.discard(fresh);
            throw refusal;
        }
    }

    /** Loads it where none is loaded. What it declares is compared all the same: the version before was idle or disabled. */
    private PluginEvent add(Slot slot, PluginSource fresh) {
        Optional<PluginSource> before = slot.before().filter(old -> !old.sameAs(fresh));
        List<String> changes = before.map(old -> changes(old, fresh)).orElse(List.of());
        bring(slot, fresh.noting(changes));
        warn(slot, changes);
        return before.map(old -> PluginEvent.replaced(fresh, old, changes)).orElseGet(() -> PluginEvent.loaded(fresh));
    }

    private static List<String> changes(PluginSource old, PluginSource fresh) {
        return CapabilityChange.between(old.descriptor().description(), fresh.descriptor().description());
    }

    private static void warn(Slot slot, List<String> changes) {
        changes.forEach(change -> LOG.warn("plugin {}: {}", slot.id(), change));
    }

    /** Takes what is loaded of a plugin out. */
    void unload(Slot slot) {
        catalog.offers().forget(slot.id());
        slot.loaded().ifPresent(version -> {
            checkFree(version);
            order.remove(version);
            slot.unloaded();
            changeover.out(version);
            LOG.info("plugin {} {} is out", slot.id(), version.source().version());
        });
        generation++;
    }

    /** The operator's plugin of this id is gone: the bundle's takes its place, if there is one. */
    PluginEvent depart(Slot slot) {
        PluginSource old = slot.source().orElseThrow();
        Optional<PluginEvent> instead = Optional.empty();
        if (slot.loaded().filter(each -> each.source().installed()).isPresent()) {
            checkFree(slot.loaded().get());
            if (slot.bundled().isPresent() && !disabled.contains(slot.id())) {
                instead = bundledInstead(slot, old);
            }
            if (instead.isEmpty()) {
                unload(slot);
            }
        }
        slot.notInstalled();
        if (slot.loaded().isEmpty()) {
            catalog.offers().forget(slot.id());
            if (slot.bundled().isEmpty()) {
                slots.remove(slot.id());
            } else if (available(slot)) {
                idle(slot);
            }
        }
        generation++;
        return instead.orElseGet(() -> PluginEvent.of(Kind.REMOVED, old));
    }

    private Optional<PluginEvent> bundledInstead(Slot slot, PluginSource old) {
        try {
            return Optional.of(take(slot, slot.bundled().orElseThrow()));
        } catch (PluginRefusal refusal) {
            LOG.error("the bundle's plugin {} cannot take the place of {}, which is gone: {}", slot.id(),
                    old.version(), refusal.getMessage());
            return Optional.empty();
        }
    }

    /** Takes out everything, dependents first. The components of the plugins must be closed already. */
    void close() {
        for (LoadedVersion version : List.copyOf(order).reversed()) {
            order.remove(version);
            catalog.offers().remove(version);
            changeover.retire(version);
        }
        slots.clear();
    }
}
