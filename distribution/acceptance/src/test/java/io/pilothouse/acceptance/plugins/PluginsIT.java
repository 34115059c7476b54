package io.pilothouse.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come, change and go in a registry at work. */
class PluginsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int KILLS = 6;

    @TempDir
    private Path folder;
    private Path plugins;
    private Path first;
    private Path second;
    private final VendorKey vendor = new VendorKey();
    private final AtomicInteger keys = new AtomicInteger();

    @BeforeEach
    void makePlugins() throws IOException {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        vendor.trust(folder.resolve("trust"), "vendor");
        first = MadePlugin.in(folder, "1.0.0", vendor);
        second = MadePlugin.in(folder, "2.0.0", "plugin.capabilities=files, network\nplugin.network-hosts=configured\n",
                vendor);
    }

    private RegistryOptions options() {
        return RegistryOptions.in(folder.resolve("data")).with("plugins", plugins.toString())
                .with("plugin-trust", folder.resolve("trust").toString());
    }

    private ObjectNode register(String token) {
        return Commands.register(AgentKey.of(folder.getFileName() + "/" + keys.incrementAndGet()))
                .put("identity_token", token);
    }

    private static void configure(WireConnection connection) {
        JsonNode reply = connection.call(Commands.admin("set_idp_config").put("idp_type", "hot")
                .put("url", "https://idp.example.net/").put("jwks_url", "https://idp.example.net/keys"));
        assertEquals("set_idp_config_ok", reply.path("type").asText(), reply::toString);
    }

    private static void await(Registry registry, String action, int times) {
        assertTrue(registry.log().await(line -> registry.log().lines().stream()
                .filter(each -> action.equals(each.field("audit_action"))).count() >= times, SOON).isPresent(),
                registry.log()::whole);
    }

    private static String plugin(WireConnection connection) {
        for (JsonNode each : connection.call(Commands.admin("plugin_list")).path("plugins")) {
            if (each.path("id").asText().equals("hot") && !each.path("state").asText().equals("draining")) {
                return each.path("state").asText() + " " + each.path("version").asText();
            }
        }
        return "none";
    }

    /** As the tools of the bundle sign. */
    private Path signedByTheTool(Path plugin) throws IOException {
        Files.writeString(plugin.resolve("bom.json"), """
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
                 {"group":"com.example","name":"one","version":"1.2","licenses":[{"license":{"id":"MIT"}}]}]}""");
        Path key = folder.resolve("tool.key");
        Registry.Refusal made = Registry.run(List.of("plugin", "keygen", key.toString()), SOON);
        assertEquals(0, made.exitCode(), made.output());
        Files.writeString(folder.resolve("trust/tool.pem"), made.output().substring(
                made.output().indexOf("-----BEGIN PUBLIC KEY-----")));
        Registry.Refusal signed = Registry.run(List.of("plugin", "sign", plugin.toString(), "--key", key.toString()),
                SOON);
        assertEquals(0, signed.exitCode(), signed.output());
        return plugin;
    }

    private JsonNode install(WireConnection connection, Path plugin) throws IOException {
        MadePlugin.copy(plugin, plugins.resolve(".incoming").resolve("arriving"));
        return connection.call(Commands.admin("plugin_install").put("incoming", "arriving"));
    }

    @Test
    void aFolderIsLoadedReplacedUnderLoadAndRemoved() throws Exception {
        try (Registry registry = Registry.start(options()); WireConnection connection = registry.connect()) {
            configure(connection);
            assertTrue(connection.call(register("ann")).path("error").asText().contains("identity"));
            MadePlugin.copy(first, plugins.resolve("hot"));
            await(registry, "plugin.loaded", 1);
            assertEquals("loaded 1.0.0", plugin(connection));
            assertEquals("ann/1.0.0", connection.call(register("ann")).path("external_id").asText());

            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger served = new AtomicInteger();
            List<Future<String>> load = new ArrayList<>();
            try (ExecutorService agents = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    load.add(agents.submit(() -> {
                        try (WireConnection own = registry.connect()) {
                            while (!stop.get()) {
                                JsonNode reply = own.call(register("bob"));
                                if (!reply.path("external_id").asText().matches("bob/[12]\\.0\\.0")) {
                                    return reply.toString();
                                }
                                served.incrementAndGet();
                            }
                            return "all served";
                        }
                    }));
                }
                for (int i = 1; i <= 4; i++) {
                    MadePlugin.copy(i % 2 == 1 ? second : first, plugins.resolve("hot"));
                    await(registry, "plugin.replaced", i);
                }
                stop.set(true);
                for (Future<String> each : load) {
                    assertEquals("all served", each.get());
                }
            }
            assertTrue(served.get() > 100, served + " registrations");
            try (HttpDoor door = new HttpDoor(registry.http())) {
                String metrics = door.fetch("/metrics").body();
                assertTrue(metrics.contains("pilothouse_plugin_layers{state=\"loaded\"}"), metrics);
            }
            MadePlugin.delete(plugins.resolve("hot"));
            await(registry, "plugin.removed", 1);
            assertEquals("none", plugin(connection));
            JsonNode without = connection.call(register("ann"));
            assertEquals("identity verification failed: the configured hot cannot be used",
                    without.path("error").asText());
            for (String action : List.of("plugin.loaded", "plugin.replaced", "plugin.removed")) {
                JsonNode trail = connection.call(Commands.admin("get_audit_log").put("action", action));
                assertTrue(trail.path("entries").size() > 0, () -> action + ": " + trail);
            }
        }
    }

    @Test
    void theOperatorInstallsAndRemovesOverTheWire() throws Exception {
        try (Registry registry = Registry.start(options()); WireConnection connection = registry.connect()) {
            configure(connection);
            JsonNode installed = install(connection, first);
            assertEquals("plugin.loaded", installed.path("events").path(0).path("action").asText(),
                    installed::toString);
            assertEquals("ann/1.0.0", connection.call(register("ann")).path("external_id").asText());
            Registry.Refusal run = Registry
                    .run(List.of("plugin", "install", signedByTheTool(second).toString(), "--plugins",
                            plugins.toString(), "--server", registry.protocol().getHostString() + ":"
                                    + registry.protocol().getPort(),
                            "--admin-token", RegistryOptions.ADMIN_TOKEN), SOON);
            assertEquals(0, run.exitCode(), run.output());
            assertTrue(run.output().contains("plugin.replaced"), run.output());
            assertEquals("ann/2.0.0", connection.call(register("ann")).path("external_id").asText());
            String more = "version 2.0.0 talks to other computers (network), which version 1.0.0 did not declare";
            for (String shown : List.of(run.output(), connection.call(Commands.admin("get_audit_log")).toString(),
                    connection.call(Commands.admin("plugin_inspect").put("id", "hot")).path("notes").toString())) {
                assertTrue(shown.contains(more), shown);
            }

            Path broken = MadePlugin.copy(first, folder.resolve("broken"));
            Files.writeString(broken.resolve("plugin.properties"), "plugin.id=hot\n");
            JsonNode refused = install(connection, broken);
            assertTrue(refused.path("error").asText().contains("plugin.version must be"), refused::toString);
            assertFalse(Files.exists(plugins.resolve(".incoming/arriving")));
            assertEquals("loaded 2.0.0", plugin(connection));
            assertTrue(connection.call(Commands.admin("get_audit_log")).toString().contains("plugin.refused"));

            JsonNode facts = connection.call(Commands.admin("plugin_inspect").put("id", "hot"));
            assertEquals("Tests", facts.path("provider").asText());
            assertEquals("tool", facts.path("signer").asText());
            assertTrue(facts.path("digest").asText().matches("[0-9a-f]{64}"), facts::toString);
            assertEquals("[\"files\",\"network\"]", facts.path("capabilities").toString());
            assertEquals("[\"com.example:one 1.2 (MIT)\"]", facts.path("libraries").toString());
            Registry.Refusal shown = Registry.run(List.of("plugin", "inspect", "hot", "--server",
                    registry.protocol().getHostString() + ":" + registry.protocol().getPort(), "--admin-token",
                    RegistryOptions.ADMIN_TOKEN), SOON);
            assertEquals(0, shown.exitCode(), shown.output());
            assertEquals("identity-hot", facts.path("instances").path(0).path("name").asText());
            assertEquals("plugin_disable_ok",
                    connection.call(Commands.admin("plugin_disable").put("id", "hot")).path("type").asText());
            assertEquals("disabled 2.0.0", plugin(connection));
            assertEquals(0, registry.stop());
            try (Registry again = registry.again(); WireConnection next = again.connect()) {
                assertEquals("disabled 2.0.0", plugin(next));
                assertTrue(next.call(register("ann")).has("error"));
                assertEquals("plugin_enable_ok",
                        next.call(Commands.admin("plugin_enable").put("id", "hot")).path("type").asText());
                assertEquals("ann/2.0.0", next.call(register("ann")).path("external_id").asText());
                assertEquals("plugin_reload_ok",
                        next.call(Commands.admin("plugin_reload").put("id", "hot")).path("type").asText());
                assertEquals("plugin_remove_ok",
                        next.call(Commands.admin("plugin_remove").put("id", "hot")).path("type").asText());
                assertEquals("none", plugin(next));
                assertFalse(Files.exists(plugins.resolve("hot")));
            }
        }
    }

    @Test
    void killedInTheMiddleOfInstallationsThereIsTheOldOneOrTheNew() throws Exception {
        Registry registry = Registry.start(options());
        try {
            try (WireConnection connection = registry.connect()) {
                configure(connection);
                assertFalse(install(connection, first).has("error"));
            }
            Random random = new Random(7);
            for (int kill = 0; kill < KILLS; kill++) {
                Registry victim = registry;
                Thread installing = Thread.ofPlatform().start(() -> {
                    try (WireConnection connection = victim.connect()) {
                        for (int i = 0; i < 1_000; i++) {
                            install(connection, i % 2 == 0 ? second : first);
                        }
                    } catch (IOException | RuntimeException killed) {
                        // That is how it ends.
                    }
                });
                assertFalse(installing.join(Duration.ofMillis(500 + random.nextInt(1_500))));
                registry.kill();
                installing.join();
                registry = registry.again();
                try (WireConnection connection = registry.connect()) {
                    String state = plugin(connection);
                    assertTrue(state.matches("(loaded|idle) [12]\\.0\\.0"), state);
                    JsonNode registered = connection.call(register("ann"));
                    assertTrue(registered.path("external_id").asText().matches("ann/[12]\\.0\\.0"),
                            () -> registered + " while it is " + state);
                    assertEquals(List.of(), left(".incoming"));
                    assertEquals(List.of(), left(".outgoing"));
                }
            }
        } finally {
            registry.kill();
        }
    }

    private List<Path> left(String name) throws IOException {
        if (!Files.isDirectory(plugins.resolve(name))) {
            return List.of();
        }
        try (var files = Files.list(plugins.resolve(name))) {
            return files.toList();
        }
    }
}
