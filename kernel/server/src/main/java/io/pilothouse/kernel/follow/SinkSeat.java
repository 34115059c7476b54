package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.spi.StartupException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the sink of a courier is: made from the configuration that is wanted, made anew when that changes, and replaced by its
 * successor when its plugin is.
 *
 * <p>Threads: {@link #take}, {@link #sink} and {@link #close} the courier's; everything else any.
 */
final class SinkSeat {
    private final SinkMaker maker;
    private final AtomicReference<Successor> successor = new AtomicReference<>();
    private volatile Integration wanted;
    private volatile Sink sink;
    private volatile boolean again;
    private volatile boolean closed;
    private Integration held;

    /** A sink that was made before it is needed. */
    private record Successor(Integration as, Sink sink) {}

    SinkSeat(Integration wanted, SinkMaker maker) {
        this.wanted = wanted;
        this.maker = maker;
    }

    Integration wanted() {
        return wanted;
    }

    /** Whether that is something else than before. */
    boolean want(Integration configured) {
        boolean other = !configured.sameAs(wanted);
        if (other) {
            wanted = configured;
        }
        return other;
    }

    /** Has the sink made anew by {@link #take}. */
    void again() {
        again = true;
    }

    /** Whether the plugin of the sink was replaced or removed. */
    boolean outdated() {
        Sink now = sink;
        return now != null && now.outdated();
    }

    /**
     * Makes the successor of an outdated sink, which is taken next; one that could not be made is tried again.
     *
     * @return whether there is something to take
     * @throws StartupException if the successor cannot be made; everything is as before
     */
    boolean renew() throws StartupException {
        if (sink == null) {
            again = true;
            return true;
        }
        if (!outdated()) {
            return false;
        }
        Integration as = wanted;
        replace(new Successor(as, maker.make(as)));
        if (closed) {
            replace(null);
        }
        return true;
    }

    private void replace(Successor next) {
        Successor unused = successor.getAndSet(next);
        if (unused != null) {
            unused.sink().close();
        }
    }

    /** The sink that is there. */
    Sink sink() {
        return sink;
    }

    /** Whether {@link #take} has nothing to do. */
    boolean settled() {
        return sink != null && held.sameAs(wanted) && !again && successor.get() == null;
    }

    /** Whether the configuration that is wanted is another than that of the last sink, if there was one. */
    boolean reconfigured() {
        return held != null && !held.sameAs(wanted);
    }

    /**
     * Closes the sink that is there and takes or makes the one that is wanted.
     *
     * @return what it was made from
     * @throws StartupException if it cannot be made; then there is none
     */
    Integration take() throws StartupException {
        again = false;
        leave();
        Integration now = wanted;
        held = now;
        Sink fresh = ready(now);
        while (fresh.outdated()) {
            // Its plugin was replaced while it was made.
            fresh.close();
            fresh = maker.make(now);
        }
        sink = fresh;
        return now;
    }

    private Sink ready(Integration as) throws StartupException {
        Successor ready = successor.getAndSet(null);
        if (ready == null) {
            return maker.make(as);
        }
        if (ready.as().sameAs(as)) {
            return ready.sink();
        }
        ready.sink().close();
        return maker.make(as);
    }

    private void leave() {
        Sink old = sink;
        sink = null;
        if (old != null) {
            old.close();
        }
    }

    /** Closes what is there. */
    void close() {
        closed = true;
        leave();
        replace(null);
    }
}
