package io.pilothouse.bundle;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether the jars in {@code lib/} make the layers that the launcher will make of them. The lists in the pom go by
 * artifact; this goes by module, so that a jar in a wrong folder stops the build and not the customer's start.
 */
final class LayerCheck {
    private static final List<String> FOLDERS = List.of("base", "shared", "kernel", "cli");

    private final Path library;

    LayerCheck(Path bundle) {
        library = bundle.resolve("lib");
    }

    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, String> home = new HashMap<>();
        for (String folder : FOLDERS) {
            for (ModuleReference module : modules(folder)) {
                String other = home.putIfAbsent(module.descriptor().name(), folder);
                if (other != null) {
                    problems.add(
                            "module " + module.descriptor().name() + " is in lib/" + other + " and in lib/" + folder
                                    + "; name its artifact in one of the layer lists of distribution/bundle/pom.xml");
                }
            }
        }
        Configuration jdk = ModuleLayer.boot().configuration();
        try {
            Configuration base = resolve(jdk, "base");
            for (String layer : List.of("kernel", "cli")) {
                resolve(base, layer, "shared");
            }
        } catch (FindException | ResolutionException e) {
            problems.add("a layer does not resolve: " + e.getMessage());
        }
        return problems;
    }

    private Configuration resolve(Configuration parent, String... folders) throws IOException {
        List<Path> existing = new ArrayList<>();
        for (String folder : folders) {
            if (Files.isDirectory(library.resolve(folder))) {
                existing.add(library.resolve(folder));
            }
        }
        ModuleFinder finder = ModuleFinder.of(existing.toArray(Path[]::new));
        Set<String> roots = finder.findAll().stream()
                .map(module -> module.descriptor().name())
                .collect(Collectors.toSet());
        return parent.resolve(finder, ModuleFinder.ofSystem(), roots);
    }

    private Set<ModuleReference> modules(String folder) {
        return Files.isDirectory(library.resolve(folder))
                ? ModuleFinder.of(library.resolve(folder)).findAll()
                : Set.of();
    }
}
