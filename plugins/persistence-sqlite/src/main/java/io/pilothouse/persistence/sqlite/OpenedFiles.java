package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files of one store after they have been locked, compared with each other, and found to belong together. */
final class OpenedFiles implements AutoCloseable {
    private final StoreLock lock;
    private final Database database;
    private final Path markFile;
    private StoreMark mark;
    private JournalTable journal;

    private OpenedFiles(StoreLock lock, Database database, Path markFile) {
        this.lock = lock;
        this.database = database;
        this.markFile = markFile;
    }

    static OpenedFiles open(Path folder, StoreOptions options) throws IOException {
        if (folder.toString().indexOf('?') >= 0) {
            throw new IOException(
                    "The data folder " + folder + " must not have a '?' in its path: the SQLite driver would"
                            + " read what follows as options.");
        }
        StoreLock lock = StoreLock.take(folder.resolve(options.stem() + ".lock"));
        boolean ready = false;
        try {
            NativeLibrary.load(folder.resolve("native"));
            OpenedFiles files = new OpenedFiles(lock, new Database(folder.resolve(options.file()), options),
                    folder.resolve(options.stem() + ".mark"));
            files.openOrCreate();
            ready = true;
            return files;
        } finally {
            if (!ready) {
                lock.close();
            }
        }
    }

    private void openOrCreate() throws IOException {
        Optional<StoreMark> found = StoreMark.read(markFile);
        boolean nothing = DurableFile.size(database.file()) == 0;
        if (nothing && found.isPresent()) {
            throw lost(found.get(), "it is missing or has no bytes");
        }
        Path log = database.file().resolveSibling(database.file().getFileName() + "-wal");
        if (nothing && DurableFile.size(log) > 0) {
            throw Fault.damaged(database.file(),
                    "It is missing or has no bytes, but its write-ahead log " + log + " is there");
        }
        try (Connection connection = database.connect(Database.Use.DURABLE)) {
            if (Schema.isEmpty(connection)) {
                if (found.isPresent()) {
                    throw lost(found.get(), "it holds no tables");
                }
                UUID store = UUID.randomUUID();
                Schema.create(connection, store);
                connection.commit();
                // The tables go into the main file at once: a lost write-ahead log then cannot make it look unused.
                connection.setAutoCommit(true);
                Database.value(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
                connection.setAutoCommit(false);
                DurableFile.syncFolder(database.file().getParent());
                found = Optional.of(new StoreMark(store, 0));
                found.get().write(markFile);
            }
            Schema.check(connection, database);
            compare(connection, found);
        } catch (SQLException e) {
            throw Fault.of(e, database.file(), "opening it");
        }
    }

    private void compare(Connection connection, Optional<StoreMark> found) throws SQLException, IOException {
        UUID store = storeId(connection);
        if (found.isPresent() && !found.get().store().equals(store)) {
            throw lost(found.get(), "its store id is " + store);
        }
        journal = new JournalTable(database, connection);
        if (found.isPresent() && journal.last() < found.get().records()) {
            throw lost(found.get(), "its journal ends at " + journal.last());
        }
        if (journal.first() > 1) {
            checkCovered(new SnapshotTable(database).complete(connection));
        }
        mark = new StoreMark(store, found.map(StoreMark::records).orElse(0L));
        if (found.isEmpty() || (mark.records() == 0 && journal.last() > 0)) {
            mark = new StoreMark(store, journal.last());
            mark.write(markFile);
        }
    }

    private UUID storeId(Connection connection) throws SQLException, DamagedStoreException {
        String text = Schema.meta(connection, "store").orElse("absent");
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Fault.damaged(database.file(), "Its table meta has no usable store id: " + text);
        }
    }

    private void checkCovered(List<Long> snapshots) throws DamagedStoreException {
        if (snapshots.isEmpty() || snapshots.getFirst() < journal.first() - 1) {
            throw Fault.damaged(database.file(), "Its journal begins with record " + journal.first()
                    + " and no complete snapshot stands for what was before; complete snapshots are " + snapshots);
        }
    }

    private DamagedStoreException lost(StoreMark expected, String what) {
        return Fault.damaged(database.file(), "The mark " + markFile + " says that it is store " + expected.store()
                + " with records up to " + expected.records() + " at least, but " + what
                + ". Nothing was changed. Only if this registry's history is to be given up for good, move database and mark away");
    }

    Database database() {
        return database;
    }

    JournalTable journal() {
        return journal;
    }

    /**
     * Moves the mark on. The first record is always marked at once, the others in steps.
     *
     * @param records sequence of a record that is on stable storage
     * @param step how far the mark may lag
     */
    synchronized void recordsReached(long records, long step) throws IOException {
        long gap = records - mark.records();
        if (gap >= step || (mark.records() == 0 && gap > 0)) {
            StoreMark next = new StoreMark(mark.store(), records);
            next.write(markFile);
            mark = next;
        }
    }

    /** The sequence up to which the mark speaks. */
    synchronized long marked() {
        return mark.records();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
