package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NodeId;

/**
 * One node lets another one see it ({@code commands-core.md} Part IV 4). Trust is two consents, one each way.
 *
 * @param from who consents
 * @param to who may see {@code from}
 */
public record Consent(NodeId from, NodeId to) {
    /** The other direction. */
    public Consent reversed() {
        return new Consent(to, from);
    }
}
