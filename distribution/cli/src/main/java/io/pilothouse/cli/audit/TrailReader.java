package io.pilothouse.cli.audit;

import io.pilothouse.client.RegistryClient;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.command.GetAuditTrail;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.NoteKey;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Fetches the trail of a registry, line by line as an export has it. */
record TrailReader(RegistryClient client) {
    /** Takes the lines of an export. */
    @FunctionalInterface
    interface Lines {
        void take(String line) throws IOException;
    }

    /** Fetches the entries from a sequence on, up to the newest checkpoint. */
    void read(long from, Lines lines) throws IOException {
        GetAuditProof.Ok now = client.call(GetAuditProof.TYPE, new GetAuditProof(OptionalLong.empty(),
                OptionalLong.empty()));
        SignedNote note = SignedNote.parse(now.checkpoint());
        long size = Checkpoint.parse(note).size();
        GetAuditTrail.Ok page = page(Math.min(from, size + 1), size);
        long index = page.first() - 1;
        lines.take(new TrailExport.Head(NoteKey.parse(now.key()),
                new CompactRange(index, TrailExport.bytes(page.before())), size).line());
        while (index < size) {
            if (page.entries().isEmpty() || page.first() != index + 1) {
                throw new IllegalStateException("the registry dropped entry " + (index + 1) + " while it was read");
            }
            for (String entry : page.entries()) {
                lines.take(TrailExport.entry(index++, entry));
            }
            if (index < size) {
                page = page(index + 1, size);
            }
        }
        lines.take(TrailExport.tail(note));
    }

    private GetAuditTrail.Ok page(long from, long until) {
        return client.call(GetAuditTrail.TYPE, new GetAuditTrail(from, OptionalLong.of(until)));
    }

    /** The sequence of the first entry with an event of a time or later; the greatest number when there is none. */
    long firstSince(String time) {
        String cursor = "";
        do {
            GetAuditLog.Ok reply = client.call(GetAuditLog.TYPE, new GetAuditLog(NetworkId.BACKBONE,
                    OptionalDouble.of(1), NodeId.NONE, "", time, "", "oldest", cursor));
            List<GetAuditLog.Entry> found = reply.entries();
            if (!found.isEmpty()) {
                return found.getFirst().evidence().map(GetAuditLog.Evidence::sequence).orElse(Long.MAX_VALUE - 1);
            }
            cursor = reply.nextCursor();
        } while (!cursor.isEmpty());
        return Long.MAX_VALUE - 1;
    }
}
