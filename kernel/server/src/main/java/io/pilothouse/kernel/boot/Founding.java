package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.LiveState;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The first record of a registry: its own id and the backbone. */
final class Founding {
    private Founding() {}

    static void ifNew(LiveState state, Journal journal, long now) throws IOException {
        if (journal.lastSequence() > 0) {
            return;
        }
        List<Change> changes = List.of(new Change.RegistryFounded(UUID.randomUUID().toString(), now),
                new Change.NetworkPut(Network.backbone(now)));
        JournalRecord first = new JournalRecord(1, now, new Principal.Registry(), "local", "", List.of(), changes);
        journal.append(List.of(first));
        state.apply(first);
        journal.published();
    }
}
