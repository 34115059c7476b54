package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Plugins come, change and go while there are calls in them. */
@EnabledIf("onModulePath")
class HotShelfModuleTest extends HotShelf {
    @Test
    void whatIsDroppedIsLoadedAndWhatIsTakenAwayIsClosed() throws IOException, StartupException {
        assertEquals(List.of(), hot.shelf.load());
        assertFalse(Files.exists(hot.staging), "nothing is made when nothing is there");
        HotPlugins.copy(hot.made("hot", "1.0.0"), place("any-name"));
        assertEquals(List.of(), hot.shelf.look(), "it may not be whole yet");
        assertEquals(List.of("LOADED hot 1.0.0"), HotPlugins.words(hot.shelf.look()));
        assertEquals(List.of(), hot.look());
        hot.holder.open();
        assertEquals("1.0.0", hot.holder.ask());
        assertEquals(64, hot.shelf.report().getFirst().admitted().digest().length());
        assertEquals(1, hot.shelf.report().getFirst().instances().getFirst().calls());

        Trees.delete(place("any-name"));
        assertEquals(List.of("REMOVED hot 1.0.0"), hot.look());
        assertEquals("none", hot.holder.ask());
        assertEquals(Set.of(), hot.catalog.types(ComponentKind.IDENTITY));
        HotPlugins.await(() -> hot.shelf.report().isEmpty(), "the plugin is dropped");
        assertEquals(List.of(), Trees.in(hot.staging));
    }

    @Test
    void aJarIsAPluginToo() throws IOException, StartupException {
        hot.shelf.load();
        hot.jarred(hot.made("hot", "1.0.0"), place("hot-1.0.jar"));
        assertEquals(List.of("LOADED hot 1.0.0"), hot.look());
        hot.holder.open();
        Files.writeString(place("hot-1.0.lock"), "looked at by the gate");
        assertEquals(List.of("REPLACED hot 1.0.0"), hot.look());
        assertEquals("1.0.0", hot.holder.ask());
        Files.writeString(place("other.jar"), "no jar");
        assertTrue(hot.look().getFirst().contains("REFUSED other.jar  it is no jar"));
    }

    @Test
    void anotherVersionTakesThePlaceWithoutAFailedCall() throws Exception {
        hot.shelf.load();
        String slow = "try { Thread.sleep(2); } catch (InterruptedException e) { return null; }";
        Path one = hot.made("hot", "1.0.0", "", slow + " return new Verdict.Verified(\"1\");", "");
        Path two = hot.made("hot", "2.0.0", "", slow + " return new Verdict.Verified(\"2\");", "");
        HotPlugins.copy(one, place("hot"));
        hot.look();
        hot.holder.open();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong served = new AtomicLong();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, 8).mapToObj(i -> callers.submit(() -> {
                while (!stop.get()) {
                    String answer = hot.holder.ask();
                    if (!Set.of("1", "2").contains(answer)) {
                        return answer;
                    }
                    served.incrementAndGet();
                }
                return "fine";
            })).toList();
            for (int i = 0; i < 10; i++) {
                long before = served.get();
                HotPlugins.await(() -> served.get() > before + 50, "calls");
                HotPlugins.copy(i % 2 == 0 ? two : one, place("hot"));
                assertEquals(List.of("REPLACED hot " + (i % 2 == 0 ? "2.0.0" : "1.0.0")), hot.look());
                assertEquals(i % 2 == 0 ? "2" : "1", hot.holder.ask());
            }
            stop.set(true);
            for (Future<String> each : all) {
                assertEquals("fine", each.get());
            }
        }
    }

    @Test
    void aReplacementThatCannotWorkLeavesTheOldOneWorking() throws IOException, StartupException {
        hot.shelf.load();
        HotPlugins.copy(hot.made("hot", "1.0.0"), place("hot"));
        hot.look();
        hot.holder.open();
        HotPlugins.copy(hot.made("hot", "2.0.0", "if (true) throw new StartupException(\"no setting fits\");",
                "return null;", ""), place("hot"));
        assertTrue(hot.look().getFirst().contains("no setting fits"));
        assertEquals("1.0.0", hot.holder.ask());
        assertEquals("[LOADED 1.0.0]", hot.state("hot"));
        assertTrue(hot.shelf.report().getFirst().reason().contains("no setting fits"));
        assertEquals(List.of(), hot.look(), "said once");

        Files.writeString(place("hot").resolve("plugin.properties"), "plugin.id=hot\n");
        assertTrue(hot.look().getFirst().contains("plugin.version must be"));
        HotPlugins.copy(hot.bench.resolve("hot-1.0.0"), place("hot"));
        assertEquals(List.of("REPLACED hot 1.0.0"), hot.look(), "the bytes have changed");
        assertEquals("1.0.0", hot.holder.ask());
        HotPlugins.await(() -> hot.shelf.report().size() == 1, "the others are dropped");
        assertEquals(1, Trees.in(hot.staging).size());
    }

    @Test
    void aPluginOnWhichOthersDependStays() throws IOException {
        hot.shelf.load();
        HotPlugins.copy(hot.made("base", "1.0.0"), place("base"));
        HotPlugins.copy(hot.made("user", "1.0.0", "", "return null;", "plugin.dependencies=base@^1.0.0\n"),
                place("user"));
        assertEquals(List.of("LOADED base 1.0.0", "LOADED user 1.0.0"), hot.look());
        HotPlugins.copy(hot.made("base", "1.1.0"), place("base"));
        assertTrue(hot.look().getFirst().contains("the loaded plugins [user] depend on base 1.0.0, which stays"));
        assertThrows(PluginRefusal.class, () -> hot.shelf.remove("base"));
        assertThrows(PluginRefusal.class, () -> hot.shelf.disable("base"));
        Trees.delete(place("user"));
        assertEquals(List.of("REMOVED user 1.0.0", "REPLACED base 1.1.0"), hot.look());
        // What waits for another plugin is looked at again when that comes.
        HotPlugins.copy(hot.bench.resolve("user-1.0.0"), place("a-user"));
        Trees.delete(place("base"));
        List<String> events = hot.look();
        assertEquals(Set.of("LOADED user 1.0.0"), Set.copyOf(events.subList(0, 1)), events.toString());
    }

    @Test
    void theOperatorsPluginTakesThePlaceOfTheBundles() throws IOException, StartupException {
        HotPlugins.copy(hot.made("hot", "1.0.0", "", "return new Verdict.Verified(\"bundled\");",
                "plugin.offers=identity.hot\n"), hot.bundled.resolve("hot"));
        hot.shelf.load(offers -> false);
        assertEquals("[IDLE 1.0.0]", hot.state("hot"));
        assertEquals(Set.of("hot"), hot.catalog.types(ComponentKind.IDENTITY));
        hot.holder.open();
        assertEquals("bundled", hot.holder.ask(), "loaded on demand");
        HotPlugins.copy(hot.made("hot", "2.0.0"), place("hot"));
        assertEquals(List.of("REPLACED hot 2.0.0"), hot.look());
        assertEquals("2.0.0", hot.holder.ask());
        assertThrows(PluginRefusal.class, () -> hot.shelf.install("nothing"));
        assertEquals(List.of("REPLACED hot 1.0.0"), HotPlugins.words(hot.shelf.remove("hot")));
        assertEquals("bundled", hot.holder.ask());
        assertFalse(Files.exists(place("hot")));
        assertThrows(PluginRefusal.class, () -> hot.shelf.remove("hot"));
    }

    @Test
    void aDisabledPluginStaysOutOverARestart() throws IOException, StartupException {
        HotPlugins.copy(hot.made("hot", "1.0.0"), hot.bundled.resolve("hot"));
        hot.shelf.load();
        hot.holder.open();
        assertEquals(List.of("DISABLED hot 1.0.0"), HotPlugins.words(hot.shelf.disable("hot")));
        assertEquals(List.of(), hot.shelf.disable("hot"));
        assertEquals("none", hot.holder.ask());
        assertEquals("[DISABLED 1.0.0]", hot.state("hot").replace(", DRAINING 1.0.0", ""));
        HotPlugins.copy(hot.made("hot", "2.0.0"), place("hot"));
        assertEquals(List.of(), hot.look());
        try (HotPlugins again = new HotPlugins(folder)) {
            again.shelf.load();
            assertEquals("[DISABLED 2.0.0]", again.state("hot"));
            assertThrows(StartupException.class, again.holder::open);
            assertEquals(List.of("ENABLED hot 2.0.0", "LOADED hot 2.0.0"),
                    HotPlugins.words(again.shelf.enable("hot")));
            again.holder.open();
            assertEquals("2.0.0", again.holder.ask());
            assertThrows(PluginRefusal.class, () -> again.shelf.enable("nobody"));
        }
    }

    @Test
    void anInstallationIsThereAsAWholeOrNotAtAll() throws IOException, StartupException {
        hot.shelf.load();
        Path incoming = Files.createDirectories(place(".incoming"));
        HotPlugins.copy(hot.made("hot", "1.0.0"), incoming.resolve("new"));
        assertEquals(List.of("LOADED hot 1.0.0"), HotPlugins.words(hot.shelf.install("new")));
        assertEquals(List.of(), hot.look(), "no news");
        hot.holder.open();
        hot.jarred(hot.made("hot", "2.0.0"), incoming.resolve("hot-2.jar"));
        assertEquals(List.of("REPLACED hot 2.0.0"), HotPlugins.words(hot.shelf.install("hot-2.jar")));
        assertEquals("2.0.0", hot.holder.ask());
        assertTrue(Files.isRegularFile(place("hot").resolve("hot-2.jar")));
        HotPlugins.copy(hot.made("hot", "3.0.0", "if (true) throw new StartupException(\"never\");", "return null;",
                ""), incoming.resolve("bad"));
        assertThrows(PluginRefusal.class, () -> hot.shelf.install("bad"));
        assertThrows(PluginRefusal.class, () -> hot.shelf.install("../bench"));
        assertEquals("2.0.0", hot.holder.ask());
        assertEquals(List.of(), hot.look());
        assertEquals(List.of(), Trees.in(incoming));

        // Killed between the two renames: the old one comes back.
        Files.move(place("hot"), Files.createDirectories(place(".outgoing")).resolve("hot"));
        HotPlugins.copy(hot.made("hot", "4.0.0"), incoming.resolve(".ready-hot"));
        try (HotPlugins again = new HotPlugins(folder)) {
            assertEquals(List.of("LOADED hot 2.0.0"), HotPlugins.words(again.shelf.load()));
            assertEquals(List.of(), Trees.in(incoming));
            assertEquals(List.of(), Trees.in(place(".outgoing")));
            again.shelf.tidy();
            assertEquals(1, Trees.in(hot.staging).size());
        }
    }

    @Test
    void aCallThatNeverEndsKeepsItsVersionAndNobodyElse() throws Exception {
        hot.shelf.load();
        HotPlugins.copy(hot.made("hot", "1.0.0", "",
                "System.setProperty(\"hot.inside\", \"true\"); while (!Boolean.getBoolean(\"hot.end\")) { java.util.concurrent.locks.LockSupport.parkNanos(1000000); }"
                        + " return new Verdict.Verified(\"1\");",
                ""), place("hot"));
        hot.look();
        hot.holder.open();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> stuck = callers.submit(hot.holder::ask);
            HotPlugins.await(() -> Boolean.getBoolean("hot.inside"), "the call is inside");
            HotPlugins.copy(hot.made("hot", "2.0.0"), place("hot"));
            assertEquals(List.of("REPLACED hot 2.0.0"), hot.look());
            assertEquals("2.0.0", hot.holder.ask());
            assertTrue(hot.state("hot").startsWith("[LOADED 2.0.0"), hot.state("hot"));
            System.setProperty("hot.end", "true");
            stuck.get();
            HotPlugins.await(() -> hot.state("hot").equals("[LOADED 2.0.0]"), "the old one is dropped");
        } finally {
            System.clearProperty("hot.end");
            System.clearProperty("hot.inside");
        }
    }

    @Test
    void onlyPlainFilesAreStaged() throws IOException {
        hot.shelf.load();
        Path made = hot.made("hot", "1.0.0");
        HotPlugins.copy(made, place("nested"));
        Files.createDirectory(place("nested").resolve("inner"));
        HotPlugins.copy(made, place("linked"));
        Files.createSymbolicLink(place("linked").resolve("more.jar"), made.resolve("plugin.jar"));
        HotPlugins.copy(made, place("odd"));
        Files.writeString(place("odd").resolve("a b"), "");
        Files.createSymbolicLink(place("whole"), made);
        HotPlugins.copy(made, place("many"));
        for (int i = 0; i < 200; i++) {
            Files.writeString(place("many").resolve("file" + i), "");
        }
        String all = String.join("\n", hot.look());
        for (String reason : List.of("inner is a folder", "more.jar is a symbolic link", "\"a b\" is not plain",
                "it is a symbolic link; copy", "holds 202 files; at most 200")) {
            assertTrue(all.contains(reason), all);
        }
        assertEquals(List.of(), Trees.in(hot.staging));
    }
}
