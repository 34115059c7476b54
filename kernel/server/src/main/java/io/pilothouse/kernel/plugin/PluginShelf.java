package io.pilothouse.kernel.plugin;

import io.pilothouse.kernel.plugin.PluginEvent.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the plugins of the bundle and of the operator's folder, each in a module layer of its own over a base layer, and exchanges
 * them while the registry works. A plugin that cannot be used is refused with a reason and stops no other. An operator's plugin
 * takes the place of the bundle's of the same id.
 *
 * <p>Threads: any; one at a time is inside, and may take long. {@link #report} never waits.
 */
public final class PluginShelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginShelf.class);

    private final ShelfFolders folders;
    private final Staging staging;
    private final Intake intake;
    private final OperatorFolder operator;
    private final DisabledPlugins disabledFile;
    private final Changeover changeover;
    private final ShelfContents contents;
    private final ShelfView view;
    private final ShelfBook book = new ShelfBook();
    private final List<RefusedPlugin> refused = new ArrayList<>();
    private final SortedSet<String> offered = new TreeSet<>();
    private SortedMap<String, String> lastLook = new TreeMap<>();
    private Consumer<List<PluginEvent>> unasked = events -> {};

    /**
     * Makes an empty shelf.
     *
     * @param base the layer with the SPI and the JDK; whatever else is in it is kept from the plugins
     * @param catalog gets what the plugins can create
     * @param gate looks at the operator's plugins; the bundle's are part of the program
     */
    public PluginShelf(ModuleLayer base, ShelfFolders folders, ComponentCatalog catalog, PluginGate gate) {
        this.folders = folders;
        staging = new Staging(folders.staging());
        intake = new Intake(staging, gate);
        operator = new OperatorFolder(folders.installed());
        disabledFile = new DisabledPlugins(folders.installed());
        changeover = new Changeover(catalog, staging);
        view = new ShelfView(changeover);
        contents = new ShelfContents(HostModules.of(base), catalog, changeover,
                entry -> intake.take(operator.of(entry)));
        catalog.offers().loading(this::demand);
    }

    /** Tells from now on of what happens without being asked for by a method of this class: loading on demand. */
    public synchronized void listen(Consumer<List<PluginEvent>> listener) {
        unasked = listener;
    }

    /**
     * Loads the plugins that are needed. Of others only the descriptor is read; they are loaded on demand.
     *
     * @param needed tells by a plugin's {@code plugin.offers} ({@code KIND.TYPE}) whether it is; a plugin that declares none,
     *     or on which a loaded one depends, is always loaded
     * @return what became of the operator's plugins
     * @throws IOException when a folder cannot be listed
     */
    public synchronized List<PluginEvent> load(Predicate<Set<String>> needed) throws IOException {
        List<PluginEvent> events = new ArrayList<>();
        operator.recover();
        contents.disabled().addAll(disabledFile.read());
        new ShelfStart(folders, contents, book, intake::take, this::refusedAtStart).read(operator.look(), events)
                .forEach(slot -> {
                    Set<String> offers = slot.source().orElseThrow().descriptor().offers();
                    offered.addAll(offers);
                    if (offers.isEmpty() || needed.test(offers)) {
                        start(slot, events);
                    } else if (slot.loaded().isEmpty()) {
                        contents.idle(slot);
                        slot.installed().ifPresent(changeover::discard);
                        LOG.debug("plugin {} is not needed and stays unloaded", slot.id());
                    }
                });
        events.addAll(contents.along());
        lastLook = operator.look();
        publish();
        return events;
    }

    /** Loads every plugin. */
    public List<PluginEvent> load() throws IOException {
        return load(offers -> true);
    }

    private void start(Slot slot, List<PluginEvent> events) {
        if (slot.loaded().isPresent()) {
            return;
        }
        PluginSource source = slot.source().orElseThrow();
        try {
            contents.bring(slot, source);
            events.addAll(contents.along());
            if (source.installed()) {
                events.add(PluginEvent.loaded(source));
            }
        } catch (PluginRefusal refusal) {
            changeover.discard(source);
            slot.trouble(refusal.getMessage());
            if (!source.installed()) {
                refusedAtStart(source.folder(), refusal);
                return;
            }
            refused.add(new RefusedPlugin(operator.of(slot.entry()), refusal.getMessage()));
            events.add(refusedEntry(slot.entry(), book.fingerprint(slot.entry()), slot.id(), refusal));
            slot.notInstalled();
            if (slot.bundled().isPresent()) {
                start(slot, events);
                slot.trouble(refusal.getMessage());
            }
        }
    }

    private void refusedAtStart(Path folder, PluginRefusal refusal) {
        refused.add(new RefusedPlugin(folder, refusal.getMessage()));
        tell(folder, refusal);
    }

    private static void tell(Path folder, PluginRefusal refusal) {
        LOG.error("plugin in {} refused: {}", folder, refusal.getMessage());
        LOG.debug("refused because of", refusal);
    }

    /** Somebody wants what a plugin offers that is not loaded. */
    private synchronized void demand(String id) {
        Slot slot = contents.known(id).orElse(null);
        if (slot == null || slot.loaded().isPresent() || slot.source().isEmpty()) {
            return;
        }
        try {
            if (slot.installed().isPresent()) {
                PluginSource again = contents.again(slot.id(), slot.entry());
                PluginEvent event = contents.take(slot, again);
                slot.installed(again, slot.entry());
                List<PluginEvent> events = new ArrayList<>(contents.along());
                events.add(event);
                unasked.accept(events);
            } else {
                contents.bring(slot, slot.bundled().orElseThrow());
            }
        } catch (PluginRefusal refusal) {
            slot.trouble(refusal.getMessage());
            throw refusal;
        } finally {
            publish();
        }
    }

    /** Removes the private copies of earlier runs. Only when no other process has the data folder. */
    public synchronized void tidy() throws IOException {
        staging.removeAllBut(contents.loaded().stream().map(each -> each.source().folder())
                .collect(Collectors.toSet()));
    }

    /**
     * Looks into the operator's folder and does what follows from it. A plugin counts when two looks find the same.
     *
     * @return what happened
     */
    public synchronized List<PluginEvent> look() throws IOException {
        SortedMap<String, String> now = operator.look();
        SortedMap<String, String> before = lastLook;
        lastLook = now;
        List<PluginEvent> events = new ArrayList<>();
        long from;
        do {
            from = contents.generation();
            for (var entry : now.entrySet()) {
                if (entry.getValue().equals(before.get(entry.getKey()))
                        && book.isNews(entry.getKey(), entry.getValue(), from)) {
                    events.addAll(arrived(entry.getKey(), entry.getValue()));
                }
            }
            for (String entry : book.entries()) {
                if (!now.containsKey(entry) && !before.containsKey(entry)
                        && book.isNews(entry, ShelfBook.GONE, from)) {
                    events.addAll(gone(entry));
                }
            }
        } while (contents.generation() != from);
        for (Slot slot : contents.slots()) {
            slot.loaded().ifPresent(version -> version.news().forEach(reason -> {
                slot.trouble(reason);
                events.add(PluginEvent.stopped(version.source(), reason));
            }));
        }
        changeover.complain();
        // Also without an event: a plugin that was refused and is gone is none.
        publish();
        return events;
    }

    private List<PluginEvent> arrived(String entry, String fingerprint) {
        String id = book.id(entry);
        List<PluginEvent> events = new ArrayList<>();
        try {
            PluginSource fresh = intake.take(operator.of(entry));
            String other = contents.known(fresh.id()).map(Slot::entry).orElse("");
            if (!other.isEmpty() && !other.equals(entry) && lastLook.containsKey(other)) {
                changeover.discard(fresh);
                throw new DependencyRefusal("its id " + fresh.id() + " is already that of " + operator.of(other));
            }
            if (!id.isEmpty() && !id.equals(fresh.id())) {
                events.addAll(gone(entry));
            }
            id = fresh.id();
            events.addAll(keep(contents.slot(id), fresh, entry));
            book.keep(entry, fingerprint, id);
            if (!other.isEmpty() && !other.equals(entry)) {
                book.forget(other);
            }
        } catch (PluginRefusal refusal) {
            if (book.complains(entry, refusal.getMessage())) {
                events.add(refusedEntry(entry, fingerprint, id, refusal));
            } else {
                book.refuse(entry, fingerprint, id, refusal, contents.generation());
            }
        }
        return events;
    }

    /** Loads an operator's plugin, unless it is disabled. */
    private List<PluginEvent> keep(Slot slot, PluginSource fresh, String entry) {
        if (contents.disabled().contains(slot.id())) {
            changeover.discard(fresh);
            slot.installedUnseen(fresh, entry);
            return List.of();
        }
        PluginEvent event = contents.take(slot, fresh);
        slot.installed(fresh, entry);
        return List.of(event);
    }

    private PluginEvent refusedEntry(String entry, String fingerprint, String id, PluginRefusal refusal) {
        book.refuse(entry, fingerprint, id, refusal, contents.generation());
        contents.known(id).ifPresent(slot -> slot.trouble(refusal.getMessage()));
        tell(operator.of(entry), refusal);
        return PluginEvent.refused(id.isEmpty() ? entry : id, refusal.getMessage());
    }

    private List<PluginEvent> gone(String entry) {
        Slot slot = contents.known(book.id(entry)).filter(each -> each.entry().equals(entry)).orElse(null);
        if (slot == null) {
            contents.known(book.id(entry)).ifPresent(each -> each.trouble(""));
            contents.sweep();
            book.forget(entry);
            return List.of();
        }
        try {
            PluginEvent event = contents.depart(slot);
            book.forget(entry);
            return List.of(event);
        } catch (PluginRefusal refusal) {
            return book.complains(entry, refusal.getMessage())
                    ? List.of(refusedEntry(entry, ShelfBook.GONE, slot.id(), refusal))
                    : List.of();
        }
    }

    /**
     * Loads a plugin that was put into {@code .incoming} of the operator's folder, and keeps it there for good. It is taken from
     * {@code .incoming} in any case.
     *
     * @throws PluginRefusal if it stays out; the operator's folder and what is loaded are as before
     * @throws IOException if it cannot be kept; what is loaded is as before
     */
    public synchronized List<PluginEvent> install(String incoming) throws IOException {
        Path arrived = operator.arrived(incoming);
        try {
            PluginSource fresh = intake.take(arrived);
            checkPlace(fresh);
            Slot slot = contents.slot(fresh.id());
            String before = slot.entry();
            if (contents.disabled().contains(slot.id())) {
                changeover.discard(fresh);
                throw new PluginRefusal("the plugin " + slot.id() + " is disabled; enable it first");
            }
            List<PluginEvent> events = keep(slot, fresh, before);
            try {
                String entry = operator.place(slot.id(), fresh.folder(), before.isEmpty() ? Set.of() : Set.of(before));
                slot.installed(fresh, entry);
                book.forget(before);
                settled(entry, slot.id());
            } catch (IOException failed) {
                undo(slot, before);
                throw failed;
            }
            return events;
        } finally {
            operator.dismiss(arrived);
            contents.sweep();
            publish();
        }
    }

    /** It is kept in a folder of its name; one of that name that holds another plugin must not go for it. */
    private void checkPlace(PluginSource fresh) {
        String id = fresh.id();
        Stream.of(book.id(id), operator.holds(id)).filter(other -> !other.isEmpty() && !other.equals(id)).findFirst()
                .ifPresent(other -> {
                    changeover.discard(fresh);
                    throw new PluginRefusal(operator.of(id) + " holds the plugin " + other
                            + "; rename that folder, then install " + id + " again");
                });
    }

    /** What this registry has just done to an entry is no news to it. */
    private void settled(String entry, String id) throws IOException {
        String fingerprint = operator.fingerprint(operator.of(entry));
        book.keep(entry, fingerprint, id);
        lastLook.put(entry, fingerprint);
    }

    private void undo(Slot slot, String before) {
        try {
            if (before.isEmpty()) {
                contents.depart(slot);
            } else {
                keep(slot, intake.take(operator.of(before)), before);
            }
        } catch (PluginRefusal refusal) {
            LOG.error("plugin {} could not be brought back: {}", slot.id(), refusal.getMessage());
        }
    }

    /**
     * Takes an operator's plugin out and deletes it.
     *
     * @throws PluginRefusal if it is not his, or others need it
     * @throws IOException if its files cannot be taken away; it stays then
     */
    public synchronized List<PluginEvent> remove(String id) throws IOException {
        String unloaded = book.entryOf(id);
        Slot slot = contents.known(id).filter(each -> !each.entry().isEmpty()).orElse(null);
        if (slot == null && unloaded.isEmpty()) {
            throw new PluginRefusal(contents.known(id).isPresent()
                    ? "the plugin " + id + " is part of the bundle and cannot be removed; it can be disabled"
                    : unknown(id));
        }
        try {
            if (slot == null) {
                operator.takeAway(unloaded);
                return gone(unloaded);
            }
            slot.loaded().filter(each -> each.source().installed()).ifPresent(contents::checkFree);
            String entry = slot.entry();
            operator.takeAway(entry);
            book.forget(entry);
            lastLook.remove(entry);
            return List.of(contents.depart(slot));
        } finally {
            publish();
        }
    }

    private String unknown(String id) {
        return "there is no plugin " + id + "; there are "
                + contents.slots().stream().map(Slot::id).toList();
    }

    /** Also one of which there is nothing but an entry that was refused. */
    private Slot present(String id) {
        return contents.known(id).orElseGet(() -> {
            if (book.entryOf(id).isEmpty()) {
                throw new PluginRefusal(unknown(id));
            }
            return contents.slot(id);
        });
    }

    /**
     * Loads a plugin anew from what is in its folder, in the place of what is loaded of it.
     *
     * @throws PluginRefusal if that cannot be; what is loaded is as before
     */
    public synchronized List<PluginEvent> reload(String id) throws IOException {
        Slot slot = present(id);
        if (contents.disabled().contains(id)) {
            throw new PluginRefusal("the plugin " + id + " is disabled; enable it instead");
        }
        try {
            return again(slot);
        } finally {
            contents.sweep();
            publish();
        }
    }

    private List<PluginEvent> again(Slot slot) throws IOException {
        // Of one that was refused, the entry stands in the book only.
        String entry = slot.source().isPresent() ? slot.entry() : book.entryOf(slot.id());
        if (entry.isEmpty()) {
            return List.of(contents.take(slot,
                    slot.bundled().orElseThrow(() -> new PluginRefusal(unknown(slot.id())))));
        }
        List<PluginEvent> events = keep(slot, contents.again(slot.id(), entry), entry);
        settled(entry, slot.id());
        return events;
    }

    /**
     * Takes a plugin out, and keeps it out after a restart too, until it is enabled.
     *
     * @throws PluginRefusal if others need it
     * @throws IOException if that cannot be written down; nothing has changed then
     */
    public synchronized List<PluginEvent> disable(String id) throws IOException {
        Slot slot = present(id);
        if (contents.disabled().contains(id)) {
            return List.of();
        }
        PluginSource source = slot.source().orElseThrow(() -> new PluginRefusal("the plugin " + id
                + " was refused and is out already: " + book.refusals().getOrDefault(id, slot.trouble())
                + "; mend and reload it, or remove it"));
        slot.loaded().ifPresent(contents::checkFree);
        write(id, true);
        contents.unload(slot);
        publish();
        return List.of(PluginEvent.of(Kind.DISABLED, source));
    }

    /**
     * Loads a plugin that was disabled.
     *
     * @throws IOException if that cannot be written down; nothing has changed then
     */
    public synchronized List<PluginEvent> enable(String id) throws IOException {
        if (!contents.disabled().contains(id)) {
            present(id);
            return List.of();
        }
        write(id, false);
        Slot slot = contents.known(id).orElse(null);
        if (slot == null) {
            return List.of();
        }
        List<PluginEvent> events = new ArrayList<>();
        slot.source().ifPresent(source -> events.add(PluginEvent.of(Kind.ENABLED, source)));
        try {
            events.addAll(again(slot));
        } catch (PluginRefusal refusal) {
            slot.trouble(refusal.getMessage());
            events.add(PluginEvent.refused(id, refusal.getMessage()));
        }
        publish();
        return events;
    }

    private void write(String id, boolean out) throws IOException {
        Set<String> changed = new TreeSet<>(contents.disabled());
        if (out) {
            changed.add(id);
        } else {
            changed.remove(id);
        }
        disabledFile.write(changed);
        contents.disabled().clear();
        contents.disabled().addAll(changed);
    }

    private void publish() {
        List<PluginEvent> along = contents.along();
        if (!along.isEmpty()) {
            unasked.accept(along);
        }
        view.publish(contents, book);
    }

    /** How all plugins are doing, and versions of them that are being left. Threads: any; it never waits. */
    public List<PluginReport> report() {
        return view.report();
    }

    /** What the plugins say they can create, as {@code KIND.TYPE}, loaded or not, at the start. */
    public SortedSet<String> offered() {
        return Collections.unmodifiableSortedSet(offered);
    }

    /** What is loaded, in order of loading. */
    public synchronized List<ShelvedPlugin> plugins() {
        return contents.loaded().stream().map(LoadedVersion::plugin).toList();
    }

    /** What was refused at the start, with reasons. The kernel decides whether it starts without. */
    public synchronized List<RefusedPlugin> refused() {
        return List.copyOf(refused);
    }

    /** Drops all plugins, dependents first. Their components must be closed already. */
    @Override
    public synchronized void close() {
        contents.close();
        publish();
    }
}
