package io.pilothouse.acceptance.concurrency;

import io.pilothouse.acceptance.authority.Party;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A network that all workers change, and what they believe of it; they may be wrong. Threads: any.
 */
public final class Club {
    private final long network;
    private final boolean inviting;
    private final AtomicReference<Party> owner;
    private final Queue<Party> invited = new ConcurrentLinkedQueue<>();

    public Club(long network, boolean inviting, Party owner) {
        this.network = network;
        this.inviting = inviting;
        this.owner = new AtomicReference<>(owner);
    }

    public long network() {
        return network;
    }

    /** Whether one comes in by invitation only. */
    public boolean inviting() {
        return inviting;
    }

    Party owner() {
        return owner.get();
    }

    void owns(Party party) {
        owner.set(party);
    }

    /** Told twice, so that two workers will answer for the same node. */
    void invited(Party party) {
        invited.add(party);
        invited.add(party);
    }

    Optional<Party> nextInvited() {
        return Optional.ofNullable(invited.poll());
    }
}
