package io.pilothouse.audit.elastic;

import io.pilothouse.spi.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request.
 *
 * @param ids of its events, in order
 * @param body two lines for each of them
 */
record Bulk(List<Long> ids, byte[] body) {
    /** Well under the 5 MiB that clusters and proxies are advised to take. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /**
     * Divides events into requests.
     *
     * @param refused gets the events that fit into none
     */
    static List<Bulk> of(List<AuditEntry> batch, Map<Long, String> refused) throws IOException {
        List<Bulk> parts = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream(1_024 * batch.size());
        for (AuditEntry entry : batch) {
            byte[] lines = EcsDocument.lines(entry);
            if (lines.length > MOST_BYTES) {
                refused.put(entry.id(), "it has " + lines.length + " bytes, a request takes " + MOST_BYTES);
                continue;
            }
            if (body.size() + lines.length > MOST_BYTES) {
                parts.add(new Bulk(List.copyOf(ids), body.toByteArray()));
                ids.clear();
                body.reset();
            }
            ids.add(entry.id());
            body.writeBytes(lines);
        }
        if (!ids.isEmpty()) {
            parts.add(new Bulk(List.copyOf(ids), body.toByteArray()));
        }
        return parts;
    }
}
