package io.pilothouse.audit.stdout;

import io.pilothouse.sinks.EntryJson;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes each event as a line. What is written counts as delivered: who reads it gives no answer. */
final class StandardOutput implements AuditExporter {
    private static final int MOST = 200;

    private final OutputStream out;
    /** Whether half a line may stand there. */
    private boolean torn;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(1_024 * batch.size());
        if (torn) {
            lines.write('\n');
        }
        for (AuditEntry entry : batch) {
            lines.writeBytes(EntryJson.of(entry));
            lines.write('\n');
        }
        torn = true;
        // Several sinks of networks may write too.
        synchronized (out) {
            out.write(lines.toByteArray());
            out.flush();
        }
        torn = false;
        return new Delivery.Delivered();
    }

    @Override
    public void close() {
        // The stream is the process's.
    }
}
