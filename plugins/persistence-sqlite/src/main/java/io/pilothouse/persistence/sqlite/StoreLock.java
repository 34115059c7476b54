package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Properties;

/**
 * Keeps a second registry out of a store, in this process or another. The file names the holder; only the lock on it
 * counts, so a file that a killed process left behind does no harm.
 */
final class StoreLock implements AutoCloseable {
    /** The lock is on a byte far behind the text, so that the text can be read on systems where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;
    private final FileLock lock;
    private final String key;

    private StoreLock(FileChannel channel, FileLock lock, String key) {
        this.channel = channel;
        this.lock = lock;
        this.key = key;
    }

    static StoreLock take(Path file) throws IOException {
        // POSIX drops a process's locks on a file when the process closes any channel on it, so a second opener in this
        // process must be stopped before it touches the file. System properties are seen across class loaders.
        Properties process = System.getProperties();
        String key = "io.pilothouse.persistence.sqlite.open:"
                + file.getParent().toRealPath().resolve(file.getFileName());
        String holder = "process " + ProcessHandle.current().pid() + ", since " + Instant.now();
        Object other = process.putIfAbsent(key, holder);
        if (other != null) {
            throw held(file, other.toString() + " (this process)");
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
                if (lock == null) {
                    throw held(file, read(channel));
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
                taken = true;
                return new StoreLock(channel, lock, key);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                process.remove(key);
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private static IOException held(Path file, String holder) {
        return new IOException("The store in " + file.getParent() + " is in use by " + holder + "; its lock is " + file
                + ". Stop that registry first, or give this one a data folder of its own.");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            System.getProperties().remove(key);
        }
    }
}
