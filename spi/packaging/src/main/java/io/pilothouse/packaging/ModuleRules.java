package io.pilothouse.packaging;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What holds for the modules of one plugin's folder before any of them is resolved or loaded. */
public final class ModuleRules {
    private static final String SPI = "io.pilothouse.spi";
    private static final String SERVICE = SPI + ".PilothousePlugin";
    /** Modules of the host that a plugin must neither require nor bring along. */
    private static final Set<String> HOST = Set.of("io.pilothouse.kernel", "io.pilothouse.protocol",
            "io.pilothouse.launcher", "io.pilothouse.packaging", "org.pf4j", "com.google.guice");

    private final List<ModuleDescriptor> modules;

    /** For the modules of one folder. */
    public ModuleRules(Collection<ModuleReference> references) {
        modules = references.stream().map(ModuleReference::descriptor).sorted().toList();
    }

    /** For the jars of a folder. */
    static ModuleRules of(PluginFolder folder) throws UnfitPluginException {
        try {
            return new ModuleRules(ModuleFinder.of(folder.jars().toArray(Path[]::new)).findAll());
        } catch (FindException e) {
            throw new UnfitPluginException("its modules do not fit together: " + e.getMessage(), e);
        }
    }

    /** Modules that every plugin may require: the SPI, the logging front, and the JDK as it is here. */
    static Set<String> offered() {
        Set<String> names = ModuleFinder.ofSystem().findAll().stream().map(each -> each.descriptor().name())
                .collect(Collectors.toSet());
        names.addAll(Set.of(SPI, "org.slf4j"));
        return names;
    }

    /** The modules' names. */
    public Set<String> names() {
        return modules.stream().map(ModuleDescriptor::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Refuses what cannot or must not be loaded.
     *
     * @param readable modules outside the folder that may be required: what the host offers, and other plugins' modules
     */
    public void check(Set<String> readable) throws UnfitPluginException {
        if (modules.stream().allMatch(ModuleDescriptor::isAutomatic)) {
            throw new UnfitPluginException(
                    "no jar in the folder is a module: one must hold a module-info that requires "
                            + SPI + " and provides " + SERVICE
                            + (modules.isEmpty() ? "; there are no jars" : "; found without one: " + names()));
        }
        checkRequires(readable);
        checkPackages();
        if (modules.stream().filter(each -> !each.isAutomatic()).flatMap(each -> each.provides().stream())
                .noneMatch(each -> each.service().equals(SERVICE))) {
            throw new UnfitPluginException(
                    "no module in the folder provides " + SERVICE + "; its modules are " + names()
                            + ". Add \"provides " + SERVICE + " with ...\" to the module-info");
        }
    }

    private void checkRequires(Set<String> readable) throws UnfitPluginException {
        Set<String> own = names();
        for (ModuleDescriptor module : modules) {
            if (module.name().equals(SPI) || HOST.contains(module.name())) {
                throw new UnfitPluginException(
                        "it brings the module " + module.name() + " along, which belongs to the host; remove that jar");
            }
            for (ModuleDescriptor.Requires requires : module.requires()) {
                String name = requires.name();
                if (HOST.contains(name)) {
                    throw new UnfitPluginException("its module " + module.name() + " requires " + name
                            + ", which belongs to the kernel; a plugin reads " + SPI + " and the modules of the JDK");
                }
                boolean optional = requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC);
                if (!optional && !own.contains(name) && !readable.contains(name)) {
                    throw new UnfitPluginException("its modules do not fit together: " + module.name() + " requires "
                            + name
                            + ", which is neither in its folder nor offered by the host; put its jar into the folder");
                }
            }
        }
    }

    private void checkPackages() throws UnfitPluginException {
        Map<String, String> owners = new HashMap<>();
        for (ModuleDescriptor module : modules) {
            for (String name : module.packages()) {
                String other = owners.putIfAbsent(name, module.name());
                if (other != null) {
                    throw new UnfitPluginException("the package " + name + " is split between its modules " + other
                            + " and " + module.name() + "; a package must be in one module");
                }
                if (name.equals(SPI) || name.startsWith(SPI + ".") || name.startsWith("io.pilothouse.kernel")) {
                    throw new UnfitPluginException("its module " + module.name() + " holds the package " + name
                            + ", which belongs to the host");
                }
            }
        }
    }
}
