package io.pilothouse.kernel.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdoptTest {
    private final MemoryStore store = new MemoryStore();
    private final LiveState state = new LiveState();
    private final Journal journal = new Journal(store, 0);
    private final CommitPipeline pipeline = new CommitPipeline(state, new Presence(), journal,
            new AccessRules(AdminToken.of(""), false, Keys.SECRETS), () -> Instant.ofEpochMilli(9));

    AdoptTest() {
        pipeline.start();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private static JournalRecord entry(long sequence) {
        return new JournalRecord(sequence, 5, new Principal.GlobalAdmin(), "192.0.2.1", "create_network",
                List.of(AuditEvent.of("network.created").and("name", "x")),
                List.of(new Change.NetworkPut(Network.backbone(5))));
    }

    private Outcome adopt(JournalRecord entry) throws Exception {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        pipeline.adopt(entry, RecordCodec.encode(entry), told::complete);
        return told.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aRecordIsKeptAsItWasMade() throws Exception {
        assertInstanceOf(Outcome.Done.class, adopt(entry(1)));
        assertEquals(List.of(entry(1)), journal.read(1, 9));
        assertTrue(state.network(NetworkId.BACKBONE).isPresent());
    }

    @Test
    void aGapIsRefused() throws Exception {
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, adopt(entry(2)));
        assertEquals("record 2 came where record 1 is next", refused.text());
        assertEquals(0, journal.lastSequence());
        assertTrue(state.network(NetworkId.BACKBONE).isEmpty());
    }
}
