package io.pilothouse.kernel.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a plugin's code outside of calls, when it is loaded or makes something, on a thread that ends with it: what it leaves in
 * thread locals goes with the thread, and one that never returns costs nobody more than the deadline. A platform thread,
 * because an endless loop would hold a carrier of virtual ones.
 */
final class PluginThread {
    /** How long a plugin may take to be loaded, and a component to be made. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private PluginThread() {}

    /**
     * Runs it and waits.
     *
     * @param threads makes the thread
     * @param late is run when the work ends after all, well or not, and nobody waits for it any more; never on the caller's thread,
     *     because it may be the plugin's code too
     * @throws ExecutionException with what the work threw
     * @throws TimeoutException if it took longer; it was interrupted then and may go on
     * @throws InterruptedException if the caller should not wait any more; as with a timeout
     */
    static <T> T call(Thread.Builder.OfPlatform threads, String name, Duration deadline, Callable<T> work,
            Runnable late)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Abandoned abandoned = new Abandoned(late, threads);
        Thread thread = threads.name("pilothouse-" + name).unstarted(() -> {
            try {
                task.run();
            } finally {
                abandoned.ended();
            }
        });
        thread.start();
        try {
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException early) {
            thread.interrupt();
            abandoned.leave();
            throw early;
        }
    }

    /** Runs the last work once both have happened: the caller has gone and the thread has ended. */
    private static final class Abandoned {
        private final Runnable late;
        private final Thread.Builder threads;
        private boolean left;
        private boolean ended;

        private Abandoned(Runnable late, Thread.Builder threads) {
            this.late = late;
            this.threads = threads;
        }

        private void leave() {
            step(true);
        }

        private void ended() {
            step(false);
        }

        private void step(boolean leaving) {
            boolean both;
            synchronized (this) {
                both = leaving ? ended : left;
                left |= leaving;
                ended |= !leaving;
            }
            if (both && leaving) {
                threads.start(late);
            } else if (both) {
                late.run();
            }
        }
    }
}
