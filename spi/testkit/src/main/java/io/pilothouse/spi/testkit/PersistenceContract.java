package io.pilothouse.spi.testkit;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What every store keeps: records without gaps, batches whole or not at all, snapshots complete or not there, also when the
 * process is killed.
 */
public abstract class PersistenceContract extends ComponentContract<PersistenceBackend> {
    /** For extending it. */
    protected PersistenceContract() {}

    @Override
    protected abstract PersistenceBackend.Factory factory();

    @Override
    protected void use(PersistenceBackend component) throws Exception {
        component.append(StoreWork.batch(1, 3));
    }

    private PersistenceBackend open(String name) throws Exception {
        return component(settings(receiver()), Files.createDirectories(folder().resolve(name)));
    }

    @Test
    final void contractANewStoreIsEmpty() throws Exception {
        PersistenceBackend store = open("new");
        assertEquals(0, store.lastSequence());
        assertEquals(0, store.firstSequence());
        assertEquals(List.of(), store.read(1, 10));
        assertEquals(List.of(), store.snapshots());
    }

    @Test
    final void contractRecordsComeBackInOrderAlsoAfterReopening() throws Exception {
        PersistenceBackend store = open("records");
        store.append(StoreWork.batch(1, 3));
        store.append(List.of());
        store.append(StoreWork.batch(4, 50));
        StoreWork.check(store.read(1, 100), 1, 50);
        store.close();
        PersistenceBackend again = open("records");
        assertEquals(50, again.lastSequence());
        assertEquals(1, again.firstSequence());
        StoreWork.check(again.read(10, 5), 10, 14);
        assertEquals(List.of(), again.read(51, 5));
        again.append(StoreWork.batch(51, 51));
        assertEquals(51, again.lastSequence());
    }

    @Test
    final void contractEmptyAndBigRecordsAreKept() throws Exception {
        byte[] big = new byte[4 * 1024 * 1024];
        Arrays.fill(big, (byte) 7);
        PersistenceBackend store = open("big");
        store.append(List.of(new StoredRecord(1, new byte[0]), new StoredRecord(2, big)));
        assertArrayEquals(new byte[0], store.read(1, 1).getFirst().bytes());
        assertArrayEquals(big, store.read(2, 1).getFirst().bytes());
    }

    @Test
    final void contractAGapIsRefusedAndNothingOfItsBatchStays() throws Exception {
        PersistenceBackend store = open("gap");
        store.append(StoreWork.batch(1, 2));
        assertThrows(IOException.class, () -> store.append(StoreWork.batch(4, 5)));
        assertThrows(IOException.class,
                () -> store.append(List.of(StoreWork.numbered(3), StoreWork.numbered(5))));
        assertThrows(IOException.class, () -> store.append(StoreWork.batch(2, 3)));
        assertEquals(2, store.lastSequence());
        assertEquals(2, store.read(1, 10).size());
    }

    @Test
    final void contractASnapshotIsListedOnlyWhenComplete() throws Exception {
        PersistenceBackend store = open("snapshot");
        store.append(StoreWork.batch(1, 9));
        try (PersistenceBackend.SnapshotWriter writer = store.beginSnapshot(5)) {
            writer.add("half".getBytes(StandardCharsets.UTF_8));
            assertEquals(List.of(), store.snapshots());
            assertThrows(IOException.class, () -> store.beginSnapshot(6), "one writer at a time");
            store.append(StoreWork.batch(10, 10));
        }
        assertEquals(List.of(), store.snapshots());
        assertThrows(IOException.class, () -> store.openSnapshot(5));
        StoreWork.writeSnapshot(store, 5, "a", "", "c");
        StoreWork.writeSnapshot(store, 7, "newer");
        assertEquals(List.of(7L, 5L), store.snapshots());
        assertEquals(List.of("a", "", "c"), StoreWork.readSnapshot(store, 5));
        StoreWork.writeSnapshot(store, 7, "replaced");
        assertEquals(List.of("replaced"), StoreWork.readSnapshot(store, 7));
        assertThrows(IOException.class, () -> store.beginSnapshot(11), "a snapshot of the future");
        store.discardSnapshots(1);
        assertEquals(List.of(7L), store.snapshots());
    }

    @Test
    final void contractRecordsAreDroppedOnlyUnderASnapshot() throws Exception {
        PersistenceBackend store = open("dropped");
        store.append(StoreWork.batch(1, 2_000));
        assertThrows(IOException.class, () -> store.discardRecordsBefore(1_000));
        assertEquals(1, store.firstSequence());
        StoreWork.writeSnapshot(store, 1_500, "state");
        store.discardRecordsBefore(1_000);
        assertEquals(1_000, store.firstSequence());
        assertEquals(1_000, store.read(1, 1).getFirst().sequence());
        assertThrows(IOException.class, () -> store.discardSnapshots(0));
        StoreWork.writeSnapshot(store, 2_000, "state");
        store.discardRecordsBefore(2_001);
        store.close();
        PersistenceBackend again = open("dropped");
        assertEquals(2_000, again.lastSequence(), "the last record always stays");
        again.append(StoreWork.batch(2_001, 2_001));
    }

    @Test
    final void contractReadersRunBesideTheWriter() throws Exception {
        PersistenceBackend store = open("beside");
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> results = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                results.add(readers.submit(() -> follow(store, 1_000)));
            }
            for (long sequence = 1; sequence <= 1_000; sequence += 5) {
                store.append(StoreWork.batch(sequence, sequence + 4));
            }
            for (Future<Long> result : results) {
                assertEquals(1_000, result.get(60, TimeUnit.SECONDS));
            }
        }
    }

    private static long follow(PersistenceBackend store, long end) throws IOException {
        long seen = 0;
        while (seen < end) {
            List<StoredRecord> read = store.read(seen + 1, 64);
            if (read.isEmpty()) {
                LockSupport.parkNanos(200_000);
            } else {
                StoreWork.check(read, seen + 1, seen + read.size());
                seen += read.size();
            }
        }
        return seen;
    }

    @Test
    final void contractAClosedStoreSaysSo() throws Exception {
        PersistenceBackend store = open("closed");
        store.append(StoreWork.batch(1, 1));
        store.close();
        assertThrows(IOException.class, () -> store.append(StoreWork.batch(2, 2)));
        assertThrows(IOException.class, () -> store.read(1, 1));
    }

    /**
     * Kills a process that writes batches and snapshots, several times over the same store. What it said to be stored must be
     * there; of what it did not get to say, whole batches or nothing.
     */
    @Test
    final void contractNothingStoredIsLostWhenTheProcessIsKilled() throws Exception {
        Path data = Files.createDirectories(folder().resolve("killed"));
        Map<String, String> given = settings(receiver());
        for (int round = 0; round < 4; round++) {
            long said = workAndDie(data, given, 150L + 130L * round);
            PersistenceBackend store = factory().create(TestSettings.of(factory(), given),
                    new TestContext(data, clock()));
            try (store) {
                long last = store.lastSequence();
                assertTrue(last >= said, "record " + said + " was said to be stored, the last one is " + last);
                assertEquals(0, last % StoreWork.BATCH, "a part of a batch is there: " + last);
                for (long from = store.firstSequence(); from > 0 && from <= last; from += 500) {
                    StoreWork.check(store.read(from, 500), from, Math.min(last, from + 499));
                }
                for (long snapshot : store.snapshots()) {
                    assertEquals(List.of("state after " + snapshot, "end"), StoreWork.readSnapshot(store, snapshot));
                }
            }
        }
    }

    private long workAndDie(Path data, Map<String, String> given, long milliseconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "-cp",
                Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                        .orElse(System.getProperty("java.class.path")),
                StoreWork.class.getName(), factory().getClass().getName(), data.toString()));
        given.forEach((key, value) -> command.add(key + "=" + value));
        Path said = Files.createTempFile(folder(), "said", ".txt");
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile()).start();
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (Files.size(said) == 0 && System.nanoTime() < until) {
                assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), "the writing process ended by itself");
            }
            assertFalse(process.waitFor(milliseconds, TimeUnit.MILLISECONDS), "the writing process ended by itself");
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        String all = Files.readString(said);
        assertTrue(all.contains("\n"), "the writing process stored nothing in time");
        // What comes after the last line break was cut by the kill, so it was not said.
        String whole = all.substring(0, all.lastIndexOf('\n'));
        return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
    }
}
