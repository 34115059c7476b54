package io.pilothouse.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.LiveState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotWritingTest {
    private final MemoryStore store = new MemoryStore();
    private final LiveState state = new LiveState();
    private final Journal journal = new Journal(store, 0);
    private final SnapshotWriting snapshots = new SnapshotWriting(store, state, journal, 0);

    private Change durable(String id) throws IOException {
        Change change = new Change.RegistryFounded(id, 1);
        journal.append(List.of(new JournalRecord(journal.lastSequence() + 1, 1, new Principal.Registry(), "local", "",
                List.of(), List.of(change))));
        return change;
    }

    /** Between the append and the publishing of a batch its changes are durable, but not in the state that is written. */
    @Test
    void aSnapshotStandsOnlyForWhatItHolds() throws Exception {
        state.apply(durable("first"));
        state.apply(new Change.NetworkPut(Network.backbone(1)));
        journal.published();
        Change pending = durable("second");
        assertEquals(1, snapshots.write());
        assertEquals("second", recovered().registryId());
        state.apply(pending);
        journal.published();
        assertEquals(2, snapshots.write());
        assertEquals("second", recovered().registryId());
    }

    @Test
    void nothingIsWrittenBeforeAnythingIsPublished() throws Exception {
        durable("first");
        assertEquals(0, snapshots.write());
        assertEquals(List.of(), List.copyOf(store.snapshots.keySet()));
    }

    private LiveState recovered() throws Exception {
        LiveState recovered = new LiveState();
        new Recovery(store, Optional.empty()).into(recovered, done -> {});
        return recovered;
    }
}
