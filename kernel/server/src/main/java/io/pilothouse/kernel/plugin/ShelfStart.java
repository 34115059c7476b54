package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What is found in the folders at the start, and in which order it is to be loaded.
 *
 * @param prepare copies, reads and admits an operator's plugin
 * @param refused is told of what cannot be used
 */
record ShelfStart(ShelfFolders folders, ShelfContents contents, ShelfBook book, Function<Path, PluginSource> prepare,
        BiConsumer<Path, PluginRefusal> refused) {
    /** The slots to load, each after those that it depends on. */
    List<Slot> read(SortedMap<String, String> entries, List<PluginEvent> events) throws IOException {
        readBundled();
        entries.forEach((entry, fingerprint) -> readInstalled(entry, fingerprint, events));
        while (true) {
            Map<String, Descriptor> wanted = new HashMap<>();
            contents.slots().stream().filter(contents::available).forEach(slot -> slot.source()
                    .ifPresent(source -> wanted.put(slot.id(), source.descriptor())));
            LoadOrder order = new LoadOrder(wanted.values());
            List<String> sorted = order.resolve();
            List<Slot> others = new ArrayList<>();
            order.refusals().forEach((id, reason) -> {
                Slot slot = contents.slot(id);
                refuse(slot, new DependencyRefusal(reason), events);
                if (slot.source().isPresent() && contents.available(slot)) {
                    others.add(slot);
                }
            });
            if (others.isEmpty()) {
                return sorted.stream().map(contents::slot).toList();
            }
        }
    }

    /** An operator's plugin that is refused leaves its place to the bundle's. */
    private void refuse(Slot slot, PluginRefusal refusal, List<PluginEvent> events) {
        if (slot.installed().isEmpty()) {
            slot.trouble(refusal.getMessage());
            refused.accept(slot.bundled().orElseThrow().folder(), refusal);
            return;
        }
        note(slot.entry(), book.fingerprint(slot.entry()), slot.id(), refusal, events);
        slot.notInstalled();
        if (slot.bundled().isEmpty()) {
            slot.trouble(refusal.getMessage());
        }
    }

    private void note(String entry, String fingerprint, String id, PluginRefusal refusal, List<PluginEvent> events) {
        book.refuse(entry, fingerprint, id, refusal, contents.generation());
        refused.accept(folders.installed().resolve(entry), refusal);
        events.add(PluginEvent.refused(id.isEmpty() ? entry : id, refusal.getMessage()));
    }

    private void readBundled() throws IOException {
        for (Path entry : Trees.in(folders.bundled())) {
            if (entry.getFileName().toString().startsWith(".")) {
                continue;
            }
            try {
                if (Files.isSymbolicLink(entry)) {
                    throw new PluginRefusal("it is a symbolic link; copy the plugin's folder here instead");
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    readBundled(entry);
                }
            } catch (PluginRefusal refusal) {
                refused.accept(entry, refusal);
            }
        }
    }

    private void readBundled(Path folder) {
        Descriptor descriptor = Descriptor.in(folder);
        LayeredPlugins.checkVersion(descriptor);
        Slot slot = contents.slot(descriptor.getPluginId());
        if (slot.bundled().isPresent()) {
            throw new PluginRefusal("its id " + slot.id() + " is already that of "
                    + slot.bundled().get().folder());
        }
        slot.bundled(new PluginSource(folder, descriptor, PluginOrigin.BUNDLED, PluginEvent.NOT_ADMITTED));
    }

    private void readInstalled(String entry, String fingerprint, List<PluginEvent> events) {
        String id = "";
        try {
            PluginSource source = prepare.apply(folders.installed().resolve(entry));
            id = source.id();
            Slot slot = contents.slot(id);
            if (slot.installed().isPresent()) {
                throw new DependencyRefusal(
                        "its id " + id + " is already that of " + folders.installed().resolve(slot.entry()));
            }
            slot.installed(source, entry);
            book.keep(entry, fingerprint, id);
        } catch (PluginRefusal refusal) {
            note(entry, fingerprint, id, refusal, events);
        }
    }
}
