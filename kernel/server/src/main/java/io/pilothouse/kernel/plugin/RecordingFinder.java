package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Finds modules and remembers every reader that is opened on them: a layer's loader never closes its jars by itself. */
final class RecordingFinder implements ModuleFinder, AutoCloseable {
    private final boolean checked;
    private final Map<String, ModuleReference> references = new LinkedHashMap<>();
    private final List<ModuleReader> readers = new CopyOnWriteArrayList<>();

    /**
     * Finds what another finder finds.
     *
     * @param described makes of a module's own description the one that counts
     */
    RecordingFinder(Collection<ModuleReference> source, UnaryOperator<ModuleDescriptor> described) {
        this(source, described, false);
    }

    /**
     * The same.
     *
     * @param checked whether calls in the classes can be stopped
     */
    RecordingFinder(Collection<ModuleReference> source, UnaryOperator<ModuleDescriptor> described, boolean checked) {
        this.checked = checked;
        source.forEach(reference -> references.put(reference.descriptor().name(),
                new Recorded(reference, described.apply(reference.descriptor()))));
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return Optional.ofNullable(references.get(name));
    }

    @Override
    public Set<ModuleReference> findAll() {
        return Set.copyOf(references.values());
    }

    @Override
    public void close() throws IOException {
        for (ModuleReader reader : readers) {
            reader.close();
        }
    }

    private static CheckedClasses classes(ModuleDescriptor module) {
        return CheckedClasses.in(new TreeSet<>(module.packages()).first());
    }

    /** The switch of a layer that was made of these modules. */
    StopSwitch stopSwitch(ModuleLayer.Controller controller) {
        return new StopSwitch(checked
                ? controller.layer().modules().stream().filter(each -> !each.getPackages().isEmpty())
                        .map(each -> copy(controller, each)).toList()
                : List.of());
    }

    private static StopSwitch.Copy copy(ModuleLayer.Controller controller, Module module) {
        ClassDesc check = classes(module.getDescriptor()).check();
        controller.addExports(module, check.packageName(), StopCheck.class.getModule());
        try {
            Field judge = Class.forName(module, check.packageName() + "." + check.displayName()).getField("judge");
            return given -> set(judge, given);
        } catch (ReflectiveOperationException | RuntimeException broken) {
            throw new PluginRefusal("its module " + module.getName() + " cannot be prepared: " + broken, broken);
        }
    }

    private static void set(Field judge, Runnable given) {
        try {
            judge.set(null, given);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("the field is public", impossible);
        }
    }

    private final class Recorded extends ModuleReference {
        private final ModuleReference source;

        private Recorded(ModuleReference source, ModuleDescriptor descriptor) {
            super(descriptor, source.location().orElse(null));
            this.source = source;
        }

        @Override
        public ModuleReader open() throws IOException {
            ModuleReader reader = source.open();
            if (checked && !descriptor().packages().isEmpty()) {
                reader = new CheckedReader(reader, classes(descriptor()));
            }
            readers.add(reader);
            return reader;
        }
    }
}
