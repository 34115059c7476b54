package io.pilothouse.kernel.boot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the registry does by itself now and then, on one thread of its own. */
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final ScheduledExecutorService thread;

    /** On a thread with that name. */
    Chores(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    /** A chore may fail; it is tried again the next time. */
    @FunctionalInterface
    interface Chore {
        void run() throws Exception;
    }

    void every(Duration period, String name, Chore chore) {
        ScheduledFuture<?> scheduled = thread.scheduleWithFixedDelay(() -> {
            try {
                chore.run();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                LOG.error("{} failed and will be tried again in {}", name, period, failed);
            }
        }, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("{} every {}: {}", name, period, scheduled.isDone() ? "refused" : "scheduled");
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
