package io.pilothouse.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One event of the audit trail, as exporters and webhooks get it.
 *
 * <p>The same entry may come more than once, always with the same {@link #id}; a receiver that keeps ids can drop the others.
 *
 * @param id number of the event, from 1; it grows by one from event to event for the life of the registry, also across restarts
 * @param time when it happened
 * @param action for example {@code member.kicked}; the list is in the operator's page on events
 * @param attributes what the action tells, in the order of that page; values are {@code Long}, {@code Boolean}, {@code String}
 *     or {@code List<String>}
 * @param details {@code attributes} but the node's and the network's id as one line of text, in the form that R1 exports; cannot
 *     be taken apart again
 * @param actor who did it and how that was proved
 * @param request the request that did it
 * @param proof where the event stands in the tamper-evident trail
 */
public record AuditEntry(long id, Instant time, String action, Map<String, Object> attributes, String details,
        Actor actor, Request request, Proof proof) {
    public AuditEntry {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(proof, "proof");
        if (id < 1 || action.isEmpty()) {
            throw new IllegalArgumentException("an event needs a number from 1 and an action but has " + id + " and \""
                    + action + "\"");
        }
        Map<String, Object> checked = new LinkedHashMap<>();
        attributes.forEach((name, value) -> checked.put(name, switch (value) {
            case Long number -> number;
            case Boolean flag -> flag;
            case String text -> text;
            case List<?> texts -> texts.stream().map(String.class::cast).toList();
            default -> throw new IllegalArgumentException("the attribute " + name + " of " + action
                    + " must be a Long, a Boolean, a String or a list of strings but is a "
                    + value.getClass().getName());
        }));
        attributes = Collections.unmodifiableMap(checked);
    }

    /** The network that the event is about, 0 when none. */
    public long networkId() {
        return attributes.get("network_id") instanceof Long id ? id : 0;
    }

    /** The node that the event is about, 0 when none. */
    public long nodeId() {
        return attributes.get("node_id") instanceof Long id ? id : 0;
    }

    /**
     * Who acted.
     *
     * @param name {@code node:7}, {@code key:BASE64}, {@code admin}, {@code network-admin:3}, {@code registry}, or empty when nobody
     *     proved to be anybody
     * @param proof {@code signature}, {@code seal}, {@code global-token}, {@code network-token}, {@code internal} or {@code none}
     * @param source address of the peer, {@code local} for the registry itself
     */
    public record Actor(String name, String proof, String source) {
        public Actor {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(proof, "proof");
            Objects.requireNonNull(source, "source");
        }
    }

    /**
     * What was asked for.
     *
     * @param id as in the registry's debug log; empty for the registry itself
     * @param command for example {@code kick_member}; empty for the registry itself
     * @param outcome {@code ok}, or code and text of the refusal
     */
    public record Request(String id, String command, String outcome) {
        public Request {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Where the event stands in the trail.
     *
     * @param sequence number of its journal record; several events may share one
     * @param leafIndex of that record in the Merkle tree (RFC 6962)
     * @param checkpoint the newest signed checkpoint (C2SP {@code tlog-checkpoint}) when the event was sent; it may be older than
     *     the event; empty when there is none yet
     */
    public record Proof(long sequence, long leafIndex, String checkpoint) {
        public Proof {
            Objects.requireNonNull(checkpoint, "checkpoint");
            if (sequence < 1 || leafIndex < 0) {
                throw new IllegalArgumentException("a record has a sequence from 1 and a leaf from 0 but " + sequence
                        + " and " + leafIndex);
            }
        }
    }
}
