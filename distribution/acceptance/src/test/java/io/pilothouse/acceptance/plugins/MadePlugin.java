package io.pilothouse.acceptance.plugins;

import io.pilothouse.acceptance.harness.Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes identity provider plugins against the SPI of the bundle, as a vendor would. */
final class MadePlugin {
    private MadePlugin() {}

    /** A signed plugin with the type {@code hot} that verifies every token as the token and its version, such as {@code ann/1.0.0}. */
    static Path in(Path folder, String version, VendorKey key) throws IOException {
        return in(folder, version, "", key);
    }

    /** The same with further lines in its descriptor. */
    static Path in(Path folder, String version, String more, VendorKey key) throws IOException {
        Path plugin = folder(folder.resolve("hot-" + version), "hot", version, "plugin.offers=identity.hot\n" + more);
        jar(plugin.resolve("hot.jar"), identity("test.hot", "hot", "",
                "return new Verdict.Verified(credential.token() + \"/" + version + "\");"));
        return key.sign(plugin);
    }

    /** A folder with a descriptor. */
    static Path folder(Path plugin, String id, String version, String more) throws IOException {
        Files.createDirectories(plugin);
        Files.writeString(plugin.resolve("plugin.properties"), "plugin.id=" + id + "\nplugin.version=" + version
                + "\nplugin.requires=^1.0.0\nplugin.provider=Tests\n" + more);
        return plugin;
    }

    /**
     * The sources of a module with an identity provider.
     *
     * @param members further members of its classes' outer class
     * @param atVerify statements that answer for a credential
     */
    static Map<String, String> identity(String module, String type, String members, String atVerify) {
        return Map.of("module-info.java", """
                module %s {
                    requires io.pilothouse.spi;
                    provides io.pilothouse.spi.PilothousePlugin with %s.Entry;
                }
                """.formatted(module, module), module.replace('.', '/') + "/Entry.java", """
                package %s;
                import io.pilothouse.spi.*;
                import java.util.*;
                public class Entry implements PilothousePlugin, IdentityProvider.Factory {
                    static ComponentContext context;
                    %s
                    public List<ComponentFactory<?>> factories() { return List.of(this); }
                    public String type() { return "%s"; }
                    public List<Setting<?>> settings() { return List.of(); }
                    public IdentityProvider create(Settings settings, ComponentContext lent) throws StartupException {
                        context = lent;
                        return new Provider();
                    }
                    public static class Provider implements IdentityProvider {
                        public Verdict verify(Credential credential) {
                            try {
                                return ask(credential);
                            } catch (RuntimeException failed) {
                                throw failed;
                            } catch (Exception failed) {
                                throw new IllegalStateException(failed);
                            }
                        }
                        private Verdict ask(Credential credential) throws Exception {
                            %s
                        }
                        public void close() { }
                    }
                }
                """.formatted(module, members, type, atVerify));
    }

    /** Compiles a module into a jar. */
    static void jar(Path jar, Map<String, String> sources) throws IOException {
        Path classes = Files.createTempDirectory("made-plugin");
        StringWriter messages = new StringWriter();
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(each -> new Source(each.getKey(), each.getValue())).toList();
        if (!ToolProvider.getSystemJavaCompiler().getTask(messages, null, null, List.of("-proc:none", "--release", "25",
                "-d", classes.toString(), "--module-path", Bundle.home().resolve("lib").toString()), null, units)
                .call()) {
            throw new IOException("the plugin does not compile: " + messages);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                zip.write(Files.readAllBytes(each));
                zip.closeEntry();
            }
        }
        deleteTree(classes);
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void deleteTree(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path each : files.toList()) {
                    deleteTree(each);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** Copies it, file by file, into a folder that may hold another version. */
    static Path copy(Path plugin, Path to) throws IOException {
        Files.createDirectories(to);
        delete(to);
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(plugin)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
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
}
