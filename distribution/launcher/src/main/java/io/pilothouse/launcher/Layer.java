package io.pilothouse.launcher;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** A layer of the bundle above the base layer: the jars of one folder of {@code lib/} and the shared ones. */
enum Layer {
    /** Offers {@code serve} and what else works on the registry's own data. */
    KERNEL("kernel"),
    /** Offers everything that talks to a registry as a client. */
    CLI("cli");

    private static final String SHARED = "shared";

    private final String folder;

    Layer(String folder) {
        this.folder = folder;
    }

    /** What this layer offers; empty when the bundle was made without it. */
    List<Program> programs(Home home) throws ProgramException {
        List<Path> jars = jars(home.library(folder));
        if (jars.isEmpty()) {
            return List.of();
        }
        jars.addAll(jars(home.library(SHARED)));
        ModuleLayer layer = define(jars, home.library(folder));
        return ServiceLoader.load(layer, Program.class).stream()
                // The loader walks the parent layers too.
                .filter(provider -> provider.type().getModule().getLayer() == layer)
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static ModuleLayer define(List<Path> jars, Path where) throws ProgramException {
        ModuleLayer base = ModuleLayer.boot();
        try {
            ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
            // All are roots: nobody requires the jars with native libraries, and automatic modules name nothing.
            Set<String> roots = finder.findAll().stream()
                    .map(ModuleReference::descriptor)
                    .map(descriptor -> descriptor.name())
                    .collect(Collectors.toSet());
            Configuration configuration = base.configuration().resolve(finder, ModuleFinder.of(), roots);
            // No parent loader: a class of the base layer is found through what a module reads, and in no other way.
            ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(configuration, List.of(base),
                    null);
            NativeAccess.grant(controller);
            return controller.layer();
        } catch (FindException | ResolutionException | LayerInstantiationException e) {
            throw new ProgramException(1, "the modules in " + where + " do not fit together: " + e.getMessage()
                    + "; unpack the bundle again, or take out the jar that was added");
        }
    }

    private static List<Path> jars(Path folder) throws ProgramException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
                entries.forEach(jars::add);
            } catch (IOException e) {
                throw new ProgramException(1, "cannot list " + folder + ": " + e);
            }
        }
        return jars;
    }
}
