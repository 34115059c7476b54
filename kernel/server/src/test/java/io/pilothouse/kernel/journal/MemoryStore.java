package io.pilothouse.kernel.journal;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory, with switches for failures. */
public final class MemoryStore implements PersistenceBackend {
    public final TreeMap<Long, byte[]> records = new TreeMap<>();
    public final TreeMap<Long, List<byte[]>> snapshots = new TreeMap<>();
    public boolean full;

    @Override
    public synchronized long lastSequence() {
        return records.isEmpty() ? 0 : records.lastKey();
    }

    @Override
    public synchronized long firstSequence() {
        return records.isEmpty() ? 0 : records.firstKey();
    }

    @Override
    public synchronized void append(List<StoredRecord> batch) throws IOException {
        if (full) {
            throw new IOException("no space left");
        }
        for (StoredRecord stored : batch) {
            if (stored.sequence() != lastSequence() + 1) {
                throw new IOException("gap before " + stored.sequence());
            }
            records.put(stored.sequence(), stored.bytes());
        }
    }

    @Override
    public synchronized List<StoredRecord> read(long fromSequence, int limit) {
        return records.tailMap(fromSequence).entrySet().stream().limit(limit)
                .map(entry -> new StoredRecord(entry.getKey(), entry.getValue())).toList();
    }

    @Override
    public synchronized List<Long> snapshots() {
        return List.copyOf(snapshots.descendingKeySet());
    }

    @Override
    public synchronized SnapshotReader openSnapshot(long sequence) {
        var pieces = snapshots.get(sequence).iterator();
        return new SnapshotReader() {
            @Override
            public Optional<byte[]> next() {
                return pieces.hasNext() ? Optional.of(pieces.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public SnapshotWriter beginSnapshot(long sequence) {
        List<byte[]> pieces = new ArrayList<>();
        return new SnapshotWriter() {
            @Override
            public void add(byte[] piece) {
                pieces.add(piece);
            }

            @Override
            public void complete() {
                synchronized (MemoryStore.this) {
                    snapshots.put(sequence, List.copyOf(pieces));
                }
            }

            @Override
            public void close() {
                // An incomplete snapshot is forgotten with its pieces.
            }
        };
    }

    @Override
    public synchronized void discardRecordsBefore(long sequence) {
        records.headMap(sequence).clear();
    }

    @Override
    public synchronized void discardSnapshots(int keep) {
        while (snapshots.size() > keep) {
            snapshots.pollFirstEntry();
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
