package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records and snapshots whose content can be checked, and the process that writes them until it is killed. */
final class StoreWork {
    static final int BATCH = 7;
    private static final int SNAPSHOT_EVERY = 50;

    private StoreWork() {}

    static StoredRecord numbered(long sequence) {
        String text = "record " + sequence + " " + "x".repeat((int) (sequence * 31 % 400));
        return new StoredRecord(sequence, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<StoredRecord> batch(long from, long to) {
        List<StoredRecord> batch = new ArrayList<>();
        for (long sequence = from; sequence <= to; sequence++) {
            batch.add(numbered(sequence));
        }
        return batch;
    }

    static void check(List<StoredRecord> read, long from, long to) {
        assertEquals(to - from + 1, read.size(), "records " + from + " to " + to);
        long sequence = from;
        for (StoredRecord stored : read) {
            assertEquals(sequence, stored.sequence());
            assertEquals(new String(numbered(sequence).bytes(), StandardCharsets.UTF_8),
                    new String(stored.bytes(), StandardCharsets.UTF_8));
            sequence++;
        }
    }

    static void writeSnapshot(PersistenceBackend store, long sequence, String... pieces) throws IOException {
        try (PersistenceBackend.SnapshotWriter writer = store.beginSnapshot(sequence)) {
            for (String piece : pieces) {
                writer.add(piece.getBytes(StandardCharsets.UTF_8));
            }
            writer.complete();
        }
    }

    static List<String> readSnapshot(PersistenceBackend store, long sequence) throws IOException {
        List<String> pieces = new ArrayList<>();
        try (PersistenceBackend.SnapshotReader reader = store.openSnapshot(sequence)) {
            for (Optional<byte[]> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
                pieces.add(new String(piece.get(), StandardCharsets.UTF_8));
            }
        }
        return pieces;
    }

    /** Appends and says so, until it is killed. */
    public static void main(String[] arguments) throws Exception {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        PersistenceBackend.Factory factory = (PersistenceBackend.Factory) constructor.newInstance();
        Map<String, String> given = new HashMap<>();
        for (int index = 2; index < arguments.length; index++) {
            int equals = arguments[index].indexOf('=');
            given.put(arguments[index].substring(0, equals), arguments[index].substring(equals + 1));
        }
        PersistenceBackend store = factory.create(TestSettings.of(factory, given),
                new TestContext(Path.of(arguments[1]), InstantSource.system()));
        long last = store.lastSequence();
        for (int round = 1; true; round++) {
            store.append(batch(last + 1, last + BATCH));
            last += BATCH;
            System.out.println(last);
            System.out.flush();
            if (round % SNAPSHOT_EVERY == 0) {
                writeSnapshot(store, last, "state after " + last, "end");
                store.discardSnapshots(2);
            }
        }
    }
}
