package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.model.Integration;

/** Is told what couriers do. Threads: many. */
@FunctionalInterface
public interface CourierMeter {
    /** What can happen to events. */
    enum What {
        /** The receiver has them. */
        DELIVERED,
        /** They were given up and are dead letters. */
        FAILED,
        /** They are lost: the journal or the dead letters have no room any more. */
        DROPPED,
        /** They will be offered again. */
        RETRIED
    }

    /** It happened to so many. */
    void count(Integration.Place sink, What what, long events);
}
