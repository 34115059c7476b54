package io.pilothouse.bundle;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.Set;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out whether the jars in {@code lib/} fit together, so that a wrong one stops the build and not the customer's start. */
final class LayerCheck {
    private final Path library;

    LayerCheck(Path bundle) {
        library = bundle.resolve("lib");
    }

    List<String> problems() throws IOException {
        try {
            ModuleFinder finder = ModuleFinder.of(library);
            Set<String> roots = finder.findAll().stream().map(ModuleReference::descriptor)
                    .map(module -> module.name()).collect(Collectors.toSet());
            ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.ofSystem(), roots);
            return List.of();
        } catch (FindException | ResolutionException e) {
            return List.of("the modules in lib/ do not fit together: " + e.getMessage());
        }
    }
}
