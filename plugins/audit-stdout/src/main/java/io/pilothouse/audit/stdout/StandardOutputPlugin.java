package io.pilothouse.audit.stdout;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** Writes audit events as lines of JSON to the standard output. */
public final class StandardOutputPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        // Not System.out, which keeps to itself what goes wrong. Never closed: it is the process's.
        return List.of(new StandardOutputFactory(new FileOutputStream(FileDescriptor.out)));
    }
}
