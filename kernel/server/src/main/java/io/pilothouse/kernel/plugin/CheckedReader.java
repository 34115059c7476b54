package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives the loader of a plugin its classes with the calls in them by which the kernel can stop it. Whoever reads the files by
 * name gets them as they are.
 *
 * @param source the jar
 * @param classes puts the calls in
 */
record CheckedReader(ModuleReader source, CheckedClasses classes) implements ModuleReader {
    private static final String CLASS = ".class";

    @Override
    public Optional<URI> find(String name) throws IOException {
        return source.find(name);
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        return source.open(name);
    }

    @Override
    public Optional<ByteBuffer> read(String name) throws IOException {
        if (name.equals(classes.file())) {
            return Optional.of(ByteBuffer.wrap(classes.copy()));
        }
        if (!name.endsWith(CLASS) || name.endsWith("module-info.class")) {
            return source.read(name);
        }
        Optional<InputStream> found = source.open(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = found.get()) {
            return Optional.of(ByteBuffer.wrap(classes.checked(name, in.readAllBytes())));
        }
    }

    @Override
    public void release(ByteBuffer given) {
        // Nothing is kept.
    }

    @Override
    public Stream<String> list() throws IOException {
        return source.list();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
