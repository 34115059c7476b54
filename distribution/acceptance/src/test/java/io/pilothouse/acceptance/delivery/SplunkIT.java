package io.pilothouse.acceptance.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.delivery.HecSimulator.Fate;
import io.pilothouse.acceptance.delivery.HecSimulator.Mishap;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event reaches Splunk's collector whatever it answers and whatever becomes of the registry. */
class SplunkIT {
    private static final int EVENTS = 100_000;
    private static final long THIRD = EVENTS / 3;
    private static final int CONNECTIONS = 4;
    /** Milliseconds; a machine at half speed needs as much for what one in ten answers delays. */
    private static final long PATIENCE = 180_000;
    private static final long SEED = 20_261_122;
    /** What a collector may say that is no fault of the events. */
    private static final List<HecCode> LATER = List.of(HecCode.BUSY, HecCode.BUSY, HecCode.INTERNAL_ERROR,
            HecCode.QUEUE_FULL, HecCode.ACK_FULL, HecCode.SHUTTING_DOWN, HecCode.QUEUES_FULL, HecCode.TOKEN_DISABLED,
            HecCode.INVALID_TOKEN, HecCode.INCORRECT_INDEX);
    /** What it says about an event that it will never take. */
    private static final List<HecCode> NEVER = List.of(HecCode.INVALID_FORMAT, HecCode.EVENT_REQUIRED,
            HecCode.EVENT_BLANK, HecCode.INDEXED_FIELDS);
    private static final int BAD = 1_500;

    @TempDir
    private Path data;

    private static JsonNode ok(WireConnection connection, ObjectNode command) {
        JsonNode reply = connection.call(command);
        assertEquals(command.path("type").asText() + "_ok", reply.path("type").asText(), reply::toString);
        return reply;
    }

    private static ObjectNode export(HecSimulator splunk) {
        return Commands.admin("set_audit_export").put("format", "splunk_hec").put("endpoint", splunk.url())
                .put("token", HecSimulator.TOKEN).put("index", HecSimulator.INDEX).put("source", "acceptance");
    }

    private RegistryOptions options() {
        return RegistryOptions.in(data).with("outbound-private-networks", "allow");
    }

    private static String name(JsonNode event) {
        return event.path("event").path("data").path("new_hostname").asText();
    }

    private static long id(JsonNode event) {
        return event.path("event").path("event_id").asLong();
    }

    /** A collector whose mishaps are random, and whose opinion about an event is not. */
    private static class Indexer implements HecSimulator.Indexer {
        final Ledger ledger = new Ledger();
        private final Random random = new Random(SEED);

        @Override
        public Fate fate() {
            int chance = random.nextInt(1_000);
            HecCode success = chance > 980
                    ? HecCode.QUEUE_FILLING
                    : chance > 960 ? HecCode.ACK_FILLING : HecCode.SUCCESS;
            return switch (chance) {
                case 0, 1 -> new Fate(Mishap.HUNG_UP, success, false);
                case 2, 3, 4 -> new Fate(Mishap.ANSWER_LOST, success, false);
                case 5, 6, 7 -> new Fate(Mishap.HALF, success, false);
                case 8, 9 -> new Fate(Mishap.PAGE, success, false);
                default -> chance < 100
                        ? new Fate(Mishap.TURNED_AWAY, LATER.get(random.nextInt(LATER.size())), chance >= 20)
                        : new Fate(Mishap.NONE, success, false);
            };
        }

        @Override
        public HecCode content(JsonNode event) {
            int bad = name(event).indexOf("bad");
            if (bad < 0) {
                return HecCode.SUCCESS;
            }
            ledger.refuse(id(event), name(event));
            return NEVER.get(Integer.parseInt(name(event).substring(bad + 3)));
        }

        @Override
        public void index(List<JsonNode> events) {
            events.forEach(event -> ledger.take(id(event), name(event)));
        }

        @Override
        public boolean acknowledged(long ack) {
            return true;
        }
    }

    private static String naming(long number) {
        return number % BAD == BAD - 1
                ? "n" + number + "-bad" + number / BAD % NEVER.size()
                : "n" + number;
    }

    @Test
    void everyEventArrivesOverFailuresAndKills() throws Exception {
        Indexer indexer = new Indexer();
        Ledger ledger = indexer.ledger;
        Registry registry = Registry.start(options());
        try (HecSimulator splunk = new HecSimulator(indexer, false)) {
            try (WireConnection connection = registry.connect()) {
                ok(connection, export(splunk));
            }
            Renaming renaming = new Renaming(registry, CONNECTIONS, SplunkIT::naming);
            long began = System.nanoTime();
            for (int kill = 1; kill <= 2; kill++) {
                renaming.start(registry, Long.MAX_VALUE);
                renaming.await(kill * THIRD);
                registry.kill();
                renaming.join();
                registry = registry.again();
            }
            renaming.start(registry, EVENTS);
            renaming.join();
            double changed = seconds(began);
            Renaming end = new Renaming(registry, 1, number -> "the-end-" + number);
            end.start(registry, 1);
            end.join();
            assertTrue(ledger.await("the-end-0", PATIENCE), () -> ledger.size() + " events after " + PATIENCE + " ms");
            double delivered = seconds(began);
            System.out.printf("Splunk: %d changes in %.1f s with 2 kills, %d events after %.1f s (%.0f events/s) in %d"
                    + " requests, %d came again, %d refused%n", renaming.names().size(), changed, ledger.size(),
                    delivered,
                    ledger.size() / delivered, splunk.requests(), ledger.repeated(), ledger.refused().size());
            verify(registry, renaming, ledger);
        } finally {
            registry.close();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void verify(Registry registry, Renaming renaming, Ledger ledger) {
        assertTrue(renaming.names().size() >= EVENTS);
        assertEquals(List.of(), ledger.disorder());
        assertEquals(List.of(), ledger.missing());
        assertFalse(ledger.contradicts());
        Set<String> lost = new HashSet<>(renaming.names());
        lost.removeIf(ledger::knows);
        assertEquals(Set.of(), lost);
        try (WireConnection connection = registry.connect()) {
            JsonNode dead = ok(connection, Commands.admin("get_webhook_dlq").put("sink", "audit_export-0-0"));
            Set<Long> letters = new TreeSet<>();
            dead.path("events").forEach(letter -> letters.add(letter.path("event_id").asLong()));
            assertTrue(ledger.refused().size() >= EVENTS / BAD, () -> "only " + ledger.refused());
            assertEquals(ledger.refused(), letters);
            assertEquals(letters.size(), dead.path("count").asInt());
            JsonNode export = ok(connection, Commands.admin("get_audit_export"));
            assertEquals(0, export.path("dropped").asInt(-1), export::toString);
        }
    }

    /**
     * With a channel an event counts when the indexer says so. One that dies after it has taken events has lost them; they come
     * again. Neither a disabled token nor an index that is not allowed costs an event.
     */
    @Test
    void whatTheIndexerDoesNotAcknowledgeComesAgain() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger turned = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Indexer indexer = new Indexer() {
            private List<JsonNode> waiting = List.of();

            @Override
            public Fate fate() {
                return closed.get()
                        ? new Fate(Mishap.TURNED_AWAY,
                                turned.getAndIncrement() % 2 == 0 ? HecCode.TOKEN_DISABLED : HecCode.INCORRECT_INDEX,
                                false)
                        : Fate.FINE;
            }

            @Override
            public void index(List<JsonNode> events) {
                waiting = events;
                taken.incrementAndGet();
            }

            /** The second request's events are gone before they are indexed. */
            @Override
            public boolean acknowledged(long ack) {
                if (taken.get() == 2) {
                    return false;
                }
                waiting.forEach(event -> ledger.take(id(event), name(event)));
                return true;
            }
        };
        Ledger ledger = indexer.ledger;
        try (HecSimulator splunk = new HecSimulator(indexer, true);
                Registry registry = Registry.start(options().with("audit.splunk_hec.acknowledgement", "true")
                        .with("audit.splunk_hec.batch", "500"));
                WireConnection connection = registry.connect()) {
            ok(connection, export(splunk));
            Renaming renaming = new Renaming(registry, 1, number -> "a" + number);
            renaming.start(registry, 2_000);
            renaming.join();
            closed.set(true);
            Renaming later = new Renaming(registry, 1, number -> "b" + number);
            later.start(registry, 500);
            later.join();
            Await.until("two refusals", () -> turned.get() >= 2);
            closed.set(false);
            Renaming end = new Renaming(registry, 1, number -> "c" + number);
            end.start(registry, 1);
            end.join();
            assertTrue(ledger.await("c0", PATIENCE), () -> ledger.size() + " events after " + PATIENCE + " ms");
            assertEquals(List.of(), ledger.disorder());
            assertEquals(List.of(), ledger.missing());
            assertEquals(0, ok(connection, Commands.admin("get_audit_export")).path("dlq_size").asInt(-1));
            assertTrue(taken.get() > 3, "requests: " + taken);
        }
    }
}
