package io.pilothouse.audit.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * A file to which whole lines are added. It is opened when it is needed, for this writer alone, and anew when somebody has moved
 * or removed it. Threads: one at a time.
 */
final class LineFile {
    /** How far back the end of the last whole line is looked for: no line is nearly as long. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;
    private static final int PIECE = 8_192;

    private final Path path;
    private final InstantSource clock;
    private FileChannel channel;
    private Object key;
    private Instant begun = Instant.EPOCH;
    /** Where a write began that failed; -1 when none did. */
    private long failedAt = -1;

    LineFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    Path path() {
        return path;
    }

    /** Its bytes; it is open. */
    long size() throws IOException {
        return channel.size();
    }

    /** When it was made, as far as the file system knows; it is open. */
    Instant begun() {
        return begun;
    }

    /** The time. */
    Instant now() {
        return clock.instant();
    }

    /** Opens it, unless it is open, and takes away what a crash has left of a line. */
    void open() throws IOException {
        if (key != null && !key.equals(keyOfPath())) {
            // Moved or removed by somebody: what goes on being written there would be lost.
            close();
            failedAt = -1;
        }
        if (channel != null) {
            return;
        }
        boolean created = create();
        FileChannel opened = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean ready = false;
        try {
            lock(opened);
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            begun = created ? clock.instant() : attributes.creationTime().toInstant();
            key = attributes.fileKey();
            repair(opened);
            ready = true;
        } finally {
            if (!ready) {
                opened.close();
            }
        }
        channel = opened;
    }

    /** Whether it was not there. For the owner and readers of the group only. */
    private boolean create() throws IOException {
        if (Files.exists(path)) {
            return false;
        }
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] permissions = posix
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))}
                : new FileAttribute<?>[0];
        Files.newByteChannel(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)
                .close();
        // Its name is to survive a crash too.
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return true;
    }

    private static void lock(FileChannel opened) throws IOException {
        try {
            if (opened.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException own) {
            throw new IOException("another sink of this registry writes into it", own);
        }
        throw new IOException("another program holds a lock on it");
    }

    private void repair(FileChannel opened) throws IOException {
        if (failedAt >= 0 && opened.size() > failedAt) {
            opened.truncate(failedAt);
        }
        failedAt = -1;
        long end = opened.size();
        long whole = endOfWholeLines(opened);
        if (whole == end) {
            return;
        }
        ByteBuffer first = ByteBuffer.allocate(1);
        opened.read(first, whole);
        if (first.get(0) != '{' && first.get(0) != 0) {
            throw new IOException("its last line has no end and is no event: is it a file of something else?");
        }
        opened.truncate(whole);
        opened.force(true);
    }

    private static long endOfWholeLines(FileChannel opened) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long end = opened.size(); end > 0;) {
            long start = Math.max(0, end - PIECE);
            piece.clear().limit(Math.toIntExact(end - start));
            while (piece.hasRemaining() && opened.read(piece, start + piece.position()) >= 0) {
                // As much as there is.
            }
            for (int index = piece.position() - 1; index >= 0; index--) {
                if (piece.get(index) == '\n') {
                    return start + index + 1;
                }
            }
            if (opened.size() - start > LONGEST_LINE) {
                throw new IOException("it holds no lines");
            }
            end = start;
        }
        return 0;
    }

    /** Adds lines; when this returns, they are on the disk. After a failure none of them is there when it is opened again. */
    void append(byte[] lines) throws IOException {
        long start = channel.size();
        boolean done = false;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(lines);
            while (bytes.hasRemaining()) {
                channel.write(bytes, start + bytes.position());
            }
            channel.force(false);
            done = true;
        } finally {
            if (!done) {
                failedAt = start;
                close();
            }
        }
    }

    private Object keyOfPath() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** Closes it. */
    void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // Everything that counts was forced to the disk before.
                return;
            }
        }
    }
}
