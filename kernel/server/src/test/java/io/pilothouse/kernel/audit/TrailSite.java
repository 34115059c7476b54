package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A journal in memory and a folder for its trail. */
final class TrailSite {
    static final String REGISTRY = "00000000-0000-0000-0000-000000000001";
    static final long START = 1_800_000_000_000L;

    final MemoryStore store = new MemoryStore();
    final Path folder;
    Journal journal = new Journal(store, 0);

    TrailSite(Path folder) {
        this.folder = folder.resolve("audit");
    }

    /** Appends records; every third has no event, every fifth has two. */
    TrailSite grow(int records) throws IOException {
        for (int i = 0; i < records; i++) {
            journal.append(List.of(record(journal.lastSequence() + 1)));
        }
        return this;
    }

    static JournalRecord record(long sequence) {
        AuditEvent event = AuditEvent.of(sequence % 2 == 0 ? "hostname.changed" : "network.left")
                .and("node_id", NodeId.of(1 + sequence % 4)).and("network_id", sequence % 3);
        List<AuditEvent> events = sequence % 3 == 0
                ? List.of()
                : sequence % 5 == 0 ? List.of(event, AuditEvent.of("second").and("n", sequence)) : List.of(event);
        return new JournalRecord(sequence, START + sequence * 1000,
                new Principal.Signer(NodeId.of(1 + sequence % 4), true), "192.0.2.1", "r-" + sequence, "set_hostname",
                "", events, List.of(new Change.RegistryFounded("secret-" + sequence, sequence)));
    }

    /** A keeper that follows. */
    TrailKeeper keeper() {
        TrailKeeper keeper = new TrailKeeper(folder, journal, () -> REGISTRY);
        keeper.start();
        return keeper;
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within 20 s: " + what);
            Thread.onSpinWait();
        }
    }
}
