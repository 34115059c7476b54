package io.pilothouse.kernel.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Works on parts of something large on all cores and hands out the results in the order in which the parts came. Few parts
 * are under way at a time, so that memory stays small however large the whole is.
 *
 * <p>Threads: one calls and takes the results; the work itself runs on others.
 *
 * @param <T> result of one part
 */
public final class InOrder<T> implements AutoCloseable {
    private static final int PARTS_PER_CORE = 3;

    private final Taker<T> taker;
    private final ExecutorService threads;
    private final int most;
    private final Deque<Future<T>> running = new ArrayDeque<>();

    /** Who takes the results. */
    @FunctionalInterface
    public interface Taker<T> {
        /** Takes one. */
        void take(T result) throws IOException;
    }

    /**
     * Nothing under way.
     *
     * @param name for the threads
     */
    public InOrder(String name, Taker<T> taker) {
        int cores = Runtime.getRuntime().availableProcessors();
        this.taker = taker;
        this.most = PARTS_PER_CORE * cores;
        this.threads = Executors.newFixedThreadPool(cores, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    }

    /** Begins with a part; takes the oldest result first when many are under way. */
    public void begin(Callable<T> work) throws IOException {
        while (running.size() >= most) {
            takeOldest();
        }
        running.add(threads.submit(work));
    }

    /** Waits for all results. */
    public void finish() throws IOException {
        while (!running.isEmpty()) {
            takeOldest();
        }
    }

    private void takeOldest() throws IOException {
        T result;
        try {
            result = running.remove().get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(stop);
            throw interrupted;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException expected) {
                throw expected;
            }
            throw new IllegalStateException(failed.getCause());
        }
        taker.take(result);
    }

    /** Ends the threads; work that was not taken is forgotten. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
