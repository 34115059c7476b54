package io.pilothouse.acceptance.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event reaches an OpenSearch that is set up as the documentation says, over kills of both sides. */
class OpenSearchIT {
    private static final int EVENTS = 20_000;
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STREAM = "logs-pilothouse.audit-default";
    /** After so many deliveries since the last start somebody is killed: there is always something under way. */
    private static final long SOME = 1_000;
    /** Bytes of a value; OpenSearch takes 32,766 in a flat object. */
    private static final int TOO_LONG = 40_000;
    private static final String TOO_LONG_ACTION = "identity.external_id_set";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern TEMPLATE = Pattern.compile("```json\n(\\{\n  \"index_patterns\".*?)```",
            Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("For OpenSearch\\s+`data` must be `([^`]+)`");

    @TempDir
    private Path folder;

    private static JsonNode ok(WireConnection connection, ObjectNode command) {
        JsonNode reply = connection.call(command);
        assertEquals(command.path("type").asText() + "_ok", reply.path("type").asText(), reply::toString);
        return reply;
    }

    /** The template as {@code events.md} has it, with the field that it names for OpenSearch. */
    private static String template() throws IOException {
        Path file = Path.of(System.getProperty("pilothouse.documents")).resolve("events.md");
        String text = Files.readString(file);
        Matcher template = TEMPLATE.matcher(text);
        Matcher field = FIELD.matcher(text);
        assertTrue(template.find() && field.find(), () -> "no index template for OpenSearch in " + file);
        JsonNode whole = MAPPER.readTree(template.group(1));
        ((ObjectNode) whole.at("/template/mappings/properties/pilothouse/properties")).set("data",
                MAPPER.readTree(field.group(1)));
        return whole.toString();
    }

    private static void until(Registry registry, long delivered) {
        try (WireConnection connection = registry.connect()) {
            Await.untilLate(delivered + " deliveries",
                    () -> ok(connection, Commands.admin("get_audit_export")).path("exported")
                            .asLong() >= delivered);
        }
    }

    /** There are events that have not arrived, or a kill would interrupt nothing. */
    private static void behind(Registry registry) {
        try (HttpDoor door = new HttpDoor(registry.http())) {
            String metrics = door.fetch("/metrics").body();
            assertTrue(metrics.lines().filter(line -> line.startsWith("pilothouse_sink_lag_events{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum() > 0, metrics);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    @Test
    void everyEventArrivesOverKillsOfBothSides() throws Exception {
        Registry registry = null;
        try (OpenSearch search = new OpenSearch(folder.resolve("opensearch"))) {
            search.done("PUT", "/_index_template/pilothouse-audit", template());
            registry = Registry.start(RegistryOptions.in(folder.resolve("data")).with("outbound-private-networks",
                    "allow"));
            try (WireConnection connection = registry.connect()) {
                ok(connection,
                        Commands.admin("set_audit_export").put("format", "opensearch").put("endpoint", search.url()));
            }
            Renaming renaming = new Renaming(registry, CONNECTIONS, number -> "n" + number);
            long began = System.nanoTime();
            renaming.start(registry, EVENTS / 4);
            until(registry, SOME);
            search.kill();
            renaming.join();
            behind(registry);
            renaming.start(registry, EVENTS / 2);
            search.start();
            renaming.join();
            until(registry, 2 * SOME);
            behind(registry);
            registry.kill();
            // What was taken and not yet known to be so comes to another index of the stream now.
            search.done("POST", "/" + STREAM + "/_rollover", "");
            registry = registry.again();
            renaming.start(registry, EVENTS * 3 / 4);
            until(registry, SOME);
            search.kill();
            renaming.join();
            behind(registry);
            renaming.start(registry, EVENTS);
            search.start();
            renaming.join();
            tooLong(registry);
            Renaming end = new Renaming(registry, 1, number -> "the-end-" + number);
            end.start(registry, 1);
            end.join();
            double changed = seconds(began);
            Await.untilLate("the last event", () -> found(search, "the-end-0"));
            double delivered = seconds(began);
            Documents documents = new Documents();
            search.forEach(STREAM, "event.sequence", documents::take);
            int events = documents.events().size();
            System.out.printf(
                    "OpenSearch: %d changes in %.1f s, %d events after %.1f s (%.0f events/s) over %d kills of it"
                            + " and 1 of the registry; %d documents, %d of them a second time, 1 refused%n",
                    renaming.names().size(), changed, events, delivered, events / delivered, search.starts() - 1,
                    documents.count(), documents.count() - events);
            verify(registry, renaming, documents);
        } finally {
            if (registry != null) {
                registry.close();
            }
        }
    }

    /** An event with a value that is too long for the template. */
    private static void tooLong(Registry registry) {
        try (WireConnection connection = registry.connect()) {
            long node = connection.call(Commands.register(AgentKey.of("delivery/opensearch"))).path("node_id").asLong();
            ok(connection,
                    Commands.admin("set_external_id").put("node_id", node).put("external_id", "x".repeat(TOO_LONG)));
        }
    }

    /** Whether the event about a name is there, by the field in which all attributes are. */
    private static boolean found(OpenSearch search, String name) {
        return search.count(STREAM) > 0 && search.done("POST", "/" + STREAM + "/_count",
                "{\"query\":{\"term\":{\"pilothouse.data.new_hostname\":\"" + name + "\"}}}").path("count")
                .asInt() == 1;
    }

    private void verify(Registry registry, Renaming renaming, Documents documents) throws IOException {
        assertEquals(List.of(), documents.contradictions());
        Map<Long, String> journal = journal(registry);
        long first = journal.keySet().iterator().next();
        assertTrue(journal.size() > EVENTS, () -> journal.size() + " events");
        assertEquals(LongStream.range(first, first + journal.size()).boxed().toList(), List.copyOf(journal.keySet()));
        Map<Long, String> there = new TreeMap<>();
        Set<String> lost = new HashSet<>(renaming.names());
        documents.events().forEach((id, event) -> {
            there.put(id, event.path("pilothouse").path("leaf_index").asLong() + " "
                    + event.path("event").path("action").asText());
            lost.remove(event.path("pilothouse").path("data").path("new_hostname").asText());
        });
        List<Long> refused = journal.keySet().stream().filter(id -> journal.get(id).endsWith(TOO_LONG_ACTION)).toList();
        assertEquals(1, refused.size());
        assertFalse(there.containsKey(refused.getFirst()));
        there.put(refused.getFirst(), journal.get(refused.getFirst()));
        assertEquals(journal, there);
        assertEquals(Set.of(), lost);
        try (WireConnection connection = registry.connect()) {
            JsonNode dead = ok(connection, Commands.admin("get_webhook_dlq").put("sink", "audit_export-0-0"));
            assertEquals(1, dead.path("count").asInt(), dead::toString);
            assertEquals(refused.getFirst(), dead.path("events").path(0).path("event_id").asLong(), dead::toString);
            assertEquals(0, ok(connection, Commands.admin("get_audit_export")).path("dropped").asInt(-1));
        }
    }

    /** The place in the tree and the action of every event since the one that configured the export, by the number of the event. */
    private Map<Long, String> journal(Registry registry) throws IOException {
        Path file = folder.resolve("trail");
        Registry.Refusal exported = Registry.run(List.of("audit", "export", file.toString(), "--admin-token",
                RegistryOptions.ADMIN_TOKEN, "--server",
                registry.protocol().getHostString() + ":" + registry.protocol().getPort()), PATIENCE);
        assertEquals(0, exported.exitCode(), exported::output);
        long number = 0;
        Map<Long, String> since = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = MAPPER.readTree(line);
            for (JsonNode event : entry.path("entry").path("events")) {
                number++;
                String action = event.path("action").asText();
                if (!since.isEmpty() || action.equals("audit_export.configured")) {
                    since.put(number, entry.path("leaf_index").asLong() + " " + action);
                }
            }
        }
        return since;
    }
}
