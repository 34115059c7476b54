package io.pilothouse.kernel.replication;

import java.time.Duration;
import java.util.function.Supplier;

/** The newest snapshot as bytes, built once for all standbys that want it. Threads: any. */
final class SnapshotCopies {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<byte[]> build;
    private byte[] copy;
    private long rings;
    private long built;

    SnapshotCopies(Supplier<byte[]> build) {
        this.build = build;
    }

    /**
     * A snapshot that holds every commit up to a ring of the bell, and last-seen times of about now.
     *
     * @param heard how often the bell has rung, read before this call
     */
    synchronized byte[] newest(long heard) {
        if (copy == null || rings < heard || System.nanoTime() - built > FRESH.toNanos()) {
            forget();
            copy = build.get();
            rings = heard;
            built = System.nanoTime();
        }
        return copy;
    }

    /** Nobody wants it any more. */
    synchronized void forget() {
        copy = null;
    }
}
