package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.protocol.NetworkId;
import java.util.List;
import java.util.Set;

/** The newest events of the registry, as far as R1 has them. */
@FunctionalInterface
public interface AuditTrail {
    /** How many events are kept. */
    int KEPT = 1_000;
    /** The action of a refusal. */
    String DENIED = "auth.denied";
    /** Refusals, starts and stops, which R1's clients do not know: they stand in the durable trail only. */
    Set<String> TRAIL_ONLY = Set.of(DENIED, "server.started", "server.stopped");

    /**
     * The newest events first.
     *
     * <p>Threads: any. Failure: none.
     *
     * @param network only events with this {@code network_id}; the backbone for all events
     * @param limit most events to give
     */
    List<Entry> recent(NetworkId network, int limit);

    /**
     * One event.
     *
     * @param time milliseconds since 1970 UTC
     * @param event what happened
     */
    record Entry(long time, AuditEvent event) {}
}
