package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds modules and remembers every reader that is opened on them: a layer's loader never closes its jars by itself. */
final class RecordingFinder implements ModuleFinder, AutoCloseable {
    private final Map<String, ModuleReference> references = new LinkedHashMap<>();
    private final List<ModuleReader> readers = new CopyOnWriteArrayList<>();

    RecordingFinder(ModuleFinder source) {
        source.findAll().forEach(reference -> references.put(reference.descriptor().name(), new Recorded(reference)));
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

        private Recorded(ModuleReference source) {
            super(source.descriptor(), source.location().orElse(null));
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
