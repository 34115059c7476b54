package io.pilothouse.acceptance.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that never answer, answer late or leave nowhere to write cost neither time of changes nor memory. */
class DownSinksIT {
    private static final int ROUNDS = 7;
    private static final int CHANGES = 1_000;
    private static final int CONNECTIONS = 4;
    private static final int BEHIND = 200_000;
    /** The issue asks for 1.2, which the benchmark measures on a quiet machine; a build runs beside others. */
    private static final double LENIENT = 2.0;
    private static final long LENIENT_BYTES = 64L << 20;
    private static final Pattern USED = Pattern.compile("used (\\d+)K|used (\\d+)M|Used:? +(\\d+)M");

    @TempDir
    private Path folder;

    private Registry registry(String name, Nobody export, Nobody webhook) {
        Registry registry = Registry.start(RegistryOptions.in(folder.resolve(name)).with("outbound-private-networks",
                "allow"));
        try (WireConnection connection = registry.connect()) {
            for (ObjectNode command : List.of(
                    Commands.admin("set_audit_export").put("format", "json").put("endpoint", export.url()),
                    Commands.admin("set_webhook").put("url", webhook.url()))) {
                JsonNode reply = connection.call(command);
                assertTrue(reply.path("type").asText().endsWith("_ok"), reply::toString);
            }
        }
        return registry;
    }

    private static long p99(long[] sorted) {
        return sorted[(int) (sorted.length * 0.99)];
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void changesAreAsQuickAsWithoutSinks() throws Exception {
        Path unwritable = Files.createDirectories(folder.resolve("full"));
        // Where cursors and dead letters would stand, nothing can be written, as on a full disk.
        Files.writeString(unwritable.resolve("courier"), "");
        try (Nobody hole = Nobody.blackHole();
                Nobody slow = Nobody.slow(Duration.ofSeconds(2));
                Registry none = Registry.start(RegistryOptions.in(folder.resolve("none")));
                Registry down = registry("down", hole, slow);
                Registry full = registry("full", hole, slow)) {
            Map<String, Registry> registries = new LinkedHashMap<>();
            registries.put("none", none);
            registries.put("down", down);
            registries.put("full", full);
            Map<String, Renaming> renamings = new LinkedHashMap<>();
            registries.forEach((name, registry) -> renamings.put(name,
                    new Renaming(registry, CONNECTIONS, number -> "n" + number).inFlight(1)));
            Map<String, List<Double>> rounds = new LinkedHashMap<>();
            for (int round = -2; round < ROUNDS; round++) {
                for (Map.Entry<String, Renaming> each : renamings.entrySet()) {
                    Renaming renaming = each.getValue();
                    renaming.start(registries.get(each.getKey()), renaming.acknowledged() + CHANGES);
                    renaming.join();
                    double milliseconds = p99(renaming.delays()) / 1e6;
                    if (round >= 0) {
                        rounds.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(milliseconds);
                    }
                }
            }
            double without = median(rounds.get("none"));
            for (String name : List.of("down", "full")) {
                double ratio = median(rounds.get(name)) / without;
                System.out.printf("sinks %s: p99 of changes %.2f ms, without sinks %.2f ms, ratio %.2f%n", name,
                        median(rounds.get(name)), without, ratio);
                assertTrue(ratio < LENIENT, () -> name + ": " + rounds);
            }
            assertTrue(hole.taken() > 0 && slow.taken() > 0, "nobody was asked");
        }
    }

    @Test
    void whatWaitsDoesNotWaitInMemory() throws Exception {
        try (Nobody hole = Nobody.blackHole(); Registry registry = registry("memory", hole, hole)) {
            Renaming renaming = new Renaming(registry, CONNECTIONS, number -> "n" + number);
            renaming.start(registry, BEHIND / 10);
            renaming.join();
            long before = used(registry);
            renaming.start(registry, BEHIND);
            renaming.join();
            long after = used(registry);
            System.out.printf("sinks down: heap after collection %d MB at %d events behind, %d MB at %d%n",
                    before >> 20,
                    BEHIND / 10, after >> 20, BEHIND);
            assertTrue(after - before < LENIENT_BYTES, () -> before + " before, " + after + " after");
            try (WireConnection connection = registry.connect()) {
                JsonNode export = connection.call(Commands.admin("get_audit_export"));
                assertEquals(0, export.path("dropped").asInt(-1), export::toString);
                assertEquals(0, export.path("delivered").asInt(-1), export::toString);
            }
        }
    }

    /** Bytes of the heap that are in use after a collection. */
    private static long used(Registry registry) throws IOException, InterruptedException {
        diagnose(registry, "GC.run");
        Matcher used = USED.matcher(diagnose(registry, "GC.heap_info"));
        assertTrue(used.find(), () -> "no figure in " + used);
        return used.group(1) == null
                ? Long.parseLong(Arrays.asList(used.group(2), used.group(3)).stream().filter(one -> one != null)
                        .findFirst().orElseThrow()) << 20
                : Long.parseLong(used.group(1)) << 10;
    }

    private static String diagnose(Registry registry, String command) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(tool.toString(), Long.toString(registry.pid()), command)
                .redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, text);
        return text;
    }
}
