package io.pilothouse.kernel.follow;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import java.util.List;

/** A receiver as its courier sees it: it answers in bounded time and never throws. Threads: one. */
interface Sink extends AutoCloseable {
    /**
     * What became of a batch.
     *
     * @param delivery as the plugin says
     * @param reached whether the receiver was there: one that cannot be connected to has refused nothing
     */
    record Attempt(Delivery delivery, boolean reached) {}

    /**
     * Hands over events.
     *
     * @param again whether they were handed over before, to this sink or to one before it, and not taken
     */
    Attempt hand(List<AuditEntry> batch, boolean again);

    /** Whether it refuses what is to be given up, however often events are handed to it again. */
    boolean givesUpItself();

    /** Whether it wants events of an action. */
    boolean wants(String action);

    /** The longest batch that it takes. */
    int most();

    /** Whether the plugin that made it was replaced or removed. Threads: any. */
    boolean outdated();

    @Override
    void close();
}
