package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Code of a plugin runs on its threads, also where the kernel only looks at something of the plugin's. */
@EnabledIf("onModulePath")
class OwnThreadModuleTest extends HotShelf {
    private static final String SEEN = "own-thread.seen";

    @BeforeEach
    void load() throws IOException {
        hot.shelf.load();
    }

    @AfterEach
    void forget() {
        System.clearProperty(SEEN);
    }

    private Guarded<IdentityProvider> open(Map<String, String> given) throws StartupException {
        return hot.catalog.open(ComponentKind.IDENTITY, "hot", given, PluginWorkshop.lent(hot.installed),
                new GuardLimits(Duration.ofMillis(300), 2, 2, 2, Duration.ofSeconds(50)),
                (instance, outcome, time) -> {});
    }

    @Test
    void theConstantsOfASettingAreMadeThere() throws IOException, StartupException {
        Map<String, String> module = Map.of("module-info.java",
                "module test.hot { requires io.pilothouse.spi; exports test.hot;"
                        + " provides io.pilothouse.spi.PilothousePlugin with test.hot.Entry; }",
                "test/hot/Mode.java", """
                        package test.hot;
                        public enum Mode {
                            FAST, SAFE;
                            static { System.setProperty("own-thread.seen", Thread.currentThread().getName()); }
                        }
                        """, "test/hot/Entry.java", """
                        package test.hot;
                        import io.pilothouse.spi.*;
                        import java.util.List;
                        public class Entry implements PilothousePlugin, IdentityProvider.Factory {
                            static final Setting<Mode> MODE = Setting.required("mode", Mode.class, "How.");
                            public List<ComponentFactory<?>> factories() { return List.of(this); }
                            public String type() { return "hot"; }
                            public List<Setting<?>> settings() { return List.of(MODE); }
                            public IdentityProvider create(Settings settings, ComponentContext context) {
                                String mode = settings.value(MODE).name();
                                return new IdentityProvider() {
                                    public Verdict verify(Credential credential) { return new Verdict.Verified(mode); }
                                    public void close() {}
                                };
                            }
                        }
                        """);
        HotPlugins.copy(hot.made("hot", "1.0.0", module, ""), hot.installed.resolve("hot"));
        hot.look();
        StartupException wrong = assertThrows(StartupException.class, () -> open(Map.of("mode", "quick")));
        assertTrue(wrong.getMessage().contains("setting mode: \"quick\" is not one of fast, safe"), wrong::getMessage);
        assertEquals("pilothouse-make-test", System.getProperty(SEEN));
        try (Guarded<IdentityProvider> made = open(Map.of("mode", "safe"))) {
            assertEquals("SAFE", made.call(each -> each.verify(new Credential("token", "key")), answer -> false,
                    Verdict.Unavailable::new) instanceof Verdict.Verified one ? one.externalId() : "none");
        }
        Trees.delete(hot.installed.resolve("hot"));
        hot.look();
        HotPlugins.await(() -> hot.shelf.report().isEmpty(), "what was not made holds nothing");
    }

    @Test
    void aTextThatDoesNotEndIsEnded() throws IOException, StartupException {
        String speaking = "throw new IllegalStateException() {"
                + " public String getMessage() { for (int i = 0; ; i++) { if (i < 0) { i = 0; } } } };";
        HotPlugins.copy(hot.made("hot", "1.0.0", "", speaking, ""), hot.installed.resolve("hot"));
        hot.look();
        try (Guarded<IdentityProvider> made = open(Map.of())) {
            assertEquals(new Verdict.Unavailable("test did not answer within 300 ms"),
                    made.call(each -> each.verify(new Credential("token", "key")), answer -> false,
                            Verdict.Unavailable::new));
        }
        HotPlugins.await(() -> {
            try {
                hot.shelf.look();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return hot.shelf.report().getFirst().reason().contains("it went on working after its deadline");
        }, "the loop is ended");
    }

    @Test
    void aComponentThatCannotBeMadeSaysWhyInWords() throws IOException {
        String speaking = "if (true) throw new IllegalStateException(\"no key\") {"
                + " public String toString() { System.setProperty(\"own-thread.seen\", Thread.currentThread().getName());"
                + " return \"x\"; } };";
        HotPlugins.copy(hot.made("hot", "1.0.0", speaking, "return null;", ""), hot.installed.resolve("hot"));
        hot.look();
        StartupException failed = assertThrows(StartupException.class, () -> open(Map.of()));
        assertTrue(failed.getMessage().endsWith("test.hot.Entry$1: no key"), failed::getMessage);
        assertEquals(PluginFailure.class, failed.getCause().getClass());
    }

    @Test
    void whatCameTooLateIsEndedThere() {
        AtomicInteger here = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Thread caller = Thread.currentThread();
        int left = 0;
        for (int i = 0; i < 3_000; i++) {
            caller.interrupt();
            try {
                PluginThread.call(Thread.ofPlatform(), "late", Duration.ofSeconds(10), () -> true, () -> {
                    if (Thread.currentThread() == caller) {
                        here.incrementAndGet();
                    }
                    ended.incrementAndGet();
                });
            } catch (InterruptedException expected) {
                left++;
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
            Thread.interrupted();
        }
        int all = left;
        HotPlugins.await(() -> ended.get() == all, "all that was left is ended");
        assertEquals(0, here.get(), () -> "of " + all);
    }
}
