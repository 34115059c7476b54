package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.net.Subscriptions;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one standby from a thread of its own, so that neither a commit nor an event loop ever waits for it. What it holds is
 * bounded: it looks at the journal or the state again only when the standby has taken what was sent.
 *
 * <p>Threads: {@link #opened} and {@link #closed} the connection's event loop.
 */
abstract sealed class Feeder implements Subscriptions.Subscriber permits RecordFeeder, SnapshotFeeder {
    /** How often a standby hears that the primary is there ({@code replication-and-storage.md} 5.2). */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final String standby;
    private final Consumer<Feeder> begun;
    private final Consumer<Feeder> ended;
    private final Bell bell;
    private final Thread thread;
    private Subscriptions.Stream stream;
    private volatile boolean over;

    /**
     * A feeder.
     *
     * @param standby who is fed, for the log
     * @param begun is told when the stream opens
     * @param ended is told when it is closed
     * @param bell wakes this feeder
     */
    Feeder(String standby, Consumer<Feeder> begun, Consumer<Feeder> ended, Bell bell) {
        this.standby = standby;
        this.bell = bell;
        this.begun = begun;
        this.ended = ended;
        thread = Thread.ofPlatform().daemon().name("pilothouse-feed-" + standby).unstarted(this::run);
    }

    /** Feeds until the stream ends. */
    abstract void feed(Subscriptions.Stream to) throws IOException, InterruptedException;

    /** What is said every 15 seconds. */
    abstract byte[] heartbeat();

    @Override
    public final void opened(Subscriptions.Stream opened) {
        stream = opened;
        begun.accept(this);
        opened.every(HEARTBEAT, () -> opened.send(heartbeat()));
        thread.start();
    }

    private void run() {
        LOG.atInfo().addKeyValue("standby", standby).addKeyValue("form", getClass().getSimpleName())
                .log("standby connected");
        try {
            feed(stream);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
            LOG.atError().addKeyValue("standby", standby).setCause(failed).log("the standby cannot be fed");
            refuse(stream, "failed to generate snapshot", false);
        }
    }

    /** Says why and ends the stream. */
    final void refuse(Subscriptions.Stream to, String text, boolean isFinal) {
        LOG.atWarn().addKeyValue("standby", standby).addKeyValue("reason", text).log("standby refused");
        to.send(Messages.error(text, isFinal));
        to.close();
        over = true;
    }

    /** Whether there is nobody to feed any more. */
    final boolean over() {
        return over;
    }

    /**
     * Waits until no more than so much is on its way. A standby that takes nothing is cut by the port like any client, which
     * ends this too.
     */
    final void awaitRoom(Subscriptions.Stream to, long bytes) throws InterruptedException {
        while (to.unsent() > bytes && !over) {
            Bell.pause(LOOK_AGAIN);
        }
    }

    /** Whether the standby has been sent all there is, and has taken it. */
    abstract boolean upToDate();

    /** Whether what was sent is taken. */
    final boolean taken() {
        return stream.unsent() == 0;
    }

    @Override
    public final void closed() {
        end();
        ended.accept(this);
        LOG.atInfo().addKeyValue("standby", standby).log("standby disconnected");
    }

    /** Ends the stream from our side. */
    final void stop() {
        end();
        stream.close();
    }

    /** An interrupt would be quicker but could hit a store in the middle of reading, and some close their files then. */
    private void end() {
        over = true;
        bell.ring();
    }
}
