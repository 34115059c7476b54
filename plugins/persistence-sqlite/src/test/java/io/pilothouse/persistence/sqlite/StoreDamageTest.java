package io.pilothouse.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.DamagedStoreException;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Whatever happens to the files: a prefix of what was stored or a clear refusal, never a store that looks new. */
class StoreDamageTest {
    private static final int RECORDS = 24;
    private static final int PAGE = 4096;
    private static final int FRAME = PAGE + 24;

    @TempDir
    Path folder;
    private Path killed;
    private Path stopped;

    @BeforeEach
    void makeAStoreAndKeepItAsKilledAndAsStopped() throws IOException {
        Path live = folder.resolve("live");
        killed = folder.resolve("killed");
        stopped = folder.resolve("stopped");
        Files.createDirectories(live);
        try (SqliteStore store = Stores.open(live)) {
            for (long sequence = 1; sequence <= RECORDS; sequence += 3) {
                store.append(Stores.batch(sequence, sequence + 2));
            }
            Stores.writeSnapshot(store, 12, "first piece", "p".repeat(5000));
            Stores.copyAsKilled(live, killed);
        }
        Stores.copyAsKilled(live, stopped);
    }

    @Test
    void theCopiesAreWhole() throws IOException {
        assertEquals(RECORDS, survivors(killed));
        assertEquals(RECORDS, survivors(stopped));
    }

    @Test
    void aLogCutAnywhereGivesAPrefix() throws IOException {
        byte[] log = Files.readAllBytes(killed.resolve("registry.db-wal"));
        int prefixes = 0;
        for (int length : offsets(log.length, FRAME)) {
            Path copy = fresh(killed);
            Files.write(copy.resolve("registry.db-wal"), Arrays.copyOf(log, length));
            if (survivors(copy) >= 0) {
                prefixes++;
            }
        }
        assertTrue(prefixes > 100, "most cuts lose only the end, but " + prefixes + " did");
    }

    @Test
    void aDatabaseCutAnywhereIsNeverEmpty() throws IOException {
        for (Path original : List.of(killed, stopped)) {
            byte[] bytes = Files.readAllBytes(original.resolve("registry.db"));
            for (int length : offsets(bytes.length, PAGE)) {
                Path copy = fresh(original);
                Files.write(copy.resolve("registry.db"), Arrays.copyOf(bytes, length));
                survivors(copy);
            }
        }
    }

    @Test
    void changedBytesGiveAPrefixOrARefusal() throws IOException {
        for (Path file : List.of(stopped.resolve("registry.db"), killed.resolve("registry.db-wal"))) {
            byte[] bytes = Files.readAllBytes(file);
            for (int offset : offsets(bytes.length - 1, PAGE)) {
                Path copy = fresh(file.getParent());
                byte[] changed = bytes.clone();
                changed[offset] ^= (byte) 0xff;
                Files.write(copy.resolve(file.getFileName()), changed);
                survivors(copy);
            }
        }
    }

    @Test
    void zeroedPagesGiveAPrefixOrARefusal() throws IOException {
        byte[] bytes = Files.readAllBytes(stopped.resolve("registry.db"));
        for (int page = 0; page < bytes.length / PAGE; page++) {
            Path copy = fresh(stopped);
            byte[] changed = bytes.clone();
            Arrays.fill(changed, page * PAGE, (page + 1) * PAGE, (byte) 0);
            Files.write(copy.resolve("registry.db"), changed);
            survivors(copy);
        }
    }

    @Test
    void aMissingOrEmptyDatabaseIsNotANewOne() throws IOException {
        Path missing = fresh(stopped);
        Files.delete(missing.resolve("registry.db"));
        assertRefused(missing, "missing or has no bytes", "restoring the whole data folder", "records up to 24");
        assertFalse(Files.exists(missing.resolve("registry.db")), "the refusal changes nothing");

        Path empty = fresh(stopped);
        Files.write(empty.resolve("registry.db"), new byte[0]);
        assertRefused(empty, "missing or has no bytes");

        Path onlyLog = fresh(killed);
        Files.delete(onlyLog.resolve("registry.db"));
        Files.delete(onlyLog.resolve("registry.mark"));
        assertRefused(onlyLog, "write-ahead log");
    }

    @Test
    void aLostLogIsFound() throws IOException {
        Files.delete(killed.resolve("registry.db-wal"));
        assertRefused(killed, "its journal ends at 0");
    }

    @Test
    void anotherStoresDatabaseIsRefused() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        Stores.open(other).close();
        Files.copy(other.resolve("registry.db"), stopped.resolve("registry.db"),
                StandardCopyOption.REPLACE_EXISTING);
        assertRefused(stopped, "its store id is");
    }

    @Test
    void aDatabaseWithoutMarkGetsOneAgain() throws IOException {
        Files.delete(stopped.resolve("registry.mark"));
        assertEquals(RECORDS, survivors(stopped));
        Files.delete(stopped.resolve("registry.db"));
        assertRefused(stopped, "records up to 24");
    }

    @Test
    void aDamagedMarkIsRefused() throws IOException {
        String text = Files.readString(stopped.resolve("registry.mark"));
        Files.writeString(stopped.resolve("registry.mark"), text.replace("records=24", "records=11"));
        assertRefused(stopped, "registry.mark is damaged");
    }

    @Test
    void damageIsNamedByTableAndSequence() throws IOException, SQLException {
        change("UPDATE journal SET bytes = x'00' WHERE sequence = 7");
        try (SqliteStore store = Stores.open(stopped)) {
            assertEquals(6, store.read(1, 6).size());
            DamagedStoreException damage = assertThrows(DamagedStoreException.class, () -> store.read(5, 10));
            assertContains(damage, "registry.db", "table journal", "sequence 7", "Recover by");
        }
        change("DELETE FROM journal WHERE sequence = 5");
        try (SqliteStore store = Stores.open(stopped)) {
            assertContains(assertThrows(DamagedStoreException.class, () -> store.read(1, 6)), "gap before record 6");
            assertContains(assertThrows(DamagedStoreException.class, () -> store.read(5, 6)), "gap before record 6");
        }
        change("DELETE FROM journal WHERE sequence = 1");
        assertRefused(stopped, "begins with record 2 instead of 1");
    }

    @Test
    void aDamagedSnapshotNamesTheOthers() throws IOException, SQLException {
        change("UPDATE piece SET bytes = x'00' WHERE number = 1");
        try (SqliteStore store = Stores.open(stopped)) {
            Stores.writeSnapshot(store, 20, "good");
            assertContains(assertThrows(DamagedStoreException.class, () -> Stores.readSnapshot(store, 12)),
                    "piece 1 of snapshot 12",
                    "[20, 12]");
            assertEquals(List.of("good"), Stores.readSnapshot(store, 20));
        }
        change("DELETE FROM piece WHERE number = 0");
        try (SqliteStore store = Stores.open(stopped)) {
            assertContains(assertThrows(DamagedStoreException.class, () -> Stores.readSnapshot(store, 12)), "piece 0",
                    "is missing");
        }
    }

    @Test
    void aForeignDatabaseAndALaterFormatAreRefused() throws IOException, SQLException {
        change("PRAGMA user_version=2");
        IOException later = assertThrows(IOException.class, () -> Stores.open(stopped));
        assertTrue(later.getMessage().contains("format 2"), later.getMessage());
        change("PRAGMA application_id=1");
        assertRefused(stopped, "not one of Pilothouse");
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + stopped.resolve("registry.db"),
                new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every byte at the end and around page borders, and every so often in between. */
    private static Set<Integer> offsets(int length, int page) {
        Set<Integer> offsets = new TreeSet<>();
        for (int offset = 0; offset <= length; offset++) {
            int inPage = offset % page;
            if (offset % 401 == 0 || inPage < 12 || offset > length - 400) {
                offsets.add(offset);
            }
        }
        return offsets;
    }

    private Path fresh(Path original) throws IOException {
        Path copy = folder.resolve("copy");
        for (String name : List.of("registry.db", "registry.db-wal", "registry.db-shm", "registry.mark")) {
            Files.deleteIfExists(copy.resolve(name));
        }
        Stores.copyAsKilled(original, copy);
        return copy;
    }

    /** The number of records that can be read, all of them as stored; -1 when the store refuses with a reason. */
    private static int survivors(Path store) throws IOException {
        try (SqliteStore opened = Stores.open(store)) {
            List<StoredRecord> records = opened.read(1, 1000);
            assertTrue(!records.isEmpty(), "a store that held records looks new");
            assertEquals(Stores.texts(Stores.batch(1, records.size())), Stores.texts(records));
            assertEquals(records.size(), opened.lastSequence());
            for (long snapshot : opened.snapshots()) {
                assertEquals(List.of("first piece", "p".repeat(5000)), Stores.readSnapshot(opened, snapshot));
            }
            return records.size();
        } catch (DamagedStoreException e) {
            assertContains(e, "is damaged", "Recover by restoring");
            return -1;
        }
    }

    private static void assertRefused(Path store, String... words) {
        assertContains(assertThrows(DamagedStoreException.class, () -> Stores.open(store)), words);
    }

    private static void assertContains(Exception failure, String... words) {
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word),
                    () -> "expected \"" + word + "\" in: " + failure.getMessage());
        }
    }
}
