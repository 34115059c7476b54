package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.plugin.PluginEvent.Kind;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.function.Executable;

/** What is loaded, installed and ordered when a plugin is not loaded: it is idle, was refused, or its folder is another's. */
@EnabledIf("onModulePath")
class ShelfOrdersModuleTest extends HotShelf {
    private Path incoming(String name) {
        return place(".incoming").resolve(name);
    }

    /** A plugin that is idle after a start, and one that depends on it. */
    private void dependents(String offers) throws IOException {
        HotPlugins.copy(hot.made("base", "1.0.0", "", "return null;", "plugin.offers=identity.base\n"), place("base"));
        HotPlugins.copy(hot.made("hot", "1.0.0", "", "return new Verdict.Verified(\"1\");",
                "plugin.dependencies=base@^1.0.0\n" + offers), place("hot"));
    }

    private static String refusal(Executable order) {
        return assertThrows(PluginRefusal.class, order).getMessage();
    }

    @Test
    void anIdlePluginOnWhichAnotherDependsIsLoadedFromItsFolder() throws IOException, StartupException {
        dependents("plugin.offers=identity.hot\n");
        assertEquals(List.of(), hot.shelf.load(offers -> false));
        assertEquals("[IDLE 1.0.0]", hot.state("base"));
        List<PluginEvent> told = new ArrayList<>();
        hot.shelf.listen(told::addAll);
        hot.holder.open();
        assertEquals("1", hot.holder.ask());
        assertEquals(List.of("LOADED base 1.0.0", "LOADED hot 1.0.0"), HotPlugins.words(told));
        assertEquals(2, Trees.in(hot.staging).size());
    }

    @Test
    void soItIsForOneThatIsAlwaysLoaded() throws IOException {
        dependents("");
        assertEquals(List.of("LOADED base 1.0.0", "LOADED hot 1.0.0"),
                HotPlugins.words(hot.shelf.load(offers -> false)));
        assertEquals(List.of(), hot.shelf.refused());
    }

    @Test
    void aFolderThatHoldsAnotherPluginByNowIsNotTakenForIt() throws IOException {
        dependents("plugin.offers=identity.hot\n");
        hot.shelf.load(offers -> false);
        HotPlugins.copy(hot.made("other", "1.0.0"), place("base"));
        assertTrue(refusal(() -> hot.shelf.reload("base")).contains("holds the plugin other now, not base"));
        assertThrows(StartupException.class, hot.holder::open);
    }

    @Test
    void everyOrderOnARefusedPluginIsAnsweredInWords() throws IOException {
        Path good = hot.made("hot", "1.0.0");
        HotPlugins.copy(hot.made("hot", "2.0.0", "", "return null;", "plugin.dependencies=nobody@^1.0.0\n"),
                place("any-name"));
        hot.shelf.load();
        assertEquals("[REFUSED ]", hot.state("hot"));
        assertTrue(refusal(() -> hot.shelf.reload("hot")).contains("nobody"));
        assertTrue(refusal(() -> hot.shelf.disable("hot")).contains("was refused and is out already: it depends on"));
        assertFalse(Files.exists(place(".disabled")));
        assertEquals(List.of(), hot.shelf.enable("hot"));
        HotPlugins.copy(good, place("any-name"));
        assertEquals(List.of("LOADED hot 1.0.0"), HotPlugins.words(hot.shelf.reload("hot")));
        assertEquals(List.of(), hot.look(), "no news");
        assertEquals(List.of("DISABLED hot 1.0.0"), HotPlugins.words(hot.shelf.disable("hot")));
        assertEquals(List.of("ENABLED hot 1.0.0", "LOADED hot 1.0.0"), HotPlugins.words(hot.shelf.enable("hot")));
    }

    @Test
    void noFolderGoesForAPluginOfItsName() throws IOException {
        hot.shelf.load();
        HotPlugins.copy(hot.made("harbour", "1.0.0"), place("badges"));
        for (boolean known : new boolean[]{false, true}) {
            HotPlugins.copy(hot.made("badges", "1.0.0"), incoming("new"));
            assertEquals(place("badges") + " holds the plugin harbour; rename that folder, then install badges again",
                    refusal(() -> hot.shelf.install("new")), () -> "known: " + known);
            assertEquals(known ? List.of() : List.of("LOADED harbour 1.0.0"), hot.look());
        }
        assertEquals(2, Trees.in(place("badges")).size());
        assertTrue(refusal(() -> hot.shelf.remove("badges")).startsWith("there is no plugin badges"));
        assertTrue(refusal(() -> hot.shelf.reload("badges")).startsWith("there is no plugin badges"));
        Files.move(place("badges"), place("harbour"));
        assertEquals(List.of("REPLACED harbour 1.0.0"), hot.look());
        HotPlugins.copy(hot.bench.resolve("badges-1.0.0"), incoming("new"));
        assertEquals(List.of("LOADED badges 1.0.0"), HotPlugins.words(hot.shelf.install("new")));
        assertEquals("[LOADED 1.0.0]", hot.state("harbour"));
        HotPlugins.await(() -> {
            try {
                return Trees.in(hot.staging).size() == 2;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, "no copy of what was refused stays");
    }

    private static String declared(List<PluginEvent> events) {
        return events.stream().filter(each -> each.kind() != Kind.ENABLED)
                .map(each -> each.kind() + " " + each.previous() + " " + each.capabilities() + " " + each.hosts() + " "
                        + each.changes())
                .toList().toString();
    }

    private Path declaring(String version, String more) throws IOException {
        return hot.made("hot", version, "", "return null;", "plugin.offers=identity.hot\n" + more);
    }

    @Test
    void whatAPluginDeclaresIsToldWhenItIsLoaded() throws IOException {
        String modest = "plugin.capabilities=network\nplugin.network-hosts=login.example.org\n";
        String bold = "plugin.capabilities=network, native\nplugin.network-hosts=login.example.org\n";
        String change = "REPLACED 1.0.0 [native, network] [login.example.org] [version 2.0.0 ";
        hot.shelf.load();
        HotPlugins.copy(declaring("1.0.0", modest), incoming("new"));
        assertEquals("[LOADED  [network] [login.example.org] []]", declared(hot.shelf.install("new")));
        try (HotPlugins again = new HotPlugins(folder)) {
            again.shelf.load(offers -> false);
            assertEquals("[IDLE 1.0.0]", again.state("hot"));
            HotPlugins.copy(declaring("2.0.0", bold), incoming("new"));
            String told = declared(again.shelf.install("new"));
            assertTrue(told.contains(change) && told.contains("(native), which version 1.0.0 did not declare"), told);
            assertTrue(again.shelf.report().getFirst().admitted().notes().getFirst().contains("(native)"));
        }
        try (HotPlugins again = new HotPlugins(folder)) {
            again.shelf.load(offers -> false);
            assertEquals("[LOADED  [native, network] [login.example.org] []]", declared(again.shelf.reload("hot")),
                    "the same bytes");
        }
        HotPlugins.copy(hot.bench.resolve("hot-1.0.0"), incoming("new"));
        hot.shelf.install("new");
        hot.shelf.disable("hot");
        HotPlugins.copy(hot.bench.resolve("hot-2.0.0"), place("hot"));
        assertEquals(List.of(), hot.look());
        String told = declared(hot.shelf.enable("hot"));
        assertTrue(told.contains(change), told);
    }

    @Test
    void whatChangedUnseenIsToldWhenItIsDemanded() throws IOException, StartupException {
        HotPlugins.copy(declaring("1.0.0", ""), place("hot"));
        hot.shelf.load(offers -> false);
        List<PluginEvent> told = new ArrayList<>();
        hot.shelf.listen(told::addAll);
        HotPlugins.copy(declaring("2.0.0", "plugin.capabilities=native\n"), place("hot"));
        hot.holder.open();
        assertTrue(declared(told).contains("REPLACED 1.0.0 [native] [] [version 2.0.0 "), () -> declared(told));
    }

    @Test
    void aRefusedPluginThatIsGoneIsUnknown() throws IOException {
        hot.shelf.load();
        HotPlugins.copy(hot.made("hot", "2.0.0", "", "return null;", "plugin.dependencies=nobody@^1.0.0\n"),
                place("any-name"));
        hot.look();
        Trees.delete(place("any-name"));
        hot.look();
        for (Executable order : List.<Executable>of(() -> hot.shelf.reload("hot"), () -> hot.shelf.disable("hot"),
                () -> hot.shelf.enable("hot"))) {
            assertTrue(refusal(order).startsWith("there is no plugin hot"));
        }
    }
}
