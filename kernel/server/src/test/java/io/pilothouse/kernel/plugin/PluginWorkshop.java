package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes plugins at test time: compiles modules and lays out plugin folders. */
public record PluginWorkshop(Path shelf, Path bench) {
    /** A module that offers a persistence backend of the given type; a statement of the caller's runs at creation. */
    static Map<String, String> module(String name, String type, String extraRequires, String atCreation) {
        String root = name.replace('.', '/');
        return Map.of("module-info.java",
                "module " + name + " { requires io.pilothouse.spi; " + extraRequires
                        + " provides io.pilothouse.spi.PilothousePlugin with " + name + ".Entry; }",
                root + "/Entry.java",
                """
                        package %s;
                        import io.pilothouse.spi.*;
                        import java.util.List;
                        public class Entry implements PilothousePlugin, PersistenceBackend.Factory {
                            static final Setting<Integer> SIZE = Setting.of("size", Integer.class, 1, "A number.");
                            public List<ComponentFactory<?>> factories() { return List.of(this); }
                            public String type() { return "%s"; }
                            public List<Setting<?>> settings() { return List.of(SIZE); }
                            public PersistenceBackend create(Settings settings, ComponentContext context) throws StartupException {
                                %s
                            }
                        }
                        """
                        .formatted(name, type, atCreation));
    }

    /** A module with an identity provider of a type; statements of the caller's run when it is made, asked and closed. */
    static Map<String, String> identity(String name, String type, String atCreation, String atVerify, String atClose) {
        return Map.of("module-info.java",
                "module " + name + " { requires io.pilothouse.spi;"
                        + " provides io.pilothouse.spi.PilothousePlugin with " + name + ".Entry; }",
                name.replace('.', '/') + "/Entry.java",
                """
                        package %s;
                        import io.pilothouse.spi.*;
                        import java.util.List;
                        public class Entry implements PilothousePlugin, IdentityProvider.Factory {
                            public static class Provider implements IdentityProvider {
                                static final ThreadLocal<Provider> LAST = new ThreadLocal<>();
                                public Verdict verify(Credential credential) {
                                    LAST.set(this);
                                    %s
                                }
                                public void close() { %s }
                            }
                            public List<ComponentFactory<?>> factories() { return List.of(this); }
                            public String type() { return "%s"; }
                            public List<Setting<?>> settings() { return List.of(); }
                            public IdentityProvider create(Settings settings, ComponentContext context) throws StartupException {
                                %s
                                return new Provider();
                            }
                        }
                        """
                        .formatted(name, atVerify, atClose, type, atCreation));
    }

    public static String properties(String id, String more) {
        return "plugin.id=" + id + "\nplugin.version=1.2.3\nplugin.requires=^1.0.0\nplugin.provider=Tests\n" + more;
    }

    static String properties(String id, String version, String more) {
        return properties(id, more).replace("1.2.3", version);
    }

    /** Puts a folder with that descriptor on the shelf. */
    public Path folder(String name, String properties) throws IOException {
        Path folder = Files.createDirectories(shelf.resolve(name));
        Files.writeString(folder.resolve("plugin.properties"), properties);
        return folder;
    }

    /** Compiles sources into a jar. */
    public void jar(Path jar, Map<String, String> sources, Path... libraries) throws IOException {
        Path classes = Files.createTempDirectory(bench, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        List<String> path = new ArrayList<>(
                List.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path")));
        Stream.of(libraries).map(Path::toString).forEach(path::add);
        String joined = String.join(System.getProperty("path.separator"), path);
        options.addAll(
                sources.containsKey("module-info.java") ? List.of("--module-path", joined) : List.of("-cp", joined));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(messages, null, null, options, null, units).call();
        assertTrue(compiled, messages::toString);
        pack(jar, classes);
    }

    /** Makes a jar of those files of another jar that are under a folder, and of further ones. */
    void divide(Path from, Path jar, String under, Map<String, String> more) throws IOException {
        try (ZipFile source = new ZipFile(from.toFile());
                OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> each : more.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            for (ZipEntry entry : source.stream().filter(each -> each.getName().startsWith(under)).toList()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                source.getInputStream(entry).transferTo(zip);
                zip.closeEntry();
            }
        }
    }

    private static void pack(Path jar, Path classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
        assertEquals(true, Files.size(jar) > 0);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** What components get here: nobody is connected to. */
    static LentContext lent(Path folder) {
        return new LentContext("test", folder, InstantSource.system(), request -> {
            throw new IOException("connected to " + request.uri());
        }, null);
    }
}
