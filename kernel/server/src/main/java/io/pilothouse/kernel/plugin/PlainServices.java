package io.pilothouse.kernel.plugin;

import java.lang.module.ModuleDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who provides and uses which service among the jars of a plugin that have no module description. A module that provides
 * or uses a service has to require the module with the service's type, and modules cannot require each other in a circle;
 * so what is provided comes first, then what is looked up and provided, then what is looked up and may have no provider.
 */
final class PlainServices {
    private final Map<String, ModuleDescriptor> own;
    private final Map<String, String> owners;
    private final Map<String, Set<String>> required = new TreeMap<>();
    private final Map<String, Set<String>> used = new TreeMap<>();

    /**
     * Works it out.
     *
     * @param own the modules of the plugin's folder by name
     * @param owners which module exports a package, the host's included
     * @param candidates names of types that may be looked up
     */
    PlainServices(Map<String, ModuleDescriptor> own, Map<String, String> owners, Set<String> candidates) {
        this.own = own;
        this.owners = owners;
        own.forEach((name, module) -> required.put(name, module.requires().stream()
                .map(ModuleDescriptor.Requires::name).filter(own::containsKey)
                .collect(Collectors.toCollection(TreeSet::new))));
        List<ModuleDescriptor> plain = own.values().stream().filter(ModuleDescriptor::isAutomatic).toList();
        for (ModuleDescriptor module : plain) {
            for (ModuleDescriptor.Provides provides : module.provides()) {
                if (known(provides) && !require(module.name(), provides.service())) {
                    throw new PluginRefusal("its jars " + module.name() + " and " + owner(provides.service())
                            + " provide services to each other; give one of them a module-info");
                }
            }
        }
        Set<String> provided = own.values().stream().flatMap(each -> each.provides().stream())
                .map(ModuleDescriptor.Provides::service).collect(Collectors.toSet());
        List<String> ordered = candidates.stream().filter(each -> owner(each) != null)
                .sorted(Comparator.comparing((String each) -> !provided.contains(each))).toList();
        for (String service : ordered) {
            for (ModuleDescriptor module : plain) {
                if (require(module.name(), service)) {
                    used.computeIfAbsent(module.name(), any -> new TreeSet<>()).add(service);
                }
            }
        }
    }

    private String owner(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? null : owners.get(type.substring(0, dot));
    }

    /** Whether the type of the service is there at all; a jar may also provide for libraries that the plugin does without. */
    boolean known(ModuleDescriptor.Provides provides) {
        return owner(provides.service()) != null;
    }

    /** False when it would close a circle. */
    private boolean require(String module, String service) {
        String owner = owner(service);
        if (owner.equals(module) || !own.containsKey(owner) || required.get(module).contains(owner)) {
            return true;
        }
        if (reaches(owner, module)) {
            return false;
        }
        required.get(module).add(owner);
        return true;
    }

    private boolean reaches(String from, String to) {
        return from.equals(to) || required.get(from).stream().anyMatch(next -> reaches(next, to));
    }

    /** Modules of the folder that a jar has to require. */
    Set<String> required(String module) {
        return required.get(module);
    }

    /** Types that a jar may look up. */
    Set<String> used(String module) {
        return used.getOrDefault(module, Set.of());
    }
}
