package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a version that was replaced stays: no class, no open jar, no thread, no file. */
@EnabledIf("onModulePath")
class DroppedLayerModuleTest {
    private static final int CYCLES = 200;

    static boolean onModulePath() {
        return PluginShelf.class.getModule().isNamed();
    }

    @TempDir
    Path folder;

    /** Does what plugins do that makes layers hard to drop: own types in thread locals, threads, resources, services, logging. */
    private static Map<String, String> busy(String version) {
        return Map.of("module-info.java", """
                module test.hot {
                    requires io.pilothouse.spi;
                    requires org.slf4j;
                    uses test.hot.Entry.Part;
                    provides test.hot.Entry.Part with test.hot.Entry.Part;
                    provides io.pilothouse.spi.PilothousePlugin with test.hot.Entry;
                }
                """, "test/hot/Entry.java",
                """
                        package test.hot;
                        import io.pilothouse.spi.*;
                        import java.util.List;
                        import java.util.ServiceLoader;
                        import java.util.concurrent.*;
                        public class Entry implements PilothousePlugin, IdentityProvider.Factory {
                            static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(Entry.class);
                            static final ThreadLocal<Part> MADE_BY = ThreadLocal.withInitial(Part::new);
                            static final byte[] BIG = new byte[4 << 20];
                            public static class Part {
                                public byte[] some = new byte[1024];
                            }
                            record Answer(String text, Part part) {}
                            public List<ComponentFactory<?>> factories() {
                                MADE_BY.get();
                                return List.of(this);
                            }
                            public String type() { return "hot"; }
                            public List<Setting<?>> settings() {
                                return List.of(Setting.of("size", Integer.class, 1, "A number."));
                            }
                            public IdentityProvider create(Settings settings, ComponentContext context) throws StartupException {
                                MADE_BY.get();
                                ScheduledExecutorService own = Executors.newScheduledThreadPool(1,
                                        task -> new Thread(task, "hot-own"));
                                own.scheduleAtFixedRate(() -> MADE_BY.get(), 0, 1, TimeUnit.MILLISECONDS);
                                ConcurrentHashMap<String, Answer> cache = new ConcurrentHashMap<>();
                                return new IdentityProvider() {
                                    public Verdict verify(Credential credential) {
                                        LOG.debug("asked {}", credential);
                                        if (ServiceLoader.load(Part.class).findFirst().isEmpty()) {
                                            return new Verdict.Rejected("no part");
                                        }
                                        try (var in = Entry.class.getResource("note.txt").openStream()) {
                                            String text = new String(in.readAllBytes());
                                            return new Verdict.Verified(cache.computeIfAbsent(text,
                                                    key -> new Answer(key, MADE_BY.get())).text());
                                        } catch (Exception failed) {
                                            throw new IllegalStateException(failed);
                                        }
                                    }
                                    public void close() {
                                        own.shutdownNow();
                                    }
                                };
                            }
                        }
                        """,
                "test/hot/Version.java", "package test.hot; interface Version { int IS = " + version + "; }");
    }

    private static Path made(HotPlugins hot, String version) throws IOException {
        Path plain = hot.made("hot", version, busy(version.substring(0, 1)), "");
        Path jar = plain.resolve("plugin.jar");
        Path other = plain.resolveSibling("with-note-" + version + ".jar");
        new PluginWorkshop(hot.bundled, hot.bench).divide(jar, other, "", Map.of("test/hot/note.txt", version));
        Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        return plain;
    }

    @Test
    void nothingStaysOfVersionsThatWereReplaced() throws Exception {
        try (HotPlugins hot = new HotPlugins(folder)) {
            hot.shelf.load();
            List<Path> versions = List.of(made(hot, "1.0.0"), made(hot, "2.0.0"));
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int i = 0; i < CYCLES; i++) {
                HotPlugins.copy(versions.get(i % 2), hot.installed.resolve("hot"));
                assertEquals(1, hot.look().size());
                if (i == 0) {
                    hot.holder.open();
                }
                for (int call = 0; call < 5; call++) {
                    assertEquals(i % 2 == 0 ? "1.0.0" : "2.0.0", hot.holder.ask());
                }
                loaders.add(new WeakReference<>(
                        hot.shelf.plugins().getFirst().factories().getFirst().getClass().getClassLoader()));
            }
            HotPlugins.await(() -> hot.shelf.report().size() == 1, "all versions but one are dropped");
            HotPlugins.await(() -> {
                System.gc();
                return left(loaders) <= 1;
            }, "the loaders are collected");
            assertEquals(1, left(loaders), "the one at work");
            HotPlugins.await(() -> Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().startsWith("hot-")).count() == 1, "threads have ended");
            assertEquals(1, Trees.in(hot.staging).size());
            List<String> open = openFiles(hot.staging);
            assertTrue(open.size() <= 1, open::toString);
        }
        assertEquals(List.of(), openFiles(folder));
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(each -> each.get() != null).count();
    }

    private static List<String> openFiles(Path below) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(each).toString();
                    if (target.startsWith(below.toString())) {
                        found.add(target);
                    }
                } catch (IOException closedMeanwhile) {
                    // The descriptor of the listing itself.
                }
            }
        }
        return found;
    }
}
