package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The commands that the assembled bundle knows, read out of its own jars, so that a table can miss none. */
public final class BundledCommands {
    private static final String TABLE = "io.pilothouse.protocol.command.CommandTypes";

    private BundledCommands() {}

    /** The names of all commands, in order. */
    public static Set<String> names() {
        try (Stream<Path> files = Files.list(Bundle.home().resolve("lib"))) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(jar.toUri().toURL());
            }
            try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader())) {
                Collection<?> types = (Collection<?>) loader.loadClass(TABLE).getMethod("all").invoke(null);
                Set<String> names = new TreeSet<>();
                for (Object type : types) {
                    names.add(type.getClass().getMethod("name").invoke(type).toString());
                }
                return names;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(TABLE + ".all() is not in the bundle any more", changed);
        }
    }
}
