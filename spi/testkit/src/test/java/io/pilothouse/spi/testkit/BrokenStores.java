package io.pilothouse.spi.testkit;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store that keeps everything in memory, so a killed process loses it. It is run by hand only. */
final class BrokenStores {
    private BrokenStores() {}

    static class Forgetful extends PersistenceContract {
        @Override
        protected PersistenceBackend.Factory factory() {
            return new MemoryFactory();
        }

        @Override
        protected Map<String, String> settings(Receiver system) {
            return Map.of();
        }
    }

    private static final class MemoryFactory implements PersistenceBackend.Factory {
        @Override
        public String type() {
            return "memory";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public PersistenceBackend create(Settings settings, ComponentContext context) {
            return new Memory();
        }
    }

    private static final class Memory implements PersistenceBackend {
        private final List<StoredRecord> records = new ArrayList<>();
        private final TreeMap<Long, List<byte[]>> snapshots = new TreeMap<>();

        @Override
        public synchronized long lastSequence() {
            return records.size();
        }

        @Override
        public synchronized long firstSequence() {
            return records.isEmpty() ? 0 : 1;
        }

        @Override
        public synchronized void append(List<StoredRecord> batch) throws IOException {
            for (StoredRecord each : batch) {
                if (each.sequence() != records.size() + 1) {
                    throw new IOException("a gap");
                }
                records.add(each);
            }
        }

        @Override
        public synchronized List<StoredRecord> read(long fromSequence, int limit) {
            return records.stream().filter(each -> each.sequence() >= fromSequence).limit(limit).toList();
        }

        @Override
        public synchronized List<Long> snapshots() {
            return List.copyOf(snapshots.descendingKeySet());
        }

        @Override
        public SnapshotReader openSnapshot(long sequence) throws IOException {
            throw new IOException("none");
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
                    snapshots.put(sequence, pieces);
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public void discardRecordsBefore(long sequence) {
            // Keeps everything.
        }

        @Override
        public void discardSnapshots(int keep) {
            // Keeps everything.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
