package io.pilothouse.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a vendor: build the template against what the bundle brings, sign it, drop it in, use it, exchange it, remove it. */
class VendorIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private VendorBuild vendor;
    private HarbourTown town;
    private Path plugins;
    private final AtomicInteger keys = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        vendor = new VendorBuild(Files.createDirectories(folder.resolve("bench")));
        town = new HarbourTown();
        plugins = Files.createDirectories(folder.resolve("plugins"));
    }

    @AfterEach
    void close() throws IOException {
        town.close();
        vendor.removeLinks();
    }

    private ObjectNode register() {
        return Commands.register(AgentKey.of("vendor/" + keys.incrementAndGet())).put("identity_token",
                HarbourTown.BADGE);
    }

    private static void ok(WireConnection connection, ObjectNode command) {
        JsonNode reply = connection.call(command);
        assertEquals(command.path("type").asText() + "_ok", reply.path("type").asText(), reply::toString);
    }

    private static String plugin(WireConnection connection) {
        for (JsonNode each : connection.call(Commands.admin("plugin_list")).path("plugins")) {
            if (each.path("id").asText().equals("harbour") && !each.path("state").asText().equals("draining")) {
                return each.path("version").asText();
            }
        }
        return "none";
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(SOON);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), "not in time: " + what);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean told(String action) {
        return town.lines().stream().anyMatch(line -> line.path("action").asText().equals(action));
    }

    private static void edit(Path file, String old, String by) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(old), () -> file + " holds no " + old);
        Files.writeString(file, text.replace(old, by));
    }

    private static void change(Registry registry, String... words) {
        List<String> command = new ArrayList<>(List.of("plugin"));
        command.addAll(List.of(words));
        command.addAll(List.of("--server", registry.protocol().getHostString() + ":" + registry.protocol().getPort(),
                "--admin-token", RegistryOptions.ADMIN_TOKEN));
        Registry.Refusal run = Registry.run(command, SOON);
        assertEquals(0, run.exitCode(), run.output());
    }

    @Test
    void theTemplateIsBuiltDroppedInUsedExchangedUnderLoadAndRemoved() throws Exception {
        Path key = vendor.key();
        Path project = vendor.template();
        Path first = MadePlugin.copy(vendor.build(project, key, "harbour", VendorBuild.sdk()), folder.resolve("first"));
        edit(project.resolve("pom.xml"), "<version>1.0.0</version>\n  <name>", "<version>2.0.0</version>\n  <name>");
        edit(project.resolve("src/main/java/com/example/harbour/BadgeProvider.java"), "Verdict.Verified(holder)",
                "Verdict.Verified(\"second:\" + holder)");
        // The contracts held a minute ago; this is about the exchange.
        Path second = MadePlugin.copy(
                vendor.build(project, key, "harbour", VendorBuild.sdk(), "-DskipTests", "clean", "package"),
                folder.resolve("second"));
        vendor.verify(first);

        RegistryOptions options = RegistryOptions.in(folder.resolve("data")).with("plugins", plugins.toString())
                .with("plugin-trust", folder.resolve("bench/trust").toString())
                .with("outbound-private-networks", "allow");
        try (Registry registry = Registry.start(options); WireConnection connection = registry.connect()) {
            long copied = System.nanoTime();
            MadePlugin.copy(first, plugins.resolve("harbour"));
            await("the plugin is there", () -> plugin(connection).equals("1.0.0"));
            ok(connection, Commands.admin("set_idp_config").put("idp_type", "harbour").put("url", town.url("/badges")));
            await("a badge is verified",
                    () -> HarbourTown.HOLDER.equals(connection.call(register()).path("external_id").asText()));
            System.out.printf("A vendor's plugin: %d ms from the copy into plugins/ to the first verified token%n",
                    (System.nanoTime() - copied) / 1_000_000);
            JsonNode refused = connection.call(register().put("identity_token", "badge-18"));
            assertTrue(refused.path("error").asText().contains("no such badge"), refused::toString);

            ok(connection,
                    Commands.admin("set_audit_export").put("format", "harbour_lines")
                            .put("endpoint", town.url("/lines"))
                            .put("token", "t-1"));
            await("the exporter tells of itself", () -> told("audit_export.configured"));
            connection.call(register());
            await("the exporter tells of an identity", () -> told("identity.external_id_set"));

            exchangeUnderLoad(registry, second);
            assertEquals("2.0.0", plugin(connection));
            await("the exporter tells of the exchange", () -> told("plugin.replaced"));
            TreeSet<Long> ids = new TreeSet<>(town.lines().stream().map(line -> line.path("id").asLong()).toList());
            assertEquals(ids.last() - ids.first() + 1, ids.size(), "an event was lost at the exchange");

            change(registry, "remove", "harbour");
            assertEquals("none", plugin(connection));
            assertTrue(connection.call(register()).has("error"));
            assertFalse(Files.exists(plugins.resolve("harbour")));
        }
    }

    private void exchangeUnderLoad(Registry registry, Path second) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        AtomicInteger bySecond = new AtomicInteger();
        List<Future<String>> load = new ArrayList<>();
        try (ExecutorService agents = Executors.newFixedThreadPool(4)) {
            for (int each = 0; each < 4; each++) {
                load.add(agents.submit(() -> {
                    try (WireConnection own = registry.connect()) {
                        while (!stop.get()) {
                            JsonNode reply = own.call(register());
                            String holder = reply.path("external_id").asText();
                            if (holder.equals("second:" + HarbourTown.HOLDER)) {
                                bySecond.incrementAndGet();
                            } else if (!holder.equals(HarbourTown.HOLDER)) {
                                return reply.toString();
                            }
                            served.incrementAndGet();
                        }
                        return "all served";
                    }
                }));
            }
            try {
                await("the load is on", () -> served.get() > 50);
                change(registry, "install", second.toString(), "--plugins", plugins.toString());
                int then = bySecond.get();
                await("the second version serves", () -> bySecond.get() > then + 50);
            } finally {
                stop.set(true);
            }
            for (Future<String> each : load) {
                assertEquals("all served", each.get());
            }
        }
        System.out.printf("A vendor's plugin: exchanged under load, %d registrations, none failed%n", served.get());
    }

    @Test
    void aProjectOfInitBuildsAsItIs() throws Exception {
        Path key = vendor.key();
        Path project = vendor.project("secrets", "com.acme.vault", "acme-vault");
        vendor.verify(vendor.build(project, key, "acme-vault"));
    }
}
