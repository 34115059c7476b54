package io.pilothouse.kernel.net;

import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.protocol.command.CommandType;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;

/**
 * One request that is being answered. It is its own callback and its own task, so that a request costs one object. Only
 * the first outcome counts, whatever a processor does.
 *
 * <p>Threads: the outcome may come from any; all else is the connection's event loop.
 */
final class Exchange implements Consumer<Outcome>, Runnable {
    private static final AtomicReferenceFieldUpdater<Exchange, Outcome> OUTCOME = AtomicReferenceFieldUpdater
            .newUpdater(Exchange.class, Outcome.class, "outcome");

    private final Connection connection;
    private final CommandType<?, ?> type;
    private final NetMetrics.Form form;
    private final long number;
    private final long began;
    private volatile Outcome outcome;
    private boolean handedOver;

    Exchange(Connection connection, CommandType<?, ?> type, NetMetrics.Form form, long number, long began) {
        this.connection = connection;
        this.type = type;
        this.form = form;
        this.number = number;
        this.began = began;
    }

    /** The command, or null when there is none of that name. */
    CommandType<?, ?> type() {
        return type;
    }

    /** Its name; a bounded set, whatever clients send. */
    String name() {
        return type == null ? "unknown" : type.name();
    }

    NetMetrics.Form form() {
        return form;
    }

    /** The number of the request in this process. */
    long number() {
        return number;
    }

    long began() {
        return began;
    }

    /** What became of it; null as long as that is open. */
    Outcome outcome() {
        return outcome;
    }

    /** The processor has returned; an outcome that comes now must wake the connection. */
    void handedOver() {
        handedOver = true;
    }

    @Override
    public void accept(Outcome told) {
        if (!OUTCOME.compareAndSet(this, null, told)) {
            return;
        }
        if (!connection.inEventLoop()) {
            try {
                connection.execute(this);
            } catch (RejectedExecutionException stopped) {
                // The port is closed and the connection with it; there is nobody left to tell.
                return;
            }
        } else if (handedOver) {
            run();
        }
    }

    @Override
    public void run() {
        connection.completed(this);
    }
}
