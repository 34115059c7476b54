package io.pilothouse.audit.json;

import io.pilothouse.sinks.EntryJson;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Keeps events as lines of a file. What is delivered is on the disk; while that is full or away, events wait. */
final class FileExport implements AuditExporter {
    private static final int MOST = 500;

    private final LineFile file;
    private final Rotation rotation;

    FileExport(LineFile file, Rotation rotation) {
        this.file = file;
        this.rotation = rotation;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(1_024 * batch.size());
        for (AuditEntry entry : batch) {
            lines.writeBytes(EntryJson.of(entry));
            lines.write('\n');
        }
        try {
            file.open();
            if (rotation.due(file, lines.size())) {
                file.close();
                rotation.rotate(file);
                file.open();
            }
            file.append(lines.toByteArray());
            return new Delivery.Delivered();
        } catch (IOException failed) {
            return new Delivery.Retry("cannot write to " + file.path() + ": " + failed.getMessage());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
