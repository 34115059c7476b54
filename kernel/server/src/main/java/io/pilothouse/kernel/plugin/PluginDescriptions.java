package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the host makes of the descriptions of a plugin's modules, so that they read the plugin's own jars, the plugins it
 * depends on and what the host offers, and nothing else of the host.
 *
 * <p>An automatic module would read everything in the host's layer, and fail there if the plugin brings a library that the
 * kernel has too. It becomes a named, open module that exports all it has and requires what the host offers; the jars of
 * the folder get to read each other once the layer is there, because {@code requires} must not go in a circle. An optional
 * {@code requires static} of a module that neither the plugin nor the host offers is dropped, or it would be bound to the
 * kernel's library of that name.
 */
final class PluginDescriptions {
    private final Map<String, ModuleDescriptor> own = new TreeMap<>();
    private final Set<String> others = new TreeSet<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> automatic = new TreeSet<>();
    private final PlainServices services;

    /**
     * For the modules of one folder.
     *
     * @param readable modules that the host offers, and those of the plugins that this one depends on
     * @throws IOException if a jar cannot be read
     */
    PluginDescriptions(Collection<ModuleReference> folder, Collection<ModuleDescriptor> readable) throws IOException {
        folder.forEach(each -> own.put(each.descriptor().name(), each.descriptor()));
        readable.stream().filter(each -> !own.containsKey(each.name())).forEach(each -> {
            others.add(each.name());
            exported(each).forEach(name -> owners.put(name, each.name()));
        });
        own.values().forEach(each -> exported(each).forEach(name -> owners.put(name, each.name())));
        List<ModuleReference> plain = folder.stream().filter(each -> each.descriptor().isAutomatic()).toList();
        plain.forEach(each -> automatic.add(each.descriptor().name()));
        services = new PlainServices(own, owners, plain.isEmpty() ? Set.of() : ServiceUse.in(plain));
    }

    private static Set<String> exported(ModuleDescriptor module) {
        return module.isAutomatic()
                ? module.packages()
                : module.exports().stream().filter(each -> !each.isQualified()).map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
    }

    /** The jars without a description; every module that requires one of them reads them all, as JPMS has it. */
    Set<String> automatic() {
        return automatic;
    }

    ModuleDescriptor of(ModuleDescriptor module) {
        if (module.isAutomatic()) {
            return opened(module);
        }
        Set<Requires> kept = module.requires().stream().filter(this::known).collect(Collectors.toSet());
        return kept.size() == module.requires().size() ? module : rebuilt(module, kept);
    }

    private boolean known(Requires requires) {
        return !requires.modifiers().contains(Requires.Modifier.STATIC) || own.containsKey(requires.name())
                || others.contains(requires.name());
    }

    private ModuleDescriptor opened(ModuleDescriptor module) {
        ModuleDescriptor.Builder builder = ModuleDescriptor.newOpenModule(module.name());
        Set<String> requires = new TreeSet<>(others);
        requires.add("java.base");
        requires.addAll(services.required(module.name()));
        requires.forEach(builder::requires);
        module.packages().forEach(builder::exports);
        module.provides().stream().filter(services::known).forEach(builder::provides);
        services.used(module.name()).forEach(builder::uses);
        return finished(builder, module);
    }

    private static ModuleDescriptor rebuilt(ModuleDescriptor module, Set<Requires> requires) {
        ModuleDescriptor.Builder builder = module.isOpen()
                ? ModuleDescriptor.newOpenModule(module.name())
                : ModuleDescriptor.newModule(module.name());
        requires.forEach(builder::requires);
        module.exports().forEach(builder::exports);
        module.opens().forEach(builder::opens);
        module.provides().forEach(builder::provides);
        module.uses().forEach(builder::uses);
        return finished(builder, module);
    }

    private static ModuleDescriptor finished(ModuleDescriptor.Builder builder, ModuleDescriptor module) {
        builder.packages(module.packages());
        module.version().ifPresent(builder::version);
        return builder.build();
    }
}
