package io.pilothouse.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Bundle;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile plugins are dropped into the folder of a registry at work, whose heap is small. Each is refused with its reason or
 * contained, and agents that are there notice nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileZooIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Of one call of a plugin. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final double MOST_P99 = 500;
    private static final int LOOPS = 4;

    @TempDir
    private static Path folder;
    private final VendorKey vendor = new VendorKey();
    private final AtomicInteger keys = new AtomicInteger();
    private final List<String> table = new ArrayList<>();
    private Path plugins;
    private ZooPlugins zoo;
    private Registry registry;
    private WireConnection connection;
    private HeartbeatLoad load;

    @BeforeAll
    void open() throws IOException {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        vendor.trust(folder.resolve("trust"), "vendor");
        zoo = new ZooPlugins(Files.createDirectories(folder.resolve("bench")), vendor);
        MadePlugin.copy(quiet(), plugins.resolve("quiet"));
        registry = Registry.start(RegistryOptions.in(folder.resolve("data")).with("plugins", plugins.toString())
                .with("plugin-trust", folder.resolve("trust").toString()).with("plugins-watch", "250ms")
                // An option that would let agents in does not count.
                .withVariable("PILOTHOUSE_JAVA_OPTIONS", "-Xmx400m -XX:+EnableDynamicAgentLoading"));
        connection = registry.connect();
        configure(connection);
        load = new HeartbeatLoad(registry);
        await(() -> load.all().heartbeats() > 100);
    }

    /** A neighbour that does what it should: an exporter of the audit trail. */
    private Path quiet() throws IOException {
        Path plugin = MadePlugin.folder(folder.resolve("bench/quiet"), "quiet", "1.0.0", "plugin.offers=audit.quiet\n");
        MadePlugin.jar(plugin.resolve("plugin.jar"), Map.of("module-info.java", """
                module zoo.quiet {
                    requires io.pilothouse.spi;
                    provides io.pilothouse.spi.PilothousePlugin with zoo.quiet.Entry;
                }
                """, "zoo/quiet/Entry.java", """
                package zoo.quiet;
                import io.pilothouse.spi.*;
                import java.util.*;
                public class Entry implements PilothousePlugin, AuditExporter.Factory {
                    public List<ComponentFactory<?>> factories() { return List.of(this); }
                    public String type() { return "quiet"; }
                    public List<Setting<?>> settings() { return List.of(); }
                    public AuditExporter create(Settings settings, ComponentContext context) {
                        return new AuditExporter() {
                            public Delivery export(List<AuditEntry> batch) { return new Delivery.Delivered(); }
                            public void close() { }
                        };
                    }
                }
                """));
        return vendor.sign(plugin);
    }

    private static void configure(WireConnection connection) {
        JsonNode identity = connection.call(Commands.admin("set_idp_config").put("idp_type", "zoo")
                .put("url", "https://idp.example.net/").put("jwks_url", "https://idp.example.net/keys"));
        assertEquals("set_idp_config_ok", identity.path("type").asText(), identity::toString);
        JsonNode export = connection.call(Commands.admin("set_audit_export").put("format", "quiet").put("endpoint",
                "https://siem.example.net/"));
        assertEquals("set_audit_export_ok", export.path("type").asText(), export::toString);
    }

    @BeforeEach
    void begin() {
        load.figures();
    }

    @AfterEach
    void everythingElseGoesOn(TestInfo test) throws IOException {
        HeartbeatLoad.Figures figures = load.figures();
        table.add("%-58s %6d heartbeats, median %6.2f ms, p99 %7.2f ms, worst %7.2f ms".formatted(
                test.getTestMethod().orElseThrow().getName(), figures.heartbeats(), figures.median(), figures.p99(),
                figures.worst()));
        System.out.println(table.getLast());
        assertEquals(List.of(), load.errors());
        assertTrue(registry.alive(), "the registry has ended");
        assertTrue(figures.p99() < MOST_P99, table.getLast());
        for (Path left : entries()) {
            MadePlugin.deleteTree(left);
        }
        await(() -> report().stream().noneMatch(each -> each.path("origin").asText().equals("installed")
                && !each.path("id").asText().equals("quiet") && !each.path("state").asText().equals("draining")),
                "the plugins are gone", SOON.multipliedBy(2));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(plugins)) {
            return files.filter(each -> !each.getFileName().toString().matches("quiet|\\..*")).toList();
        }
    }

    @AfterAll
    void close() throws Exception {
        load.close();
        HeartbeatLoad.Figures all = load.all();
        table.add(
                "all: %d heartbeats, %d errors, median %.2f ms, p99 %.2f ms, worst %.2f ms".formatted(all.heartbeats(),
                        all.errors(), all.median(), all.p99(), all.worst()));
        System.out.println(table.getLast());
        Files.write(Bundle.report("hostile-zoo.txt"), table);
        connection.close();
        assertEquals(0, registry.stop());
        assertEquals(0, all.errors());
    }

    private static void await(Callable<Boolean> condition) {
        await(condition, "this");
    }

    private static void await(Callable<Boolean> condition, String what) {
        await(condition, what, SOON);
    }

    private static void await(Callable<Boolean> condition, String what, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        try {
            while (!condition.call()) {
                assertTrue(System.nanoTime() < until, what + " did not come about");
                LockSupport.parkNanos(20_000_000);
            }
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private List<JsonNode> report() {
        List<JsonNode> all = new ArrayList<>();
        connection.call(Commands.admin("plugin_list")).path("plugins").forEach(all::add);
        return all;
    }

    private JsonNode listed(String id) {
        return report().stream().filter(each -> each.path("id").asText().equals(id)).findFirst()
                .orElse(WireConnection.command("none"));
    }

    private JsonNode register(WireConnection from) {
        return from.call(Commands.register(AgentKey.of("zoo/" + keys.incrementAndGet())).put("identity_token", "ann"));
    }

    private String identity() {
        JsonNode reply = register(connection);
        return reply.has("error") ? reply.path("error").asText() : reply.path("external_id").asText();
    }

    private boolean logged(Predicate<String> wanted) {
        return registry.log().lines().stream().anyMatch(line -> wanted.test(line.text().replace("\\\"", "\"")));
    }

    private static boolean has(String text, List<String> words) {
        return words.stream().allMatch(text::contains);
    }

    /** Copies a plugin as it is, links as links. */
    private void drop(Path plugin) throws IOException {
        Path to = plugins.resolve(plugin.getFileName().toString());
        if (Files.isSymbolicLink(plugin)) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(plugin));
            return;
        }
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(plugin)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private void load(String id, String more, String members, String atVerify) throws IOException {
        drop(zoo.signed(id, more, members, atVerify));
        await(() -> listed(id).path("state").asText().equals("loaded"), id + " is loaded");
    }

    private long neighbourCalls() {
        JsonNode instance = listed("quiet").path("instances").path(0);
        assertEquals(0, instance.path("failures").asLong(), instance::toString);
        return instance.path("calls").asLong();
    }

    @Test
    void whatShouldNotComeInIsRefusedWithItsReason() throws IOException {
        List<ZooPlugins.Exhibit> exhibits = zoo.all();
        for (ZooPlugins.Exhibit exhibit : exhibits) {
            drop(exhibit.folder());
            await(() -> has(listed(exhibit.name()).path("reason").asText(), exhibit.reason()),
                    exhibit + ": " + listed(exhibit.name()));
            assertEquals("refused", listed(exhibit.name()).path("state").asText());
            await(() -> logged(line -> line.contains("/" + exhibit.name() + " refused") && has(line, exhibit.reason())),
                    exhibit + " in the log");
            await(() -> logged(line -> line.contains("audit_action=plugin.refused")
                    && line.contains("id=" + exhibit.name()) && has(line, exhibit.reason())), exhibit + " as an event");
        }
        System.out.println(exhibits.size() + " plugins refused");
        assertTrue(exhibits.size() >= 20, exhibits.size() + " plugins");
        String trail = connection.call(Commands.admin("get_audit_log").put("limit", 1_000)).toString();
        assertTrue(trail.contains("plugin.refused") && trail.contains("which is not trusted"), trail);
    }

    @Test
    void theKernelAndItsNeighboursCannotBeReached() throws IOException {
        load("reflects", "", """
                static String reach(String name, Callable<ClassLoader> loader) {
                    try {
                        Class<?> type = Class.forName(name, true, loader.call());
                        Object[] constants = type.getEnumConstants();
                        java.lang.reflect.Constructor<?> made = type.getDeclaredConstructors()[0];
                        made.setAccessible(true);
                        return "reached";
                    } catch (ClassNotFoundException absent) {
                        return "absent";
                    } catch (RuntimeException closed) {
                        return closed.getClass().getSimpleName();
                    } catch (Exception other) {
                        return other.toString();
                    }
                }
                interface Callable<T> { T call() throws Exception; }
                """, """
                String kernel = "io.pilothouse.kernel.boot.RunningRegistry";
                List<String> found = new ArrayList<>();
                found.add(reach(kernel, () -> Entry.class.getClassLoader()));
                found.add(reach(kernel, () -> Thread.currentThread().getContextClassLoader()));
                found.add(reach(kernel, () -> ClassLoader.getSystemClassLoader()));
                found.add(reach(kernel, () -> IdentityProvider.class.getClassLoader()));
                found.add(reach("zoo.quiet.Entry", () -> Entry.class.getClassLoader()));
                found.add(reach("zoo.quiet.Entry", () -> ClassLoader.getSystemClassLoader()));
                found.add(context.dataFolder().getFileName().toString());
                return new Verdict.Verified(String.join(",", found));
                """);
        assertEquals("absent,absent,InaccessibleObjectException,InaccessibleObjectException,absent,absent,identity-zoo",
                identity());
    }

    @Test
    void whoWasNotDeclaredIsNotConnectedTo() throws IOException {
        load("talks", "plugin.capabilities=network\nplugin.network-hosts=login.example.org\n", "", """
                try {
                    context.http().exchange(new OutboundHttp.Request("GET", java.net.URI.create("http://127.0.0.1:9/"),
                            Map.of(), new byte[0], 1, java.time.Duration.ofSeconds(1)));
                    return new Verdict.Verified("connected");
                } catch (java.io.IOException refused) {
                    return new Verdict.Verified(refused.getMessage());
                }
                """);
        String answer = identity();
        assertTrue(answer.contains("the plugin talks may not connect to 127.0.0.1") && answer.contains(
                "login.example.org"), answer);
    }

    @Test
    void whoEndsTheRegistryByReflectionIsHeld() throws IOException {
        load("exits-hidden", "", "", """
                try {
                    Class.forName("java.la" + credential.token().substring(3) + "ng.Sys" + "tem")
                            .getMethod("ex".concat("it"), int.class).invoke(null, 3);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    return new Verdict.Verified(e.toString());
                }
                return new Verdict.Verified("still here");
                """);
        long began = System.nanoTime();
        String answer = identity();
        assertTrue(answer.contains("did not answer within 10000 ms"), answer);
        assertTrue(System.nanoTime() - began < DEADLINE.toNanos() * 2);
        await(() -> logged(line -> line.contains("a plugin wants to end the registry") && line.contains(
                "plugin=exits-hidden")));
        assertTrue(registry.alive());
    }

    @Test
    void whoEndsTheRegistryOnThreadsOfOthersIsHeld() throws IOException {
        load("exits-elsewhere", "plugin.capabilities=threads\n", "", HiddenDeeds.EXITS_ELSEWHERE);
        assertEquals("still here", identity());
        await(() -> registry.log().lines().stream()
                .filter(line -> line.text().contains("a plugin wants to end the registry")
                        && line.text().contains("plugin=exits-elsewhere"))
                .count() == 2, "both threads are held");
        assertTrue(registry.alive());
    }

    @Test
    void theMachineItselfLoadsNoAgentForAPlugin() throws IOException {
        load("loads-an-agent-hidden", "", "", HiddenDeeds.AGENT);
        String answer = identity();
        assertTrue(answer.startsWith("Dynamic agent loading is not enabled"), answer);
    }

    @Test
    void endlessLoopsTakeNothingFromOthersAndAreStopped() throws Exception {
        load("loops", "", "static volatile long turns;", """
                while (true) { turns = turns + 1; }
                """);
        long neighbours = neighbourCalls();
        long began = System.nanoTime();
        try (ExecutorService callers = Executors.newFixedThreadPool(LOOPS)) {
            List<Future<String>> looping = new ArrayList<>();
            for (int i = 0; i < LOOPS; i++) {
                looping.add(callers.submit(() -> {
                    try (WireConnection own = registry.connect()) {
                        return register(own).path("error").asText();
                    }
                }));
            }
            int plain = 0;
            while (System.nanoTime() - began < DEADLINE.toNanos() - 2_000_000_000L) {
                JsonNode reply = connection.call(Commands.register(AgentKey.of("plain/" + keys.incrementAndGet())));
                assertTrue(reply.has("node_id"), reply::toString);
                plain++;
            }
            System.out.println(plain + " registrations and " + (neighbourCalls() - neighbours)
                    + " calls of another plugin while " + LOOPS + " calls loop");
            assertTrue(looping.stream().noneMatch(Future::isDone));
            for (Future<String> each : looping) {
                assertTrue(each.get().contains("did not answer within 10000 ms"), each.get());
            }
        }
        assertTrue(System.nanoTime() - began < DEADLINE.toNanos() + 3_000_000_000L);
        assertTrue(neighbourCalls() > neighbours);
        await(() -> logged(line -> line.contains("a call in a plugin is being stopped")
                && line.contains("it went on working after its deadline")), "the loops are stopped");
        await(() -> logged(line -> line.contains("audit_action=plugin.stopped") && line.contains("id=loops")),
                "the event");
        assertTrue(listed("loops").path("reason").asText().contains("it went on working after its deadline"));
        await(() -> threads("pilothouse-iden").isEmpty(), "the threads end");
    }

    @Test
    void endlessAllocationIsStoppedBeforeTheHeapIsFull() throws IOException {
        load("allocates", "", "static final List<Object> KEPT = new ArrayList<>();", """
                while (true) { KEPT.add(new byte[100_000]); }
                """);
        String answer = identity();
        assertTrue(answer.contains("was stopped: it allocated"), answer);
        answer = identity();
        assertTrue(answer.contains("no more calls are made until the plugin is reloaded or replaced"), answer);
        await(() -> logged(line -> line.contains("audit_action=plugin.stopped") && line.contains("id=allocates")),
                "the event");
        assertTrue(listed("allocates").path("reason").asText().contains("it allocated"));
        for (int i = 0; i < 3; i++) {
            JsonNode reloaded = connection.call(Commands.admin("plugin_reload").put("id", "allocates"));
            assertEquals("plugin_reload_ok", reloaded.path("type").asText(), reloaded::toString);
            assertTrue(identity().contains("was stopped: it allocated"));
        }
    }

    @Test
    void allocationInSmallPiecesIsStoppedToo() throws IOException {
        load("allocates-objects", "", "", """
                Object chain = null;
                while (true) { chain = new Object[] { chain }; }
                """);
        assertTrue(identity().contains("was stopped: it allocated"));
    }

    @Test
    void oneArrayThatDoesNotFitCostsTheCallOnly() throws IOException {
        load("allocates-once", "", "static long[][] kept;", """
                try {
                    kept = new long[credential.token().length() * 10_000][50_000];
                } catch (OutOfMemoryError first) {
                    kept = new long[1][];
                    kept[0] = new long[1_000_000_000];
                }
                return new Verdict.Verified("made");
                """);
        assertEquals("identity verification failed: identity-zoo failed", identity());
        await(() -> logged(line -> line.contains("an array of 1000000000 elements")));
    }

    @Test
    void threadsThatAreLeftBehindEndWithThePlugin() throws IOException {
        load("leaks", "plugin.capabilities=threads\n", "static volatile long turns;", """
                Thread.ofPlatform().name("leak-loops").start(() -> { while (true) { turns = turns + 1; } });
                Thread.ofPlatform().name("leak-sleeps").start(() -> {
                    while (true) {
                        try { Thread.sleep(1_000_000); } catch (InterruptedException never) { }
                    }
                });
                return new Verdict.Verified("leaked");
                """);
        for (int i = 0; i < 5; i++) {
            assertEquals("leaked", identity());
        }
        assertEquals(10, threads("leak-").size());
        MadePlugin.deleteTree(plugins.resolve("leaks"));
        await(() -> threads("leak-").isEmpty(), "the threads end");
        await(() -> logged(line -> line.contains("a plugin has left threads behind") && line.contains("plugin=leaks")));
    }

    @Test
    void onesThatThrowOrHangOrTellTooMuchCostTheirCallersOnly() throws IOException {
        drop(zoo.signed("answers-nothing", "", "", "return null;"));
        await(() -> listed("answers-nothing").path("state").asText().equals("loaded"));
        assertEquals("identity verification failed: identity-zoo gave no answer", identity());
        MadePlugin.deleteTree(plugins.resolve("answers-nothing"));
        await(() -> listed("answers-nothing").path("state").isMissingNode());
        load("recurses", "", "static int deep(int n) { return deep(n + 1) + 1; }",
                "return new Verdict.Verified(\"\" + deep(0));");
        assertEquals("identity verification failed: identity-zoo failed", identity());
        await(() -> logged(line -> line.contains("StackOverflowError")));
        MadePlugin.deleteTree(plugins.resolve("recurses"));
        await(() -> listed("recurses").path("state").isMissingNode());
        load("tells-too-much", "", "", "return new Verdict.Verified(\"x\".repeat(10_000_000));");
        assertEquals("identity verification failed: the external id has more than 1024 bytes", identity());
        MadePlugin.deleteTree(plugins.resolve("tells-too-much"));
        await(() -> listed("tells-too-much").path("state").isMissingNode());
        load("hangs", "", "", """
                while (true) {
                    try { Thread.sleep(1_000_000); } catch (InterruptedException never) { }
                }
                """);
        long began = System.nanoTime();
        assertTrue(identity().contains("did not answer within 10000 ms"));
        assertTrue(System.nanoTime() - began < DEADLINE.toNanos() + 2_000_000_000L);
    }

    @Test
    void oneThatCannotBeMadeIsNamedAndItsCallersAreRefused() throws IOException {
        Path plugin = MadePlugin.folder(folder.resolve("bench/unmade"), "unmade", "1.0.0", "");
        Map<String, String> sources = new HashMap<>(MadePlugin.identity("zoo.unmade", "zoo", "", "return null;"));
        sources.replaceAll((name, text) -> text.replace("context = lent;",
                "if (lent != null) { throw new IllegalStateException(\"not today\"); }"));
        MadePlugin.jar(plugin.resolve("plugin.jar"), sources);
        drop(vendor.sign(plugin));
        await(() -> listed("unmade").path("state").asText().equals("loaded"));
        assertTrue(identity().contains("cannot be used"), identity());
        await(() -> logged(line -> line.contains("the plugin unmade failed to create identity of type zoo")
                && line.contains("not today")));
    }

    @Test
    void oneThatLoopsWhileItIsLoadedIsRefused() throws IOException {
        drop(zoo.signed("loops-at-load", "",
                "static long turns; { while (turns >= 0) { turns = (turns + 1) % 1000; } }",
                "return null;"));
        await(() -> listed("loops-at-load").path("reason").asText().contains("it was not loaded within 30 s"),
                "the refusal", SOON.multipliedBy(2));
        await(() -> threads("pilothouse-load").isEmpty(), "the loading ends");
    }

    /** Threads of the registry with that name, which the system cuts at 15 characters. */
    private List<Path> threads(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + registry.pid() + "/task"))) {
            return tasks.filter(task -> text(task.resolve("comm")).startsWith(name)).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
