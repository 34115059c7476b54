package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which services jars without a module description may look up. A service is named to {@code ServiceLoader} by a class
 * constant, in the same class or handed over by another; so every class that is named anywhere in the jars counts, provided
 * that {@code ServiceLoader} is.
 */
final class ServiceUse {
    private static final String LOADER = "java/util/ServiceLoader";

    private ServiceUse() {}

    static Set<String> in(Collection<ModuleReference> jars) throws IOException {
        Set<String> named = new TreeSet<>();
        for (ModuleReference jar : jars) {
            try (ModuleReader reader = jar.open(); Stream<String> files = reader.list()) {
                for (Iterator<String> each = files.filter(name -> name.endsWith(".class")).iterator(); each
                        .hasNext();) {
                    collect(reader, each.next(), named);
                }
            }
        }
        if (!named.remove(LOADER)) {
            return Set.of();
        }
        Set<String> services = new TreeSet<>();
        named.stream().map(name -> name.replace('/', '.')).filter(ServiceUse::canBeUsed).forEach(services::add);
        return services;
    }

    /** Class files may hold names that no module description can speak of; no service has them either. */
    private static boolean canBeUsed(String name) {
        try {
            ModuleDescriptor.newModule("probe").uses(name);
            return true;
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }

    private static void collect(ModuleReader reader, String file, Set<String> named) throws IOException {
        byte[] bytes;
        try (var in = reader.open(file).orElseThrow(() -> new IOException("cannot read " + file))) {
            bytes = in.readAllBytes();
        }
        try {
            for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
                if (entry instanceof ClassEntry type && !type.asInternalName().startsWith("[")) {
                    named.add(type.asInternalName());
                }
            }
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + " is not a class file: " + damaged.getMessage(), damaged);
        }
    }
}
