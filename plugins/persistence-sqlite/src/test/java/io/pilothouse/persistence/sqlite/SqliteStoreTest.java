package io.pilothouse.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
    @TempDir
    Path folder;

    @Test
    void aNewStoreIsEmpty() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            assertEquals(0, store.lastSequence());
            assertEquals(0, store.firstSequence());
            assertEquals(List.of(), store.read(1, 10));
            assertEquals(List.of(), store.snapshots());
        }
    }

    @Test
    void recordsComeBackInOrderAlsoAfterReopening() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 3));
            store.append(List.of());
            store.append(Stores.batch(4, 50));
            assertEquals(Stores.texts(Stores.batch(1, 50)), Stores.texts(store.read(1, 100)));
        }
        try (SqliteStore store = Stores.open(folder)) {
            assertEquals(50, store.lastSequence());
            assertEquals(1, store.firstSequence());
            assertEquals(Stores.texts(Stores.batch(10, 14)), Stores.texts(store.read(10, 5)));
            assertEquals(List.of(), store.read(51, 5));
            store.append(Stores.batch(51, 51));
            assertEquals(51, store.lastSequence());
        }
    }

    @Test
    void emptyRecordsAndBigOnesAreKept() throws IOException {
        byte[] big = new byte[300_000];
        Arrays.fill(big, (byte) 7);
        try (SqliteStore store = Stores.open(folder)) {
            store.append(List.of(new StoredRecord(1, new byte[0]), new StoredRecord(2, big)));
            assertArrayEquals(new byte[0], store.read(1, 1).getFirst().bytes());
            assertArrayEquals(big, store.read(2, 1).getFirst().bytes());
        }
    }

    @Test
    void aGapIsRefusedAndNothingOfItsBatchStays() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 2));
            IOException refusal = assertThrows(IOException.class, () -> store.append(Stores.batch(4, 5)));
            assertEquals("record 4 cannot be appended: the next sequence is 3", refusal.getMessage());
            assertThrows(IOException.class, () -> store.append(List.of(Stores.numbered(3), Stores.numbered(5))));
            assertThrows(IOException.class, () -> store.append(Stores.batch(2, 3)));
            assertEquals(2, store.lastSequence());
            assertEquals(2, store.read(1, 10).size());
            store.append(Stores.batch(3, 3));
        }
    }

    @Test
    void aSnapshotIsListedOnlyWhenComplete() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 9));
            try (PersistenceBackend.SnapshotWriter writer = store.beginSnapshot(5)) {
                writer.add("half".getBytes(StandardCharsets.UTF_8));
                assertEquals(List.of(), store.snapshots());
                assertThrows(IOException.class, () -> store.beginSnapshot(6));
                store.append(Stores.batch(10, 10));
            }
            assertEquals(List.of(), store.snapshots());
            assertThrows(IOException.class, () -> store.openSnapshot(5));
            Stores.writeSnapshot(store, 5, "a", "", "c");
            Stores.writeSnapshot(store, 0);
            assertEquals(List.of(5L, 0L), store.snapshots());
            assertEquals(List.of("a", "", "c"), Stores.readSnapshot(store, 5));
            assertEquals(List.of(), Stores.readSnapshot(store, 0));
        }
    }

    @Test
    void aSecondSnapshotOfASequenceReplacesTheFirstWhenComplete() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 9));
            Stores.writeSnapshot(store, 9, "old");
            PersistenceBackend.SnapshotWriter writer = store.beginSnapshot(9);
            writer.add("new".getBytes(StandardCharsets.UTF_8));
            assertEquals(List.of("old"), Stores.readSnapshot(store, 9));
            PersistenceBackend.SnapshotReader slow = store.openSnapshot(9);
            writer.complete();
            writer.close();
            assertEquals(List.of(9L), store.snapshots());
            assertEquals(List.of("new"), Stores.readSnapshot(store, 9));
            IOException gone = assertThrows(IOException.class, slow::next);
            assertTrue(gone.getMessage().contains("was dropped or replaced"), gone.getMessage());
            assertThrows(IOException.class, () -> writer.add(new byte[1]));
        }
    }

    @Test
    void aSnapshotOfTheFutureIsRefused() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            assertThrows(IOException.class, () -> store.beginSnapshot(1));
        }
    }

    @Test
    void anUnfinishedSnapshotIsGoneAfterReopening() throws IOException {
        Path killed = folder.resolve("killed");
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 3));
            try (PersistenceBackend.SnapshotWriter writer = store.beginSnapshot(3)) {
                writer.add(new byte[100_000]);
                store.append(Stores.batch(4, 4));
                Stores.copyAsKilled(folder, killed);
            }
        }
        try (SqliteStore store = Stores.open(killed)) {
            assertEquals(List.of(), store.snapshots());
            assertEquals(4, store.lastSequence());
            Stores.writeSnapshot(store, 4, "whole");
            assertEquals(List.of("whole"), Stores.readSnapshot(store, 4));
        }
    }

    @Test
    void recordsAreDroppedOnlyUnderASnapshot() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 5000));
            assertThrows(IOException.class, () -> store.discardRecordsBefore(4000));
            Stores.writeSnapshot(store, 4500, "state");
            store.discardRecordsBefore(4000);
            assertEquals(4000, store.firstSequence());
            assertEquals(4000, store.read(1, 1).getFirst().sequence());
            assertThrows(IOException.class, () -> store.discardRecordsBefore(4502));
            assertThrows(IOException.class, () -> store.discardSnapshots(0));
        }
        try (SqliteStore store = Stores.open(folder)) {
            assertEquals(4000, store.firstSequence());
            Stores.writeSnapshot(store, 5000, "state");
            store.discardRecordsBefore(5001);
            assertEquals(5000, store.firstSequence());
        }
        try (SqliteStore store = Stores.open(folder)) {
            assertEquals(5000, store.lastSequence());
            store.append(Stores.batch(5001, 5001));
            assertEquals(2, store.read(1, 10).size());
        }
    }

    @Test
    void onlyTheNewestSnapshotsAreKept() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            store.append(Stores.batch(1, 9));
            for (long sequence : new long[]{3, 9, 6}) {
                Stores.writeSnapshot(store, sequence, "at " + sequence);
            }
            store.discardSnapshots(2);
            assertEquals(List.of(9L, 6L), store.snapshots());
            assertEquals(List.of("at 6"), Stores.readSnapshot(store, 6));
        }
    }

    @Test
    void readersRunBesideTheWriter() throws IOException, InterruptedException, ExecutionException {
        try (SqliteStore store = Stores.open(folder); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            store.append(Stores.batch(1, 1));
            List<Future<Long>> results = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> follow(store, 2000))).toList();
            Future<?> snapshots = threads.submit(() -> {
                for (int round = 0; round < 20; round++) {
                    Stores.writeSnapshot(store, store.lastSequence(), "p".repeat(50_000), "q");
                    store.discardSnapshots(2);
                }
                return null;
            });
            for (long sequence = 2; sequence <= 2000; sequence += 3) {
                store.append(Stores.batch(sequence, Math.min(sequence + 2, 2000)));
            }
            for (Future<Long> result : results) {
                assertEquals(2000, result.get());
            }
            snapshots.get();
            assertEquals(2, store.snapshots().size());
        }
    }

    private static long follow(SqliteStore store, long end) throws IOException {
        long seen = 0;
        while (seen < end) {
            for (StoredRecord stored : store.read(seen + 1, 64)) {
                assertEquals(seen + 1, stored.sequence());
                seen = stored.sequence();
            }
        }
        return seen;
    }

    @Test
    void aFullStoreRefusesWholeBatchesAndGoesOnWhenThereIsRoom() throws IOException {
        StoreOptions small = new StoreOptions("registry.db", Duration.ofSeconds(5), 1000, 2, 40, false);
        long kept;
        try (SqliteStore store = SqliteStore.open(folder, small)) {
            IOException full = assertThrows(IOException.class, () -> {
                for (long sequence = 1; sequence < 5000; sequence += 10) {
                    store.append(Stores.batch(sequence, sequence + 9));
                }
            });
            assertTrue(full.getMessage().contains("No room left"), full.getMessage());
            assertTrue(full.getMessage().contains("max-pages"), full.getMessage());
            kept = store.lastSequence();
            assertTrue(kept > 0 && kept % 10 == 0, "whole batches, but " + kept);
            assertEquals(kept, store.read(1, 10_000).size());
            assertThrows(IOException.class, () -> store.append(Stores.batch(kept + 1, kept + 2000)));
            store.append(List.of(new StoredRecord(kept + 1, new byte[0])));
        }
        try (SqliteStore store = Stores.open(folder)) {
            assertEquals(kept + 1, store.lastSequence());
            store.append(Stores.batch(kept + 2, kept + 2000));
        }
    }

    @Test
    void aClosedStoreSaysSo() throws IOException {
        SqliteStore store = Stores.open(folder);
        store.append(Stores.batch(1, 1));
        store.close();
        store.close();
        assertTrue(assertThrows(IOException.class, () -> store.read(1, 1)).getMessage().contains("is closed"));
        assertTrue(assertThrows(IOException.class, () -> store.append(Stores.batch(2, 2))).getMessage()
                .contains("is closed"));
        assertFalse(Files.exists(folder.resolve("registry.db-wal")), "a clean close leaves no write-ahead log");
    }
}
