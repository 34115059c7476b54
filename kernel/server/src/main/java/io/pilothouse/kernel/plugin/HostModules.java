package io.pilothouse.kernel.plugin;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of the host a plugin may read. The kernel and its libraries are in the same layer, because a start from a prepared
 * class cache needs them there; so what a plugin may not read has to be kept from it by name.
 *
 * @param layer the layer with the SPI, the JDK and whatever else the host is made of
 * @param offered the modules in it that plugins may read
 */
record HostModules(ModuleLayer layer, List<ModuleDescriptor> offered) {
    private static final Set<String> SHARED = Set.of("io.pilothouse.spi", "org.slf4j");

    HostModules {
        offered = List.copyOf(offered);
    }

    /** Offers the SPI, the logging front, and the modules of the JDK that the layer holds. */
    static HostModules of(ModuleLayer layer) {
        return new HostModules(layer, all(layer).map(ResolvedModule::reference).filter(HostModules::open)
                .map(ModuleReference::descriptor).toList());
    }

    private static Stream<ResolvedModule> all(ModuleLayer layer) {
        return Stream.concat(layer.configuration().modules().stream(),
                layer.parents().stream().flatMap(HostModules::all));
    }

    private static boolean open(ModuleReference reference) {
        return SHARED.contains(reference.descriptor().name())
                || reference.location().filter(place -> place.getScheme().equals("jrt")).isPresent();
    }
}
