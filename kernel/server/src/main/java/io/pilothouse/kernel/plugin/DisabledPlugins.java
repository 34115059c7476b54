package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The plugins that the operator wants out, one id a line in {@code .disabled} of his folder, written whole or not at all. */
final class DisabledPlugins {
    private static final String NAME = ".disabled";

    private final Path folder;

    DisabledPlugins(Path folder) {
        this.folder = folder;
    }

    Set<String> read() throws IOException {
        Path file = folder.resolve(NAME);
        Set<String> ids = new TreeSet<>();
        if (Files.isRegularFile(file)) {
            Files.readAllLines(file).stream().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(ids::add);
        }
        return ids;
    }

    void write(Collection<String> ids) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve(NAME + ".new");
        Files.writeString(fresh, ids.isEmpty() ? "" : String.join("\n", ids) + "\n");
        Trees.force(fresh);
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Trees.force(folder);
    }
}
