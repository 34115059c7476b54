package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tests of the store share. */
final class Stores {
    static final StoreOptions OPTIONS = new StoreOptions("registry.db", Duration.ofSeconds(5), 1000, 2, 0, false);

    private Stores() {}

    static SqliteStore open(Path folder) throws IOException {
        return SqliteStore.open(folder, OPTIONS);
    }

    static StoredRecord numbered(long sequence) {
        String text = "record " + sequence + " " + "x".repeat((int) (sequence % 7) * 40);
        return new StoredRecord(sequence, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<StoredRecord> batch(long first, long last) {
        List<StoredRecord> records = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            records.add(numbered(sequence));
        }
        return records;
    }

    static List<String> texts(List<StoredRecord> records) {
        return records.stream().map(each -> each.sequence() + ":" + new String(each.bytes(), StandardCharsets.UTF_8))
                .toList();
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

    /** What a kill at this moment would leave: database, write-ahead log and mark, without the shared index. */
    static void copyAsKilled(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "registry.{db,db-wal,mark}")) {
            for (Path file : files) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }
}
