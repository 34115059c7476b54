package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.PilothousePlugin;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks the modules of one plugin's folder before any of them is resolved or loaded. */
final class PluginModules {
    private static final String SPI = "io.pilothouse.spi";
    /** Modules of the host that a plugin must neither require nor bring along. */
    private static final Set<String> HOST = Set.of("io.pilothouse.kernel", "io.pilothouse.protocol",
            "io.pilothouse.launcher",
            "org.pf4j", "com.google.guice");

    private final List<ModuleDescriptor> modules;

    PluginModules(Collection<ModuleReference> references) {
        this.modules = references.stream().map(ModuleReference::descriptor).sorted().toList();
    }

    Set<String> names() {
        return modules.stream().map(ModuleDescriptor::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Refuses what cannot or must not be loaded.
     *
     * @param readable modules outside the folder that may be required: what the host offers, and other plugins' modules
     */
    void check(Set<String> readable) {
        if (modules.stream().allMatch(ModuleDescriptor::isAutomatic)) {
            throw new PluginRefusal("no jar in the folder is a module: one must hold a module-info that requires " + SPI
                    + " and provides " + PilothousePlugin.class.getName()
                    + (modules.isEmpty() ? "; there are no jars" : "; found without one: " + names()));
        }
        checkRequires(readable);
        checkPackages();
        if (modules.stream().filter(each -> !each.isAutomatic()).flatMap(each -> each.provides().stream())
                .noneMatch(each -> each.service().equals(PilothousePlugin.class.getName()))) {
            throw new PluginRefusal(
                    "no module in the folder provides " + PilothousePlugin.class.getName() + "; its modules are "
                            + names() + ". Add \"provides " + PilothousePlugin.class.getName()
                            + " with ...\" to the module-info");
        }
    }

    private void checkRequires(Set<String> readable) {
        Set<String> own = names();
        for (ModuleDescriptor module : modules) {
            if (module.name().equals(SPI) || HOST.contains(module.name())) {
                throw new PluginRefusal(
                        "it brings the module " + module.name() + " along, which belongs to the host; remove that jar");
            }
            for (ModuleDescriptor.Requires requires : module.requires()) {
                String name = requires.name();
                if (HOST.contains(name)) {
                    throw new PluginRefusal("its module " + module.name() + " requires " + name
                            + ", which belongs to the kernel; a plugin reads " + SPI + " and the modules of the JDK");
                }
                boolean optional = requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC);
                if (!optional && !own.contains(name) && !readable.contains(name)) {
                    throw new PluginRefusal("its modules do not fit together: " + module.name() + " requires " + name
                            + ", which is neither in its folder nor offered by the host; put its jar into the folder");
                }
            }
        }
    }

    private void checkPackages() {
        Map<String, String> owners = new HashMap<>();
        for (ModuleDescriptor module : modules) {
            for (String name : module.packages()) {
                String other = owners.putIfAbsent(name, module.name());
                if (other != null) {
                    throw new PluginRefusal("the package " + name + " is split between its modules " + other + " and "
                            + module.name() + "; a package must be in one module");
                }
                if (name.equals(SPI) || name.startsWith(SPI + ".") || name.startsWith("io.pilothouse.kernel")) {
                    throw new PluginRefusal("its module " + module.name() + " holds the package " + name
                            + ", which belongs to the host");
                }
            }
        }
    }
}
