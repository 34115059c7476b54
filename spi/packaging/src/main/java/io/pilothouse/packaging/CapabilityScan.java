package io.pilothouse.packaging;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the classes of a plugin do, as far as their files show it.
 *
 * @param classes how many there are
 * @param findings all of it, nothing twice
 */
public record CapabilityScan(int classes, List<Finding> findings) {
    private static final String PLUGIN = "io.pilothouse.spi.PilothousePlugin";

    public CapabilityScan {
        findings = List.copyOf(findings);
    }

    /**
     * Looks through a folder's jars. Nothing of them is run.
     *
     * @throws UnfitPluginException when a jar or a class is damaged, too large, or made for a newer Java
     */
    public static CapabilityScan of(PluginFolder folder) throws UnfitPluginException, IOException {
        ClassIndex index = new ClassIndex();
        for (Path jar : folder.jars()) {
            index.add(jar);
        }
        CodeWalk walk = new CodeWalk(index);
        Set<String> own = new HashSet<>();
        Set<String> services = new HashSet<>();
        for (ModuleReference module : modules(folder)) {
            List<ModuleDescriptor.Provides> provides = List.copyOf(module.descriptor().provides());
            provides.forEach(each -> services.addAll(each.providers()));
            if (provides.stream().anyMatch(each -> each.service().equals(PLUGIN))) {
                own.add(module.location().map(CapabilityScan::fileName).orElse(""));
            }
        }
        index.types().values().stream().filter(type -> own.isEmpty() || own.contains(type.jar()))
                .forEach(walk::beginWith);
        services.forEach(name -> index.own(name.replace('.', '/')).ifPresent(walk::beginWithInstanceOf));
        return new CapabilityScan(index.types().size(), walk.walk());
    }

    private static Set<ModuleReference> modules(PluginFolder folder) throws UnfitPluginException {
        try {
            return ModuleFinder.of(folder.jars().toArray(Path[]::new)).findAll();
        } catch (FindException e) {
            throw new UnfitPluginException("its modules do not fit together: " + e.getMessage(), e);
        }
    }

    private static String fileName(URI location) {
        return Path.of(location).getFileName().toString();
    }

    /** The findings of one use. */
    public List<Finding> of(Finding.Use use) {
        return findings.stream().filter(each -> each.use() == use).toList();
    }

    /** For each capability that was found, the first finding. */
    public Map<Capability, Finding> capabilities() {
        Map<Capability, Finding> first = new EnumMap<>(Capability.class);
        for (Finding each : findings) {
            for (Capability capability : Capability.values()) {
                if (each.use().covers(capability)) {
                    first.putIfAbsent(capability, each);
                }
            }
        }
        return first;
    }

    /**
     * Refuses what is not declared, and what no declaration makes right.
     *
     * @param declared what the descriptor names
     */
    public void check(Set<Capability> declared) throws UnfitPluginException {
        List<Finding> forbidden = of(Finding.Use.FORBIDDEN);
        if (!forbidden.isEmpty()) {
            throw new UnfitPluginException(forbidden.getFirst()
                    + ", which no plugin may: it would act on the whole registry; take that call out");
        }
        for (Map.Entry<Capability, Finding> each : capabilities().entrySet()) {
            if (!declared.contains(each.getKey())) {
                throw new UnfitPluginException(each.getValue() + ", so it " + each.getKey().meaning()
                        + ", but plugin.capabilities in " + PluginFolder.DESCRIPTOR + " names "
                        + (declared.isEmpty() ? "nothing" : words(declared)) + "; add " + each.getKey().word()
                        + ", or take that call out");
            }
        }
    }

    private static List<String> words(Set<Capability> capabilities) {
        return capabilities.stream().map(Capability::word).sorted().toList();
    }

    /** What is declared and was not found. */
    public List<Capability> unused(Set<Capability> declared) {
        Set<Capability> found = capabilities().keySet();
        return declared.stream().filter(each -> !found.contains(each)).toList();
    }
}
