package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Finds modules and remembers every reader that is opened on them: a layer's loader never closes its jars by itself. */
final class RecordingFinder implements ModuleFinder, AutoCloseable {
    private final Map<String, ModuleReference> references = new LinkedHashMap<>();
    private final List<ModuleReader> readers = new CopyOnWriteArrayList<>();

    /**
     * Finds what another finder finds.
     *
     * @param described makes of a module's own description the one that counts
     */
    RecordingFinder(Collection<ModuleReference> source, UnaryOperator<ModuleDescriptor> described) {
        source.forEach(reference -> references.put(reference.descriptor().name(),
                new Recorded(reference, described.apply(reference.descriptor()))));
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return Optional.ofNullable(references.get(name));
    }

    @Override
    public Set<ModuleReference> findAll() {
        return Set.copyOf(references.values());
    }

    @Override
    public void close() throws IOException {
        for (ModuleReader reader : readers) {
            reader.close();
        }
    }

    private final class Recorded extends ModuleReference {
        private final ModuleReference source;

        private Recorded(ModuleReference source, ModuleDescriptor descriptor) {
            super(descriptor, source.location().orElse(null));
            this.source = source;
        }

        @Override
        public ModuleReader open() throws IOException {
            ModuleReader reader = source.open();
            readers.add(reader);
            return reader;
        }
    }
}
