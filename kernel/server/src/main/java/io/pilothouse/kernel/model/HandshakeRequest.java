package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NodeId;

/**
 * A relayed wish for trust that waits to be polled.
 *
 * @param from who asks
 * @param publicKey its key in base64 when it asked
 * @param justification its words, at most 1024 bytes
 * @param time when, milliseconds since 1970 UTC
 */
public record HandshakeRequest(NodeId from, String publicKey, String justification, long time) {
    public HandshakeRequest {
        publicKey = publicKey == null ? "" : publicKey;
        justification = justification == null ? "" : justification;
    }
}
