package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NodeId;

/** Whom an expectation speaks of. */
public sealed interface Subject {
    /** The node with this id. */
    record ByNode(NodeId node) implements Subject {}

    /** Whoever has this external identity, compared without regard to case. */
    record ByExternalId(String externalId) implements Subject {}
}
